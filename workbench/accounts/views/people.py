"""The blueprint of the people of organisations, and how their roles read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint

from workbench.accounts.queries.members import member_of
from workbench.accounts.rules.invitations import last_day
from workbench.kit.values.dates import date_short
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.language import translate
from workbench.organisations.rules.names import role_name
from workbench.organisations.views.blueprint import load

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from workbench.accounts.queries.members import Hat, Member
    from workbench.organisations.models import Organisation

blueprint = Blueprint("members", __name__, url_prefix="/organisaties")


@dataclass(frozen=True)
class DrawnHat:
    """A role as a page shows it."""

    role: str
    name: str
    facts: str
    counts: bool


def load_member(organisation_id: uuid.UUID, person_id: uuid.UUID) -> tuple[Organisation, Member]:
    """Return the organisation and one of its people; raises ``NotFound`` for somebody else."""
    organisation = load(organisation_id)
    found = member_of(organisation.id, person_id)
    if found is None:
        raise NotFound
    return organisation, found


def drawn_hats(member: Member, *, counting: bool = False) -> list[DrawnHat]:
    """Return the roles of a member in words; with ``counting`` only those that count now."""
    return [
        DrawnHat(hat.role.value, translate(role_name(hat.role, hat.function)), _facts(hat), hat.counts)
        for hat in member.hats
        if hat.counts or not counting
    ]


def until_typed(until: datetime | None) -> str:
    """Return the last day of a role as somebody would type it, or an empty text."""
    return date_short(last_day(until)) if until else ""


def _facts(hat: Hat) -> str:
    until = Message("up to and including %(day)s", day=until_typed(hat.until))
    via = Message("sent by %(name)s", name=hat.via)
    ended = Message("does not count any more")
    told = [(bool(hat.via), via), (hat.until is not None, until), (not hat.counts, ended)]
    return ", ".join(translate(words) for holds, words in told if holds)
