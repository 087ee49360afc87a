"""What people change of their own account: their name and their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from workbench.accounts.operations.news import tell_of_security
from workbench.accounts.operations.tokens import end_tokens, new_token_for, use_token
from workbench.accounts.queries.people import person_by_email, person_by_id
from workbench.accounts.queries.ways_in import token_for_purpose
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.accounts.rules.names import normal_email, person_name
from workbench.accounts.rules.tokens import Purpose
from workbench.kit import mail
from workbench.kit.audit import Event, record
from workbench.kit.jobs import enqueue
from workbench.kit.storage import session
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

    from workbench.accounts.models import Person

RENAMED = Event("person.renamed", words=Message("changed their name"))
ADDRESS_ASKED = Event("person.address_asked", words=Message("asked to change their e-mail address"))
ADDRESS_CHANGED = Event("person.address_changed", words=Message("changed their e-mail address"))
MAIL_NEW_ADDRESS = "accounts.mail_new_address"


def rename(*, person_id: uuid.UUID, typed: str) -> None:
    """Give a person another name; raises ``Refused`` for one that cannot be stored."""
    person, name = person_by_id(person_id), person_name(typed)
    if person.name == name:
        return
    person.name = name
    session().flush()
    record(RENAMED, organisation_id=None, object_type="person", object_id=str(person_id))


def ask_address(*, person_id: uuid.UUID, typed: str) -> None:
    """Let a job mail the new address; whether it is in use is not looked up here. Raises ``Refused`` for no address."""
    enqueue(MAIL_NEW_ADDRESS, {"person": str(person_id), "email": normal_email(typed)})
    record(ADDRESS_ASKED, organisation_id=None, object_type="person", object_id=str(person_id))


def mail_new_address(*, person_id: uuid.UUID, email: str) -> None:
    """Mail a link to the new address that proves it; the mail says so when it has an account already."""
    person = person_by_id(person_id)
    if person.email == email or person.deactivated_at is not None:
        return
    if person_by_email(email) is not None:
        mail.write("address_in_use", to=email)
        return
    token = new_token_for(person, Purpose.EMAIL, LINK_LIMIT, email=email)
    mail.write("new_address", to=email, name=person.name, path=f"/account/adres/{token}")


def change_address(*, person_id: uuid.UUID, token: str) -> Person | None:
    """Give a person the address that the link proves; returns nothing when it is not theirs, old, used or taken."""
    found = token_for_purpose(token, Purpose.EMAIL)
    theirs = found is not None and found.person_id == person_id
    used = use_token(token=token, purpose=Purpose.EMAIL) if theirs else None
    if used is None or used.email is None:
        return None
    person, before = used.person, used.person.email
    try:
        with session().begin_nested():
            person.email = used.email
    except IntegrityError:
        # Somebody made an account with it meanwhile.
        session().refresh(person)
        return None
    end_tokens(person.id)
    tell_of_security(person=person, kind="email_changed", to=before)
    record(ADDRESS_CHANGED, organisation_id=None, object_type="person", object_id=str(person.id))
    return person
