"""Every feature folder has the same file names, and every feature says what it owns."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.house_rules.budgets import FEATURE_FILES, NO_FEATURES
from tests.house_rules.project import refuse, repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def strange_files(names: Iterable[str]) -> Iterator[str]:
    """Tell which files of a feature have a name that the design does not know."""
    for name in names:
        parts = PurePosixPath(name).parts
        if len(parts) < 3 or parts[0] != "workbench" or parts[1] in NO_FEATURES:
            continue
        if (parts[2].removesuffix(".py") if len(parts) == 3 else parts[2]) not in FEATURE_FILES:
            yield f"{name}: a feature holds only {', '.join(sorted(FEATURE_FILES))}"


def features_without_a_word(names: Iterable[str]) -> Iterator[str]:
    """Tell which feature folders have no ``__init__.py``, where their docstring stands."""
    known = set(names)
    folders = {PurePosixPath(name).parts[1] for name in known if name.startswith("workbench/") and name.count("/") > 1}
    for folder in folders - NO_FEATURES:
        if f"workbench/{folder}/__init__.py" not in known:
            yield f"workbench/{folder}: no __init__.py that says what it owns"


def test_a_feature_holds_only_the_files_of_the_design() -> None:
    refuse(strange_files(repository()))


def test_every_feature_says_what_it_owns() -> None:
    refuse(features_without_a_word(repository()))


def test_a_strange_file_is_seen() -> None:
    assert list(strange_files(["workbench/plans/services.py"]))
    assert list(strange_files(["workbench/plans/managers/plan.py"]))
    assert not list(strange_files(["workbench/plans/views.py", "workbench/plans/rules/totals.py", "workbench/app.py"]))


def test_a_feature_without_a_word_is_seen() -> None:
    assert list(features_without_a_word(["workbench/plans/views.py"]))
    assert not list(features_without_a_word(["workbench/plans/views.py", "workbench/plans/__init__.py"]))
