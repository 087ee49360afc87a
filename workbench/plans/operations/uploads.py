"""Keeping a file that goes with a plan: first its bytes, safe on the disk, then the row that names them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from typing import TYPE_CHECKING

from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.plans.models import Upload
from workbench.plans.queries.uploads import folder

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.plans.access import Who
    from workbench.plans.models import Plan
    from workbench.plans.rules.uploads import Checked

DAY_SECONDS = 24 * 60 * 60


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


def drop_unnamed(named: Collection[str]) -> int:
    """Remove the bytes that no plan names, a day after they came; return how many files went.

    A younger one may be named in a moment: its row is written after its bytes.
    """
    before, gone = time.time() - DAY_SECONDS, 0
    for file in folder.files():
        with contextlib.suppress(FileNotFoundError):  # another worker cleans as well
            if file.name not in named and file.stat().st_mtime < before:
                file.unlink()
                gone += 1
    return gone


def add_upload(plan: Plan, *, upload_id: str, file: Checked, sha256: str, who: Who) -> Upload:
    """Add the row of a file after ``keep_bytes``; its cell names it by ``upload_id``, 32 hexadecimal digits."""
    made = Upload(
        id=upload_id,
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
    return made
