"""The papers of a plan."""
