"""Telling people news in tests, and looking at what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tests.people import MARIT
from workbench.accounts.models import Notification
from workbench.accounts.operations import notify
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import session, transaction
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid


def tell(ids: dict[str, uuid.UUID], kind: str, *, to: str = MARIT.email, organisation: str = "lindewijk") -> None:
    """Tell one person something, by default of the collaboration of Lindewijk."""
    with transaction(write=True):
        notify(
            person_ids=[ids[to]],
            kind=kind,
            organisation_id=ids[organisation],
            path=f"/plannen/{kind}/",
            plan="Samen gezond",
            organisation="Samenwerking Lindewijk",
            owner="Gezond Zeekant",
            person="Anna Voorzitter",
            role=Message("Manager"),
        )


def mails() -> list[OutgoingMail]:
    """Return the outbox, in the order in which it was written."""
    with transaction(write=False):
        return list(session().scalars(select(OutgoingMail).order_by(OutgoingMail.made_at)))


def news() -> list[Notification]:
    """Return all news there is."""
    with transaction(write=False):
        return list(session().scalars(select(Notification).order_by(Notification.made_at)))
