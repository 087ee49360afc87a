"""What a stored cell means: text of several pieces, an exact number, a date that is a number with a style."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,4})?")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
# What stands in quotes, behind a backslash or in brackets is no part of the pattern; [$-413] is a language.
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# The formats every program knows by number alone (ECMA-376, 18.8.30), as far as they show a day.
_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)})
_SURROGATES = range(0xD800, 0xE000)
_NO_CHARACTERS = (0xFFFE, 0xFFFF)
MOST_FORMAT = 255
# Excel counts 29 February 1900, which never was: days before March 1900 are one off.
_BEFORE, _AFTER, _GHOST = date(1899, 12, 31), date(1899, 12, 30), 60
_SINCE_1904 = date(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999


def plain_text(stored: str) -> str:
    """Return text with the characters that XML cannot hold, which a file writes as ``_x000D_``."""
    if "_x" not in stored:
        return stored
    return _ESCAPE.sub(_unescaped, stored)


def exact(stored: str) -> Decimal | None:
    """Return a stored number as it was typed; None for anything that is no finite number.

    A file holds 5.1 as ``5.0999999999999996``: the shortest number with the same bits is the one that was typed.
    """
    if not _NUMBER.fullmatch(stored):
        return None
    found = float(stored)
    if not math.isfinite(found):
        return None
    return Decimal(format(Decimal(repr(found)).normalize() + 0, "f"))


def day_of(serial: Decimal, *, since_1904: bool) -> date | None:
    """Return the day of a number with a date style; None when there is no such day."""
    whole = int(serial)
    if serial < 0 or whole > _LAST_SERIAL or whole == _GHOST:
        return None
    try:
        if since_1904:
            return _SINCE_1904 + timedelta(days=whole)
        return (_BEFORE if whole < _GHOST else _AFTER) + timedelta(days=whole)
    except OverflowError:
        return None


def date_styles(styles: Iterable[Element]) -> frozenset[int]:
    """Return the numbers of the cell styles that show a day, from the children of a stylesheet's root."""
    parts = {_local(part): part for part in styles}
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in parts.get("numFmts", ())}
    formats = [one.get("numFmtId", "") for one in parts.get("cellXfs", ()) if _local(one) == "xf"]
    return frozenset(place for place, number in enumerate(formats) if _shows_a_day(number, codes))


def _shows_a_day(number: str, codes: dict[str, str]) -> bool:
    if number in codes:
        pattern = _NOT_PATTERN.sub("", codes[number][:MOST_FORMAT].casefold()).partition(";")[0]
        return bool(set("dy") & set(pattern))
    return number.isdecimal() and number.isascii() and len(number) < len("1000") and int(number) in _BUILT_IN_DATES


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code in _SURROGATES or code in _NO_CHARACTERS else chr(code)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
