"""From a violated constraint to the field of the form that can mend it: no race, no question beforehand."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import UniqueConstraint

from workbench.kit.storage.base import Base
from workbench.kit.storage.transactions import session
from workbench.kit.values.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.kit.values.messages import Message

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>.+)")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")


class FieldRefused(Refused):
    """A value that the database refuses, with the name of its form field."""

    def __init__(self, field: str, message: Message) -> None:
        super().__init__(message)
        self.field = field


@contextmanager
def constraint_fields(fields: Mapping[str, tuple[str, Message]]) -> Iterator[None]:
    """Flush the block on its own; a constraint named in ``fields`` becomes ``FieldRefused(field, message)``.

    ``fields`` goes from constraint name to field and sentence: ``{"uq_person_email": ("email", Message("..."))}``.
    The transaction stays usable after a refusal. Other violations are raised as they are.
    """
    try:
        with session().begin_nested():
            yield
            session().flush()
    except IntegrityError as error:
        field_and_message = fields.get(violated(error) or "")
        if field_and_message is None:
            raise
        raise FieldRefused(*field_and_message) from error


def violated(error: IntegrityError) -> str | None:
    """Return the name of the constraint that was violated, when the database tells it."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    found = str(error.orig)
    if match := _SQLITE_CHECK.search(found):
        return match["name"]
    if match := _SQLITE_UNIQUE.search(found):
        return _unique_name(match["columns"])
    return None


def _unique_name(columns: str) -> str | None:
    # SQLite names the columns ("person.email") or a unique index by its name ("index 'ix_...'").
    if columns.startswith("index "):
        return columns.removeprefix("index ").strip("'")
    table_name = columns.split(".", 1)[0]
    wanted = [column.split(".")[-1].strip() for column in columns.split(",")]
    table = Base.metadata.tables.get(table_name)
    if table is None:
        return None
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and [column.name for column in constraint.columns] == wanted:
            return str(constraint.name)
    for index in table.indexes:
        if index.unique and [getattr(column, "name", None) for column in index.expressions] == wanted:
            return str(index.name)
    return None
