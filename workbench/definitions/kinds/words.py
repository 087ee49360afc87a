"""Answers in words: a line, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.definitions.kinds.kind import Kind, Stored
from workbench.kit.values.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.definitions.schema import Question


LINE_LIMIT = 300
TEXT_LIMIT = 20_000


class Line(Kind):
    """A line of text."""

    name = "line"

    def read(self, typed: str, question: Question) -> str:
        """Return the text on one line."""
        return clean_line(typed, question.max_chars or LINE_LIMIT)

    def loaded(self, stored: Stored) -> str:
        """Return the line."""
        return _text(stored, clean_line, LINE_LIMIT)


class Text(Kind):
    """Paragraphs; lines that start with ``- `` become a list."""

    name = "text"
    control = "text_area"

    def read(self, typed: str, question: Question) -> str:
        """Return the text with its paragraphs."""
        return clean(typed, question.max_chars or TEXT_LIMIT)

    def loaded(self, stored: Stored) -> str:
        """Return the text."""
        return _text(stored, clean, TEXT_LIMIT)


def _text(stored: Stored, cleaned: Callable[[str, int], str], limit: int) -> str:
    if not isinstance(stored, str) or cleaned(stored, limit) != stored:
        raise ValueError("expected text without odd white space")
    return stored
