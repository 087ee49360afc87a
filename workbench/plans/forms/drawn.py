"""What a page needs to draw a field: plain values, so that no widget runs (stack.md, finding 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbench.definitions.kinds import MANY
from workbench.kit.values.messages import Message
from workbench.kit.values.text import words
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Question
    from workbench.plans.forms.parts import AnswerField, PartForm, RowForm


MOST_RADIOS = 5
WIDTHS = {"date": "m", "year": "s", "number": "s", "decimal": "s", "tariff": "s", "money": "m"}
CELLS = {
    "text": "long",
    "money": "money",
    "tariff": "number",
    "number": "number",
    "decimal": "number",
    "date": "date",
}
SHORT_TEXT_WORDS = 120
SHORT_CHOICE = 10
NO_LONGER_THERE = Message("A row that is no longer there")


@dataclass(frozen=True)
class DrawnColumn:
    """What the fields of one question have in common, in however many rows; ``control`` is the component."""

    question: Question
    control: str
    options: tuple[tuple[str, str], ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """What can be chosen."""
        return frozenset(key for key, _ in self.options)

    @cached_property
    def cell_kind(self) -> str:
        """How a table draws it."""
        if self.control in {"radio_group", "select_field"}:
            return "choice"
        return CELLS.get(self.question.kind, "text")

    @cached_property
    def cell_width(self) -> str:
        """How wide its column in a table is: xs, s, m or l."""
        if self.cell_kind == "choice":
            longest = max((len(label) for _, label in self.options), default=0)
            return "s" if longest < SHORT_CHOICE else "m"
        return {"text": "l", "line": "m", "date": "m", "year": "xs"}.get(self.question.kind, "s")

    @cached_property
    def cell_class(self) -> str:
        """The classes of a cell in a table of lines, but for its width."""
        return f"cell-{self.question.id}" + (" numeric" if self.question.answer_kind.numeric else "")


@dataclass(frozen=True)
class DrawnField:
    """One field as the templates draw it; ``options`` are those of its column, and what was chosen before."""

    name: str
    column: DrawnColumn
    value: str
    error: str
    options: tuple[tuple[str, str], ...]

    @property
    def question(self) -> Question:
        """The question it answers."""
        return self.column.question

    @property
    def control(self) -> str:
        """Which component draws it."""
        return self.column.control

    @property
    def cell_kind(self) -> str:
        """How a table draws it."""
        return self.column.cell_kind

    @property
    def choices(self) -> Markup:
        """The options as a list to choose from in HTML: drawn once for all cells of a table that say the same."""
        return _choices(self.options, self.value)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Which options are ticked, where several may be."""
        return tuple(one.strip() for one in self.value.split(MANY.strip()))

    @property
    def words(self) -> int:
        """How many words stand in it."""
        return words(self.value)

    @property
    def width(self) -> str:
        """How wide the control is, by what is expected in it."""
        return WIDTHS.get(self.question.kind, "full")

    @property
    def rows(self) -> int:
        """How high a text field is."""
        return 6 if (self.question.max_words or SHORT_TEXT_WORDS) <= SHORT_TEXT_WORDS else 12

    @property
    def inputmode(self) -> str:
        """Which keyboard a phone shows; empty for the usual one."""
        mode = self.question.answer_kind.inputmode
        return "" if mode == "text" else mode

    @property
    def prefix(self) -> str:
        """What stands before the control."""
        return "€" if self.question.kind in {"money", "tariff"} else ""


def drawn_fields(form: PartForm | RowForm, references: Mapping[str, Sequence[tuple[str, str]]]) -> list[DrawnField]:
    """Return the fields of a form in order; ``references`` gives the rows to choose from, by set."""
    return drawn_rows([form], references)[0]


def drawn_rows(
    forms: Sequence[PartForm | RowForm], references: Mapping[str, Sequence[tuple[str, str]]]
) -> list[list[DrawnField]]:
    """Return the fields of many rows of one list; what a column offers is found once for all of them."""
    columns: dict[str, DrawnColumn] = {}
    for field in forms[0].answer_fields if forms else ():
        columns[field.question.id] = _column(field.question, references)
    return [[_drawn(field, columns[field.question.id]) for field in form.answer_fields] for form in forms]


def _column(question: Question, references: Mapping[str, Sequence[tuple[str, str]]]) -> DrawnColumn:
    options: tuple[tuple[str, str], ...] = tuple((option.key, option.label) for option in question.options)
    if question.set is not None:
        options = tuple(references.get(question.set, ()))
    return DrawnColumn(question, _control(question, len(options)), options)


def _drawn(field: AnswerField, column: DrawnColumn) -> DrawnField:
    question, value, options = column.question, field.data or "", column.options
    error = str(field.errors[0]) if field.errors else ""
    if value and (question.options or question.set):
        for one in [one.strip() for one in value.split(MANY.strip())] if question.answer_kind.many else [value]:
            if one.strip() and one not in column.keys:
                # A list without it would lose what was typed or pasted as soon as the page is saved.
                gone = question.set is not None and not error
                options = (*options, (one, translate(NO_LONGER_THERE) if gone else one))
    return DrawnField(field.name, column, value, error, options)


@lru_cache(maxsize=2000)
def _choices(options: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    nothing = Markup('<option value="">–</option>')
    return nothing + Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(key, Markup(" selected") if key == chosen else "", label)
        for key, label in options
    )


def _control(question: Question, options: int) -> str:
    control = question.answer_kind.control
    if control == "choice":
        return "radio_group" if options <= MOST_RADIOS and question.set is None else "select_field"
    return control
