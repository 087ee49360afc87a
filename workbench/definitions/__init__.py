"""What an insurer asks, as data: plan templates, their answer kinds and the loader that checks them.

A *definition* is one plan template: chapters, their parts, and in each part questions or a set of rows.
This package is pure: it knows no plan, no web and no database.
"""
