"""Traces of a person in free text: a citizen service number, a date of birth.

It warns and never refuses, because it will err: one in eleven numbers of nine digits passes the test.
"""

from __future__ import annotations

import re

from stdnum.nl import bsn

CITIZEN_NUMBER, BIRTH_DATE = "citizen_number", "birth_date"

# As people write it: in one piece, or in three with spaces or points. Not a part of a longer number, an amount, or a
# word such as an account number; 123.456.782 is how a large number is written.
_NINE_DIGITS = re.compile(r"(?<![\w€.,+-])(?<!€ )(?:\d{9}|\d{4}([. ])\d{2}\1\d{3}|\d{3} \d{3} \d{3})(?![\w-]|[.,]\d)")
_MONTHS = "jan|feb|mrt|maart|apr|mei|juni?|juli?|aug|sept?|okt|nov|dec"
_DAY = re.compile(
    rf"(?<![\w.-])(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]((?:19|20)\d\d)|\d{{1,2}} (?:{_MONTHS})[a-z]*\.? ((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)-\d{1,2}-\d{1,2})(?![\w-])",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:geboren|geboortedatum|geboortedag|geboorte|geb)\b", re.IGNORECASE)
# Right beside a word of birth any date is one of birth; further away only of somebody who is more than a child:
# a course for newborns may well begin on a day of the plan.
_BESIDE, _NEAR = 14, 60
_GROWN_UP = 2015


def personal_data(text: str) -> tuple[str, ...]:
    """Return what a text seems to hold of a person: a citizen service number, a date of birth, or nothing."""
    found = []
    if any(bsn.is_valid(number[0]) for number in _NINE_DIGITS.finditer(text)):
        found.append(CITIZEN_NUMBER)
    births = [word.span() for word in _BIRTH.finditer(text)]
    if births and any(_is_of_birth(day, births) for day in _DAY.finditer(text)):
        found.append(BIRTH_DATE)
    return tuple(found)


def _is_of_birth(day: re.Match[str], births: list[tuple[int, int]]) -> bool:
    year = int(day[1] or day[2] or day[3])
    apart = min(max(day.start() - end, start - day.end()) for start, end in births)
    return apart <= (_NEAR if year < _GROWN_UP else _BESIDE)
