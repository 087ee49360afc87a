"""Numbers typed and shown the Dutch way; what can mean two things is asked back."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

MOST_DIGITS = 12
_MINUS = "\u2212\u2013"
_SPACES = re.compile("[ \u00a0\u202f\u2009]")
_SPACED = re.compile(r"-?[0-9]{1,3}( [0-9]{3})+(,[0-9]+)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
_MILLIONS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}){2,}")
_PLAIN = re.compile(r"-?[0-9]+(,[0-9]+)?")
_GROUPED_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_POINT = re.compile(r"-?[0-9]+\.[0-9]+")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_DIGITS_OF_THOUSAND = 3


def parse_decimal(typed: str, *, places: int, example: str) -> Decimal:
    """Read a Dutch decimal with at most ``places`` decimals: ``1.234,5``, ``1234,5``, ``1 234``.

    A point is read where it can mean one thing: ``2.500`` where nobody types three decimals, and ``87.50``, which is no
    thousand. Raises ``Refused`` for anything else, with both readings of ``1.234`` where it can have three decimals.
    ASCII digits only; no NaN, Infinity, exponent or underscore.
    """
    text = _joined(typed)
    if _MILLIONS.fullmatch(text) or (_THOUSANDS.fullmatch(text) and places < _DIGITS_OF_THOUSAND):
        text = text.replace(".", "")
    elif _POINT.fullmatch(text):
        text = _with_comma(typed.strip(), text, places)
    if not (_PLAIN.fullmatch(text) or _GROUPED_DECIMAL.fullmatch(text)):
        raise Refused(Message("Type a number in digits, for example %(example)s.", example=example))
    return _within(Decimal(text.replace(".", "").replace(",", ".")), places, example)


def parse_count(typed: str, *, example: str) -> int:
    """Read a whole number of at most twelve digits; ``15.000`` is read as fifteen thousand.

    A point before exactly three digits is unambiguous here, since a count has no decimals.
    """
    text = _joined(typed)
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    if not re.fullmatch(r"-?[0-9]+", text):
        raise Refused(Message("Type a whole number in digits, for example %(example)s.", example=example))
    return int(_within(Decimal(text), 0, example))


def number(value: Decimal | int, places: int | None = None) -> str:
    """Show a number the Dutch way: ``1.234,5``; with ``places`` always at least so many decimals, and never rounded."""
    # Written out here: a table of amounts shows hundreds of numbers, and a library that knows every language is slow.
    text = format(value, "f") if isinstance(value, Decimal) and value else str(int(value))
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0").ljust(places or 0, "0")
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def _joined(typed: str) -> str:
    """Return a number without the spaces between its thousands; ``12 50`` keeps its space, and so is no number."""
    text = _SPACES.sub(" ", typed).strip()
    for sign in _MINUS:
        text = text.replace(sign, "-")
    text = re.sub("^- ", "-", text)
    return text.replace(" ", "") if _SPACED.fullmatch(text) else text


def _within(value: Decimal, places: int, example: str) -> Decimal:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > places:
        raise Refused(
            Message("Type at most %(places)s decimals, for example %(example)s.", places=places, example=example)
        )
    if abs(value) >= 10**MOST_DIGITS:
        raise Refused(
            Message("This number is too large. Type at most %(digits)s digits before the comma.", digits=MOST_DIGITS)
        )
    return value


def _with_comma(typed: str, text: str, places: int) -> str:
    """Return a number with one point as a Dutch reader writes it; raises ``Refused`` when it can mean two things."""
    whole, _, rest = text.partition(".")
    fraction = f"{whole},{rest[:places]}"
    if _THOUSANDS.fullmatch(text):
        raise Refused(
            Message(
                "“%(typed)s” can mean two things. Type %(thousand)s for a whole number, or %(fraction)s with a comma.",
                typed=typed,
                thousand=whole + rest,
                fraction=fraction,
            )
        )
    if len(rest) > places:
        raise Refused(
            Message(
                "“%(typed)s” has a point. Type decimals with a comma: %(fraction)s.", typed=typed, fraction=fraction
            )
        )
    return fraction
