"""Keeping a file that goes with a plan: first its bytes, safe on the disk, then the row that names them."""

from __future__ import annotations

import hashlib
import os
import tempfile
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.plans.models import Upload
from workbench.plans.operations.rows import save_row
from workbench.plans.queries.uploads import folder
from workbench.plans.rules.reading import Reading

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan
    from workbench.plans.rules.uploads import Checked


def keep_bytes(data: bytes) -> str:
    """Put bytes in the folder, whole or not at all; return their SHA-256, with them safe on the disk."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = folder.path(sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, place)  # noqa: PTH105 - atomic over an existing file, in one call
    listing = os.open(place.parent, os.O_RDONLY)  # or power loss could forget the name, though not the bytes
    try:
        os.fsync(listing)
    finally:
        os.close(listing)
    return sha256


@dataclass(frozen=True)
class FilePlace:
    """Where a file belongs: a column of a row, and the version of that row which the page began with."""

    part: Part
    row_id: str
    column: str
    version: int


def add_file(plan: Plan, place: FilePlace, *, file: Checked, sha256: str, who: Who) -> Upload:
    """Name a file in a row, after ``keep_bytes``; the one that stood there stays in the history.

    Raises ``NotFound`` when the row is gone, ``PieceConflict`` when somebody else chose another file meanwhile.
    """
    made = Upload(
        id=uuid.uuid4().hex,
        plan_id=plan.id,
        name=file.name,
        kind=file.kind,
        size=len(file.data),
        sha256=sha256,
        by=who.id,
        at=now(),
    )
    session().add(made)
    session().flush()
    _name(plan, place, Reading(made.id, value=made.id), who)
    return made


def remove_file(plan: Plan, place: FilePlace, *, who: Who) -> bool:
    """Name no file in a row any more; return whether one stood there. Its bytes stay: the history refers to them.

    Raises as ``add_file`` does.
    """
    return _name(plan, place, Reading(""), who)


def _name(plan: Plan, place: FilePlace, reading: Reading, who: Who) -> bool:
    readings = {place.column: reading}
    return save_row(plan, part=place.part, row_id=place.row_id, readings=readings, version=place.version, who=who)
