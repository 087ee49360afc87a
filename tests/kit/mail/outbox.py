"""Writing mail in tests, and looking into the outbox."""

from __future__ import annotations

from sqlalchemy import select

from workbench.kit import mail
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import session, transaction


def write(to: str = "marit@lindewijk.example", *, name: str = "Anna", key: str | None = None) -> OutgoingMail:
    """Write one mail in a transaction of its own."""
    with transaction(write=True):
        return mail.write("letter", to=to, key=key, name=name)


def outbox() -> list[OutgoingMail]:
    """Return all mails, in the order in which they were written."""
    with transaction(write=False):
        return list(session().scalars(select(OutgoingMail).order_by(OutgoingMail.made_at, OutgoingMail.id)))


def states() -> list[str]:
    """Return where each mail is."""
    return [one.state for one in outbox()]
