"""What a paper knows of the version that it shows; never the present time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class PaperMeta:
    """State in words (``concept``), version label, revision of the content, and when that content was made (aware)."""

    state: str
    version: str
    revision: int
    content_time: datetime
    sha256: str
    draft: bool
