"""What a page needs to draw a field: plain values, so that no widget runs (stack.md, finding 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
class DrawnField:
    """One field as the templates draw it; ``control`` is the component that draws it."""

    name: str
    question: Question
    control: str
    value: str
    error: str
    options: tuple[tuple[str, str], ...]

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

    @property
    def cell_kind(self) -> str:
        """How a table draws it."""
        if self.control in {"radio_group", "select_field"}:
            return "choice"
        return CELLS.get(self.question.kind, "text")

    @property
    def cell_width(self) -> str:
        """How wide its column in a table is: xs, s, m or l."""
        if self.cell_kind == "choice":
            longest = max((len(label) for _, label in self.options), default=0)
            return "s" if longest < SHORT_CHOICE else "m"
        return {"text": "l", "line": "m", "date": "m", "year": "xs"}.get(self.question.kind, "s")


def drawn_fields(form: PartForm | RowForm, references: Mapping[str, Sequence[tuple[str, str]]]) -> list[DrawnField]:
    """Return the fields of a form in order; ``references`` gives the rows to choose from, by set."""
    return [_drawn(field, form.error(field.short_name), references) for field in form.answer_fields]


def _drawn(field: AnswerField, error: str, references: Mapping[str, Sequence[tuple[str, str]]]) -> DrawnField:
    question, value = field.question, field.data or ""
    options: tuple[tuple[str, str], ...] = tuple((option.key, option.label) for option in question.options)
    if question.set is not None:
        options = tuple(references.get(question.set, ()))
    control = _control(question, len(options))
    chosen = [one.strip() for one in value.split(MANY.strip())] if question.answer_kind.many else [value]
    for one in chosen if question.options or question.set else []:
        if one.strip() and one not in dict(options):
            # A list without it would lose what was typed or pasted as soon as the page is saved.
            gone = question.set is not None and not error
            options = (*options, (one, translate(NO_LONGER_THERE) if gone else one))
    return DrawnField(field.name, question, control, value, error, options)


def _control(question: Question, options: int) -> str:
    control = question.answer_kind.control
    if control == "choice":
        return "radio_group" if options <= MOST_RADIOS and question.set is None else "select_field"
    return control
