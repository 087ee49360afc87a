"""Beginning a plan: from nothing, or from an interchange file."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import constraint_fields, session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.plans.content import SETS, all_rows
from workbench.plans.models import TABLES, Answer, Change, Plan, PlanPart
from workbench.plans.operations.pieces import write_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody
    from workbench.plans.content import PlanContent

PLAN_CREATED = Event("plan.created", keys=("slug", "definition"))
PLAN_IMPORTED = Event("plan.imported", keys=("slug", "definition", "sha256"))

_SLUG_TAKEN = {"uq_plan_slug": ("slug", Message("There is already a plan with this short name."))}


def create_plan(
    *,
    plan_id: uuid.UUID,
    organisation_id: uuid.UUID,
    slug: str,
    definition: Definition,
    answers: Mapping[str, str],
    who: Somebody,
) -> Plan:
    """Begin an empty plan with a few answers (JSON values by question), such as its title and period.

    The form chooses ``plan_id``, so that sending it twice begins one plan.
    Raises ``FieldRefused`` for a slug that is taken.
    """
    plan = _plan(plan_id, organisation_id, slug, definition, str(answers.get("title", "")))
    for question, value in answers.items():
        session().add(Answer(plan_id=plan.id, question=question, value=value, unread=None, version=1))
        part = next(part.id for part in definition.parts if any(one.id == question for one in part.questions))
        write_history(plan, part=part, piece=question, version=1, content={"value": value, "unread": None}, who=who)
    session().flush()
    record(
        PLAN_CREATED,
        organisation_id=organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        slug=slug,
        definition=definition.key,
    )
    return plan


def import_plan(
    *, organisation_id: uuid.UUID, slug: str, definition: Definition, content: PlanContent, who: Somebody | None = None
) -> Plan:
    """Store a whole content as a new plan. Raises ``FieldRefused`` for a slug that is taken."""
    plan = _plan(uuid.uuid4(), organisation_id, slug, definition, content.text("title") or slug)
    _store_answers(plan, definition, content, who)
    _store_rows(plan, definition, content, who)
    session().add_all(PlanPart(plan_id=plan.id, part=part, not_applicable=True) for part in content.not_applicable)
    session().flush()
    record(
        PLAN_IMPORTED,
        organisation_id=organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        slug=slug,
        definition=definition.key,
        sha256=content.sha256,
    )
    return plan


def _plan(plan_id: uuid.UUID, organisation_id: uuid.UUID, slug: str, definition: Definition, title: str) -> Plan:
    moment = now()
    plan = Plan(
        id=plan_id,
        organisation_id=organisation_id,
        slug=slug,
        title=title or definition.document_title,
        definition_key=definition.key,
        definition_version=definition.version,
        state="concept",
        revision=1,
        created_at=moment,
        changed_at=moment,
    )
    with constraint_fields(_SLUG_TAKEN):
        session().add(plan)
    return plan


def _store_answers(plan: Plan, definition: Definition, content: PlanContent, who: Somebody | None) -> None:
    part_of = {question.id: part.id for part in definition.parts for question in part.questions}
    for question in sorted({*content.answers, *content.unread}):
        value, unread = content.answers.get(question), content.unread.get(question)
        session().add(Answer(plan_id=plan.id, question=question, value=value, unread=unread, version=1))
        write_history(
            plan,
            part=part_of.get(question, ""),
            piece=question,
            version=1,
            content={"value": value, "unread": unread},
            who=who,
        )


def _store_rows(plan: Plan, definition: Definition, content: PlanContent, who: Somebody | None) -> None:
    part_of = {name: part.id for name, part in definition.set_parts.items()}
    positions = dict.fromkeys(SETS, 0)
    moment = now()
    for name, row in all_rows(content):
        positions[name] += 1
        cells = {key: getattr(row, key) for key in type(row).model_fields if key not in {"unread", "extra"}}
        session().add(
            TABLES[name](
                plan_id=plan.id,
                position=positions[name],
                version=1,
                unread=row.unread or None,
                extra=row.extra or None,
                **cells,
            )
        )
        session().add(
            Change(
                plan_id=plan.id,
                part=part_of.get(name, ""),
                piece=f"{name}/{row.id}",
                version=1,
                at=moment,
                content=row.model_dump(mode="json", exclude_defaults=True),
                person_id=who.id if who else None,
            )
        )
