"""What every kind of answer can do, and the forms a value has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from workbench.definitions.schema import Question

Value = str | int | Decimal | date | tuple[str, ...]
Stored = str | int | tuple[str, ...]


class Kind(ABC):
    """One kind of answer; ``control`` names the component that draws it."""

    name: ClassVar[str]
    control: ClassVar[str] = "text_field"
    inputmode: ClassVar[str] = "text"
    numeric: ClassVar[bool] = False
    many: ClassVar[bool] = False

    @abstractmethod
    def read(self, typed: str, question: Question) -> Value:
        """Return the value of what was typed; raise ``Refused`` with a sentence for the field."""

    def typed(self, value: Value) -> str:
        """Return the value as it would be typed."""
        return str(value)

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - a choice needs its options
        """Return the value in words, for reading."""
        return self.typed(value)

    def stored(self, value: Value) -> Stored:
        """Return the JSON form of the value."""
        return str(value)

    def loaded(self, stored: Stored) -> Value:
        """Return the value of a JSON form; raise ``ValueError`` when it is none of this kind."""
        if not isinstance(stored, str):
            raise ValueError(f"expected text, found {stored!r}")  # noqa: TRY004 - one kind of error for every bad value
        return stored
