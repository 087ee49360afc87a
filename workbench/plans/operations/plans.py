"""Beginning a plan: from nothing, or from an interchange file."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import constraint_fields, session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.plans.content import SETS, PlanContent
from workbench.plans.models import TABLES, Answer, Plan, PlanPart
from workbench.plans.operations.pieces import Line, write_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.kinds import Stored
    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody

PLAN_CREATED = Event("plan.created", keys=("slug", "definition"), words=Message("began a plan"))
PLAN_IMPORTED = Event(
    "plan.imported", keys=("slug", "definition", "sha256"), words=Message("brought in a plan from a file")
)

_SLUG_TAKEN = {
    "uq_plan_slug": ("slug", Message("There is already a plan with this short name.")),
    # The form chose the id: the same form was sent twice at the same moment.
    "pk_plan": ("id", Message("This plan was begun a moment ago.")),
}


def create_plan(
    *,
    plan_id: uuid.UUID,
    organisation_id: uuid.UUID,
    slug: str,
    definition: Definition,
    answers: Mapping[str, str],
    who: Somebody,
) -> Plan:
    """Begin a plan with a few answers (JSON values by question) and the rows that its template prescribes.

    The form chooses ``plan_id``, so that sending it twice begins one plan.
    Raises ``FieldRefused`` for a slug that is taken, or (field ``id``) when the same form came twice at one moment.
    """
    plan = _plan(plan_id, organisation_id, slug, definition, str(answers.get("title", "")))
    _store_answers(plan, definition, answers, {}, who)
    _store_rows(plan, definition, prescribed_rows(definition), who)
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
    _store_answers(plan, definition, content.answers, content.unread, who)
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


def prescribed_rows(definition: Definition) -> PlanContent:
    """Return a content that holds only the rows that a template prescribes, each with its name."""
    sets = {
        name: tuple({"id": row.id, "name": row.name} for row in part.rows)
        for name, part in definition.set_parts.items()
    }
    return PlanContent.model_validate({"definition": definition.key, "definition_version": definition.version, **sets})


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


def _store_answers(
    plan: Plan,
    definition: Definition,
    answers: Mapping[str, Stored],
    unread: Mapping[str, str],
    who: Somebody | None,
) -> None:
    part_of = {question.id: part.id for part in definition.parts for question in part.questions}
    cells = {key: {"value": answers.get(key), "unread": unread.get(key)} for key in (*answers, *unread)}
    session().add_all(Answer(plan_id=plan.id, question=key, version=1, **cell) for key, cell in cells.items())
    write_history(plan, [Line(part_of[key], key, 1, cell) for key, cell in cells.items()], who)


def _store_rows(plan: Plan, definition: Definition, content: PlanContent, who: Somebody | None) -> None:
    lines: list[Line] = []
    for name, kind in SETS.items():
        for position, row in enumerate(content.rows(name), start=1):
            cells = {key: getattr(row, key) or row.cell(key) for key in kind.model_fields if key != "id"} | {
                "id": row.id,
                "unread": row.unread or None,
                "extra": row.extra or None,
            }
            session().add(TABLES[name](plan_id=plan.id, position=position, version=1, **cells))
            stored = row.model_dump(mode="json", exclude_defaults=True)
            part = definition.set_parts.get(name)
            lines.append(Line(part.id if part else name, f"{name}/{row.id}", 1, stored))
    write_history(plan, lines, who)
