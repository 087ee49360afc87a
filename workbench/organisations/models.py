"""The table of organisations."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base
from workbench.organisations.rules import Kind

KINDS = ", ".join(f"'{kind}'" for kind in Kind)


class Organisation(Base):
    """A collaboration, a support organisation or a funder; ``slug`` is its name in commands."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint(f"kind IN ({KINDS})", name="kind"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
