"""Which answers of a plan are visible, in the order of the paper, and how each reads.

The papers, the overview of all answers and the proof of completeness share this one list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plans.rules.applicable import scope_of
from workbench.plans.rules.numbering import Numbers, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.kinds import Value
    from workbench.definitions.schema import Definition, Part, Question
    from workbench.plans.content import PlanContent, Row


@dataclass(frozen=True)
class AnswerRef:
    """One answered question, or one filled cell of a row; ``key`` names it in papers and proofs."""

    part: str
    question: str
    set: str | None = None
    row: str | None = None

    @property
    def key(self) -> str:
        """The address of the answer: ``mission`` or ``activities/act-1/name``."""
        return f"{self.set}/{self.row}/{self.question}" if self.set else self.question


def answered(content: PlanContent, definition: Definition) -> tuple[AnswerRef, ...]:
    """Return every visible answer in the order of the definition; rows keep their order in the set.

    What does not apply is not visible, by its condition or by the choice of the writer. A row without any filled cell
    holds no answer.
    """
    asked = scope_of(content, definition).asked
    return tuple(
        ref for part in asked.parts if part.id not in content.not_applicable for ref in _of_part(content, part)
    )


def value_of(content: PlanContent, question: Question) -> Value | None:
    """Return the value of a question outside sets."""
    stored = content.answers.get(question.id)
    return None if stored is None else question.answer_kind.loaded(stored)


def cell_of(row: Row, column: Question) -> Value | None:
    """Return the value of a row's cell, also of a column that the template added."""
    value = row.cell(column.id)
    if value is None or column.id in type(row).model_fields:
        return value
    stored = row.extra[column.id]
    return column.answer_kind.loaded(stored)


def row_ids(value: object) -> tuple[str, ...]:
    """Return the ids in a cell that refers to one row or to several, or the keys of one option or several."""
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


def shown(value: Value | None, question: Question, content: PlanContent, numbered: Numbers | None = None) -> str:
    """Return a value in Dutch words, empty for no value; a reference reads as the number and name of its row.

    A file reads as ``numbered`` tells it, else only as being there.
    """
    if value is None:
        return ""
    if question.set is not None:
        numbered = numbered or numbers(content)
        return ", ".join(_row_in_words(content, question.set, one, numbered) for one in row_ids(value))
    if question.kind == "file" and numbered and str(value) in numbered.files:
        return numbered.files[str(value)]
    return question.answer_kind.plain(value, question)


def _row_in_words(content: PlanContent, name: str, row_id: str, numbered: Numbers) -> str:
    row = content.row(name, row_id)
    if row is None:
        return ""
    number = {"themes": numbered.themes, "priorities": numbered.priorities, "activities": numbered.activities}.get(
        name, {}
    ).get(row_id)
    return f"{number} {row.label}".strip() if number else row.label


def _of_part(content: PlanContent, part: Part) -> Iterator[AnswerRef]:
    if part.set is None:
        for question in part.questions:
            if question.id in content.answers or question.id in content.unread:
                yield AnswerRef(part.id, question.id)
        return
    for row in content.rows(part.set):
        for column in part.columns:
            if row.cell(column.id) is not None or column.id in row.unread:
                yield AnswerRef(part.id, column.id, part.set, row.id)
