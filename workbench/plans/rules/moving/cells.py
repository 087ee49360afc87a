"""One answer or cell beside what the new template asks in its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workbench.kit.values.text import words
from workbench.plans.rules.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.kinds import Stored
    from workbench.definitions.schema import Definition, Part, Question
    from workbench.plans.content import PlanContent, Row


class Fault(StrEnum):
    """Why an answer cannot simply stay."""

    REMOVED = "removed"
    KIND = "kind"
    OPTION = "option"
    LIMIT = "limit"


@dataclass(frozen=True)
class Cell:
    """An answer, or the cell of a row: its question in the old template, its JSON value or what was typed."""

    question: Question
    value: Stored | None
    unread: str | None
    set: str = ""
    row: str = ""

    @property
    def place(self) -> str:
        """The question, or set and column: what all cells of a column share."""
        return f"{self.set}.{self.question.id}" if self.set else self.question.id

    @property
    def piece(self) -> str:
        """The name of this one cell."""
        return f"{self.set}/{self.row}.{self.question.id}" if self.set else self.question.id


def answered(content: PlanContent, part: Part) -> Iterator[Cell]:
    """Yield every answer of a part of the old template in which something stands, cells of rows by column."""
    for question in part.questions:
        value, unread = content.answers.get(question.id), content.unread.get(question.id)
        if value is not None or unread is not None:
            yield Cell(question, value, unread)
    if part.set is None:
        return
    for column in part.columns:
        for row in content.rows(part.set):
            found, unread = row.cell(column.id), row.unread.get(column.id)
            if found is not None:
                yield Cell(column, _json_form(row, column, found), None, part.set, row.id)
            elif unread is not None:
                yield Cell(column, None, unread, part.set, row.id)


def _json_form(row: Row, column: Question, found: Any) -> Stored:  # noqa: ANN401 - any value, as a row gives it
    # What a template added is kept in its JSON form already.
    own = column.id in type(row).model_fields
    stored: Stored = column.answer_kind.stored(found) if own else found
    return stored


def faults(cell: Cell, asked: Question | None, new: Definition) -> tuple[tuple[Fault, str], ...]:
    """Return why a cell cannot simply stay, each with the option that is gone; nothing when it can."""
    old = cell.question
    if asked is None or (asked.set is not None and asked.set not in new.set_parts):
        return ((Fault.REMOVED, ""),)
    if asked.kind != old.kind or asked.set != old.set:
        return ((Fault.KIND, ""),)
    if cell.unread is not None:
        return ()
    if asked.options:
        there = {option.key for option in asked.options}
        return tuple((Fault.OPTION, key) for key in chosen(cell.value) if key not in there)
    return ((Fault.LIMIT, ""),) if _is_longer(cell, old, asked) else ()


def chosen(value: Stored | None) -> tuple[str, ...]:
    """Return the options in an answer of kind choice or choices."""
    return value if isinstance(value, tuple) else tuple(str(value).split())


def said(cell: Cell, content: PlanContent) -> str:
    """Return a cell in words: as it was typed, references by the names of their rows."""
    if cell.unread is not None or cell.value is None:
        return cell.unread or ""
    kind, question = cell.question.answer_kind, cell.question
    if question.set is not None:
        rows = [content.row(question.set, key) for key in chosen(cell.value)]
        return "; ".join(row.label or row.id for row in rows if row) or "; ".join(chosen(cell.value))
    value = kind.loaded(cell.value)
    return kind.plain(value, question) if question.options else kind.typed(value)


def option_said(cell: Cell, key: str) -> str:
    """Return the label of one option of a cell, the key when the old template does not have it either."""
    return next((option.label for option in cell.question.options if option.key == key), key)


def reread(cell: Cell, asked: Question, content: PlanContent) -> Reading:
    """Read a cell as an answer to a question of another kind; what cannot be read stays as it was typed."""
    return read(said(cell, content), asked)


def _is_longer(cell: Cell, old: Question, asked: Question) -> bool:
    """Say whether a text fitted before, and no longer does."""
    if not isinstance(cell.value, str):
        return False
    return any(
        most is not None and size > most and (before is None or size <= before)
        for size, most, before in (
            (words(cell.value), asked.max_words, old.max_words),
            (len(cell.value), asked.max_chars, old.max_chars),
        )
    )
