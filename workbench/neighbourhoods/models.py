"""Tables of what is published: areas, one row of figures for each area, source and year, maps, postcodes.

A row of figures holds its values as JSON: a profile reads a handful of rows by their key, and an import of the whole
country writes 18,000 rows instead of 700,000.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base, Json

Code = String(12)


class PublishedArea(Base):
    """An area by its code, as it was in ``year``; the code means the same area since ``stable_from``."""

    __tablename__ = "published_area"
    __table_args__ = (CheckConstraint("kind IN ('NL', 'GM', 'WK', 'BU')", name="kind"),)

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    search: Mapped[str] = mapped_column(String(120), index=True)
    kind: Mapped[str] = mapped_column(String(2))
    municipality: Mapped[str] = mapped_column(Code, index=True)
    municipality_name: Mapped[str] = mapped_column(String(120))
    year: Mapped[int]
    stable_from: Mapped[int]
    changed: Mapped[bool]


class PublishedFigures(Base):
    """What one source says of one area in one year: values as text by the key of the indicator."""

    __tablename__ = "published_figures"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    figures: Mapped[Any] = mapped_column(Json)


class PublishedMap(Base):
    """The outlines of all areas of one kind in a municipality, in one frame."""

    __tablename__ = "published_map"

    municipality: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(String(2), primary_key=True)
    view_box: Mapped[str] = mapped_column(String(80))
    paths: Mapped[Any] = mapped_column(Json)


class PublishedPostcode(Base):
    """A buurt whose most frequent postcode this is: good to suggest areas, not to count with."""

    __tablename__ = "published_postcode"

    postcode: Mapped[str] = mapped_column(String(4), primary_key=True)
    code: Mapped[str] = mapped_column(Code, primary_key=True)
