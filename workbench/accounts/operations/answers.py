"""Answering an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.operations.invitations import close
from workbench.accounts.operations.locks import lock
from workbench.accounts.operations.memberships import give_membership
from workbench.accounts.operations.news import notify
from workbench.accounts.operations.people import create_person
from workbench.accounts.queries import membership, person_by_email
from workbench.accounts.queries.invitations import offer_by_token
from workbench.accounts.queries.members import advisers_of
from workbench.accounts.rules.invitations import State
from workbench.kit.audit import Event, acting_as, folded, record, request_id
from workbench.kit.storage import session
from workbench.kit.values.errors import Conflict, Forbidden, Refused
from workbench.kit.values.messages import Message
from workbench.organisations.rules import Function, Role

if TYPE_CHECKING:
    import uuid

    from workbench.accounts.models import Person
    from workbench.accounts.queries.invitations import Offer

ACCEPTED = Event(
    "invitation.accepted", keys=("role", "function", "new_account"), words=Message("accepted an invitation")
)
DECLINED = Event("invitation.refused", keys=("role",), words=Message("did not accept an invitation"))

GONE = Message("This invitation no longer works.")
ANOTHER = Message("This invitation is for another e-mail address than the one you signed in with.")
KNOWN = Message("Sign in first, with the address at which you got this mail.")


def accept(*, token: str, person_id: uuid.UUID, email: str) -> Offer:
    """Let the person who signed in take what was offered to their address, and return it.

    Raises ``Conflict`` for what no longer works, ``Forbidden`` when it was offered to another address, ``Refused`` for
    who is to be sent by an organisation of which they are no adviser.
    """
    offer = _open(token)
    if offer.invitation.email != email:
        raise Forbidden(ANOTHER)
    _take(offer, person_id, new_account=False)
    return offer


def accept_as_newcomer(*, token: str, name: str, password: str) -> tuple[Offer, Person]:
    """Make an account for the address that was invited, give it what was offered, and return both.

    Raises ``Conflict`` for what no longer works, ``Forbidden`` when the address has an account, ``Refused`` for a name
    or a password that does not do.
    """
    offer = _open(token)
    if person_by_email(offer.invitation.email) is not None:
        raise Forbidden(KNOWN)
    with folded():
        person = create_person(email=offer.invitation.email, name=name, password=password)
    _take(offer, person.id, new_account=True)
    return offer, person


def decline(*, token: str, email: str | None) -> Offer:
    """Do not accept; who holds the mail may say so without an account, ``email`` is of who is signed in.

    Raises ``Conflict`` for what no longer works, ``Forbidden`` when it was offered to another address.
    """
    offer = _open(token)
    if email not in {None, offer.invitation.email}:
        raise Forbidden(ANOTHER)
    close(offer.invitation, State.REFUSED)
    _tell(DECLINED, offer, role=offer.invitation.role)
    return offer


def _open(token: str) -> Offer:
    offer = offer_by_token(token)
    if offer is None or offer.state is not State.OPEN or offer.organisation.closed_at is not None:
        raise Conflict(GONE)
    return offer


def _take(offer: Offer, person_id: uuid.UUID, *, new_account: bool) -> None:
    invitation = offer.invitation
    lock(invitation.organisation_id)
    if invitation.via_id and person_id not in {one.id for one in advisers_of(invitation.via_id)}:
        raise Refused(Message("You are no adviser of %(name)s yet. Ask them to invite you first.", name=offer.via))
    close(invitation, State.ACCEPTED, person_id=person_id)
    with folded():
        # The role is what the row says, whatever a form sent.
        give_membership(
            person_id=person_id,
            organisation_id=invitation.organisation_id,
            role=Role(invitation.role),
            function=Function(invitation.function) if invitation.function else None,
            via_id=invitation.via_id,
            until=invitation.until,
        )
    with acting_as(person_id, request_id()):
        _tell(ACCEPTED, offer, role=invitation.role, function=invitation.function, new_account=new_account)
    _tell_inviter(offer, person_id)


def _tell_inviter(offer: Offer, person_id: uuid.UUID) -> None:
    invitation = offer.invitation
    inviter, role = invitation.invited_by, Role(invitation.role)
    held = membership(person_id, invitation.organisation_id, role)
    if inviter is None or held is None or membership(inviter, invitation.organisation_id, Role.ADMINISTRATOR) is None:
        return
    session().refresh(held, ["person"])
    notify(
        person_ids=[inviter],
        kind="invitation_accepted",
        organisation_id=invitation.organisation_id,
        path=f"/organisaties/{invitation.organisation_id}/mensen",
        person=held.person.name,
        organisation=offer.organisation.name,
    )


def _tell(event: Event, offer: Offer, **details: str | bool | None) -> None:
    record(
        event,
        organisation_id=offer.invitation.organisation_id,
        object_type="invitation",
        object_id=str(offer.invitation.id),
        **details,
    )
