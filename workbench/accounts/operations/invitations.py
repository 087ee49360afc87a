"""Inviting people by mail: for one address, for a week, answered once, by the person themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from workbench.accounts.models import Invitation
from workbench.accounts.operations.locks import check_administers, lock
from workbench.accounts.queries.invitations import holds_role, seconds_until_next, standing_invitation
from workbench.accounts.queries.members import counting_administrators
from workbench.accounts.rules import new_token, normal_email, token_hash
from workbench.accounts.rules.invitations import INVITATION_LIMIT, State, state_of
from workbench.kit import mail
from workbench.kit.audit import Event, record
from workbench.kit.mail.letters import recipient
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Conflict, NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.organisations.queries import is_beside
from workbench.organisations.rules import ROLES_IN, Kind, Role
from workbench.organisations.rules.names import role_name

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from workbench.organisations.models import Organisation
    from workbench.organisations.rules import Function

INVITED = Event("invitation.made", keys=("role", "function", "until", "via"), words=Message("invited somebody"))
SENT_AGAIN = Event("invitation.sent_again", keys=("role",), words=Message("sent an invitation again"))
WITHDRAWN = Event("invitation.withdrawn", keys=("role",), words=Message("withdrew an invitation"))

STANDING = Message("An invitation to this role waits for this address already. Send that one again.")
IS_MEMBER = Message("This person has this role already.")
UNFIT = Message("This role does not exist in an organisation of this kind.")
ANSWERED = Message("This invitation was answered or withdrawn already. Make a new one.")
HAS_ONE = Message("This organisation has an administrator already, who can invite people.")
NOT_BESIDE = Message("This support organisation does not stand beside your collaboration.")


class TooMany(Refused):
    """An organisation mailed as many invitations as it may; ``seconds`` until it may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(Message("Your organisation sent very many invitations today. Try again tomorrow."))
        self.seconds = seconds


@dataclass(frozen=True)
class Offered:
    """What an invitation offers: a role, for a member of the board a function, for an adviser who sends them."""

    role: Role
    function: Function | None = None
    until: datetime | None = None
    via_id: uuid.UUID | None = None


def invite(*, organisation_id: uuid.UUID, email: str, offered: Offered, by: uuid.UUID) -> Invitation:
    """Let an administrator (``by``) mail an invitation; the same happens whether or not the address has an account.

    Raises ``Refused`` for what is no address, a role that does not fit, a member who has it, an invitation that waits
    already; ``TooMany``; ``Forbidden`` when ``by`` is no administrator any more.
    """
    organisation = lock(organisation_id)
    check_administers(by, organisation_id)
    if offered.via_id and not is_beside(collaboration_id=organisation_id, other_id=offered.via_id):
        raise Refused(NOT_BESIDE)
    return _invite(organisation, _address(email), offered, by)


def invite_administrator(*, organisation_id: uuid.UUID, email: str, by: uuid.UUID) -> Invitation:
    """Let the operator (``by``) invite the first administrator; to the same address it is sent again.

    Raises ``Refused`` for what is no address and for an organisation that has an administrator; ``TooMany``.
    """
    organisation, address = lock(organisation_id), _address(email)
    if counting_administrators(organisation_id):
        raise Refused(HAS_ONE)
    standing = standing_invitation(organisation_id=organisation_id, email=address, role=Role.ADMINISTRATOR.value)
    if standing is not None:
        _send_again(organisation, standing)
        return standing
    return _invite(organisation, address, Offered(Role.ADMINISTRATOR), by)


def send_again(invitation: Invitation, *, by: uuid.UUID) -> None:
    """Let an administrator (``by``) mail an invitation once more: with a new secret, for a week; the old one is void.

    Raises ``Conflict`` when it was answered, ``TooMany``, ``Forbidden`` when ``by`` is no administrator any more.
    """
    organisation = lock(invitation.organisation_id)
    check_administers(by, invitation.organisation_id)
    _send_again(organisation, invitation)


def withdraw(invitation: Invitation, *, by: uuid.UUID) -> None:
    """Let an administrator (``by``) withdraw an invitation: its mail is worthless from now on.

    Raises ``Conflict`` when it was answered, ``Forbidden`` when ``by`` is no administrator any more.
    """
    lock(invitation.organisation_id)
    check_administers(by, invitation.organisation_id)
    close(invitation, State.WITHDRAWN)
    _tell(WITHDRAWN, invitation, role=invitation.role)


def withdraw_first(*, organisation_id: uuid.UUID) -> None:
    """Withdraw what the operator offered: all that wait for a first administrator; raises ``NotFound`` without any."""
    lock(organisation_id)
    if counting_administrators(organisation_id):
        raise Refused(HAS_ONE)
    waiting = Invitation.organisation_id == organisation_id, Invitation.role == Role.ADMINISTRATOR.value
    gone = session().execute(
        update(Invitation)
        .where(*waiting, Invitation.closed_at.is_(None))
        .values(outcome=State.WITHDRAWN.value, closed_at=now())
    )
    if not getattr(gone, "rowcount", 0):
        raise NotFound
    record(
        WITHDRAWN,
        organisation_id=organisation_id,
        object_type="organisation",
        object_id=str(organisation_id),
        role=Role.ADMINISTRATOR.value,
    )


def close(invitation: Invitation, outcome: State, *, person_id: uuid.UUID | None = None) -> None:
    """End an invitation in one way; of ten at once one succeeds. Raises ``Conflict`` for the others."""
    still = Invitation.id == invitation.id, Invitation.token_hash == invitation.token_hash
    closed = session().execute(
        update(Invitation)
        .where(*still, Invitation.outcome.is_(None))
        .values(outcome=outcome.value, closed_at=now(), person_id=person_id)
    )
    if getattr(closed, "rowcount", 0) != 1:
        raise Conflict(ANSWERED)
    session().refresh(invitation)


def _invite(organisation: Organisation, email: str, offered: Offered, by: uuid.UUID) -> Invitation:
    _check(organisation, email, offered.role)
    made = Invitation(
        organisation_id=organisation.id,
        email=email,
        role=offered.role.value,
        function=offered.function.value if offered.function else None,
        via_id=offered.via_id,
        until=offered.until,
        invited_by=by,
        made_at=now(),
        times_sent=0,
    )
    _send(organisation, made)
    _tell(
        INVITED,
        made,
        role=made.role,
        function=made.function,
        until=made.until.isoformat() if made.until else None,
        via=str(made.via_id) if made.via_id else None,
    )
    return made


def _address(typed: str) -> str:
    # Before anything is written: what the mail would refuse must not stand on the list.
    return recipient(normal_email(typed))


def _check(organisation: Organisation, email: str, role: Role) -> None:
    if role not in ROLES_IN[Kind(organisation.kind)]:
        raise Refused(UNFIT)
    if standing_invitation(organisation_id=organisation.id, email=email, role=role.value) is not None:
        raise Refused(STANDING)
    # That a member has a role stands on the page of members; of anybody else nothing is told.
    if holds_role(organisation_id=organisation.id, email=email, role=role.value):
        raise Refused(IS_MEMBER)


def _send_again(organisation: Organisation, invitation: Invitation) -> None:
    session().refresh(invitation)
    if state_of(invitation.outcome, invitation.expires_at, now()) not in {State.OPEN, State.EXPIRED}:
        raise Conflict(ANSWERED)
    _send(organisation, invitation)
    _tell(SENT_AGAIN, invitation, role=invitation.role)


def _send(organisation: Organisation, invitation: Invitation) -> None:
    """Give the invitation a new secret and mail it; the secret itself stands nowhere but in the mail."""
    if wait := seconds_until_next(organisation.id):
        raise TooMany(wait)
    token, moment = new_token(), now()
    invitation.token_hash = token_hash(token)
    invitation.sent_at, invitation.expires_at = moment, moment + INVITATION_LIMIT
    invitation.times_sent += 1
    session().add(invitation)
    session().flush()
    mail.write(
        "invitation",
        to=invitation.email,
        organisation=organisation.name,
        role=role_name(invitation.role, invitation.function),
        path=f"/uitnodiging/{token}",
        days=INVITATION_LIMIT.days,
    )


def _tell(event: Event, invitation: Invitation, **details: Any) -> None:  # noqa: ANN401 - JSON values
    record(
        event,
        organisation_id=invitation.organisation_id,
        object_type="invitation",
        object_id=str(invitation.id),
        **details,
    )
