"""How often something may be tried, and under which name tries are counted."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from workbench.accounts.rules.limits import LONGEST_EMAIL
from workbench.accounts.rules.names import normal

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """At most so many tries within a time; ``about`` says what is counted, ``is_shared`` that it is of many people."""

    about: str
    tries: int
    within: timedelta = QUARTER
    is_shared: bool = False


# Of one account from elsewhere, and from each browser in which its owner signed in before: tries of strangers leave the
# owner's own browser free.
ACCOUNT = Limit("account", 10)
DEVICE = Limit("device", 10)
# Against trying one password at many accounts; wide, since a whole practice may share one address.
NETWORK = Limit("network", 300, is_shared=True)
CODE = Limit("code", 10)
CODE_FROM_DEVICE = Limit("code-device", 10)
# Somebody who is signed in types their own password once more.
OWN_PASSWORD = Limit("own-password", 10)
MAIL_TO_ADDRESS = Limit("mail", 5, HOUR)
MAIL_FROM_NETWORK = Limit("mail-network", 50, HOUR, is_shared=True)
LONGEST_WITHIN = HOUR


@dataclass(frozen=True)
class Counter:
    """One limit for one account, browser or network; ``key`` is the keyed hash under which its tries are kept."""

    limit: Limit
    key: str


def counter(limit: Limit, about: str, secret: str) -> Counter:
    """Return where tries are counted; keyed, since people type a password in the field of the address too."""
    return Counter(
        limit, hmac.new(secret.encode(), f"{limit.about}:{about}".encode("utf-8", "replace"), sha256).hexdigest()
    )


def address_counter(limit: Limit, typed: str, secret: str) -> Counter:
    """Return where tries for a typed address are counted: the same however it was written."""
    return counter(limit, normal(typed, LONGEST_EMAIL).strip().lower(), secret)
