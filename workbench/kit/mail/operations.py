"""Writing mail."""

from __future__ import annotations

import uuid
from email.utils import parseaddr
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from workbench.kit.jobs import enqueue
from workbench.kit.mail.letters import letter, recipient
from workbench.kit.mail.models import OutgoingMail
from workbench.kit.mail.queries import mail_by_key
from workbench.kit.mail.settings import given
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from workbench.kit.mail.letters import Letter

SEND = "mail.send"
_ASKED = "mail_is_asked_for"


def write(template: str, /, *, to: str, key: str | None = None, **values: object) -> OutgoingMail:
    """Put one mail to one address in the outbox, in the running write transaction; it is sent after the commit.

    ``template`` names a letter in ``templates/emails``, ``values`` fill it: names and paths, never text of a plan.
    ``key`` (at most 200 signs) names what is told to whom: the mail that has it already is returned and nothing is
    written. Raises ``Refused`` for what is not one address, ``jinja2.UndefinedError`` for a value that is missing.
    """
    address = recipient(to)
    known = mail_by_key(key) if key else None
    if known is not None:
        return known
    made = _kept(template, address, key, letter(template, values))
    if made.attempts == 0 and not session().info.get(_ASKED):
        # One job sends all that waits: a hundred mails of one transaction need no hundred jobs.
        session().info[_ASKED] = True
        enqueue(SEND, {})
    return made


def _kept(template: str, address: str, key: str | None, text: Letter) -> OutgoingMail:
    number, moment = uuid.uuid4(), now()
    mail = OutgoingMail(
        id=number,
        key=key,
        kind=template,
        recipient=address,
        subject=text.subject,
        body=text.body,
        message_id=f"<{number}@{parseaddr(given().sender)[1].rpartition('@')[2]}>",
        state="waiting",
        attempts=0,
        made_at=moment,
        next_try_at=moment,
    )
    try:
        with session().begin_nested():
            session().add(mail)
    except IntegrityError:
        # PostgreSQL lets two people tell the same at the same moment; the other was first.
        other = mail_by_key(key) if key else None
        if other is None:
            raise
        return other
    return mail
