"""Work that returns by itself: sealing the trail, anchoring it, and following it every night."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.kit import audit
from workbench.kit.jobs import every, register
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)
OFTEN, DAILY = timedelta(minutes=5), timedelta(days=1)


class Trail:
    """The key of the trail and the file of its anchors; set once, at the start of the application."""

    key = b""
    anchors: Path | None = None

    def set_up(self, *, key: bytes, anchors: Path) -> None:
        """Give the key and the file, and let the jobs return."""
        self.key, self.anchors = key, anchors
        every("audit.seal", OFTEN)
        every("audit.anchor", DAILY)


trail = Trail()


@register("audit.seal")
def seal(_payload: object) -> int:
    """Seal what happened since the last time, and return how many events."""
    sealed = 0
    while True:
        with transaction(write=True):
            done = audit.seal_new_events(key=trail.key)
        sealed += done
        if done == 0:
            return sealed


@register("audit.anchor")
def anchor(_payload: object) -> int:
    """Write down where the chain ends, then follow it; returns how many faults there are."""
    if trail.anchors is None:
        return 0
    with transaction(write=False):
        known = audit.anchors(trail.anchors)
        audit.anchor(trail.anchors)
        found = audit.verify(key=trail.key, known=known)
    for fault in found.faults:
        _log.error("the trail is not whole: %s", fault)
    return len(found.faults)
