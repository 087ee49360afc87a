"""What a piece was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from workbench.accounts.models import Person
from workbench.kit.storage import session
from workbench.plans.models import Change

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Select

    from workbench.plans.access import Somebody


@dataclass(frozen=True)
class PastState:
    """A piece as it stood after a change: its content (None when removed), who made the change, and when."""

    content: dict[str, Any] | None
    version: int
    name: str
    at: datetime


def change_of(plan_id: uuid.UUID, piece: str, version: int) -> PastState | None:
    """Return a piece at one of its versions."""
    return _first(plan_id, piece, Change.version == version)


def last_state_of(plan_id: uuid.UUID, piece: str) -> PastState | None:
    """Return a piece after its last change."""
    return _first(plan_id, piece)


def known_pieces(plan_id: uuid.UUID, pieces: Iterable[str]) -> set[str]:
    """Return which of these pieces have a history: they stand in the plan, or stood there once."""
    wanted = select(Change.piece).where(Change.plan_id == plan_id, Change.piece.in_(list(pieces))).distinct()
    return set(session().scalars(wanted))


def changed_by_others(plan_id: uuid.UUID, piece: str, *, since: int, who: Somebody) -> bool:
    """Say whether anybody else changed a piece after this version of it."""
    theirs = or_(Change.person_id.is_(None), Change.person_id != who.id)
    wanted = select(Change.id).where(Change.plan_id == plan_id, Change.piece == piece, Change.version > since, theirs)
    return session().scalar(wanted.limit(1)) is not None


def removed_row(plan_id: uuid.UUID, piece: str) -> tuple[PastState | None, PastState | None]:
    """Return the last content that a row had, and its last state: the same one while it is not removed."""
    last = list(session().execute(_states(plan_id, piece).limit(2)))
    states = [PastState(content, version, name or "", at) for content, version, name, at in last]
    return next((one for one in states if one.content is not None), None), next(iter(states), None)


def _first(plan_id: uuid.UUID, piece: str, *more: Any) -> PastState | None:  # noqa: ANN401 - SQL conditions
    found = session().execute(_states(plan_id, piece, *more).limit(1)).first()
    return PastState(found[0], found[1], found[2] or "", found[3]) if found else None


def _states(plan_id: uuid.UUID, piece: str, *more: Any) -> Select[Any]:  # noqa: ANN401 - SQL conditions
    return (
        select(Change.content, Change.version, Person.name, Change.at)
        .outerjoin(Person, Person.id == Change.person_id)
        .where(Change.plan_id == plan_id, Change.piece == piece, *more)
        .order_by(Change.id.desc())
    )
