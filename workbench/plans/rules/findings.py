"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.kit.values.messages import Message


@dataclass(frozen=True)
class Finding:
    """One thing to solve, at the field where it is solved; advice when the plan can be complete without.

    ``missing``: nothing was given yet; otherwise something was given that is not right.
    """

    part: str
    message: Message
    row: str | None = None
    question: str | None = None
    blocking: bool = True
    missing: bool = False
