"""The README is true: the commands, targets and files that it names exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from tests.house_rules.project import ROOT, refuse, repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

README = ROOT / "README.md"
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}[^\n]+", re.DOTALL | re.MULTILINE)
MAKE = re.compile(r"(?<![\w/.-])make ([a-z][a-z-]*)")
COMMAND = re.compile(r"(?<![\w./-])workbench ([a-z]+)(?: ([a-z]+))?")
PATH = re.compile(
    r"(?<![\w.$~:/<>-])((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|py|css|yaml|lock|cfg|html))(?![\w/*<>{}])"
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
# Made by running, so not in the repository.
MADE = ("instance/", "build/", ".venv/")


def targets(makefile: str) -> set[str]:
    """Return the targets of a Makefile."""
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))


def commands() -> set[str]:
    """Return the subcommands of ``workbench``, with those of its groups as two words."""
    from workbench.cli import workbench  # noqa: PLC0415 - the other tests of this file need no application

    found = set()
    for name, command in workbench.commands.items():
        found.add(name)
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}" for inner in command.commands}
    return found


def lost_targets(text: str, known: set[str]) -> Iterator[str]:
    """Tell which make targets a text names in code that do not exist."""
    for code in CODE.findall(text):
        yield from (f"README.md: make {name}: no such target" for name in MAKE.findall(code) if name not in known)


def lost_commands(text: str, known: set[str]) -> Iterator[str]:
    """Tell which commands a text names in code that do not exist."""
    groups = {name.split()[0] for name in known if " " in name}
    for code in CODE.findall(text):
        for first, second in COMMAND.findall(code):
            name = f"{first} {second}" if first in groups and second else first
            if name not in known:
                yield f"README.md: workbench {name}: no such command"


def lost_paths(text: str, known: Iterable[str]) -> Iterator[str]:
    """Tell which paths a text names, in code or as a link, that do not exist."""
    files = set(known)
    folders = {"/".join(name.split("/")[:depth]) + "/" for name in files for depth in range(1, name.count("/") + 1)}
    named = {path for code in CODE.findall(text) for path in PATH.findall(code)} | set(LINK.findall(text))
    for path in named:
        # A tree of folders names each below the one above it, so the end of a path is enough.
        tail = "/" + path.removeprefix("./").rstrip("/")
        if not path.startswith(MADE) and not any(f"/{one}".rstrip("/").endswith(tail) for one in files | folders):
            yield f"README.md: {path}: no such file"


def _readme() -> str:
    return README.read_text(encoding="utf-8")


def test_the_readme_says_how_to_run_and_test() -> None:
    named = {name for code in CODE.findall(_readme()) for name in MAKE.findall(code)}
    assert {"run", "test"} <= named


def test_every_make_target_of_the_readme_exists() -> None:
    refuse(lost_targets(_readme(), targets((ROOT / "Makefile").read_text(encoding="utf-8"))))


def test_every_command_of_the_readme_exists() -> None:
    refuse(lost_commands(_readme(), commands()))


def test_every_path_of_the_readme_exists() -> None:
    refuse(lost_paths(_readme(), repository()))


def test_a_recipe_that_is_not_true_is_seen() -> None:
    assert list(lost_targets("Type `make tea`.", {"run"}))
    assert not list(lost_targets("We make tea. `make run`", {"run"}))
    assert list(lost_commands("```\nworkbench plan burn x\n```", {"plan", "plan list"}))
    assert list(lost_targets("So:\n\n    make tea  # hot\n", {"run"}))
    assert list(lost_commands("`workbench fly`", {"plan", "plan list"}))
    assert not list(lost_commands("`workbench plan list --json`", {"plan", "plan list"}))


def test_a_path_that_is_not_there_is_seen() -> None:
    known = ["workbench/plans/views.py", "Makefile"]
    assert list(lost_paths("See `workbench/plans/forms.py`.", known))
    assert list(lost_paths("See [this](docs/start.md).", known))
    assert not list(lost_paths("See `workbench/plans/` and [make](Makefile); `/plannen/x`, `http://a/b`.", known))
