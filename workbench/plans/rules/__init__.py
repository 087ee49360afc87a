"""Pure functions of a plan's content: totals, numbering, what is visible, progress and findings."""
