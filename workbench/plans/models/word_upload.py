"""Last year's text while somebody gives its pieces a place."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base, Json, UtcDateTime


class WordUpload(Base):
    """The pieces of one file: one for each person and plan, gone when its text is in the plan or after a week.

    A table and not a file in the data folder: it goes in the same transaction that fills the plan, so that neither
    text is lost nor a copy of it left behind, and every server of an installation finds it. The file itself is never
    kept, only the text that was read from it.
    """

    __tablename__ = "word_upload"
    __table_args__ = (CheckConstraint("length(key) = 32", name="key_is_whole"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    origin: Mapped[str] = mapped_column(String(300))
    pieces: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
