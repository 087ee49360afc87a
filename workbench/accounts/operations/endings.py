"""Ending what people are in organisations: at once, and with all that rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from workbench.accounts.models import Invitation, Membership
from workbench.accounts.operations.locks import check_administers, keep_an_administrator, lock
from workbench.accounts.operations.memberships import held_role
from workbench.accounts.operations.news import notify
from workbench.kit.audit import Event, add_detail, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import role_name

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

MEMBERSHIP_ENDED = Event("membership.ended", keys=("roles", "withdrawn", "via"), words=Message("ended a role"))


def end_role(*, person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role, version: int, by: uuid.UUID) -> None:
    """Let an administrator (``by``) end one role at once, as it stood at ``version``.

    Who is no adviser of a support organisation any more loses the roles in the collaborations that it sent them to; who
    is no administrator any more loses the invitations that nobody answered. Raises ``NotFound`` for a role that they do
    not have, ``Conflict`` when somebody changed it since, ``Refused`` for the last administrator, ``Forbidden`` when
    ``by`` is no administrator any more.
    """
    lock(organisation_id)
    check_administers(by, organisation_id)
    end([held_role(person_id, organisation_id, role, version)], by=by)


def end_access(*, person_id: uuid.UUID, organisation_id: uuid.UUID, by: uuid.UUID) -> None:
    """End at once everything that a person is in an organisation; people may do so themselves.

    Raises as ``end_role``.
    """
    lock(organisation_id)
    if by != person_id:
        check_administers(by, organisation_id)
    mine = Membership.person_id == person_id, Membership.organisation_id == organisation_id
    held = session().scalars(select(Membership).where(*mine).order_by(Membership.role)).all()
    if not held:
        raise NotFound
    end(held, by=by)


def end(held: Sequence[Membership], *, by: uuid.UUID) -> None:
    """End roles of one person in an organisation that is locked, and tell them unless they did it (``by``) themselves.

    Raises ``Refused`` for the last administrator.
    """
    person_id, organisation_id = held[0].person_id, held[0].organisation_id
    roles = [Role(one.role) for one in held]
    withdrawn = 0
    if Role.ADMINISTRATOR in roles:
        keep_an_administrator(organisation_id, without=person_id)
        withdrawn = _withdraw_invitations_of(person_id, organisation_id)
    _remove(held, by=by)
    _tell(person_id, organisation_id, roles=[role.value for role in roles], withdrawn=withdrawn)
    if Role.ADVISER in roles:
        _end_where_sent(person_id, organisation_id, by=by)


def end_sent_by(*, support_id: uuid.UUID, collaboration_id: uuid.UUID) -> None:
    """End the roles of everybody whom an organisation sent to a collaboration; the event of the caller tells it."""
    sent = Membership.via_id == support_id, Membership.organisation_id == collaboration_id
    held = session().scalars(select(Membership).where(*sent)).all()
    if held:
        _remove(held)
        add_detail(ended=len(held))


def rests_on(*, person_id: uuid.UUID, support_id: uuid.UUID) -> int:
    """Return in how many collaborations a person has a role because this organisation sent them."""
    wanted = select(func.count()).where(Membership.person_id == person_id, Membership.via_id == support_id)
    return session().scalar(wanted) or 0


def _end_where_sent(person_id: uuid.UUID, support_id: uuid.UUID, *, by: uuid.UUID) -> None:
    sent = Membership.person_id == person_id, Membership.via_id == support_id
    for one in session().scalars(select(Membership).where(*sent).order_by(Membership.organisation_id)).all():
        _remove([one], by=by)
        # Each collaboration reads it in its own log.
        _tell(person_id, one.organisation_id, roles=[one.role], via=str(support_id))


def _remove(held: Sequence[Membership], *, by: uuid.UUID | None = None) -> None:
    for one in held:
        notify(
            person_ids=[one.person_id] if one.person_id != by else [],
            kind="role_ended",
            organisation_id=one.organisation_id,
            path="/organisaties",
            organisation=one.organisation.name,
            role=role_name(one.role, one.function),
        )
        session().delete(one)
    session().flush()


def _withdraw_invitations_of(person_id: uuid.UUID, organisation_id: uuid.UUID) -> int:
    """Withdraw what somebody offered in a name that is not theirs any more."""
    mine = (
        Invitation.invited_by == person_id,
        Invitation.organisation_id == organisation_id,
        Invitation.closed_at.is_(None),
    )
    gone = session().execute(update(Invitation).where(*mine).values(outcome="withdrawn", closed_at=now()))
    return int(getattr(gone, "rowcount", 0))


def _tell(person_id: uuid.UUID, organisation_id: uuid.UUID, **details: Any) -> None:  # noqa: ANN401 - JSON values
    record(
        MEMBERSHIP_ENDED,
        organisation_id=organisation_id,
        object_type="person",
        object_id=str(person_id),
        **details,
    )
