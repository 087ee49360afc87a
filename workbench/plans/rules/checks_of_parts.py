"""Checks that look at one part: what is missing, what could not be read, what is too long, which row is unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import words
from workbench.plans.content import SETS
from workbench.plans.rules.findings import SET_ASIDE, Finding
from workbench.plans.rules.visible import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.demands import PrescribedRow
    from workbench.definitions.schema import Definition, Part, Question
    from workbench.plans.content import PlanContent, Row

_RUN = re.compile(r"[^\W_]+")


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield what is still needed in each part, and each text that has no place yet."""
    for part in definition.parts:
        if part.set is None:
            yield from _of_questions(content, part)
        else:
            yield from _of_set(content, part, part.set)
    for row in content.set_aside:
        aside = Message("This text has no place in the plan yet. Give it one, or remove it.")
        yield Finding(SET_ASIDE, aside, row=row.id, blocking=False, rule="text_set_aside")


def has_anything(content: PlanContent, part: Part) -> bool:
    """Say whether something was given in a part; the rows that a template put there do not count by themselves."""
    if part.set is None:
        return any(question.id in content.answers or question.id in content.unread for question in part.questions)
    ready = {row.id for row in part.rows}
    return any(row.id not in ready or touched(row, part) for row in content.rows(part.set))


def touched(row: Row, part: Part) -> bool:
    """Say whether something was given in a prescribed row beside the name that it came with."""
    return any(
        column.id in row.unread or row.cell(column.id) is not None for column in part.columns if column.id != "name"
    )


def _of_questions(content: PlanContent, part: Part) -> Iterator[Finding]:
    if part.optional and not has_anything(content, part):
        return
    for question in part.questions:
        unread, stored = content.unread.get(question.id), content.answers.get(question.id)
        if fault := _fault(question, unread, stored):
            rule, message = fault
            missing = unread is None and stored is None
            yield Finding(part.id, message, question=question.id, missing=missing, rule=rule)


def _of_set(content: PlanContent, part: Part, name: str) -> Iterator[Finding]:
    rows = content.rows(name)
    if len(rows) < part.min_rows and not (part.optional and not rows):
        too_few = Message("Add at least %(least)s; there are %(found)s now.", least=part.min_rows, found=len(rows))
        yield Finding(part.id, too_few, missing=True, rule="rows_missing")
    prescribed = {row.id: row for row in part.rows}
    if prescribed:
        yield from _removed(rows, part)
    own = SETS[name].model_fields
    cells = [_Cell(column, column.id in own, column.required, _has_limits(column)) for column in part.columns]
    wanted = [cell for cell in cells if cell.required or cell.limited]
    for row in rows:
        ready = prescribed.get(row.id)
        if ready is not None and not touched(row, part):
            yield from _untouched(ready, part)
            continue
        for cell in cells if row.unread else wanted:
            value = cell.of(row)
            # Most cells hold an answer that cannot be wrong, or none where none is asked: they cost nothing more.
            if not row.unread and not (cell.required if value is None else cell.limited):
                continue
            if fault := _fault_in_cell(content, row, cell.column, value):
                missing = value is None and cell.column.id not in row.unread
                yield Finding(part.id, fault[1], row=row.id, question=cell.column.id, missing=missing, rule=fault[0])


class _Cell(NamedTuple):
    """A column, whether rows keep it among their own cells, and what can be wrong in it."""

    column: Question
    own: bool
    required: bool
    limited: bool

    def of(self, row: Row) -> object:
        """Return the value of a row in this column."""
        value = getattr(row, self.column.id) if self.own else row.extra.get(self.column.id)
        return None if value == () else value


def _has_limits(column: Question) -> bool:
    return bool(column.set or column.options or column.max_words)


def _removed(rows: tuple[Row, ...], part: Part) -> Iterator[Finding]:
    there = {row.id for row in rows} | {row.label.casefold() for row in rows}
    for ready in part.rows:
        if ready.required and not {ready.id, ready.name.casefold()} & there:
            gone = Message("“%(row)s” is asked here. Add it again under this name.", row=ready.name)
            yield Finding(part.id, gone, missing=True, rule="prescribed_row_removed")


def _untouched(ready: PrescribedRow, part: Part) -> Iterator[Finding]:
    if not ready.required:
        return
    asked = [column for column in part.columns if column.id != "name"] or list(part.columns)
    first = next((column for column in asked if column.required), asked[0])
    empty = Message("Fill in what is asked at “%(row)s”.", row=ready.name)
    yield Finding(part.id, empty, row=ready.id, question=first.id, missing=True, rule="prescribed_row_empty")


def _fault_in_cell(content: PlanContent, row: Row, column: Question, value: object) -> tuple[str, Message] | None:
    if column.set and value is not None and any(content.row(column.set, one) is None for one in row_ids(value)):
        gone = Message("“%(label)s” points at something that is no longer there. Choose again.", label=column.label)
        return "reference_gone", gone
    return _fault(column, row.unread.get(column.id), value)


def _fault(question: Question, unread: str | None, value: object) -> tuple[str, Message] | None:
    """Return what is wrong with an answer as (rule, sentence), nothing when it is right."""
    if unread is not None:
        return "answer_unread", unread_fault(question, unread)
    if value is None:
        missing = Message("Fill in “%(label)s”.", label=question.label)
        return ("answer_missing", missing) if question.required else None
    if question.max_words and (found := _words_over(str(value), question.max_words)):
        long = Message(
            "This text has %(found)s words; at most %(limit)s are asked.", found=found, limit=question.max_words
        )
        return "text_too_long", long
    if question.options and not {option.key for option in question.options}.issuperset(row_ids(value)):
        return "choice_gone", Message("The choice made here is no longer offered. Choose again.")
    return None


def _words_over(text: str, limit: int) -> int:
    """Return how many words a text has when that is more than the limit, else 0."""
    # Runs of letters are never fewer than words and quickly counted, so most texts need no exact count.
    if len(_RUN.findall(text)) <= limit:
        return 0
    found = words(text)
    return found if found > limit else 0


def unread_fault(question: Question, unread: str) -> Message:
    """Return why the typed text could not be read as this kind of answer."""
    try:
        question.answer_kind.read(unread, question)
    except Refused as refusal:
        return refusal.message
    # The rules of reading became wider since this was typed; saving the page again reads it.
    return Message("Save this answer again, so that it counts.")
