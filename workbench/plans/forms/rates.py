"""The form of one rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from workbench.kit.values.dates import parse_year
from workbench.kit.values.errors import Refused
from workbench.kit.values.money import parse_money
from workbench.kit.values.text import clean_line
from workbench.kit.web.forms import BaseForm, sentence
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_LETTERS = 300
T = TypeVar("T")


class RateForm(BaseForm):
    """Role, year, amount and source of a rate, and of which collaboration it is."""

    organisation = SelectField()
    role = StringField()
    year = StringField()
    amount = StringField()
    source = StringField()

    def offer(self, organisations: Sequence[tuple[str, str]]) -> None:
        """Set the collaborations to choose from."""
        self.organisation.choices = list(organisations)

    def validate_role(self, field: StringField) -> None:
        """Refuse an empty role."""
        field.data = _read(field, lambda typed: clean_line(typed, MOST_LETTERS))
        if not field.data:
            raise ValidationError(sentence("Fill in the role, for example Neighbourhood manager."))

    def validate_source(self, field: StringField) -> None:
        """Refuse a source that cannot be stored."""
        field.data = _read(field, lambda typed: clean_line(typed, MOST_LETTERS))

    def validate_year(self, field: StringField) -> None:
        """Refuse what is no year."""
        _read(field, parse_year)

    def validate_amount(self, field: StringField) -> None:
        """Refuse what is no amount, and an amount below zero."""
        if _read(field, parse_money) < 0:
            raise ValidationError(sentence("Type zero or more."))

    def values(self) -> dict[str, Any]:
        """Return role, year, amount (cents) and source; call after ``validate``."""
        source = self.source.data or None
        return {"role": str(self.role.data), "year": self.first_year(), "amount": self.cents(), "source": source}

    def cents(self) -> int:
        """Return the amount in cents; call after ``validate``."""
        return parse_money(str(self.amount.data))

    def first_year(self) -> int:
        """Return the year; call after ``validate``."""
        return parse_year(str(self.year.data))


def _read(field: StringField, reader: Callable[[str], T]) -> T:
    try:
        return reader(str(field.data or ""))
    except Refused as refusal:
        raise ValidationError(translate(refusal.message)) from None
