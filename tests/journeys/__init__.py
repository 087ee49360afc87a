"""Whole ways through the workbench in Debian's Chromium, as one of the people of the demo."""
