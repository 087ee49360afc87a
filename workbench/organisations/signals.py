"""What others may want to know of organisations, in the transaction in which it happens."""

from __future__ import annotations

from blinker import Signal

# Payload: collaboration_id, other_id. Whoever was sent by the other has no ground to be there any more.
organisation_unlinked = Signal("an organisation no longer stands beside a collaboration")
