"""Reading content from its tables: the whole plan as one value, or one piece with its version.

All rows of a plan come in one statement: every table gives its cells as text, in as many columns as the widest has.
A query a table would cost a page more than everything else it does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Integer, Text, Uuid, bindparam, cast, literal, null, select, union_all

from workbench.kit.storage import Json, running, session
from workbench.plans.content import SETS, PlanContent, Row
from workbench.plans.models import TABLES, Answer, PlanPart

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterable

    from sqlalchemy import ColumnElement, Select

    from workbench.plans.models import Plan, PlanRow

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
    sets = all_rows_now(plan.id)
    return PlanContent(
        definition=plan.definition_key,
        definition_version=plan.definition_version,
        answers={answer.question: answer.value for answer in answers if answer.value is not None},
        unread={answer.question: answer.unread for answer in answers if answer.unread is not None},
        not_applicable=tuple(session().scalars(aside)),
        **{name: tuple(now.row for now in found) for name, found in sets.items()},  # type: ignore[arg-type]  # SETS ties name and class
    )


def all_rows_now(plan_id: uuid.UUID) -> dict[str, list[RowNow]]:
    """Return the rows of every set in their order, with their versions, in one statement."""
    return _once(("rows", plan_id), lambda: _read_rows(plan_id, tuple(SETS)))


def rows_of_sets(plan_id: uuid.UUID, names: Iterable[str]) -> dict[str, list[RowNow]]:
    """Return the rows of these sets in their order, with their versions, in one statement."""
    wanted = tuple(sorted(names))
    known: dict[str, list[RowNow]] | None = _kept(("rows", plan_id))
    if known is not None:
        return {name: known[name] for name in wanted}
    return _once((" ".join(wanted), plan_id), lambda: _read_rows(plan_id, wanted))


def _read_rows(plan_id: uuid.UUID, names: tuple[str, ...]) -> dict[str, list[RowNow]]:
    found: dict[str, list[RowNow]] = {name: [] for name in names}
    for name, row_id, version, position, *cells in session().execute(_rows_statement(names), {"plan": plan_id}):
        filled = zip(_LOADERS[name], cells, strict=False)
        row = {key: load(cell) for (key, load), cell in filled if cell is not None} | {"id": row_id}
        found[name].append(RowNow(SETS[name].model_validate(row), version, position))
    return found


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
        known = _kept(("rows", plan_id))
        if known is not None:
            return known[name]  # type: ignore[no-any-return]  # all_rows_now kept it
        return [RowNow(kind.model_validate(row), row.version, row.position) for row in session().scalars(wanted)]

    return _once((name, plan_id), read)


def row_now(plan_id: uuid.UUID, name: str, row_id: str) -> RowNow | None:
    """Return one row, or nothing when it is not there (any more)."""
    found = session().get(TABLES[name], (plan_id, row_id))
    return RowNow(SETS[name].model_validate(found), found.version, found.position) if found else None


def _once(key: tuple[str, uuid.UUID], read: Callable[[], Found]) -> Found:
    """Read once in a transaction that only reads: a page and the standing beside it look at the same rows."""
    kept = _memory()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    made: Found = kept[key]
    return made


def _kept(key: tuple[str, uuid.UUID]) -> Any:  # noqa: ANN401 - whatever was read under that key
    return (_memory() or {}).get(key)


def _memory() -> dict[tuple[str, uuid.UUID], Any] | None:
    found = running()
    if found is None or found.write:
        return None
    kept: dict[tuple[str, uuid.UUID], Any] = session().info.setdefault("read_once", {})
    return kept


def _loader(column: ColumnElement[Any]) -> Callable[[str], Any]:
    if isinstance(column.type, Json):
        return json.loads
    return int if isinstance(column.type, Integer) else str


_OF_EVERY_ROW = frozenset({"plan_id", "id", "version", "position"})


def _cells(table: type[PlanRow]) -> list[ColumnElement[Any]]:
    return [column for column in table.__table__.columns if column.key not in _OF_EVERY_ROW]


_LOADERS = {name: [(column.key or "", _loader(column)) for column in _cells(table)] for name, table in TABLES.items()}
_WIDEST = max(len(found) for found in _LOADERS.values())


@lru_cache(maxsize=32)
def _rows_statement(names: tuple[str, ...]) -> Select[Any]:
    """Return the statement that reads the rows of these sets of the plan ``:plan``, each cell as text."""
    parts = []
    for name in names:
        table = TABLES[name]
        cells = [cast(column, Text) for column in _cells(table)]
        cells += [cast(null(), Text)] * (_WIDEST - len(cells))
        labelled = [cell.label(f"c{place}") for place, cell in enumerate(cells)]
        head = (literal(name).label("name"), table.id.label("id"), table.version.label("version"))
        parts.append(
            select(*head, table.position.label("position"), *labelled).where(
                table.plan_id == bindparam("plan", type_=Uuid)
            )
        )
    rows = union_all(*parts).subquery()
    return select(rows).order_by(rows.c.name, rows.c.position, rows.c.id)
