"""Reading content from its tables: the whole plan as one value, or one piece with its version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from workbench.kit.storage import running, session
from workbench.plans.content import SETS, PlanContent, Row
from workbench.plans.models import TABLES, Answer, PlanPart

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterable

    from workbench.plans.models import Plan

Found = TypeVar("Found")


@dataclass(frozen=True)
class PieceNow:
    """One question as it stands: value (JSON form) or unread text, and its version (0 before the first save)."""

    value: Any = None
    unread: str | None = None
    version: int = 0


@dataclass(frozen=True)
class RowNow:
    """One row as it stands, with its version and place."""

    row: Row
    version: int
    position: int = field(compare=False)


def plan_content(plan: Plan) -> PlanContent:
    """Return everything in a plan, in one query a table."""
    return _once(("content", plan.id), lambda: _read(plan))


def _read(plan: Plan) -> PlanContent:
    answers = list(session().scalars(select(Answer).where(Answer.plan_id == plan.id).order_by(Answer.question)))
    aside = select(PlanPart.part).where(PlanPart.plan_id == plan.id, PlanPart.not_applicable).order_by(PlanPart.part)
    sets = {name: tuple(now.row for now in rows_now(plan.id, name)) for name in SETS}
    return PlanContent(
        definition=plan.definition_key,
        definition_version=plan.definition_version,
        answers={answer.question: answer.value for answer in answers if answer.value is not None},
        unread={answer.question: answer.unread for answer in answers if answer.unread is not None},
        not_applicable=tuple(session().scalars(aside)),
        **sets,  # type: ignore[arg-type]  # the name of each set goes with its row class, which only SETS knows
    )


def answer_rows(plan_id: uuid.UUID, questions: Iterable[str]) -> dict[str, PieceNow]:
    """Return the answers to these questions; a question without an answer has version 0."""
    wanted = select(Answer).where(Answer.plan_id == plan_id, Answer.question.in_(list(questions)))
    found = {
        answer.question: PieceNow(answer.value, answer.unread, answer.version) for answer in session().scalars(wanted)
    }
    return {question: found.get(question, PieceNow()) for question in questions}


def rows_now(plan_id: uuid.UUID, name: str) -> list[RowNow]:
    """Return the rows of a set in their order, with their versions."""
    table, kind = TABLES[name], SETS[name]
    wanted = select(table).where(table.plan_id == plan_id).order_by(table.position, table.id)

    def read() -> list[RowNow]:
        return [RowNow(kind.model_validate(row), row.version, row.position) for row in session().scalars(wanted)]

    return _once((name, plan_id), read)


def row_now(plan_id: uuid.UUID, name: str, row_id: str) -> RowNow | None:
    """Return one row, or nothing when it is not there (any more)."""
    found = session().get(TABLES[name], (plan_id, row_id))
    return RowNow(SETS[name].model_validate(found), found.version, found.position) if found else None


def _once(key: tuple[str, uuid.UUID], read: Callable[[], Found]) -> Found:
    """Read once in a transaction that only reads: a page and the standing beside it look at the same rows."""
    found = running()
    if found is None or found.write:
        return read()
    kept: dict[tuple[str, uuid.UUID], Any] = session().info.setdefault("read_once", {})
    if key not in kept:
        kept[key] = read()
    made: Found = kept[key]
    return made
