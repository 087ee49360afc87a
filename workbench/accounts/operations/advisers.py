"""Advisers whom a support organisation sends to collaborations that chose it, and calls back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.operations.endings import end
from workbench.accounts.operations.locks import check_administers, lock
from workbench.accounts.operations.memberships import give_membership, tell_of_role
from workbench.accounts.queries import membership
from workbench.accounts.queries.members import advisers_of
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.organisations.queries import is_beside
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid

NO_ADVISER = Message("This person is not an adviser of your organisation. Choose somebody from the list.")
IS_ADVISER = Message("This person is an adviser of that collaboration already.")


def send_adviser(*, support_id: uuid.UUID, collaboration_id: uuid.UUID, person_id: uuid.UUID, by: uuid.UUID) -> None:
    """Let an administrator of a support organisation (``by``) send an adviser to a collaboration that chose it.

    Raises ``NotFound`` for another collaboration, ``Refused`` for who is no adviser of the support organisation or
    advises the collaboration already, ``Forbidden`` when ``by`` is no administrator any more.
    """
    _lock(support_id, collaboration_id, by)
    if person_id not in {one.id for one in advisers_of(support_id)}:
        raise Refused(NO_ADVISER)
    if membership(person_id, collaboration_id, Role.ADVISER) is not None:
        raise Refused(IS_ADVISER)
    tell_of_role(
        give_membership(person_id=person_id, organisation_id=collaboration_id, role=Role.ADVISER, via_id=support_id)
    )


def call_back_adviser(
    *, support_id: uuid.UUID, collaboration_id: uuid.UUID, person_id: uuid.UUID, by: uuid.UUID
) -> None:
    """End at once the role that a support organisation gave in a collaboration.

    Raises ``NotFound`` for a role that it did not give, ``Forbidden`` when ``by`` is no administrator any more.
    """
    _lock(support_id, collaboration_id, by)
    held = membership(person_id, collaboration_id, Role.ADVISER)
    if held is None or held.via_id != support_id:
        raise NotFound
    end([held], by=by)


def _lock(support_id: uuid.UUID, collaboration_id: uuid.UUID, by: uuid.UUID) -> None:
    # Always in the same order, so that no two wait for each other.
    for organisation_id in sorted((support_id, collaboration_id)):
        lock(organisation_id)
    check_administers(by, support_id)
    if not is_beside(collaboration_id=collaboration_id, other_id=support_id):
        raise NotFound
