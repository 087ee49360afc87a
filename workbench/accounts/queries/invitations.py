"""Reading invitations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from workbench.accounts.models import Invitation, Membership, Person
from workbench.accounts.rules.invitations import MOST_SENT, SENT_WITHIN, SHOWN_FOR, State, state_of
from workbench.accounts.rules.tokens import token_hash
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.organisations.models import Organisation

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class Offer:
    """An invitation with the names that a page shows."""

    invitation: Invitation
    organisation: Organisation
    inviter: str
    via: str
    state: State


def offer_by_token(token: str) -> Offer | None:
    """Return the invitation of a mailed secret, however it stands, or nothing."""
    found = _offers(Invitation.token_hash == token_hash(token))
    return found[0] if found else None


def invitations_of(organisation_id: uuid.UUID) -> list[Offer]:
    """Return the invitations of an organisation, the newest first; those answered long ago are left out."""
    recent = or_(Invitation.closed_at.is_(None), Invitation.closed_at > now() - SHOWN_FOR)
    return _offers((Invitation.organisation_id == organisation_id) & recent)


def invitation_of(organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> Invitation:
    """Return one invitation of an organisation; raises ``NotFound``, also for one of another."""
    found = session().get(Invitation, invitation_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotFound
    return found


def standing_invitation(*, organisation_id: uuid.UUID, email: str, role: str) -> Invitation | None:
    """Return the invitation of an address to a role that nobody answered yet, expired or not."""
    wanted = select(Invitation).where(
        Invitation.organisation_id == organisation_id,
        Invitation.email == email,
        Invitation.role == role,
        Invitation.closed_at.is_(None),
    )
    return session().scalars(wanted.order_by(Invitation.made_at.desc())).first()


def holds_role(*, organisation_id: uuid.UUID, email: str, role: str) -> bool:
    """Say whether who has this address has a role in an organisation.

    One query for every address: two for one that has an account would tell by their time that there is one.
    """
    wanted = select(Membership.id).join(Person, Person.id == Membership.person_id)
    here = Membership.organisation_id == organisation_id, Membership.role == role, Person.email == email
    return session().scalar(wanted.where(*here)) is not None


def seconds_until_next(organisation_id: uuid.UUID) -> int:
    """Return how long an organisation must wait before it may mail another invitation, in seconds; 0 for not at all."""
    moment = now()
    sent, first = (
        session()
        .execute(
            select(func.coalesce(func.sum(Invitation.times_sent), 0), func.min(Invitation.sent_at)).where(
                Invitation.organisation_id == organisation_id, Invitation.sent_at > moment - SENT_WITHIN
            )
        )
        .one()
    )
    return max(1, int((first + SENT_WITHIN - moment).total_seconds()) + 1) if sent >= MOST_SENT else 0


def open_invitations(role: str) -> Mapping[uuid.UUID, Offer]:
    """Return by organisation the newest invitation to a role that nobody answered yet."""
    offers = _offers((Invitation.role == role) & Invitation.closed_at.is_(None))
    return {one.organisation.id: one for one in reversed(offers)}


def _offers(wanted: ColumnElement[bool]) -> list[Offer]:
    support = aliased(Organisation)
    moment = now()
    rows = session().execute(
        select(Invitation, Organisation, Person.name, support.name)
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .outerjoin(Person, Person.id == Invitation.invited_by)
        .outerjoin(support, support.id == Invitation.via_id)
        .where(wanted)
        .order_by(Invitation.made_at.desc(), Invitation.id)
    )
    return [
        # Nobody takes a role that ended before they read of it.
        Offer(
            one,
            organisation,
            inviter or "",
            via or "",
            state_of(one.outcome, min(one.expires_at, one.until or one.expires_at), moment),
        )
        for one, organisation, inviter, via in rows
    ]
