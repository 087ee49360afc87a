"""Sending what waits in the outbox: once each, as far as a mail server lets itself be known.

A row is claimed in one transaction, handed over, and closed in another. Between the server's "taken" and our closing
lies a moment in which the machine can die; who died there sends the mail again when the lease is over. So it is *at
least once*, with that one gap, and the Message-ID stays the same, by which mail programs leave out the repeat.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from workbench.kit.mail.message import message_of
from workbench.kit.mail.models import OutgoingMail
from workbench.kit.mail.posts import LONGEST_ERROR, NotTaken, Unreachable, post_at
from workbench.kit.mail.queries import due, is_due
from workbench.kit.mail.settings import given
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from workbench.kit.mail.posts import Post

_log = logging.getLogger(__name__)

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
GIVE_UP_AFTER = dt.timedelta(days=3)
# Longer than one mail can take (a connection and five replies of twenty seconds), and than a job's own lease.
LEASE = dt.timedelta(minutes=10)
# A job may take five minutes: what is left goes with the next one, a minute later.
RUN_SECONDS = 120
MOST_AT_ONCE = 1000
CLOSING_TRIES = 3


def send_what_is_due() -> dict[str, int]:
    """Send all mails whose time has come, and return how many were sent, put off and given up.

    While the server cannot be reached nothing is claimed: all wait together, and go within a minute of its return.
    """
    told = {"sent": 0, "put_off": 0, "given_up": _give_up_what_is_old()}
    with transaction(write=False):
        waiting = due(MOST_AT_ONCE)
    if not waiting:
        return told
    try:
        with post_at(given().server, given().sender) as post:
            _send_all(waiting, post, told)
    except Unreachable as error:
        _log.warning("no mail can be sent: %s", error)
        _close(is_due() & (OutgoingMail.state == "waiting"), error=str(error)[:LONGEST_ERROR])
    return told


def pause_after(attempts: int) -> dt.timedelta:
    """Return how long a mail rests after so many tries in vain."""
    return PAUSES[min(max(attempts, 1), len(PAUSES)) - 1]


def _send_all(waiting: Sequence[uuid.UUID], post: Post, told: dict[str, int]) -> None:
    end = time.monotonic() + RUN_SECONDS
    for mail_id in waiting:
        if time.monotonic() > end:
            return
        mail = _claim(mail_id)
        if mail is not None:
            told[_send(mail, post)] += 1


def _claim(mail_id: uuid.UUID) -> OutgoingMail | None:
    with transaction(write=True):
        # One statement, so that of two workers with the same mail only one goes on, on both databases.
        claimed = session().execute(
            update(OutgoingMail)
            .where(OutgoingMail.id == mail_id, is_due())
            .values(state="sending", attempts=OutgoingMail.attempts + 1, next_try_at=now() + LEASE)
            .returning(OutgoingMail.id)
            .execution_options(synchronize_session=False)
        )
        if claimed.one_or_none() is None:
            return None
        return session().get(OutgoingMail, mail_id, populate_existing=True)


def _send(mail: OutgoingMail, post: Post) -> str:
    """Hand over a claimed mail and close its row; returns how it ended. Raises ``Unreachable`` after putting it off."""
    # Who comes back after the lease finds another number of tries: the row is in other hands.
    mine = (OutgoingMail.id == mail.id) & (OutgoingMail.state == "sending") & (OutgoingMail.attempts == mail.attempts)
    try:
        post.deliver(message_of(mail, given().sender), f"{mail.made_at:%Y%m%dT%H%M%S}-{mail.id}")
    except NotTaken as error:
        if error.for_good:
            _close(mine, state="failed", body=None, error=str(error))
            return "given_up"
        _put_off(mine, mail, str(error))
        return "put_off"
    except Unreachable as error:
        _put_off(mine, mail, str(error)[:LONGEST_ERROR])
        raise
    except Exception as error:  # noqa: BLE001 - one odd mail must not keep the others waiting
        _log.exception("mail %s could not be made", mail.id)
        _put_off(mine, mail, type(error).__name__)
        return "put_off"
    # Taken is taken, whoever holds the row by now.
    gone = (OutgoingMail.id == mail.id) & (OutgoingMail.state != "sent")
    _close(gone, state="sent", sent_at=now(), body=None, error=None)
    return "sent"


def _put_off(mine: ColumnElement[bool], mail: OutgoingMail, reason: str) -> None:
    _close(mine, state="waiting", next_try_at=now() + pause_after(mail.attempts), error=reason)


def _give_up_what_is_old() -> int:
    # Nobody is helped by last week's link, and the text of a mail is not kept for longer than it is of use.
    old = (OutgoingMail.made_at <= now() - GIVE_UP_AFTER) & is_due()
    with transaction(write=False):
        if not session().query(OutgoingMail.id).where(old).limit(1).all():
            return 0
    return _close(old, state="failed", body=None)


def _close(which: ColumnElement[bool], **values: Any) -> int:  # noqa: ANN401 - the columns' own types
    """Write how it ended, and return of how many; a busy database is asked again: this must not be forgotten."""
    for tried in range(CLOSING_TRIES):
        try:
            with transaction(write=True):
                changed = session().execute(
                    update(OutgoingMail).where(which).values(**values).execution_options(synchronize_session=False)
                )
                return int(getattr(changed, "rowcount", 0))
        except OperationalError:
            if tried == CLOSING_TRIES - 1:
                raise
            time.sleep(1)
    return 0
