"""Answers as they stand in a paper: the words, where they came from, and whether they are missing or not yet read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbench.kit.values.marks import one_line, prose
from workbench.plans.rules.visible import cell_of, shown, value_of

if TYPE_CHECKING:
    from workbench.definitions.schema import Question
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.rules.numbering import Numbers

MISSING = "Niet ingevuld"
NO_BREAK = "\u00a0"
_EURO = re.compile(r"€ (?=[0-9−-])")
# An optional cell without an answer.
EMPTY = "–"
AS_WHAT = {
    "money": "als bedrag",
    "tariff": "als tarief",
    "date": "als datum",
    "year": "als jaar",
    "number": "als getal",
    "decimal": "als getal",
    "choice": "als keuze",
    "reference": "als verwijzing",
}


@dataclass(frozen=True)
class Answer:
    """One answer: its key when there is one, its body, its plain words for measuring, and how it is to be set."""

    key: str | None
    body: Markup
    words: str
    label: str = ""
    quiet: bool = False
    long: bool = False
    numeric: bool = False
    decimals: int | None = None
    unbroken: bool = False

    @property
    def led(self) -> Markup:
        """The body as prose that opens with its label."""
        return prose(bound(self.words), self.label)


def bound(text: str) -> str:
    """Return text in which an amount keeps its sign on its own line."""
    return _EURO.sub(f"€{NO_BREAK}", text)


def answer_to(question: Question, content: PlanContent, numbered: Numbers) -> Answer:
    """Return the answer to a question outside sets; without one, the quiet words for a missing answer."""
    long = question.kind == "text"
    if question.id in content.unread:
        return _unread(question, question.id, content.unread[question.id])
    value = value_of(content, question)
    if value is None:
        return Answer(None, Markup("{}").format(MISSING), MISSING, question.label, quiet=True)
    words = _with_unit(shown(value, question, content, numbered), question)
    return Answer(question.id, prose(bound(words)) if long else one_line(words), words, question.label, long=long)


def cell_answer(row: Row, column: Question, name: str, content: PlanContent, numbered: Numbers) -> Answer:
    """Return the answer in a row's cell; an empty cell is a dash, or the quiet words where an answer is required."""
    key = f"{name}/{row.id}/{column.id}"
    if column.id in row.unread:
        return _unread(column, key, row.unread[column.id])
    value = cell_of(row, column)
    numeric = column.answer_kind.numeric
    if value is None:
        words = MISSING if column.required else EMPTY
        return Answer(
            None, Markup("{}").format(words), words, column.label, quiet=True, numeric=numeric and not column.required
        )
    words = shown(value, column, content, numbered) or str(value)
    decimals = _places(value) if isinstance(value, Decimal) and column.kind == "decimal" else None
    return Answer(
        key,
        prose(bound(words)) if column.kind == "text" else one_line(words),
        words,
        column.label,
        long=column.kind == "text",
        numeric=numeric,
        unbroken=column.kind == "date",
        decimals=decimals,
    )


def _unread(question: Question, key: str, typed: str) -> Answer:
    note = f"(nog niet leesbaar {AS_WHAT[question.kind]})" if question.kind in AS_WHAT else "(nog niet leesbaar)"
    body = Markup('{} <span class="unread">{}</span>').format(one_line(typed), note)
    return Answer(key, body, f"{typed} {note}", question.label)


def _with_unit(words: str, question: Question) -> str:
    return f"{words}{NO_BREAK}{question.unit}" if question.unit else words


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
