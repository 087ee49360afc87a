"""What a collaboration pays for an hour or a piece of work, by role and year: kept once, copied into plans."""

from __future__ import annotations

import uuid

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base


class Rate(Base):
    """One agreed rate of a collaboration (cents), with where it was agreed."""

    __tablename__ = "rate"
    __table_args__ = (UniqueConstraint("organisation_id", "role", "year"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(300))
    year: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str | None] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1)
