"""Addresses and names as they are stored and compared."""

from __future__ import annotations

import unicodedata

from workbench.accounts.rules.limits import LONGEST_EMAIL, LONGEST_NAME
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import clean_line


def normal_email(typed: str) -> str:
    """Return an address as it is stored and compared; raises ``Refused`` for what is no address."""
    address = normal(typed, LONGEST_EMAIL).strip().lower()
    name, at, host = address.rpartition("@")
    odd = any(char.isspace() or not char.isprintable() or char in '<>,;"' for char in address)
    if not (name and at and "." in host.strip(".")) or odd or len(address) > LONGEST_EMAIL:
        raise Refused(Message("Type an e-mail address, for example naam@praktijk.nl."))
    return address


def person_name(typed: str) -> str:
    """Return a name as it is stored, on one line; raises ``Refused`` for none and for what cannot be stored."""
    name = clean_line(typed, LONGEST_NAME)
    if not name:
        raise Refused(Message("Give the name that others see, for example Anna de Wit."))
    return name


def normal(typed: str, longest: int) -> str:
    """Return a text in its one form for comparing (NFC)."""
    # Ordering a long pile of accents takes time with the square of its length, in which the process does nothing else:
    # what would be too long anyway stays as it is.
    return unicodedata.normalize("NFC", typed) if len(typed) <= 4 * longest else typed
