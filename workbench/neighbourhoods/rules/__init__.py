"""Pure rules: which indicators there are, how files are read, how areas are joined and how a profile reads."""
