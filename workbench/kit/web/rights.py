"""The tables of the page that says who may do what; each feature adds its own, made from its ``access.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

YES = Message("Yes")


@dataclass(frozen=True)
class RightLine:
    """One thing that can be done: in words, and for each role that may, "yes" or when; who may not stands not there."""

    permission: StrEnum
    words: Message
    cells: Mapping[str, Message]


@dataclass(frozen=True)
class RightTable:
    """What can be done with one kind of thing; ``columns`` are roles and what they are called."""

    key: str
    title: Message
    lead: Message
    columns: Mapping[str, Message]
    lines: tuple[RightLine, ...]


_tables: dict[int, Callable[[], RightTable]] = {}


def register_rights(make: Callable[[], RightTable], *, order: int) -> None:
    """Add a table to the page; lower ``order`` stands higher."""
    _tables[order] = make


def right_tables() -> list[RightTable]:
    """Return the tables in the order of the page."""
    return [_tables[order]() for order in sorted(_tables)]
