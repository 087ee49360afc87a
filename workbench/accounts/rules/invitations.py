"""How long an invitation stands, how many a day, and how it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.kit.values.clock import AMSTERDAM, local
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

INVITATION_LIMIT = timedelta(days=7)
MOST_SENT = 50  # mails of invitations of one organisation within SENT_WITHIN, those that are sent again too
SENT_WITHIN = timedelta(days=1)
SHOWN_FOR = timedelta(days=90)  # how long an answered invitation stays on the list


class State(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Mapping[State, Message] = {
    State.OPEN: Message("Waits for an answer"),
    State.EXPIRED: Message("Expired"),
    State.ACCEPTED: Message("Accepted"),
    State.REFUSED: Message("Not accepted"),
    State.WITHDRAWN: Message("Withdrawn"),
}


def state_of(outcome: str | None, expires_at: datetime, moment: datetime) -> State:
    """Return how an invitation stands at a moment."""
    if outcome is not None:
        return State(outcome)
    return State.OPEN if expires_at > moment else State.EXPIRED


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends in the Netherlands: a role counts until then."""
    return datetime.combine(day + timedelta(days=1), time(), AMSTERDAM).astimezone(UTC)


def last_day(until: datetime) -> date:
    """Return the last day on which a role counts."""
    return local(until - timedelta(microseconds=1)).date()
