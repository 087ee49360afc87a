"""Freezing a content, so that what others sign, send and compare with never changes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.plans.models import Snapshot
from workbench.plans.operations.pieces import hold
from workbench.plans.queries.content import plan_content

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan

SNAPSHOT_TAKEN = Event("plan.snapshot_taken", keys=("number", "sha256"), words=Message("froze a version of a plan"))


def take_snapshot(plan: Plan, *, definition: Definition, who: Somebody) -> Snapshot:
    """Freeze the content of a plan as its next numbered snapshot; the same content and wording give the same one."""
    hold(plan, to_change=False)
    content, worded = plan_content(plan), definition.model_dump_json().encode()
    last = session().scalar(
        select(Snapshot).where(Snapshot.plan_id == plan.id).order_by(Snapshot.number.desc()).limit(1)
    )
    if last is not None and (last.sha256, last.definition) == (content.sha256, worded):
        return last
    taken = Snapshot(
        id=uuid.uuid4(),
        plan_id=plan.id,
        number=last.number + 1 if last else 1,
        revision=plan.revision,
        sha256=content.sha256,
        content=content.canonical(),
        definition=worded,
        made_at=now(),
        made_by=who.id,
    )
    session().add(taken)
    session().flush()
    _told(plan, taken)
    return taken


def _told(plan: Plan, taken: Snapshot) -> None:
    record(
        SNAPSHOT_TAKEN,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        number=taken.number,
        sha256=taken.sha256,
    )
