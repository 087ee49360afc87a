"""What stands in a template beside its questions: sources, facts, deadlines, income and prescribed rows."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field called date would hide the type
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from workbench.definitions.cells import RowId
from workbench.definitions.frozen import Frozen, Key, MisplacedError, Prose

Topic = Literal["titles", "contracting", "billing", "calendar", "policy", "terms"]
WebAddress = Annotated[str, StringConstraints(strict=True, pattern=r"^https?://[^\s<>\"]+$", max_length=500)]


def _clock(value: object) -> object:
    # YAML 1.1 reads 17:00 as a number of minutes.
    if not isinstance(value, str):
        raise ValueError('a time between quotes, such as "17:00"')  # noqa: TRY004 - pydantic makes a mistake of a ValueError only
    return value


Clock = Annotated[str, BeforeValidator(_clock), StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Source(Frozen):
    """A publication that a demand or a fact rests on."""

    id: Key
    title: Prose
    publisher: Prose
    url: WebAddress | None = None
    date: Day | None = None
    note: Prose | None = None


class Fact(Frozen):
    """What a board should know of this insurer and year, with its source; or that it is not publicly known."""

    id: Key | None = None
    topic: Topic
    text: Prose
    source: Key | None = None
    unknown: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _is_known_or_not(self) -> Self:
        if self.unknown == (self.source is not None):
            raise ValueError("a fact has a source, or else unknown: true")
        return self


class Deadline(Frozen):
    """A day (and perhaps an hour) of the insurer's calendar."""

    id: Key
    label: Prose
    date: Day
    time: Clock | None = None
    source: Key


class Income(Frozen):
    """A kind of income: an amount per registered patient, or a granted amount."""

    id: Key
    label: Prose
    kind: Literal["per_patient", "granted"]
    per: Literal["quarter", "year"] | None = None
    source: Key

    @model_validator(mode="after")
    def _has_a_period(self) -> Self:
        if (self.kind == "per_patient") != (self.per is not None):
            raise MisplacedError("an income per patient is per quarter or per year, and only that", "kind")
        return self


class PrescribedRow(Frozen):
    """A row that stands in a plan from its beginning; the template gives its name, the plan the rest."""

    id: RowId
    name: Prose
    help: Prose | None = None
    required: bool = False
    source: Key | None = None
    regional: bool = False

    @model_validator(mode="after")
    def _asks_of_one(self) -> Self:
        if self.required and self.regional:
            raise MisplacedError("a demand on the region is never required of a neighbourhood", "regional")
        return self
