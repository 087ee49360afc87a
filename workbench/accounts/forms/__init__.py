"""Forms about people and their ways in."""
