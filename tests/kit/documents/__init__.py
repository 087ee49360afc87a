"""Documents of the kit."""
