"""Which passwords are good enough."""

from __future__ import annotations

from workbench.accounts.rules.limits import LONGEST_PASSWORD, SHORTEST_PASSWORD
from workbench.accounts.rules.names import normal
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

CONTEXT_WORDS = ("wijkplan", "workbench", "wijksamenwerking")


def normal_password(typed: str) -> str:
    """Return a password as it is hashed: the same whether an accent was typed as one sign or as two."""
    return normal(typed, LONGEST_PASSWORD)


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
