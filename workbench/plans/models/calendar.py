"""Addresses under which a calendar program reads the planning, each for one person."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base


class CalendarLink(Base):
    """A secret address of one person; ``id`` is the hash of its token. Without a plan it is for all their plans."""

    __tablename__ = "calendar_link"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    plan_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
