"""How long things may be, in lines. The first pattern that fits counts; a number that is not the design's says why."""

from __future__ import annotations

from typing import NamedTuple


class Budget(NamedTuple):
    """At most so many lines for what fits the pattern; ``why`` when it is another number than the design's."""

    pattern: str
    lines: int
    why: str = ""


# Not written by hand, or not read as code.
EXEMPT = ("migrations/*", "*/vendor/*", "*.yaml", "*.po", "*.json")

FILES = (
    Budget(
        "workbench/*/*/__init__.py", 60, "a package that took the place of a file names what it offers, one name a line"
    ),
    Budget("*/__init__.py", 25),
    Budget("workbench/*/wiring.py", 60),
    Budget("workbench/*/commands.py", 150),
    Budget("workbench/*/models.py", 300),
    Budget("workbench/*/signals.py", 40),
    Budget("*.py", 400),
    Budget("templates/*.css", 600),
    Budget("templates/*", 120),
    Budget("workbench/static/css/*.css", 600),
)

FUNCTIONS = (
    Budget("workbench/*/views.py", 25),
    Budget("workbench/*/views/*.py", 25),
    Budget("workbench/*/access.py", 10),
    Budget("workbench/*/access/*.py", 10),
    Budget("tests/journeys/*.py", 60),
    Budget("tests/*.py", 25),
    Budget("*.py", 30),
)

CLASSES = (
    Budget("workbench/*/forms.py", 60),
    Budget("workbench/*/forms/*.py", 60),
)

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}

# What a feature may hold: a file of this name, or a package of this name.
FEATURE_FILES = {
    "__init__",
    "wiring",
    "views",
    "commands",
    "forms",
    "jobs",
    "operations",
    "queries",
    "access",
    "models",
    "signals",
    "rules",
    "content",
}  # fmt: skip - one paragraph reads better than a column
NO_FEATURES = {
    "kit",
    "definitions",
    "static",
    "translations",
    "demo",
    "_data",
    "serving",  # runs the processes of `workbench serve`; it owns no page and no table
}  # fmt: skip - as above
