"""The files that the rules look at, and how a broken rule is told."""

from __future__ import annotations

import os
import subprocess
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
# Only for a copy without git, such as an unpacked archive.
NOT_OURS = {"build", "dist", "instance", "node_modules", "__pycache__"}


@cache
def repository() -> tuple[str, ...]:
    """Return every file of the repository, also those that wait for their first commit, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else list(_walk())
    return tuple(sorted(name for name in names if name and (ROOT / name).is_file()))


def _walk() -> Iterator[str]:
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and (not name.startswith(".") or name == ".ci")]
        yield from (str((Path(folder) / file).relative_to(ROOT)) for file in files)


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Say whether a name fits one of the patterns; ``*`` stands for any text, also with slashes."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


@cache
def texts(*patterns: str) -> dict[str, str]:
    """Return the text of each file whose name fits, by name."""
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in repository() if fits(name, patterns)}


def python_files() -> dict[str, str]:
    """Return all Python that people of this house wrote; migrations are made by Alembic and exempt."""
    return {**texts("workbench/*.py", "tests/*.py", "scripts/*.py")}


def templates() -> dict[str, str]:
    """Return all Jinja templates, by their name in the repository."""
    return {**texts("templates/*")}


def refuse(broken: Iterable[str]) -> None:
    """Fail with every broken rule on a line of its own."""
    lines = sorted(set(broken))
    if lines:
        raise AssertionError("\n".join(["the house has a rule:", *lines]))
