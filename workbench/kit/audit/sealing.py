"""Sealing what happened, anchoring it outside the database, and finding what was altered.

The chain shows tampering; it does not prevent it. Who has the database without the key can invent, change, move or
remove nothing unseen. Who has both can recompute the chain, and take away its end: only an anchor kept elsewhere tells.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from sqlalchemy import func, select

from workbench.kit.audit.models import AuditEvent, AuditSeal
from workbench.kit.audit.seals import FIRST, mac_of, seal_of
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

AT_ONCE = 500
ANCHORS = "audit_anchors.jsonl"  # in DATA_DIR, beside the database and not in it
LONGEST_UNSEALED = timedelta(hours=1)  # by then the job has come by, or it does not run


@dataclass(frozen=True)
class Anchor:
    """A place in the chain and its seal, written down where the database cannot reach."""

    position: int
    seal: str

    def __str__(self) -> str:
        return f"{self.position}:{self.seal}"


@dataclass(frozen=True)
class Verified:
    """How far the chain was followed, and what is wrong, the first fault first."""

    events: int
    sealed: int
    faults: tuple[str, ...]


def seal_new_events(*, key: bytes) -> int:
    """Seal what is not sealed yet, oldest first, at most 500; returns how many. One sealer at a time: a job does it."""
    last = last_seal()
    position, before = (last.position, last.seal) if last else (0, FIRST)
    for position, event in enumerate(_unsealed(), position + 1):  # noqa: B020 - the count goes on from the last seal
        before = seal_of(event, position=position, before=before, key=key)
        session().add(AuditSeal(position=position, seq=event.seq, seal=before, sealed_at=now()))
    session().flush()
    return position - (last.position if last else 0)


def last_seal() -> AuditSeal | None:
    """Return the newest seal, or nothing."""
    return session().scalar(select(AuditSeal).order_by(AuditSeal.position.desc()).limit(1))


def anchor(path: Path) -> Anchor | None:
    """Write the newest seal behind those in a file, unless it stands there; returns it, or nothing before the first."""
    last = last_seal()
    if last is None:
        return None
    found = Anchor(last.position, last.seal)
    if found not in anchors(path):
        with path.open("a", encoding="ascii") as file:
            file.write(json.dumps({"position": found.position, "seal": found.seal, "at": now().isoformat()}) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return found


def anchors(path: Path) -> tuple[Anchor, ...]:
    """Return what was written down; raises ``ValueError`` for a file that is no list of anchors."""
    if not path.exists():
        return ()
    rows = [json.loads(line) for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    try:
        return tuple(Anchor(int(row["position"]), str(row["seal"])) for row in rows)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path} holds something else than anchors") from error


def verify(*, key: bytes, known: Sequence[Anchor] = ()) -> Verified:
    """Follow the whole chain and compare it with the anchors that are known."""
    faults = [*_broken(key), *_invented(key), *_unsealed_for_long(), *_unlike(known)]
    events, sealed = (
        session().scalar(select(func.count()).select_from(table)) or 0 for table in (AuditEvent, AuditSeal)
    )
    return Verified(events, sealed, tuple(faults))


def _unsealed() -> Sequence[AuditEvent]:
    wanted = (
        select(AuditEvent)
        .outerjoin(AuditSeal, AuditSeal.seq == AuditEvent.seq)
        .where(AuditSeal.seq.is_(None))
        .order_by(AuditEvent.seq)
        .limit(AT_ONCE)
    )
    return session().scalars(wanted).all()


def _broken(key: bytes) -> Iterator[str]:
    expected, before = 1, FIRST
    wanted = select(AuditSeal, AuditEvent).outerjoin(AuditEvent, AuditEvent.seq == AuditSeal.seq)
    rows = session().execute(wanted.order_by(AuditSeal.position).execution_options(yield_per=AT_ONCE))
    for seal, event in cast("Iterator[tuple[AuditSeal, AuditEvent | None]]", rows):
        if seal.position != expected:
            yield f"the chain lacks place {expected}"
        if event is None:
            yield f"event {seal.seq} was removed"
        elif seal.seal != seal_of(event, position=seal.position, before=before, key=key):
            yield f"event {seal.seq} or the seal before it was altered"
        expected, before = seal.position + 1, seal.seal


def _invented(key: bytes) -> Iterator[str]:
    # Events of before there were keyed hashes lack one; after the first that has one, each has.
    first = session().scalar(select(func.min(AuditEvent.seq)).where(AuditEvent.mac.is_not(None)))
    if first is None:
        return
    wanted = select(AuditEvent).where(AuditEvent.seq >= first).order_by(AuditEvent.seq)
    for event in session().scalars(wanted.execution_options(yield_per=AT_ONCE)):
        if event.mac != mac_of(event, key):
            yield f"event {event.seq} was not written by this workbench"


def _unsealed_for_long() -> Iterator[str]:
    waiting = (
        select(func.min(AuditEvent.seq))
        .outerjoin(AuditSeal, AuditSeal.seq == AuditEvent.seq)
        .where(AuditSeal.seq.is_(None), AuditEvent.at < now() - LONGEST_UNSEALED)
    )
    seq = session().scalar(waiting)
    if seq is not None:
        yield f"event {seq} is not sealed; does the job worker run?"


def _unlike(known: Sequence[Anchor]) -> Iterator[str]:
    for one in known:
        found = session().get(AuditSeal, one.position)
        if found is None:
            yield f"the anchor of place {one.position} points beyond the chain: its end was taken away"
        elif found.seal != one.seal:
            yield f"the anchor of place {one.position} differs: the chain was made anew"
