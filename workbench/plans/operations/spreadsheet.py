"""Workbooks that somebody sends: kept for a day while they are looked at, then brought into the plan as one change.

The file itself is kept on the server, under its hash and in a folder of its plan and person. So what is stored in the
end is read from the same bytes as what was looked at, a browser sends no cells that would have to be believed, and a
page that is opened again or after signing in again needs no second upload.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Conflict, Refused
from workbench.kit.values.messages import Message
from workbench.plans.models import PlanPart
from workbench.plans.operations.pieces import Line, SetFull, hold, tell, write_history
from workbench.plans.operations.rows import held, put, put_new, size
from workbench.plans.queries.content import plan_content
from workbench.plans.queries.waiting import waiting
from workbench.plans.rules.sheets import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.plans.access import Who
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan, PlanRow
    from workbench.plans.operations.rows import Place
    from workbench.plans.rules.sheets import SetChanges

DAY_SECONDS = 24 * 60 * 60
DONE = ".done"  # how the name ends of the note that a workbook was brought in
_KEY = re.compile("[0-9a-f]{64}")


class Incoming:
    """The folder of workbooks that were sent and not yet brought in."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def set_up(self, folder: Path) -> None:
        """Keep workbooks in this folder from now on."""
        self._folder = waiting.path = folder

    def keep(self, plan_id: uuid.UUID, person_id: uuid.UUID, data: bytes) -> str:
        """Keep a workbook for a day; return its key. What is older goes."""
        self.clear_out()
        key = hashlib.sha256(data).hexdigest()
        place = self._place(plan_id, person_id, key)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.with_suffix(DONE).unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(place)
        return key

    def find(self, plan_id: uuid.UUID, person_id: uuid.UUID, key: str) -> bytes | None:
        """Return a workbook that this person sent for this plan, or nothing."""
        if not _KEY.fullmatch(key):
            return None
        try:
            data = self._place(plan_id, person_id, key).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == key else None

    def forget(self, plan_id: uuid.UUID, person_id: uuid.UUID, key: str) -> None:
        """Remove a workbook."""
        self._place(plan_id, person_id, key).unlink(missing_ok=True)

    def finish(self, plan_id: uuid.UUID, person_id: uuid.UUID, key: str, *, digest: str, lines: int) -> None:
        """Remove a workbook that was brought in; note for a day what was confirmed, and how many lines that changed."""
        self._place(plan_id, person_id, key).with_suffix(DONE).write_text(f"{digest} {lines}", encoding="ascii")
        self.forget(plan_id, person_id, key)

    def finished(self, plan_id: uuid.UUID, person_id: uuid.UUID, key: str, *, digest: str) -> int | None:
        """Return how many lines changed when just this was confirmed before; nothing when it was not."""
        if not _KEY.fullmatch(key):
            return None
        try:
            told = self._place(plan_id, person_id, key).with_suffix(DONE).read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        confirmed, _, lines = told.partition(" ")
        return int(lines) if confirmed == digest else None

    def _place(self, plan_id: uuid.UUID, person_id: uuid.UUID, key: str) -> Path:
        if self._folder is None:
            raise RuntimeError("the workbooks that come in have no folder")
        return self._folder / str(plan_id) / str(person_id) / f"{key}.xlsx"

    def clear_out(self) -> None:
        """Remove what is older than a day."""
        if self._folder is None or not self._folder.exists():
            return
        for file in self._folder.glob("*/*/*"):
            with contextlib.suppress(FileNotFoundError):  # somebody else is clearing out as well
                if file.stat().st_mtime < time.time() - DAY_SECONDS:
                    file.unlink()


incoming = Incoming()


@dataclass
class _Work:
    """What one workbook did: lines of history and pieces over all its sets."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Looked:
    """What a workbook would change in a plan as it stood at a revision: found while nobody was held up."""

    revision: int
    found: Sequence[SetChanges]


class OtherNow(Conflict):
    """The plan changed after somebody looked at what a workbook would do; nothing was stored."""

    def __init__(self) -> None:
        super().__init__(Message("The plan changed while you were looking. Look at the changes again."))


def import_spreadsheet(
    plan: Plan,
    *,
    compare: Callable[[PlanContent], Sequence[SetChanges]],
    expected: str,
    who: Who,
    looked: Looked | None = None,
) -> int:
    """Store what a workbook changes, all of it or nothing; return how many lines that were.

    ``compare`` finds the changes with the plan held from others, unless they were ``looked`` for at the revision that
    still stands; ``expected`` is the digest of those that somebody looked at. Raises ``OtherNow`` when they differ,
    ``Refused`` when a cell cannot be read or a list is full. Each line has its history; there is one audit event.
    """
    hold(plan)
    found = looked.found if looked and looked.revision == plan.revision else compare(plan_content(plan))
    for one in found:
        if one.refused:
            raise Refused(one.refused[0].reason)
        if one.full:
            raise SetFull(one.part.max_rows)
    if digest(found) != expected:
        raise OtherNow
    return _stored(plan, [one for one in found if one.anything], who)


def _stored(plan: Plan, found: Sequence[SetChanges], who: Who) -> int:
    work = _Work()
    for one in found:
        place = held(plan, one.part)
        wanted = select(place.table).where(place.table.plan_id == plan.id)
        there = {row.id: row for row in session().scalars(wanted)}
        lines = [*_removed(place, one, there), *_changed(place, one, there), *_added(place, one)]
        work.lines += lines
        work.pieces += [line.piece for line in lines]
        work.parts.append(one.part.id)
    if work.lines:
        session().flush()
        write_history(plan, work.lines, who)
        _touch(plan, work.parts[1:], who)
        tell(plan, part=work.parts[0], pieces=work.pieces, change="spreadsheet_imported", who=who)
    return len(work.lines)


def _removed(place: Place, one: SetChanges, there: dict[str, PlanRow]) -> list[Line]:
    lines = []
    for row in one.removed:
        stored = there[row.id]
        session().delete(stored)
        lines.append(Line(place.part.id, place.piece(row.id), stored.version + 1, None))
    session().flush()
    return lines


def _changed(place: Place, one: SetChanges, there: dict[str, PlanRow]) -> list[Line]:
    rows = [(there[line.row.id], line.readings) for line in one.changed]
    lines = [put(place, row, readings, row.version) for row, readings in rows]
    return [line for line in lines if line is not None]


def _added(place: Place, one: SetChanges) -> list[Line]:
    _count, last = size(place)
    batch = uuid.uuid4().hex[:12]
    return [
        put_new(place, f"w{batch}-{position}", position, line.readings)
        for position, line in enumerate(one.added, start=last + 1)
    ]


def _touch(plan: Plan, parts: Sequence[str], who: Who) -> None:
    """Note who worked on the other parts; ``tell`` does it for the one it names."""
    for part in parts:
        trace = session().get(PlanPart, (plan.id, part)) or PlanPart(plan_id=plan.id, part=part)
        trace.last_person_id, trace.last_at = who.id, now()
        session().add(trace)
