"""The planning as a table to fill in: of each activity its days, its lead, and by number what it follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.definitions.kinds import LINE_LIMIT
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import clean_line
from workbench.kit.web.language import translate
from workbench.plans.forms.parts import row_form
from workbench.plans.forms.tables import row_prefix
from workbench.plans.rules.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from workbench.definitions.schema import Part
    from workbench.plans.forms.parts import RowForm

COLUMNS = ("start", "end", "after", "lead")
AFTER = "after"
MOST_DIGITS = 9
_BETWEEN = re.compile(r"[,;\s]+")
_SENT = re.compile(r"row_([a-z0-9][a-z0-9-]{0,39})_version")


@dataclass(frozen=True)
class PlannedRow:
    """One activity in the table: the version the page began with, its fields, and the numbers typed under "after".

    ``number`` is the one that the page showed; empty for a row that was not sent.
    """

    row_id: str
    version: int
    form: RowForm
    after: Reading
    number: str = ""

    @property
    def name(self) -> str:
        """The name of the field for what it follows."""
        return f"{row_prefix(self.row_id)}{AFTER}"

    @property
    def storable(self) -> bool:
        """Whether a draft can hold everything in the row."""
        return self.form.storable and self.after.storable

    def readings(self) -> dict[str, Reading]:
        """Return what came of each field that was sent."""
        return self.form.readings() | ({AFTER: self.after} if self.after.typed or self.form.readings() else {})

    def errors(self) -> list[tuple[str, str]]:
        """Return (field name, sentence) of what could not be read."""
        own = [(self.name, translate(self.after.error))] if self.after.error else []
        return [*self.form.errors_in_order(), *own]


def planned_part(part: Part) -> Part:
    """Return the part of the activities with only the columns of its planning, as far as the template asks them."""
    found = tuple(column for name in COLUMNS if (column := part.column(name)))
    return part.model_copy(update={"columns": found})


def sent_rows(part: Part, formdata: MultiDict[str, str]) -> list[PlannedRow]:
    """Read the table that was sent, also rows that somebody removed meanwhile.

    Numbers mean what they meant on the page: it sends the number of each row, for activities move while people type.
    Raises ``Refused`` for far more rows than fit, which no page sends.
    """
    sent = [found[1] for name in formdata if (found := _SENT.fullmatch(name))]
    if len(sent) > 2 * part.max_rows:
        raise Refused(Message("This list is full: it holds at most %(most)s rows.", most=part.max_rows))
    shown = {row_id: formdata.get(f"{row_prefix(row_id)}number", "") for row_id in sent}
    return [_sent_row(part, formdata, row_id, shown) for row_id in sent]


def _sent_row(part: Part, formdata: MultiDict[str, str], row_id: str, shown: Mapping[str, str]) -> PlannedRow:
    prefix = row_prefix(row_id)
    form = row_form(part, formdata, prefix=prefix)
    form.validate()
    after = read_numbers(part, formdata.get(f"{prefix}{AFTER}", ""), shown)
    return PlannedRow(row_id, _version(formdata.get(f"{prefix}version", "")), form, after, shown[row_id])


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def stored_row(
    part: Part, row_id: str, version: int, typed: Mapping[str, str], known: Mapping[str, str], after: str = ""
) -> PlannedRow:
    """Build a row as it would be typed; ``after`` holds the numbers of the activities that it follows."""
    form = row_form(part, typed=typed, prefix=row_prefix(row_id))
    form.validate()
    return PlannedRow(row_id, version, form, read_numbers(part, after, known))


def read_numbers(part: Part, typed: str, known: Mapping[str, str]) -> Reading:
    """Read ``1.2, 2.1`` as the ids of these activities; a number that no activity has is kept as it was typed."""
    column = part.column(AFTER)
    if column is None:
        return Reading(typed)
    plain = read(typed, column)  # only for what is nothing or cannot be stored: what was typed is no id, but a number
    if not plain.storable or (plain.value is None and plain.unread is None):
        return plain
    ids = {number: row_id for row_id, number in known.items()}
    numbers = [one for one in _BETWEEN.split(typed.strip()) if one]
    if not numbers:
        return Reading(typed)
    strange = next((one for one in numbers if one not in ids), None)
    if strange is None:
        return Reading(typed, value=tuple(sorted({ids[one] for one in numbers})))
    sentence = Message(
        "There is no activity %(number)s. Type numbers of activities, for example 1.2, 2.1.", number=strange[:20]
    )
    return Reading(typed, unread=clean_line(typed, LINE_LIMIT), error=sentence)
