"""Answer kinds: one class per kind, with how it is read, stored, typed again and written in a paper.

``read`` turns what was typed into a value or raises ``Refused``; ``typed`` gives what stands in the field when the
page is opened again; ``plain`` is the value as words for papers; ``stored`` and ``loaded`` are its JSON form and back.
Nothing typed (or only white space) is no answer, for every kind: ``read`` is never called with it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from workbench.kit.values.dates import FIRST_YEAR, LAST_YEAR, date_long, parse_date, parse_year
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.money import TARIFF_PLACES, money, money_typed, parse_money, parse_tariff, tariff
from workbench.kit.values.numbers import MOST_DIGITS, number, parse_count, parse_decimal
from workbench.kit.values.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.definitions.schema import Question

Value = str | int | Decimal | date | tuple[str, ...]
Stored = str | int | tuple[str, ...]

LINE_LIMIT = 300
TEXT_LIMIT = 20_000
DECIMAL_PLACES = 4
MOST = 10**MOST_DIGITS
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ROW_ID = re.compile("[a-z0-9][a-z0-9-]{0,39}")
_FILE_ID = re.compile("[0-9a-f]{32}")
_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")
MANY = "; "
_PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


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


class Line(Kind):
    """A line of text."""

    name = "line"

    def read(self, typed: str, question: Question) -> str:
        """Return the text on one line."""
        return clean_line(typed, question.max_chars or LINE_LIMIT)

    def loaded(self, stored: Stored) -> str:
        """Return the line."""
        return _text(stored, clean_line, LINE_LIMIT)


class Text(Kind):
    """Paragraphs; lines that start with ``- `` become a list."""

    name = "text"
    control = "text_area"

    def read(self, typed: str, question: Question) -> str:
        """Return the text with its paragraphs."""
        return clean(typed, question.max_chars or TEXT_LIMIT)

    def loaded(self, stored: Stored) -> str:
        """Return the text."""
        return _text(stored, clean, TEXT_LIMIT)


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

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002
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

    def read(self, typed: str, question: Question) -> int:  # noqa: ARG002
        """Return the year."""
        return parse_year(typed)

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002
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

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002
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

    def read(self, typed: str, question: Question) -> Decimal:  # noqa: ARG002
        """Return the tariff as an exact decimal."""
        return parse_tariff(typed)

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002
        """Return the tariff with the euro sign."""
        return tariff(_decimal(value))


class Money(Kind):
    """An amount in whole cents."""

    name = "money"
    inputmode = "decimal"
    numeric = True

    def read(self, typed: str, question: Question) -> int:  # noqa: ARG002
        """Return the amount in cents."""
        return parse_money(typed)

    def typed(self, value: Value) -> str:
        """Return the amount without the euro sign."""
        return money_typed(_int(value))

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002
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


class Choice(Kind):
    """One of the options that the template gives."""

    name = "choice"
    control = "choice"

    def read(self, typed: str, question: Question) -> str:
        """Return the key of an option; its key and its label are both understood, so that rows can be pasted."""
        wanted = typed.strip()
        for option in question.options:
            if wanted == option.key or wanted.casefold() == option.label.casefold():
                return option.key
        labels = ", ".join(option.label for option in question.options)
        raise Refused(Message("Choose one of the options: %(options)s.", options=labels))

    def plain(self, value: Value, question: Question) -> str:
        """Return the label of the option; an option the template no longer has is shown by its key."""
        return next((option.label for option in question.options if option.key == value), str(value))


class Choices(Kind):
    """Several of the options; typed as keys or labels with ``;`` between them."""

    name = "choices"
    control = "checkboxes"
    many = True

    def read(self, typed: str, question: Question) -> tuple[str, ...]:
        """Return the keys of the options, sorted."""
        one = KINDS["choice"]
        return tuple(sorted({str(one.read(piece, question)) for piece in _pieces(typed)}))

    def typed(self, value: Value) -> str:
        """Return the keys with ``;`` between them."""
        return MANY.join(_many(value))

    def plain(self, value: Value, question: Question) -> str:
        """Return the labels of the options, in the order of the template."""
        chosen = set(_many(value))
        labels = [option.label for option in question.options if option.key in chosen]
        return ", ".join([*labels, *sorted(chosen - {option.key for option in question.options})])

    def stored(self, value: Value) -> tuple[str, ...]:
        """Return the keys."""
        return _many(value)

    def loaded(self, stored: Stored) -> tuple[str, ...]:
        """Return the keys."""
        return _many(stored)


class Reference(Kind):
    """A row of another set, by its id. Which rows exist is checked where the plan is at hand."""

    name = "reference"
    control = "choice"

    def read(self, typed: str, question: Question) -> str:  # noqa: ARG002
        """Return the row id."""
        if not _ROW_ID.fullmatch(typed.strip()):
            raise Refused(Message("Choose one of the list."))
        return typed.strip()

    def loaded(self, stored: Stored) -> str:
        """Return the row id."""
        if not isinstance(stored, str) or not _ROW_ID.fullmatch(stored):
            raise ValueError("expected the id of a row")
        return stored


class References(Kind):
    """Several rows of another set, by their ids with ``;`` between them."""

    name = "references"
    control = "checkboxes"
    many = True

    def read(self, typed: str, question: Question) -> tuple[str, ...]:
        """Return the row ids, sorted."""
        one = KINDS["reference"]
        return tuple(sorted({str(one.read(piece, question)) for piece in _pieces(typed)}))

    def typed(self, value: Value) -> str:
        """Return the ids with ``;`` between them."""
        return MANY.join(_many(value))

    def stored(self, value: Value) -> tuple[str, ...]:
        """Return the ids."""
        return _many(value)

    def loaded(self, stored: Stored) -> tuple[str, ...]:
        """Return the ids."""
        return _many(stored)


class File(Kind):
    """A stored upload, by its id. It is sent to an address of its own, never typed."""

    name = "file"
    control = "file"

    def read(self, typed: str, question: Question) -> str:  # noqa: ARG002
        """Return the id of the upload."""
        if not _FILE_ID.fullmatch(typed.strip()):
            raise Refused(Message("Choose a file from your computer."))
        return typed.strip()

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002
        """Return that there is a file: the id says nothing to a reader, and the name stands with the upload."""
        return "Bestand toegevoegd"

    def loaded(self, stored: Stored) -> str:
        """Return the id of the upload."""
        if not isinstance(stored, str) or not _FILE_ID.fullmatch(stored):
            raise ValueError("expected the id of an upload")
        return stored


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Line(),
        Text(),
        Number(),
        Year(),
        DecimalNumber(),
        Tariff(),
        Money(),
        Day(),
        Choice(),
        Choices(),
        Reference(),
        References(),
        File(),
    )
}


def _pieces(typed: str) -> list[str]:
    return [piece.strip() for piece in typed.split(MANY.strip()) if piece.strip()]


def _many(value: Value) -> tuple[str, ...]:
    # From JSON it comes as a list; a value has one form, so order and doubles do not count.
    if isinstance(value, str | int | Decimal | date) or not value:
        raise ValueError("expected a list of keys")
    if not all(_NAME.fullmatch(str(one)) for one in value):
        raise ValueError("expected a list of keys")
    return tuple(sorted(set(value)))


def _text(stored: Stored, cleaned: Callable[[str, int], str], limit: int) -> str:
    if not isinstance(stored, str) or cleaned(stored, limit) != stored:
        raise ValueError("expected text without odd white space")
    return stored


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
