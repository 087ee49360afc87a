"""Handing a frozen content to another organisation, taking it back, opening a plan to partners, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

from workbench.kit.audit import Event, folded, record
from workbench.kit.storage import db, session
from workbench.kit.values.clock import local, now
from workbench.kit.values.errors import Conflict, NotFound
from workbench.kit.values.messages import Message
from workbench.plans.models import Share, Viewing
from workbench.plans.operations.pieces import hold
from workbench.plans.operations.snapshots import take_snapshot
from workbench.plans.queries.content import plan_content
from workbench.plans.queries.shares import receivers_beside, standing_share

if TYPE_CHECKING:
    import uuid

    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan, Snapshot

SHARE_GIVEN = Event(
    "share.given",
    keys=("organisation", "number", "sha256"),
    words=Message("gave another organisation a version to read"),
)
SHARE_ENDED = Event(
    "share.ended", keys=("organisation", "number"), words=Message("took back a version from another organisation")
)
SHARE_VIEWED = Event("share.viewed", keys=("how",), words=Message("read a version that was handed to them"))
OPENED_TO_PARTNERS = Event("plan.opened_to_partners", words=Message("let partners read the plan"))
CLOSED_TO_PARTNERS = Event("plan.closed_to_partners", words=Message("let partners read the plan no longer"))
CHANGED = Message("The plan changed while you were looking. Look again at what they will see.")


def hand_over(
    plan: Plan, *, share_id: uuid.UUID, organisation_id: uuid.UUID, definition: Definition, seen: str, who: Somebody
) -> bool:
    """Freeze the plan and let an organisation beside its collaboration read that; return whether that is new to it.

    The form chooses ``share_id``, and an organisation has each content once: sending it twice hands it over once.
    Raises ``NotFound`` for an organisation that does not stand beside, ``Conflict`` when the content is no longer the
    one that was ``seen`` (its SHA-256).
    """
    hold(plan, to_change=False)
    if organisation_id not in {one.id for one in receivers_beside(plan.organisation_id)}:
        raise NotFound
    sent_before = session().get(Share, share_id)
    if sent_before is not None:
        if (sent_before.plan_id, sent_before.organisation_id) != (plan.id, organisation_id):
            raise NotFound
        return False
    content = plan_content(plan)
    if content.sha256 != seen:
        raise Conflict(CHANGED)
    with folded():
        taken = take_snapshot(plan, definition=definition, who=who)
    if standing_share(taken.id, organisation_id) is not None:
        return False
    title = content.text("title") or definition.document_title
    made = _stored(plan, taken, share_id=share_id, organisation_id=organisation_id, title=title, who=who)
    _tell(SHARE_GIVEN, plan, made, organisation=str(organisation_id), number=taken.number, sha256=taken.sha256)
    return True


def take_back(plan: Plan, share: Share, *, number: int, who: Somebody) -> bool:
    """Let an organisation see a content no longer, from their next request on; return whether it still did."""
    hold(plan, to_change=False)
    session().refresh(share)
    if share.ended_at is not None:
        return False
    share.ended_at, share.ended_by = max(now(), share.shared_at), who.id
    session().flush()
    _tell(SHARE_ENDED, plan, share, organisation=str(share.organisation_id), number=number)
    return True


def open_to_partners(plan: Plan, *, is_open: bool) -> bool:
    """Let partners read the plan, or no longer; return whether that changed."""
    hold(plan, to_change=False)
    if plan.open_to_partners is is_open:
        return False
    plan.open_to_partners = is_open
    session().flush()
    event = OPENED_TO_PARTNERS if is_open else CLOSED_TO_PARTNERS
    record(event, organisation_id=plan.organisation_id, object_type="plan", object_id=str(plan.id))
    return True


def keep_viewing(
    *, plan_id: uuid.UUID, organisation_id: uuid.UUID, person_id: uuid.UUID, how: str, share: str = ""
) -> bool:
    """Keep that somebody looked at a plan today, once a day and kind; return whether that is new.

    ``how`` is ``pages`` or ``file``; ``share`` the id of what was handed over, when they looked at that: then the
    trail of the plan's collaboration (``organisation_id``) tells it too.
    """
    moment = now()
    dialect = sqlite if db.is_sqlite else postgresql
    day = local(moment).date()
    row = {"plan_id": plan_id, "day": day, "person_id": person_id, "how": how, "share": share, "first_at": moment}
    kept = session().execute(dialect.insert(Viewing).values(row).on_conflict_do_nothing())
    is_new = getattr(kept, "rowcount", 0) == 1
    if is_new and share:
        record(SHARE_VIEWED, organisation_id=organisation_id, object_type="share", object_id=share, how=how)
    return is_new


def _stored(
    plan: Plan, taken: Snapshot, *, share_id: uuid.UUID, organisation_id: uuid.UUID, title: str, who: Somebody
) -> Share:
    made = Share(
        id=share_id,
        plan_id=plan.id,
        organisation_id=organisation_id,
        snapshot_id=taken.id,
        title=title,
        shared_at=now(),
        shared_by=who.id,
    )
    session().add(made)
    session().flush()
    return made


def _tell(event: Event, plan: Plan, share: Share, **details: str | int) -> None:
    record(event, organisation_id=plan.organisation_id, object_type="share", object_id=str(share.id), **details)
