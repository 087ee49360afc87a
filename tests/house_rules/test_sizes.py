"""No file, function or class outgrows its budget, and no drawer is opened for odds and ends."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.house_rules.budgets import BANNED_NAMES, CLASSES, EXEMPT, FILES, FUNCTIONS, Budget
from tests.house_rules.project import fits, python_files, refuse, repository, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def _over(what: str, lines: int, name: str, budgets: Iterable[Budget]) -> Iterator[str]:
    budget = next((one for one in budgets if fits(name, [one.pattern])), None)
    if budget and lines > budget.lines:
        yield f"{what}: {lines} lines, at most {budget.lines} ({budget.pattern})"


def long_files(name: str, text: str) -> Iterator[str]:
    """Tell that a file has more lines than its kind may have."""
    if not fits(name, EXEMPT):
        yield from _over(name, len(text.splitlines()), name, FILES)


def long_parts(name: str, text: str) -> Iterator[str]:
    """Tell which functions and classes have more lines than their kind may have; decorators do not count."""
    for node in ast.walk(ast.parse(text, name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            budgets = CLASSES if isinstance(node, ast.ClassDef) else FUNCTIONS
            yield from _over(f"{name}:{node.lineno} {node.name}", lines, name, budgets)


def drawers(name: str) -> Iterator[str]:
    """Tell that a file or folder is named after nothing."""
    path = PurePosixPath(name)
    if {*path.parts[:-1], path.stem} & BANNED_NAMES:
        yield f"{name}: a name that says nothing about what is inside ({', '.join(sorted(BANNED_NAMES))})"


def test_every_file_keeps_its_budget() -> None:
    files = texts("*.py", "templates/*", "workbench/static/css/*.css")
    refuse(line for name, text in files.items() for line in long_files(name, text))


def test_every_function_and_form_keeps_its_budget() -> None:
    refuse(line for name, text in python_files().items() for line in long_parts(name, text))


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    refuse(line for name in repository() if not fits(name, EXEMPT) for line in drawers(name))


def test_a_budget_of_our_own_says_why() -> None:
    design = {25, 60, 150, 300, 40, 400, 120, 600}
    refuse(f"{one.pattern}: {one.lines}" for one in FILES if not one.why and one.lines not in design)


def test_a_long_file_is_seen() -> None:
    assert list(long_files("workbench/plans/wiring.py", "\n" * 61)) == [
        "workbench/plans/wiring.py: 61 lines, at most 60 (workbench/*/wiring.py)"
    ]
    assert not list(long_files("workbench/plans/wiring.py", "\n" * 60))
    assert not list(long_files("migrations/versions/first.py", "\n" * 900))


def test_a_long_view_is_seen_and_the_same_length_elsewhere_is_not() -> None:
    text = "def show():\n" + "    call()\n" * 25
    assert list(long_parts("workbench/plans/views.py", text))
    assert not list(long_parts("workbench/plans/operations.py", text))


def test_a_long_form_and_a_long_method_are_seen() -> None:
    text = "class Edit:\n    def clean(self):\n" + "        call()\n" * 60
    found = "\n".join(long_parts("workbench/plans/forms/edit.py", text))
    assert "Edit: 62 lines, at most 60" in found
    assert "clean: 61 lines, at most 30" in found


def test_a_drawer_is_seen() -> None:
    assert list(drawers("workbench/plans/utils.py"))
    assert list(drawers("templates/common/a.html"))
    assert not list(drawers("workbench/plans/rules/totals.py"))
