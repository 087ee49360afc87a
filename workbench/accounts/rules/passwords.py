"""Which passwords are good enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zxcvbn import zxcvbn

from workbench.accounts.rules.limits import LONGEST_PASSWORD, SHORTEST_PASSWORD
from workbench.accounts.rules.names import normal
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What somebody guesses first who knows where they are; the library knows the passwords that the world chooses.
CONTEXT_WORDS = (
    *("wijkplan", "wijk", "plan", "workbench", "werkbank", "samenwerking", "samenwerkingsverband", "wijksamenwerking"),
    *("huisarts", "praktijk", "dokter", "zorg", "gezond", "zorgverzekeraar", "bestuur", "voorzitter", "manager"),
    *("wachtwoord", "welkom", "geheim", "inloggen", "nederland", "lente", "zomer", "herfst", "winter"),
)
# The library takes half a second on forty signs at worst, and twenty seconds on all: what comes after may only help.
JUDGED = 32
FEWEST_GUESSES = 10**13  # more than any table of known passwords and their variants


def normal_password(typed: str) -> str:
    """Return a password as it is hashed: the same whether an accent was typed as one sign or as two."""
    return normal(typed, LONGEST_PASSWORD)


def check_new_password(typed: str, *, email: str, name: str, words: Sequence[str] = ()) -> None:
    """Refuse a password that is short, very long, or easy to guess; raises ``Refused``.

    ``words`` are what else belongs to the person, such as the names of their organisations. Takes up to 0.3 s.
    """
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
    own = [word for text in (email, name, *words) for word in _words(text)]
    if zxcvbn(password[:JUDGED], user_inputs=[*own, *CONTEXT_WORDS])["guesses"] < FEWEST_GUESSES:
        raise Refused(
            Message(
                "This password is easy to guess: it repeats itself, is well known, or holds your name or address. "
                "Choose for example four words that do not belong together."
            )
        )


def _words(text: str) -> Iterator[str]:
    lowered = text.lower()
    yield lowered
    yield from (part for part in ("".join(c if c.isalnum() else " " for c in lowered)).split() if len(part) > 2)  # noqa: PLR2004 - "de" in a password says nothing
    yield "".join(char for char in lowered if char.isalnum())
