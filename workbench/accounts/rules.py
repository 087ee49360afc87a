"""Roles, limits and tokens; and the invented people of the demo."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import clean_line
from workbench.organisations.rules import Function, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIES = 10
TRIES_WITHIN = timedelta(minutes=15)
IDLE_LIMIT = timedelta(hours=2)  # a board member may think for an hour over one paragraph
ABSOLUTE_LIMIT = timedelta(hours=12)
KEPT_FOR = timedelta(days=7)  # what was sent too late waits over a weekend; the session it came from is known as long
MOST_KEPT = 20
LARGEST_KEPT = 1_000_000  # bytes of one form
SEEN_STEP = timedelta(minutes=1)  # how exactly the last use of a session is kept: no write for every click
LINK_LIMIT = timedelta(hours=1)
SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 128
LONGEST_EMAIL = 254
LONGEST_NAME = 120
CONTEXT_WORDS = ("wijkplan", "workbench", "wijksamenwerking")


class Purpose(StrEnum):
    """What a mailed secret is for; one for one purpose is worthless for another."""

    SIGN_IN = "sign_in"
    RESET = "reset"
    EMAIL = "email"


class Delivery(StrEnum):
    """How somebody hears of news."""

    DIRECT = "direct"
    DAILY = "daily"
    NEVER = "never"


def typed_values(fields: Sequence[tuple[str, str]]) -> list[str]:
    """Return what a person typed in a form, without what forms say among themselves (``contract.md`` names it)."""
    unseen = ("version", "request_key", "next", "batch", "confirmed", "applies", "direction", "asks", "personal")
    return [value for name, value in fields if name not in unseen and not name.endswith("_version") and value.strip()]


def normal_email(typed: str) -> str:
    """Return an address as it is stored and compared; raises ``Refused`` for what is no address."""
    address = _normal(typed, LONGEST_EMAIL).strip().lower()
    name, at, host = address.rpartition("@")
    odd = any(char.isspace() or not char.isprintable() or char in '<>,;"' for char in address)
    if not (name and at and "." in host.strip(".")) or odd or len(address) > LONGEST_EMAIL:
        raise Refused(Message("Type an e-mail address, for example naam@praktijk.nl."))
    return address


def normal_password(typed: str) -> str:
    """Return a password as it is hashed: the same whether an accent was typed as one sign or as two."""
    return _normal(typed, LONGEST_PASSWORD)


def person_name(typed: str) -> str:
    """Return a name as it is stored, on one line; raises ``Refused`` for none and for what cannot be stored."""
    name = clean_line(typed, LONGEST_NAME)
    if not name:
        raise Refused(Message("Give the name that others see, for example Anna de Wit."))
    return name


def check_new_password(typed: str, *, email: str, name: str) -> None:
    """Refuse a password that is short, very long, or made of the person's own words; raises ``Refused``."""
    password = normal_password(typed)
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            Message(
                "The password needs at least %(n)s characters, for example four words that do not belong together.",
                n=SHORTEST_PASSWORD,
            )
        )
    if len(password) > LONGEST_PASSWORD:
        raise Refused(Message("The password may have at most %(n)s characters.", n=LONGEST_PASSWORD))
    if not password.isprintable():
        raise Refused(Message("The password holds a sign that cannot be typed. Use letters, digits, signs and spaces."))
    rest = password.lower()
    for word in (*CONTEXT_WORDS, email.partition("@")[0], *name.lower().split()):
        rest = rest.replace(word.lower(), "") if len(word) > 2 else rest  # noqa: PLR2004 - "de" in a password says nothing
    if len(set(rest)) < 5 or len(rest) < 8:  # noqa: PLR2004 - what is left must still be hard to guess
        raise Refused(Message("Choose a password that is not made of your name, your address or one sign."))


def new_token() -> str:
    """Return 256 random bits as text for a cookie or a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what is stored of a token: who reads the database cannot sign in with it."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def try_key(typed_email: str, secret: str) -> str:
    """Return under which name tries to sign in are counted; keyed, since people type a password in that field too."""
    address = _normal(typed_email, LONGEST_EMAIL).strip().lower()
    return hmac.new(secret.encode(), b"try:" + address.encode("utf-8", "replace"), sha256).hexdigest()


def _normal(typed: str, longest: int) -> str:
    # Ordering a long pile of accents takes time with the square of its length, in which the process does nothing else:
    # what would be too long anyway stays as it is.
    return unicodedata.normalize("NFC", typed) if len(typed) <= 4 * longest else typed


@dataclass(frozen=True)
class DemoPerson:
    """An invented person of the demo."""

    email: str
    name: str
    role: Role
    organisation: str
    function: Function | None = None


DEMO_PASSWORD = "zeven groene fietsen"  # noqa: S105 - public on purpose; DEMO=1 only runs on a loopback address
DEMO_ORGANISATIONS = {"merenwijk": "Samenwerkingsverband Merenwijk", "zuidrand": "Gezondheidsnetwerk Zuidrand"}
DEMO_PEOPLE = (
    DemoPerson("voorzitter@demo.example", "Aleida Vroonland", Role.BOARD, "merenwijk", Function.CHAIR),
    DemoPerson("penningmeester@demo.example", "Berend Oosterlaak", Role.BOARD, "merenwijk", Function.TREASURER),
    DemoPerson("bestuurslid@demo.example", "Samira El Quardaoui", Role.BOARD, "merenwijk"),
    DemoPerson("manager@demo.example", "Jorinde Waterhoek", Role.MANAGER, "merenwijk"),
    DemoPerson("adviseur@demo.example", "Tjerk Hazelveen", Role.ADVISER, "merenwijk"),
    DemoPerson("inkoper@demo.example", "Mirthe van Duinkerken-Los", Role.READER, "merenwijk"),
    DemoPerson("anders@demo.example", "Ruben Zandeweer", Role.MANAGER, "zuidrand"),
)
