"""Tables of organisations: who they are, the practices of a collaboration, its neighbourhoods and those beside it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base
from workbench.organisations.rules import Discipline, FunderKind, Kind, LegalForm

if TYPE_CHECKING:
    from enum import StrEnum


def _among(column: str, values: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class Organisation(Base):
    """A collaboration, a support or regional organisation, or a funder; ``slug`` is its name in commands.

    ``version`` grows with every change of its own data; one that was closed lets nobody in.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint(_among("kind", Kind), name="kind"),
        CheckConstraint(
            f"funder_kind IS NULL OR (kind = 'funder' AND {_among('funder_kind', FunderKind)})", name="funder"
        ),
        CheckConstraint(f"legal_form IS NULL OR {_among('legal_form', LegalForm)}", name="legal_form"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    funder_kind: Mapped[str | None] = mapped_column(String(20))
    legal_form: Mapped[str | None] = mapped_column(String(20))
    kvk: Mapped[str | None] = mapped_column(String(8))
    agb: Mapped[str | None] = mapped_column(String(8))
    iban: Mapped[str | None] = mapped_column(String(34))
    street: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str | None] = mapped_column(String(6))
    place: Mapped[str | None] = mapped_column(String(100))
    signatory: Mapped[str | None] = mapped_column(String(120))
    signatory_function: Mapped[str | None] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    closed_at: Mapped[datetime | None]


class Practice(Base):
    """A practice or partner that belongs to a collaboration."""

    __tablename__ = "practice"
    __table_args__ = (CheckConstraint(_among("discipline", Discipline), name="discipline"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    discipline: Mapped[str] = mapped_column(String(30))
    agb: Mapped[str | None] = mapped_column(String(8))
    kvk: Mapped[str | None] = mapped_column(String(8))
    postcode: Mapped[str | None] = mapped_column(String(6))
    place: Mapped[str | None] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(default=1)


class OrganisationArea(Base):
    """A neighbourhood that a collaboration works for, by its CBS code (``WK054604``)."""

    __tablename__ = "organisation_area"

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class OrganisationLink(Base):
    """That a collaboration is helped by, belongs to, or is funded by another organisation."""

    __tablename__ = "organisation_link"
    __table_args__ = (
        CheckConstraint("collaboration_id <> other_id", name="two"),
        Index("ix_organisation_link_other_id", "other_id"),
    )

    collaboration_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime]
