"""Checks that look at one part: what is missing, what could not be read, what is too long, which row is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import words
from workbench.plans.rules.findings import Finding
from workbench.plans.rules.visible import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import PlanContent, Row


def findings_of_part(content: PlanContent, part: Part) -> Iterator[Finding]:
    """Yield what is still needed in one part."""
    if part.set is not None:
        yield from _of_set(content, part, part.set)
        return
    started = any(question.id in content.answers or question.id in content.unread for question in part.questions)
    if part.optional and not started:
        return
    for question in part.questions:
        unread, stored = content.unread.get(question.id), content.answers.get(question.id)
        if message := _fault(question, unread, stored, required=question.required):
            yield Finding(part.id, message, question=question.id, missing=unread is None and stored is None)


def _of_set(content: PlanContent, part: Part, name: str) -> Iterator[Finding]:
    rows = content.rows(name)
    if len(rows) < part.min_rows and not (part.optional and not rows):
        too_few = Message("Add at least %(least)s; there are %(found)s now.", least=part.min_rows, found=len(rows))
        yield Finding(part.id, too_few, missing=True)
    for row in rows:
        for column in part.columns:
            if message := _fault_in_cell(content, row, column):
                missing = row.cell(column.id) is None and column.id not in row.unread
                yield Finding(part.id, message, row=row.id, question=column.id, missing=missing)


def _fault_in_cell(content: PlanContent, row: Row, column: Question) -> Message | None:
    value = row.cell(column.id)
    if column.set and value is not None and any(content.row(column.set, one) is None for one in row_ids(value)):
        return Message("“%(label)s” points at something that is no longer there. Choose again.", label=column.label)
    return _fault(column, row.unread.get(column.id), value, required=column.required, label=column.label)


def _fault(
    question: Question, unread: str | None, value: object, *, required: bool, label: str | None = None
) -> Message | None:
    if unread is not None:
        return unread_fault(question, unread)
    if value is None:
        if not required:
            return None
        return Message("Fill in “%(label)s”.", label=label or question.label)
    if question.max_words and (found := words(str(value))) > question.max_words:
        return Message(
            "This text has %(found)s words; at most %(limit)s are asked.", found=found, limit=question.max_words
        )
    if question.options and set(row_ids(value)) - {option.key for option in question.options}:
        return Message("The choice made here is no longer offered. Choose again.")
    return None


def unread_fault(question: Question, unread: str) -> Message:
    """Return why the typed text could not be read as this kind of answer."""
    try:
        question.answer_kind.read(unread, question)
    except Refused as refusal:
        return refusal.message
    # The rules of reading became wider since this was typed; saving the page again reads it.
    return Message("Save this answer again, so that it counts.")
