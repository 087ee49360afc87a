"""The indicators that are known, read from ``indicators.yaml``, and in which column of which year each stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

FILE = Path(__file__).with_name("indicators.yaml")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Column(_Frozen):
    """A column of an official file, and the years in which it holds this indicator."""

    name: str
    since: int | None = Field(default=None, alias="from")
    until: int | None = None

    def holds_in(self, year: int) -> bool:
        """Say whether the column holds this indicator in that year."""
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)


class Source(_Frozen):
    """Who publishes: the title as a plan names it, and the words that belong beside every figure of it."""

    title: str
    licence: str
    attribution: str
    note: str = ""


class Indicator(_Frozen):
    """Something that is published of areas; the fields are explained at the head of ``indicators.yaml``."""

    key: str
    label: str
    unit: str
    kind: Literal["count", "share", "mean", "single"]
    group: str
    source: str = "cbs"
    people: bool = False
    base: tuple[str, ...] = ()
    of: str = ""
    counted: str = ""
    per: Literal[100, 1000] = 100
    phrase: str = ""
    core: bool = False
    first: bool = False
    hidden: bool = False
    age: str = "18+"
    columns: tuple[Column, ...]

    @field_validator("columns", mode="before")
    @classmethod
    def _names_alone(cls, value: object) -> object:
        named = value if isinstance(value, list) else []
        return [{"name": one} if isinstance(one, str) else one for one in named]


class Catalogue(_Frozen):
    """All sources, groups and indicators, in the order in which they are shown."""

    sources: dict[str, Source]
    groups: dict[str, str]
    indicators: tuple[Indicator, ...]

    def indicator(self, key: str) -> Indicator | None:
        """Return the indicator of that key, if it is known."""
        return _by_key().get(key)

    @property
    def shown(self) -> tuple[Indicator, ...]:
        """The indicators that a profile shows."""
        return tuple(one for one in self.indicators if not one.hidden)


@cache
def catalogue() -> Catalogue:
    """Return the catalogue; it is read once."""
    return Catalogue.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def _by_key() -> dict[str, Indicator]:
    return {one.key: one for one in catalogue().indicators}


@cache
def columns_of(source: str, year: int, age: str = "18+") -> dict[str, Indicator]:
    """Return which column names hold which indicator in a year, for one source."""
    return {
        column.name: one
        for one in catalogue().indicators
        if one.source == source and (source != "rivm" or one.age == age)
        for column in one.columns
        if column.holds_in(year)
    }


def source_line(source: str, year: int) -> str:
    """Return how a plan names a source: its title, the year and the licence."""
    found = catalogue().sources[source]
    return f"{found.title} {year} ({found.licence})"
