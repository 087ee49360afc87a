"""Tests: named people, callables that make data, a client that checks every page, and the rules of the house."""
