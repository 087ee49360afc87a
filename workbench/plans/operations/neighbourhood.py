"""Choosing the areas of a plan, and taking published figures over into it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.plans.operations.pieces import Line, PieceConflict, SetFull, tell, write_history
from workbench.plans.operations.rows import held, put, put_new
from workbench.plans.rules.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from workbench.definitions.schema import Part
    from workbench.neighbourhoods.content import Area, Shown
    from workbench.plans.access import Who
    from workbench.plans.models import Plan, PlanRow
    from workbench.plans.operations.rows import Place

KINDS = {"WK": "wijk", "BU": "buurt", "GM": "gemeente"}


@dataclass(frozen=True)
class Taken:
    """A figure to take over: into a new row, or in place of one as it was at ``version``."""

    shown: Shown
    row_id: str = ""
    version: int = 0


@dataclass
class TakenOutcome:
    """How many figures came in, how many took the place of another, and which could not."""

    added: int = 0
    replaced: int = 0
    clashing: list[str] = field(default_factory=list)


def choose_areas(plan: Plan, *, part: Part, added: Sequence[Area], removed: Collection[str], who: Who) -> bool:
    """Add areas to the plan and remove those of the codes ``removed``; return whether that changed anything.

    What somebody else chose meanwhile stays, and so does an area that was typed and has no code.
    Raises ``SetFull`` when there is no room for all.
    """
    place = held(plan, part)
    rows = _rows(place)
    codes = {row.id: str(getattr(row, "code", None) or "") for row in rows}
    gone = [row for row in rows if codes[row.id] and codes[row.id] in removed]
    fresh = [area for area in added if area.code not in codes.values()]
    if len(rows) - len(gone) + len(fresh) > part.max_rows:
        raise SetFull(part.max_rows)
    lines = [Line(part.id, place.piece(row.id), row.version + 1, None) for row in gone]
    for row in gone:
        session().delete(row)
    session().flush()
    last = max((row.position for row in rows), default=0)
    lines += [
        put_new(place, _new_id("area"), last + number, _readings(_cells_of_area(area)))
        for number, area in enumerate(fresh, start=1)
    ]
    _told(place, lines, "areas_chosen", who)
    return bool(lines)


def take_figures(plan: Plan, *, part: Part, figures: Sequence[Taken], who: Who) -> TakenOutcome:
    """Copy figures into the plan with year and source; what stands there is replaced only where that was asked.

    A figure that stands already under its key is not added twice, and one that somebody changed meanwhile stays.
    Raises ``SetFull`` when there is no room for all.
    """
    place, outcome = held(plan, part), TakenOutcome()
    rows = {row.id: row for row in _rows(place)}
    standing = {(getattr(row, "key", None), getattr(row, "place", None)) for row in rows.values()}
    last = max((row.position for row in rows.values()), default=0)
    fresh = [one.shown for one in figures if not one.row_id and (one.shown.key, one.shown.place) not in standing]
    if len(rows) + len(fresh) > part.max_rows:
        raise SetFull(part.max_rows)
    lines = [line for one in figures if one.row_id and (line := _replaced(place, rows, one, outcome))]
    lines += [
        put_new(place, _new_id("fig"), last + number, _readings(_cells_of_figure(shown)))
        for number, shown in enumerate(fresh, start=1)
    ]
    outcome.added = len(fresh)
    _told(place, lines, "figures_taken", who)
    return outcome


def _replaced(place: Place, rows: Mapping[str, PlanRow], one: Taken, outcome: TakenOutcome) -> Line | None:
    row = rows.get(one.row_id)
    if row is None:
        outcome.clashing.append(one.shown.name)
        return None
    try:
        line = put(place, row, _readings(_cells_of_figure(one.shown)), one.version)
    except PieceConflict:
        outcome.clashing.append(one.shown.name)
        return None
    outcome.replaced += line is not None
    return line


def _rows(place: Place) -> list[PlanRow]:
    wanted = select(place.table).where(place.table.plan_id == place.plan.id)
    return list(session().scalars(wanted.order_by(place.table.position, place.table.id)))


def _told(place: Place, lines: Sequence[Line], change: str, who: Who) -> None:
    if lines:
        write_history(place.plan, lines, who)
        tell(place.plan, part=place.part.id, pieces=[line.piece for line in lines], change=change, who=who)


def _new_id(word: str) -> str:
    return f"{word}-{uuid.uuid4().hex[:12]}"


def _readings(cells: Mapping[str, Any]) -> dict[str, Reading]:
    return {key: Reading("", value=value) for key, value in cells.items()}


def _cells_of_area(area: Area) -> dict[str, Any]:
    return {
        "name": area.name,
        "code": area.code,
        "kind": KINDS.get(area.kind.value),
        "municipality": area.municipality_name or None,
    }


def _cells_of_figure(shown: Shown) -> dict[str, Any]:
    return {
        "key": shown.key,
        "name": shown.name,
        "value": shown.value,
        "unit": shown.unit,
        "place": shown.place or None,
        "comparison": shown.comparison,
        "compared_with": shown.compared_with or None,
        "national": shown.national,
        "year": shown.year,
        "source": shown.source,
    }
