"""Pure functions from a plan's content to the HTML of its papers, and the proof that nothing is missing."""
