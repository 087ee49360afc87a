"""The types of stored cells in JSON: one form for each value, and nothing read that may mean another value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, PlainValidator, StringConstraints

from workbench.definitions.kinds import LINE_LIMIT, TEXT_LIMIT
from workbench.kit.values.dates import FIRST_YEAR, LAST_YEAR
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean

MOST_STORED = 10**14
_PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
MOST_NAMES = 500
_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")
_ID = re.compile("[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _storable(text: str) -> str:
    try:
        same = clean(text, TEXT_LIMIT) == text
    except Refused:
        raise ValueError("text that can be stored, without control characters") from None
    if not same:
        raise ValueError("text without white space at its ends, and with \\n between lines")
    return text


def _exact(value: object) -> object:
    # A float, 1_000, 1e3 or ５ may be another number than was meant; only the plain form is read.
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _PLAIN_DECIMAL.fullmatch(value):
        return value
    raise ValueError('a decimal number as text, such as "12.5"')


def _plain(number: Decimal) -> Decimal:
    # 2.50 and 2.5 are one value, so they have one canonical form; never an exponent, never -0.
    return Decimal(format(number.normalize() + 0, "f"))


def _iso_day(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and _ISO_DAY.fullmatch(value)):
        return value
    raise ValueError('a date as text, such as "2027-05-03"')


def _stored(value: object) -> int | str | tuple[str, ...]:
    if isinstance(value, list | tuple):
        return _names(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < MOST_STORED:
        return value
    if isinstance(value, str) and 0 < len(value) <= TEXT_LIMIT:
        return _storable(value)
    raise ValueError(f"a whole number, or text of 1 to {TEXT_LIMIT} characters")


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - a return type would be checked once more
    return value


def _names(value: list[object] | tuple[object, ...]) -> tuple[str, ...]:
    names = tuple(name for name in value if isinstance(name, str) and _NAME.fullmatch(name))
    if not value or len(names) != len(value) or len(names) > MOST_NAMES:
        raise ValueError(f"a list of 1 to {MOST_NAMES} keys")
    return _in_order(names)


def _is_no_id(slug: str) -> str:
    # Commands take a slug or an id: a slug that reads as an id would never be found again.
    if _ID.fullmatch(slug):
        raise ValueError("a short name that is not the id of a plan")
    return slug


def _absent_is_none(names: object) -> object:
    return () if names is None else names


def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


RowId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), AfterValidator(_is_no_id)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT), AfterValidator(_storable)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=LINE_LIMIT, pattern=r"^[^\n\t]*$"), AfterValidator(_storable)
]
OptionKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Names = Annotated[tuple[OptionKey, ...], BeforeValidator(_absent_is_none), AfterValidator(_in_order)]
RowIds = Annotated[tuple[RowId, ...], BeforeValidator(_absent_is_none), AfterValidator(_in_order)]
FileId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Count = Annotated[int, Field(strict=True, ge=0, lt=10**12)]
Cents = Annotated[int, Field(strict=True, gt=-MOST_STORED, lt=MOST_STORED)]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_exact, json_schema_input_type=str),
    Field(max_digits=16, decimal_places=4, allow_inf_nan=False),
    AfterValidator(_plain),
]
Tariff = Annotated[
    Decimal,
    BeforeValidator(_exact, json_schema_input_type=str),
    Field(max_digits=18, decimal_places=6, allow_inf_nan=False),
    AfterValidator(_plain),
]
Year = Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR)]
Day = Annotated[
    date,
    BeforeValidator(_iso_day, json_schema_input_type=date),
    Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31)),
]
Stored = Annotated[
    int | str | tuple[str, ...],
    PlainValidator(_stored, json_schema_input_type=int | str | list[str]),
    # Without it pydantic writes the list it just made as if it were a tuple still, and warns of it.
    PlainSerializer(_as_it_is),
]
