"""Keeping the practices and partners of a collaboration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.errors import Conflict, NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.organisations.models import Practice
from workbench.organisations.queries import practices_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

PRACTICE_ADDED = Event("practice.added", keys=("discipline",), words=Message("added a practice"))
PRACTICE_CHANGED = Event("practice.changed", keys=("fields",), words=Message("changed a practice"))
PRACTICE_REMOVED = Event("practice.removed", keys=("discipline",), words=Message("removed a practice"))

MOST_PRACTICES = 300
CHANGED = Message("Somebody else changed this practice after you opened this page. Look at what stands there now.")


def add_practice(*, practice_id: uuid.UUID, organisation_id: uuid.UUID, values: Mapping[str, str | None]) -> Practice:
    """Add a practice (columns by name) under an id that the form chose; a form that is sent again changes nothing.

    Raises ``Refused`` when there are very many, ``NotFound`` for an id that another collaboration uses.
    """
    known = session().get(Practice, practice_id)
    if known is not None:
        if known.organisation_id != organisation_id:
            raise NotFound
        return known
    if len(practices_of(organisation_id)) >= MOST_PRACTICES:
        raise Refused(Message("A collaboration has at most %(n)s practices and partners here.", n=MOST_PRACTICES))
    made = Practice(id=practice_id, organisation_id=organisation_id, version=1, **values)
    session().add(made)
    session().flush()
    _tell(PRACTICE_ADDED, made, discipline=made.discipline)
    return made


def change_practice(practice: Practice, *, version: int, values: Mapping[str, str | None]) -> None:
    """Change a practice (columns by name) as it stood at ``version``; raises ``Conflict`` when it changed since."""
    _check(practice, version)
    changed = sorted(name for name, value in values.items() if getattr(practice, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(practice, name, values[name])
    practice.version += 1
    session().flush()
    _tell(PRACTICE_CHANGED, practice, fields=changed)


def remove_practice(practice: Practice, *, version: int) -> None:
    """Remove a practice as it stood at ``version``; raises ``Conflict`` when it changed since."""
    _check(practice, version)
    session().delete(practice)
    session().flush()
    _tell(PRACTICE_REMOVED, practice, discipline=practice.discipline)


def _check(practice: Practice, version: int) -> None:
    # Two who save at once: the second waits here and then reads the version that the first made.
    session().refresh(practice, with_for_update=True)
    if practice.version != version:
        raise Conflict(CHANGED)


def _tell(event: Event, practice: Practice, **details: Any) -> None:  # noqa: ANN401 - JSON values
    record(
        event,
        organisation_id=practice.organisation_id,
        object_type="practice",
        object_id=str(practice.id),
        **details,
    )
