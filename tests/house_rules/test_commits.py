"""One place commits: the storage, at the end of a request, command or job."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house_rules.project import fits, refuse, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

# Slow work (argon2) stands between two transactions there, so the view opens them itself and says so.
MARK = "manages_own_transactions"
VIEWS = ("workbench/*/views.py", "workbench/*/views/*.py")
# A job is a unit of work of its own, like a request or a command.
RUNNERS = ("workbench/kit/jobs/*",)
STORAGE = ("workbench/kit/storage/*",)
# These run inside a transaction of somebody else; they never open one.
INSIDE = tuple(
    f"workbench/*/{layer}{end}"
    for layer in ("views", "forms", "operations", "queries", "access", "models", "rules", "content")
    for end in (".py", "/*.py")
)


def loose_ends(name: str, text: str) -> Iterator[str]:
    """Tell where a transaction is ended outside the storage, or opened where one is running already."""
    if fits(name, STORAGE):
        return
    free = fits(name, RUNNERS) or (MARK in text and fits(name, VIEWS))
    for node in ast.walk(ast.parse(text, name)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"commit", "rollback"}:
            yield f"{name}:{node.lineno}: only kit.storage calls {called}(); an operation flushes"
        if called in {"transaction", "begin"} and fits(name, INSIDE) and not free:
            yield f"{name}:{node.lineno}: {called}() opens a transaction inside the one of the caller"


def test_only_the_storage_commits() -> None:
    refuse(line for name, text in texts("workbench/*.py").items() for line in loose_ends(name, text))


def test_a_commit_and_a_transaction_of_its_own_are_seen() -> None:
    assert list(loose_ends("workbench/plans/operations.py", "session().commit()"))
    assert list(loose_ends("workbench/app.py", "session().rollback()"))
    assert list(loose_ends("workbench/plans/queries.py", "with transaction(write=True):\n    pass"))
    marked = f"@{MARK}\ndef sign_in():\n    with transaction(write=True):\n        pass"
    assert not list(loose_ends("workbench/accounts/views.py", marked))
    assert not list(loose_ends("workbench/plans/commands.py", "with transaction(write=True):\n    pass"))
    assert not list(loose_ends("workbench/kit/storage/transactions.py", "self.session.commit()"))
