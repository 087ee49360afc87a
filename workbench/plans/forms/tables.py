"""The form of the editable table: many rows in one page, each with its own version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.plans.forms.parts import table_row_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.datastructures import MultiDict

    from workbench.definitions.schema import Part
    from workbench.plans.forms.parts import RowForm

ROW = "row"
NEW = "new"
MOST_NAME = 60
# ids of rows hold no "_", so that the names of fields can be taken apart
_ROW_FIELD = re.compile(r"row_([a-z0-9][a-z0-9-]{0,39})_version")


@dataclass(frozen=True)
class TableRow:
    """One row of the table: its id, the version the page began with (None when it is new), and its form."""

    row_id: str
    version: int | None
    form: RowForm

    @property
    def name(self) -> str:
        """What is typed in the first line of the row, by which people know it; empty when nothing is."""
        lines = (field.data for field in self.form.answer_fields if field.question.kind in {"line", "text"})
        return next((line.strip()[:MOST_NAME] for line in lines if line and line.strip()), "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in a new row."""
        return self.version is None and not any((field.data or "").strip() for field in self.form.answer_fields)


@dataclass(frozen=True)
class TableForm:
    """All rows of a table in the order of the page."""

    rows: tuple[TableRow, ...]

    def validate(self) -> bool:
        """Read every cell of every row that is not blank."""
        fine = True
        for row in self.filled():  # every row, so that every error is told
            fine = row.form.validate() and fine
        return fine

    def filled(self) -> list[TableRow]:
        """Return the rows in which something stands."""
        return [row for row in self.rows if not row.is_blank]


def row_prefix(row_id: str) -> str:
    """Return the prefix of a row's field names: ``row_act-1_``."""
    return f"{ROW}_{row_id}_"


def table_form(part: Part, formdata: MultiDict[str, str]) -> TableForm:
    """Read a table that was sent; rows are known by their hidden version field, ``new`` for a new one.

    Raises ``Refused`` for far more rows than fit, which no page sends: reading them would take very long.
    """
    rows: list[TableRow] = []
    build = table_row_forms(part)
    for name, version in formdata.items():
        found = _ROW_FIELD.fullmatch(name)
        if len(rows) > 2 * part.max_rows:
            raise Refused(Message("This list is full: it holds at most %(most)s rows.", most=part.max_rows))
        if found:
            rows.append(TableRow(found[1], _version(version), build(formdata, None, row_prefix(found[1]))))
    return TableForm(tuple(rows))


def stored_rows(part: Part, rows: Iterable[tuple[str, int | None, Mapping[str, str]]]) -> TableForm:
    """Build the table from rows as they would be typed: id, version (None for a new row) and cells of each."""
    build = table_row_forms(part)
    return TableForm(
        tuple(TableRow(row_id, version, build(None, typed, row_prefix(row_id))) for row_id, version, typed in rows)
    )


def blank_row(part: Part, row_id: str) -> TableRow:
    """Build an empty row for the end of the table."""
    return TableRow(row_id, None, table_row_forms(part)(None, None, row_prefix(row_id)))


def _version(text: str) -> int | None:
    if text == NEW:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004 - any larger is no version
