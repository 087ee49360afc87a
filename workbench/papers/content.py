"""What a paper knows of the version that it shows; never the present time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True)
class PaperMeta:
    """State in words (``concept``), version label, revision of the content, and when that content was made (aware).

    ``files`` are the words for each file that the content names, by its id: the content itself holds no more.
    """

    state: str
    version: str
    revision: int
    content_time: datetime
    sha256: str
    draft: bool
    files: Mapping[str, str] = field(default_factory=dict)
