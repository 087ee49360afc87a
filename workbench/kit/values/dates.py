"""Dates typed and shown the Dutch way."""

from __future__ import annotations

import re
from datetime import date

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
FIRST_YEAR, LAST_YEAR = 1990, 2100
_NUMERIC = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WRITTEN = re.compile(r"([0-9]{1,2})\s+([a-z]+)\.?\s+([0-9]{4})")
# Q2 2027, K2 2027, 2e kwartaal 2027, kwartaal 2 2027, 2027-Q2
_QUARTER = re.compile(r"(?:[qk] ?([1-4])|([1-4])e? ?(?:kwartaal|kw)|(?:kwartaal|kw) ?([1-4]))[ ,-]*([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[ -]*[qk]([1-4])")
_SHORT_YEAR = re.compile(r".*[-/. ][0-9]{2}")


def parse_date(typed: str, *, quarter_ends: bool | None = None) -> date:
    """Read ``3-5-2027``, ``3 mei 2027``, ``03/05/2027`` or ``2027-05-03``; day before month, as in Dutch.

    Where ``quarter_ends`` is given, a quarter (``Q2 2027``, ``2e kwartaal 2027``) is read too: as its first day, or
    as its last when it is True. Raises ``Refused`` for anything else, for days that do not exist and for years
    outside 1990 to 2100.
    """
    text = " ".join(typed.lower().split())
    if quarter_ends is not None and (named := _quarter_of(text)):
        year, number = named
        first = _date(year, 3 * number - 2, 1)
        return _date(year, 3 * number, 30 if number in {2, 3} else 31) if quarter_ends else first
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if (found := _WRITTEN.fullmatch(text)) and (month := _month(found[2])):
        return _date(int(found[3]), month, int(found[1]))
    if _SHORT_YEAR.fullmatch(text):
        raise Refused(Message("Type the year in four digits, for example 3-5-2027."))
    raise Refused(Message("Type a date as day, month and year, for example 3-5-2027 or 3 mei 2027."))


def parse_year(typed: str) -> int:
    """Read a year in four digits; raises ``Refused`` outside 1990 to 2100."""
    text = typed.strip()
    if not re.fullmatch("[0-9]{4}", text):
        raise Refused(Message("Type a year in four digits, for example 2027."))
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(Message("Type a year between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
    return year


def date_long(day: date) -> str:
    """Show a date as ``3 mei 2027``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(day: date) -> str:
    """Show a date as ``3-5-2027``, for narrow columns."""
    return f"{day.day}-{day.month}-{day.year}"


def quarter(day: date) -> int:
    """Return the quarter of the year, 1 to 4."""
    return (day.month + 2) // 3


def _quarter_of(text: str) -> tuple[int, int] | None:
    if found := _QUARTER.fullmatch(text):
        return int(found[4]), int(found[1] or found[2] or found[3])
    found = _YEAR_FIRST.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def _month(word: str) -> int:
    fits = [index for index, name in enumerate(MONTHS, start=1) if name == word or name[:3] == word[:3] == word]
    if word in {"mrt", "sept"}:
        return 3 if word == "mrt" else 9
    return fits[0] if fits else 0


def _date(year: int, month: int, day: int) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise Refused(Message("This date does not exist. Check the day and the month.")) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(Message("Type a year between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
    return made
