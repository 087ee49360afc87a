"""Storing what a content has become, piece by piece: for a change of a whole plan at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.plans.content import SETS
from workbench.plans.models import TABLES, Answer, Plan, PlanPart
from workbench.plans.operations.answers import TITLE
from workbench.plans.operations.pieces import Line, write_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.models import PlanRow

Parts = dict[str, str]  # the name of a question or set -> the id of its part


def store_differences(
    plan: Plan, *, before: PlanContent, after: PlanContent, definitions: Sequence[Definition], who: Somebody
) -> list[str]:
    """Store every piece of ``after`` that differs from ``before``; return their names, in order.

    ``definitions`` say to which part a piece belongs, the first that knows it. The caller holds the plan, and records
    the one event of this change. Each piece has its line of history; the plan gets one new revision.
    """
    parts = _parts(definitions)
    lines = [*_answers(plan, before, after, parts)]
    for name in SETS:
        lines += _rows(plan, name, before, after, parts.get(name, name))
    applied = _applicable(plan, before, after)
    write_history(plan, lines, who)
    _trace(plan, {line.part for line in lines} | applied, who)
    changed = {"revision": Plan.revision + 1, "changed_at": now()}
    session().execute(update(Plan).where(Plan.id == plan.id).values(changed))
    session().flush()
    return [line.piece for line in lines]


def _parts(definitions: Sequence[Definition]) -> Parts:
    found: Parts = {}
    for definition in reversed(definitions):
        for part in definition.parts:
            found |= {question.id: part.id for question in part.questions}
            found |= {part.set: part.id} if part.set is not None else {}
    return found


def _answers(plan: Plan, before: PlanContent, after: PlanContent, parts: Parts) -> Iterator[Line]:
    keys = dict.fromkeys((*before.answers, *before.unread, *after.answers, *after.unread))
    changed = [key for key in keys if _cell(before, key) != _cell(after, key)]
    wanted = select(Answer).where(Answer.plan_id == plan.id, Answer.question.in_(changed))
    there = {answer.question: answer for answer in session().scalars(wanted)}
    for key in changed:
        answer = there.get(key) or Answer(plan_id=plan.id, question=key, version=0)
        answer.value, answer.unread = _cell(after, key)
        answer.version += 1
        session().add(answer)
        if key == TITLE:
            plan.title = after.text(TITLE) or plan.slug
        yield Line(parts.get(key, key), key, answer.version, {"value": answer.value, "unread": answer.unread})


def _cell(content: PlanContent, key: str) -> tuple[object, str | None]:
    return content.answers.get(key), content.unread.get(key)


def _rows(plan: Plan, name: str, before: PlanContent, after: PlanContent, part: str) -> Iterator[Line]:
    old = {row.id: row for row in before.rows(name)}
    new = {row.id: row for row in after.rows(name)}
    if old == new:
        return
    table = TABLES[name]
    stored = {row.id: row for row in session().scalars(select(table).where(table.plan_id == plan.id))}
    last = max((row.position for row in stored.values()), default=0)
    for row_id in [row_id for row_id in old if row_id not in new]:
        session().delete(stored[row_id])
        yield Line(part, f"{name}/{row_id}", stored[row_id].version + 1, None)
    for row in new.values():
        if row == old.get(row.id):
            continue
        last += 1
        made = stored.get(row.id) or table(plan_id=plan.id, id=row.id, position=last, version=0)
        _fill(made, row)
        session().add(made)
        yield Line(part, f"{name}/{row.id}", made.version, row.model_dump(mode="json", exclude_defaults=True))


def _fill(made: PlanRow, row: Row) -> None:
    cells: Mapping[str, object] = {key: row.cell(key) for key in type(row).model_fields if key != "id"}
    for key, value in {**cells, "unread": row.unread or None, "extra": row.extra or None}.items():
        setattr(made, key, value)
    made.version += 1


def _applicable(plan: Plan, before: PlanContent, after: PlanContent) -> set[str]:
    changed = set(before.not_applicable) ^ set(after.not_applicable)
    for part in sorted(changed):
        trace = session().get(PlanPart, (plan.id, part)) or PlanPart(plan_id=plan.id, part=part)
        trace.not_applicable = part in after.not_applicable
        session().add(trace)
    return changed


def _trace(plan: Plan, parts: set[str], who: Somebody) -> None:
    for part in sorted(parts):
        trace = session().get(PlanPart, (plan.id, part)) or PlanPart(plan_id=plan.id, part=part)
        trace.last_person_id, trace.last_at = who.id, now()
        session().add(trace)
