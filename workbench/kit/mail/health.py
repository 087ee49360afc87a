"""How mail is doing, for who runs the installation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from workbench.kit.mail.models import OutgoingMail
from workbench.kit.mail.settings import given
from workbench.kit.storage import session
from workbench.kit.values.clock import now

LATELY = dt.timedelta(days=7)
LATE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Health:
    """How many mails wait, wait longer than an hour (``late``), and were given up in the last week (``failed``).

    ``reason`` is what the mail server said last, empty when it said nothing; ``has_server`` whether there is one.
    """

    waiting: int
    late: int
    failed: int
    reason: str
    has_server: bool

    @property
    def is_fine(self) -> bool:
        """Whether nobody has to look."""
        return not self.late and not self.failed

    def line(self) -> str:
        """Return it in one line, for a terminal."""
        told = f"{self.waiting} waiting, {self.failed} given up in the last week"
        if not self.has_server:
            told = f"MAIL_URL is not set, so nothing is sent; {told}"
        return f"{told}; last answer: {self.reason}" if self.reason else told


def health() -> Health:
    """Return how mail is doing, in the running transaction."""
    unsent = OutgoingMail.state.in_(("waiting", "sending"))
    given_up = (OutgoingMail.state == "failed") & (OutgoingMail.made_at > now() - LATELY)
    waiting, late, failed = (
        session()
        .execute(
            select(
                func.count().filter(unsent),
                func.count().filter(unsent & (OutgoingMail.made_at < now() - LATE)),
                func.count().filter(given_up),
            )
        )
        .one()
    )
    told = (unsent | given_up) & OutgoingMail.error.is_not(None)
    reason = select(OutgoingMail.error).where(told).order_by(OutgoingMail.made_at.desc()).limit(1)
    return Health(waiting, late, failed, session().scalar(reason) or "", has_server=bool(given().server))
