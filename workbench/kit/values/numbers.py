"""Numbers typed and shown the Dutch way; nothing is ever guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal

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


def parse_decimal(typed: str, *, places: int, example: str) -> Decimal:
    """Read a Dutch decimal with at most ``places`` decimals: ``1.234,5``, ``1234,5``, ``1 234``.

    Raises ``Refused`` for anything else. ``1.234`` and ``1.50`` are asked back, since a Dutch reader sees a thousand
    and an English keyboard means a fraction. ASCII digits only; no NaN, Infinity, exponent or underscore.
    """
    text = _joined(typed)
    if _MILLIONS.fullmatch(text):
        text = text.replace(".", "")
    if _POINT.fullmatch(text):
        raise _ambiguous(typed.strip(), text, places)
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
    """Show a number the Dutch way: ``1.234,5``; with ``places`` always so many decimals."""
    pattern = "#,##0." + ("0" * places if places is not None else "##########")
    return format_decimal(value, format=pattern.rstrip("."), locale="nl_NL", decimal_quantization=False)


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


def _ambiguous(typed: str, text: str, places: int) -> Refused:
    whole, _, rest = text.partition(".")
    fraction = f"{whole},{rest[:places]}"
    if len(rest) == 3 and re.fullmatch("-?[1-9][0-9]{0,2}", whole):  # noqa: PLR2004 - three digits make a thousand
        return Refused(
            Message(
                "“%(typed)s” can mean two things. Type %(thousand)s for a whole number, or %(fraction)s with a comma.",
                typed=typed,
                thousand=whole + rest,
                fraction=fraction,
            )
        )
    return Refused(
        Message("“%(typed)s” has a point. Type decimals with a comma: %(fraction)s.", typed=typed, fraction=fraction)
    )
