"""Organisations: collaborations that write plans, those who support them, and funders.

Who belongs to one stands in accounts.
"""
