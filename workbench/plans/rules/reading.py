"""Reading what was typed: a value, or the text kept as typed, or a refusal when it cannot be stored at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.definitions.kinds import LINE_LIMIT, TEXT_LIMIT
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean, clean_line

if TYPE_CHECKING:
    from workbench.definitions.kinds import Value
    from workbench.definitions.schema import Question
    from workbench.kit.values.messages import Message

PERCENT = frozenset({"", "%", "procent"})
_PERCENTAGE = re.compile(r"(.*[0-9])\s*(?:%|procent)", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What was typed in one field, and what came of it.

    ``value`` when it was read; else ``unread`` with an ``error`` (kept in the draft); an ``error`` alone is text that
    cannot be stored and is only given back to the person who typed it.
    """

    typed: str
    value: Value | None = None
    unread: str | None = None
    error: Message | None = None

    @property
    def storable(self) -> bool:
        """Whether a draft can hold this."""
        return self.error is None or self.unread is not None


def _cleaned(typed: str, question: Question) -> str:
    if question.kind == "text":
        return clean(typed, TEXT_LIMIT)
    return clean_line(typed, TEXT_LIMIT if question.answer_kind.many else LINE_LIMIT)


def read(typed: str, question: Question) -> Reading:
    """Read what was typed for a question; white space only is no answer."""
    is_text = question.kind in {"text", "line"}
    try:
        text = _cleaned(typed, question)
    except Refused as refusal:
        return Reading(typed, error=refusal.message)
    if not text:
        return Reading(typed)
    try:
        bare = without_percent(text) if question.unit == "%" and question.answer_kind.numeric else text
        return Reading(typed, value=question.answer_kind.read(bare, question))
    except Refused as refusal:
        return Reading(typed, unread=None if is_text else text, error=refusal.message)


def is_percentage(text: str) -> bool:
    """Say whether a number has the sign or the word of a percentage behind it."""
    return _PERCENTAGE.fullmatch(text.strip()) is not None


def without_percent(text: str) -> str:
    """Return a number without the sign or the word of a percentage behind it."""
    found = _PERCENTAGE.fullmatch(text.strip())
    return found[1] if found else text
