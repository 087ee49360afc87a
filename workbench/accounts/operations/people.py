"""Making people."""

from __future__ import annotations

from workbench.accounts.models import Person
from workbench.accounts.operations.passwords import password_hash_of
from workbench.accounts.queries import person_by_email
from workbench.accounts.rules import check_new_password, normal_email, person_name
from workbench.kit.audit import Event, record
from workbench.kit.storage import constraint_fields, session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

PERSON_CREATED = Event("person.created", keys=("is_operator",), words=Message("made an account"))


def create_person(*, email: str, name: str, password: str, is_operator: bool = False) -> Person:
    """Make a person; raises ``Refused`` for a bad address, name or password, ``FieldRefused`` for an address in use."""
    address, name = normal_email(email), person_name(name)
    check_new_password(password, email=address, name=name)
    made = Person(
        email=address,
        name=name,
        password_hash=password_hash_of(password),
        is_operator=is_operator,
        created_at=now(),
    )
    with constraint_fields(
        {"uq_person_email": ("email", Message("Somebody with this e-mail address has an account already."))}
    ):
        session().add(made)
    record(PERSON_CREATED, organisation_id=None, object_type="person", object_id=str(made.id), is_operator=is_operator)
    return made


def ensure_person(*, email: str, name: str, password: str, is_operator: bool = False) -> Person:
    """Return the person with this address, made when they are not there; one who is there stays as they are."""
    found = person_by_email(email)
    return found or create_person(email=email, name=name, password=password, is_operator=is_operator)
