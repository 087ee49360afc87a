"""Numbers that organisations have: read as people type them, checked, shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as postcode_number

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from types import ModuleType

LONGEST_TYPED = 60
_FILLING = re.compile(r"[\s.\-]+")
_EIGHT = re.compile("[0-9]{8}")


def parse_kvk(typed: str) -> str:
    """Read the number of an entry at the KvK, eight digits; raises ``Refused``."""
    return _eight_digits(typed, Message("A KvK number has eight digits, for example 68750110."))


def parse_agb(typed: str) -> str:
    """Read an AGB code: two digits of the kind of care, six of the practice; raises ``Refused``."""
    return _eight_digits(typed, Message("An AGB code has eight digits, for example 01012345. Type the zeros too."))


def parse_iban(typed: str) -> str:
    """Read an account number, without spaces; raises ``Refused`` when its check digits do not fit."""
    return _by_library(
        iban_number, typed, Message("This is no account number. Check the digits, for example NL91 ABNA 0417 1643 00.")
    )


def parse_postcode(typed: str) -> str:
    """Read a Dutch postcode as ``2317AB``; raises ``Refused``."""
    read = _by_library(postcode_number, typed, Message("A postcode has four digits and two letters, such as 2317 AB."))
    return read.replace(" ", "")


def iban_shown(stored: str) -> str:
    """Show an account number in groups of four: ``NL91 ABNA 0417 1643 00``."""
    return " ".join(stored[start : start + 4] for start in range(0, len(stored), 4))


def postcode_shown(stored: str) -> str:
    """Show a postcode as ``2317 AB``."""
    return f"{stored[:4]} {stored[4:]}"


def _eight_digits(typed: str, message: Message) -> str:
    digits = _FILLING.sub("", typed[:LONGEST_TYPED])
    if not _EIGHT.fullmatch(digits) or set(digits) == {"0"} or len(typed) > LONGEST_TYPED:
        raise Refused(message)
    return digits


def _by_library(library: ModuleType, typed: str, message: Message) -> str:
    if len(typed) > LONGEST_TYPED or not typed.isascii():
        raise Refused(message)
    try:
        return str(library.validate(typed))
    except ValidationError:
        raise Refused(message) from None
