"""Keeping the pieces of last year's plan for a while, and filling the plan with them."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.plans.models import WordUpload
from workbench.plans.operations.differences import store_differences
from workbench.plans.operations.pieces import hold
from workbench.plans.queries.content import plan_content
from workbench.plans.rules.from_word import Upload, filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan
    from workbench.plans.queries.from_word import KeptPieces
    from workbench.plans.rules.from_word import Choice, Filled, Piece

KEPT_FOR = timedelta(days=7)
MOST_ORIGIN = 300

PLAN_FILLED = Event(
    "plan.filled_from_word",
    keys=("placed", "rows", "aside", "pieces", "personal_data"),
    words=Message("filled a plan from a Word file"),
)


def keep_pieces(
    plan: Plan, *, origin: str, pieces: Sequence[Piece], proposed: Mapping[int, str], who: Somebody
) -> WordUpload:
    """Keep the pieces of a file in place of those this person brought before; what others left behind goes."""
    drop_old_pieces()
    drop_pieces(plan, who=who)
    made = WordUpload(
        plan_id=plan.id,
        person_id=who.id,
        key=uuid.uuid4().hex,
        origin=origin[:MOST_ORIGIN],
        pieces=[{**asdict(piece), "place": proposed.get(piece.number, "")} for piece in pieces],
        at=now(),
    )
    session().add(made)
    session().flush()
    return made


def drop_old_pieces() -> None:
    """Forget what nobody went on with for a week."""
    session().execute(delete(WordUpload).where(WordUpload.at < now() - KEPT_FOR))


def drop_pieces(plan: Plan, *, who: Somebody) -> None:
    """Forget what this person brought for this plan."""
    session().execute(delete(WordUpload).where(WordUpload.plan_id == plan.id, WordUpload.person_id == who.id))


def fill_from_word(
    plan: Plan,
    *,
    definition: Definition,
    kept: KeptPieces,
    choices: Mapping[int, Choice],
    titles: Mapping[str, str],
    who: Somebody,
) -> Filled:
    """Put every piece at its chosen place, the others aside; forget the pieces. One event, a line of history a piece.

    What somebody else wrote meanwhile stays: text goes below what stands there now.
    """
    hold(plan)
    before = plan_content(plan)
    upload = Upload(kept.pieces, kept.origin, f"w{kept.key[:10]}", titles)
    done = filled(before, definition, upload, choices)
    pieces = store_differences(plan, before=before, after=done.content, definitions=[definition], who=who)
    drop_pieces(plan, who=who)
    record(
        PLAN_FILLED,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        placed=done.placed,
        rows=done.rows,
        aside=done.aside,
        pieces=pieces,
    )
    return done
