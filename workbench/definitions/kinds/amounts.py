"""Answers that count: numbers, years, decimals, tariffs, money and dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from workbench.definitions.kinds.kind import Kind, Stored, Value
from workbench.kit.values.dates import FIRST_YEAR, LAST_YEAR, date_long, parse_date, parse_year
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.money import TARIFF_PLACES, money, money_typed, parse_money, parse_tariff, tariff
from workbench.kit.values.numbers import MOST_DIGITS, number, parse_count, parse_decimal

if TYPE_CHECKING:
    from workbench.definitions.schema import Question


DECIMAL_PLACES = 4
MOST = 10**MOST_DIGITS
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class Number(Kind):
    """A whole number, zero or more."""

    name = "number"
    inputmode = "numeric"
    numeric = True

    def read(self, typed: str, question: Question) -> int:
        """Return the count."""
        count = parse_count(typed, example=question.example_value or "1250")
        if count < 0:
            raise Refused(Message("Type zero or more."))
        return count

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the count with points between thousands."""
        return number(_int(value))

    def stored(self, value: Value) -> int:
        """Return the count."""
        return _int(value)

    def loaded(self, stored: Stored) -> int:
        """Return the count."""
        return _int(stored, 0, MOST - 1)


class Year(Number):
    """A calendar year."""

    name = "year"
    numeric = False

    def read(self, typed: str, question: Question) -> int:  # noqa: ARG002 - other kinds need the question
        """Return the year."""
        return parse_year(typed)

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the year, without a point."""
        return str(value)

    def loaded(self, stored: Stored) -> int:
        """Return the year."""
        return _int(stored, FIRST_YEAR, LAST_YEAR)


class DecimalNumber(Kind):
    """A number with at most four decimals."""

    name = "decimal"
    places: ClassVar[int] = DECIMAL_PLACES
    inputmode = "decimal"
    numeric = True

    def read(self, typed: str, question: Question) -> Decimal:
        """Return the exact decimal."""
        return parse_decimal(typed, places=self.places, example=question.example_value or "12,5")

    def typed(self, value: Value) -> str:
        """Return the number with a comma and no grouping."""
        return number(_decimal(value)).replace(".", "")

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the number with its comma and thousands."""
        return number(_decimal(value))

    def stored(self, value: Value) -> str:
        """Return the number with a point and no needless zeros: one value has one form."""
        return format(_decimal(value).normalize() + 0, "f")

    def loaded(self, stored: Stored) -> Decimal:
        """Return the exact decimal."""
        return _decimal(stored, self.places)


class Tariff(DecimalNumber):
    """A tariff in euros, with up to six decimals."""

    name = "tariff"
    places = TARIFF_PLACES

    def read(self, typed: str, question: Question) -> Decimal:  # noqa: ARG002 - other kinds need the question
        """Return the tariff as an exact decimal."""
        return parse_tariff(typed)

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the tariff with the euro sign."""
        return tariff(_decimal(value))


class Money(Kind):
    """An amount in whole cents."""

    name = "money"
    inputmode = "decimal"
    numeric = True

    def read(self, typed: str, question: Question) -> int:  # noqa: ARG002 - other kinds need the question
        """Return the amount in cents."""
        return parse_money(typed)

    def typed(self, value: Value) -> str:
        """Return the amount without the euro sign."""
        return money_typed(_int(value))

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the amount with the euro sign."""
        return money(_int(value))

    def stored(self, value: Value) -> int:
        """Return the cents."""
        return _int(value)

    def loaded(self, stored: Stored) -> int:
        """Return the cents."""
        return _int(stored, 1 - 100 * MOST, 100 * MOST - 1)


class Day(Kind):
    """A date; a quarter reads as its first day, or as its last where the question asks for an end."""

    name = "date"

    def read(self, typed: str, question: Question) -> date:
        """Return the date."""
        return parse_date(typed, quarter_ends=question.edge == "end") if question.edge else parse_date(typed)

    def typed(self, value: Value) -> str:
        """Return the date in words, which can be read back."""
        return date_long(_date(value))

    def stored(self, value: Value) -> str:
        """Return the date as ``2027-05-03``."""
        return _date(value).isoformat()

    def loaded(self, stored: Stored) -> date:
        """Return the date of ``2027-05-03``."""
        if not isinstance(stored, str) or not _ISO_DAY.fullmatch(stored):
            raise ValueError(f"expected a date such as 2027-05-03, found {stored!r}")
        day = date.fromisoformat(stored)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"expected a date from {FIRST_YEAR} to {LAST_YEAR}, found {stored}")
        return day


def _int(value: Value, least: int = -(10**18), most: int = 10**18) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError("expected a whole number within reason")
    return value


def _decimal(value: Value, places: int = TARIFF_PLACES) -> Decimal:
    if isinstance(value, str) and not _PLAIN_DECIMAL.fullmatch(value):
        raise ValueError("expected a decimal number such as 12.5")
    made = Decimal(value) if isinstance(value, str | int | Decimal) else None
    if made is None or not made.is_finite() or abs(made) >= MOST or _places(made) > places:
        raise ValueError("expected a decimal number within reason")
    return made


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _date(value: Value) -> date:
    if not isinstance(value, date):
        raise ValueError(f"expected a date, found {value!r}")  # noqa: TRY004 - one kind of error for every bad value
    return value
