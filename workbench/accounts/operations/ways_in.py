"""Ways in by mail: who asks is never told whether there is an account; only the mailbox is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.operations.tokens import LINK_ISSUED, new_token_for
from workbench.accounts.queries.people import person_by_email
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.accounts.rules.tokens import Purpose
from workbench.kit import mail
from workbench.kit.audit import Event, record
from workbench.kit.jobs import enqueue
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from workbench.accounts.models import Person

LINK_ASKED = Event("person.link_asked", words=Message("asked for a link to sign in"))
RESET_ASKED = Event("person.reset_asked", words=Message("asked for a new password"))
RESET_ISSUED = Event("person.reset_issued", words=Message("got a link to choose a password"))
MAIL_WAY_IN = "accounts.mail_way_in"

_ASKED = {Purpose.SIGN_IN: LINK_ASKED, Purpose.RESET: RESET_ASKED}


def ask_way_in(*, typed: str, purpose: Purpose, key: str) -> None:
    """Let a job look whose address this is and mail them; here nobody is looked up, so that all take the same time.

    ``key`` is the keyed hash under which the tries of this address are counted.
    """
    enqueue(MAIL_WAY_IN, {"email": typed, "purpose": purpose.value})
    record(_ASKED[purpose], organisation_id=None, object_type="sign_in", object_id=key[:16])


def mail_way_in(*, typed: str, purpose: Purpose) -> None:
    """Mail whoever has this address, and may sign in, their way in; nobody else gets anything."""
    person = person_by_email(typed)
    if person is None or person.deactivated_at is not None or person.erased_at is not None:
        return
    if purpose is Purpose.RESET:
        _mail(person, Purpose.RESET, "reset", "/wachtwoord/")
        record(RESET_ISSUED, organisation_id=None, object_type="person", object_id=str(person.id))
    else:
        _mail(person, Purpose.SIGN_IN, "sign_in_link", "/inloggen/link/")
        record(LINK_ISSUED, organisation_id=None, object_type="person", object_id=str(person.id))


def _mail(person: Person, purpose: Purpose, template: str, path: str) -> None:
    token = new_token_for(person, purpose, LINK_LIMIT)
    mail.write(template, to=person.email, name=person.name, path=f"{path}{token}")
