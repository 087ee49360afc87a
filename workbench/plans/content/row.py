"""What every row has: its id, the cells that could not be read, and columns that a template added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from workbench.definitions.cells import (
    OptionKey,
    RowId,
    Stored,
    Text,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Frozen(BaseModel):
    """A value that never changes, and takes no key that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Row(Frozen):
    """A row of a set: its id stays the same for the life of the plan, whatever its place."""

    id: RowId
    unread: dict[OptionKey, Text] = {}
    extra: dict[OptionKey, Stored] = {}

    @field_validator("unread", "extra", mode="before")
    @classmethod
    def _absent_is_empty(cls, value: object) -> object:
        return {} if value is None else value

    @model_validator(mode="after")
    def _cells_stand_once(self) -> Self:
        own = type(self).model_fields
        if doubled := sorted(key for key in self.unread if self.cell(key) is not None):
            raise ValueError(f"{', '.join(doubled)}: a cell is either read or unread, not both")
        if hidden := sorted(key for key in self.extra if key in own):
            raise ValueError(f"{', '.join(hidden)}: a column of its own, not one that a template added")
        return self

    def cell(self, column: str) -> str | int | Decimal | date | tuple[str, ...] | None:
        """Return the value of a column, its own or one that a template added; None when it is empty."""
        if column in type(self).__pydantic_fields__:  # ``model_fields`` looks it up anew each time, and is slow
            found: str | int | Decimal | date | tuple[str, ...] | None = getattr(self, column)
            return None if found == () else found
        return self.extra.get(column)

    @property
    def label(self) -> str:
        """The words by which people know this row, empty when it has none yet."""
        return str(self.cell("name") or self.cell("description") or self.cell("insurer") or "")
