"""Amounts of euros as integer cents, and tariffs as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.numbers import number, parse_decimal

EXAMPLE = "1.234,56"
TARIFF_PLACES = 6
_SIGN = r"(?:€|euro|eur)"
_EURO = re.compile(rf"^\s*([-\u2212\u2013]?)\s*{_SIGN}\s*|\s*{_SIGN}\s*$", re.IGNORECASE)
_DASH_CENTS = re.compile(r"(?<=[0-9]),[-\u2212\u2013\u2014]{1,2}$")


def parse_money(typed: str) -> int:
    """Read an amount such as ``1.234,56``, ``€ 1234``, ``5,-`` or ``-12,50`` as cents.

    ``2.500`` is two and a half thousand and ``87.50`` has cents: no other reading fits an amount. Raises ``Refused``
    with what to type for anything that can mean two things, and for half a cent.
    """
    text = _DASH_CENTS.sub(",00", _EURO.sub(r"\1", typed).strip())
    if not text:
        raise Refused(Message("Type an amount, for example %(example)s.", example=EXAMPLE))
    try:
        amount = parse_decimal(text, places=2, example=EXAMPLE)
    except Refused as refusal:
        if refusal.message.text.startswith("Type a number"):
            raise Refused(Message("Type an amount, for example %(example)s.", example=EXAMPLE)) from None
        raise
    return int(amount * 100)


def parse_tariff(typed: str) -> Decimal:
    """Read a tariff in euros with up to six decimals, such as ``1,275``; raises ``Refused`` like ``parse_money``."""
    return parse_decimal(_EURO.sub(r"\1", typed), places=TARIFF_PLACES, example="1,275")


def money(cents: int) -> str:
    """Show cents as ``€ 1.234,56``, with no-break spaces so that the sign never stands alone on a line."""
    sign = "\u2212" if cents < 0 else ""
    return f"€\u00a0{sign}{number(Decimal(abs(cents)) / 100, 2)}"


def money_typed(cents: int) -> str:
    """Show cents as somebody would type them in a field: ``1.234,56``."""
    return number(Decimal(cents) / 100, 2)


def tariff(value: Decimal) -> str:
    """Show a tariff with at least two decimals: ``€ 5,10``, ``€ 1,275``."""
    exponent = value.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"€\u00a0{number(value, places)}"


def cents(*factors: Decimal | int) -> int:
    """Multiply and round the product in euros to whole cents, half away from zero: where a line is rounded, once.

    Exact whatever the size: the product of a quantity and a rate can have more digits than a ``Decimal`` keeps.
    """
    above, below = 100, 1
    for factor in factors:
        top, bottom = factor.as_integer_ratio()
        above, below = above * top, below * bottom
    return (2 * abs(above) + below) // (2 * below) * (1 if above > 0 else -1)


def spread(total: int, parts: int) -> tuple[int, ...]:
    """Split cents in equal parts that sum to ``total``; what is left over goes into the last part."""
    share = abs(total) // parts * (1 if total > 0 else -1)
    return (*(share for _ in range(parts - 1)), total - share * (parts - 1))
