"""What an insurer asks, as data: plan templates, their answer kinds and the loader that checks them.

A *definition* is one version of a plan template: chapters, their parts, and in each part questions or a set of rows;
beside them sources, facts, deadlines, income and rules. A *library* is all of them that an installation has.
This package is pure: it knows no plan, no web and no database.
"""
