"""Dates typed and shown the Dutch way."""

from __future__ import annotations

import re
from calendar import monthrange
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
# maart 2027, begin 2027, eind mei 2027, zomer 2027, 2e helft 2027, 2027
_PERIOD = re.compile(
    r"(?:(begin|medio|midden|half|eind|einde) )?(?:([a-z]+\.?|[12]e (?:helft|half ?jaar)) )?([0-9]{4})"
)
# Part of a year -> its first and last month. A winter lies in two years, so it is asked.
_PARTS = {
    "begin": (1, 3),
    "medio": (6, 6),
    "midden": (6, 6),
    "half": (6, 6),
    "eind": (10, 12),
    "einde": (10, 12),
    "voorjaar": (3, 5),
    "lente": (3, 5),
    "zomer": (6, 8),
    "najaar": (9, 11),
    "herfst": (9, 11),
    "1e helft": (1, 6),
    "1e halfjaar": (1, 6),
    "2e helft": (7, 12),
    "2e halfjaar": (7, 12),
}
_SHORT_YEAR = re.compile(r".*[-/. ][0-9]{2}")


def parse_date(typed: str, *, quarter_ends: bool | None = None) -> date:
    """Read ``3-5-2027``, ``3 mei 2027``, ``03/05/2027`` or ``2027-05-03``; day before month, as in Dutch.

    Where ``quarter_ends`` is given, a quarter, month or part of a year (``Q2 2027``, ``maart 2027``, ``begin 2027``)
    is read too: as its first day, or as its last when it is True. Raises ``Refused`` for anything else, for days that
    do not exist and for years outside 1990 to 2100.
    """
    text = " ".join(typed.lower().split())
    if quarter_ends is not None and (named := _period_of(text)):
        year, first, last = named
        return _date(year, last, monthrange(_date(year, 1, 1).year, last)[1]) if quarter_ends else _date(year, first, 1)
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


def _period_of(text: str) -> tuple[int, int, int] | None:
    """Return the year and the first and last month of a quarter, month or part of a year."""
    quarter_named = _QUARTER.fullmatch(text)
    year_first = _YEAR_FIRST.fullmatch(text)
    if quarter_named or year_first:
        number = int(quarter_named[1] or quarter_named[2] or quarter_named[3]) if quarter_named else 0
        number = int(year_first[2]) if year_first else number
        year = quarter_named[4] if quarter_named else year_first[1] if year_first else ""
        return int(year), 3 * number - 2, 3 * number
    found = _PERIOD.fullmatch(text)
    months = _months_of(found[1], found[2]) if found else None
    return (int(found[3]), *months) if found and months else None


def _months_of(part: str | None, word: str | None) -> tuple[int, int] | None:
    if word is None:
        return _PARTS[part] if part else (1, 12)
    if month := _month(word.rstrip(".")):
        return month, month
    return None if part else _PARTS.get(word.replace("half jaar", "halfjaar"))


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
