"""Making organisations, changing their data, closing and opening them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.audit import Event, record
from workbench.kit.storage import constraint_fields, session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Conflict
from workbench.kit.values.messages import Message
from workbench.organisations.models import Organisation
from workbench.organisations.queries import organisation_by_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.organisations.rules import FunderKind, Kind

ORGANISATION_CREATED = Event(
    "organisation.created", keys=("slug", "kind", "funder_kind"), words=Message("made an organisation")
)
ORGANISATION_CHANGED = Event("organisation.changed", keys=("fields",), words=Message("changed data of an organisation"))
ORGANISATION_CLOSED = Event("organisation.closed", words=Message("closed an organisation"))
ORGANISATION_REOPENED = Event("organisation.reopened", words=Message("opened an organisation again"))

CHANGED = Message("Somebody else changed these data after you opened this page. Look at what stands there now.")
_TAKEN = {"uq_organisation_slug": ("slug", Message("Another organisation has this short name. Choose another one."))}


def ensure_organisation(*, slug: str, name: str, kind: Kind, funder_kind: FunderKind | None = None) -> Organisation:
    """Return the organisation with this slug, made when it is not there; one that is there stays as it is."""
    found = organisation_by_slug(slug)
    return found or create_organisation(slug=slug, name=name, kind=kind, funder_kind=funder_kind)


def create_organisation(*, slug: str, name: str, kind: Kind, funder_kind: FunderKind | None = None) -> Organisation:
    """Make an organisation; raises ``FieldRefused`` when another has this slug."""
    made = Organisation(
        slug=slug, name=name, kind=kind.value, funder_kind=funder_kind.value if funder_kind else None, version=1
    )
    with constraint_fields(_TAKEN):
        session().add(made)
    _tell(ORGANISATION_CREATED, made, slug=slug, kind=kind.value, funder_kind=made.funder_kind)
    return made


def change_organisation(organisation: Organisation, *, version: int, values: Mapping[str, str | None]) -> None:
    """Give an organisation other data (columns by name) as they stood at ``version``.

    The trail tells which fields changed, not what stood in them. Raises ``Conflict`` when somebody changed it since.
    """
    changed = sorted(name for name, value in values.items() if getattr(organisation, name) != value)
    if _locked(organisation).version != version:
        raise Conflict(CHANGED)
    if not changed:
        return
    for name in changed:
        setattr(organisation, name, values[name])
    organisation.version += 1
    session().flush()
    _tell(ORGANISATION_CHANGED, organisation, fields=changed)


def close_organisation(organisation: Organisation) -> None:
    """Let nobody in any more; everything stays as it is. One that was closed stays so."""
    if organisation.closed_at is None:
        organisation.closed_at = now()
        _tell(ORGANISATION_CLOSED, organisation)


def reopen_organisation(organisation: Organisation) -> None:
    """Let members in again."""
    if organisation.closed_at is not None:
        organisation.closed_at = None
        _tell(ORGANISATION_REOPENED, organisation)


def _locked(organisation: Organisation) -> Organisation:
    # Two who save at once: the second waits here and then reads the version that the first made.
    session().refresh(organisation, with_for_update=True)
    return organisation


def _tell(event: Event, organisation: Organisation, **details: Any) -> None:  # noqa: ANN401 - JSON values
    session().flush()
    record(
        event,
        organisation_id=organisation.id,
        object_type="organisation",
        object_id=str(organisation.id),
        **details,
    )
