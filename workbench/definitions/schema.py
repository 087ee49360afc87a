"""The shape of a plan template: frozen values, checked when they are made."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from workbench.definitions.catalogue import CHOICES, ON_OWN_PAGE, REFERENCES, SETS
from workbench.definitions.conditions import Condition
from workbench.definitions.consistency import mistakes_in
from workbench.definitions.demands import Deadline, Fact, Income, PrescribedRow, Source
from workbench.definitions.frozen import Frozen, Key, MisplacedError, Prose, TemplateKey, refuse, twice
from workbench.definitions.kinds import KINDS, Kind
from workbench.definitions.rules import Rule

VersionedKey = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{2,59}@[1-9][0-9]{0,5}$")]
KindName = Literal[
    "line",
    "text",
    "number",
    "year",
    "decimal",
    "tariff",
    "money",
    "date",
    "choice",
    "choices",
    "reference",
    "references",
    "file",
]


class Option(Frozen):
    """One choice: the key that is stored and the label that is read."""

    key: Key
    label: Prose


class Question(Frozen):
    """One thing that is asked: a question on a page, or a column of a set."""

    id: Key
    kind: KindName
    label: Prose
    help: Prose | None = None
    example: Prose | None = None
    required: bool = False
    max_words: int | None = Field(default=None, strict=True, ge=1, le=5000)
    max_chars: int | None = Field(default=None, strict=True, ge=1, le=20_000)
    options: tuple[Option, ...] = ()
    set: Key | None = None
    unit: Prose | None = None
    edge: Literal["start", "end"] | None = None
    when: Condition | None = None
    source: Key | None = None
    regional: bool = False

    @property
    def answer_kind(self) -> Kind:
        """The class that reads and writes answers to this question."""
        return KINDS[self.kind]

    @property
    def example_value(self) -> str | None:
        """A short example that fits in a message at the field."""
        return self.example if self.example and len(self.example) < 20 else None  # noqa: PLR2004 - a number, not a story

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind in {"choice", "choices"}) != bool(self.options):
            raise ValueError("a choice needs options, and only a choice has them")
        if (self.kind in {"reference", "references"}) != bool(self.set):
            raise ValueError("a reference needs a set, and only a reference has one")
        if self.edge and self.kind != "date":
            raise ValueError("only a date falls at the start or the end of a quarter")
        refuse(twice("option", [(option.key, ("options", place)) for place, option in enumerate(self.options)]))
        if self.max_words and self.kind not in {"text", "line"}:
            raise ValueError("only text has a number of words")
        if self.required and self.regional:
            raise MisplacedError("a demand on the region is never required of a neighbourhood", "regional")
        return self


class Part(Frozen):
    """One page of the guided forms: a question, a small group of short questions, or a set of rows."""

    id: Key
    title: Prose
    why: Prose | None = None
    guidance: Prose | None = None
    example: Prose | None = None
    optional: bool = False
    questions: tuple[Question, ...] = ()
    set: Key | None = None
    row: Prose = "regel"
    columns: tuple[Question, ...] = ()
    min_rows: int = Field(default=0, strict=True, ge=0, le=500)
    max_rows: int = Field(default=500, strict=True, ge=1, le=500)
    rows: tuple[PrescribedRow, ...] = ()
    when: Condition | None = None
    source: Key | None = None
    regional: bool = False

    @property
    def is_set(self) -> bool:
        """Whether this part is a set of rows."""
        return self.set is not None

    @property
    def table_columns(self) -> tuple[Question, ...]:
        """The columns that fit in a table; the others stand on the page of the row.

        Those are several choices at once, files, and what is seldom needed; what is required is never left out.
        """
        apart = ON_OWN_PAGE.get(self.set or "", frozenset())
        return tuple(
            column
            for column in self.columns
            if not column.answer_kind.many and column.kind != "file" and (column.required or column.id not in apart)
        )

    def column(self, key: str) -> Question | None:
        """Return the column of that id, if the part has it."""
        return next((column for column in self.columns if column.id == key), None)

    def prescribed(self, key: str) -> PrescribedRow | None:
        """Return the prescribed row of that id, if the part has it."""
        return next((row for row in self.rows if row.id == key), None)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if self.is_set == bool(self.questions):
            raise ValueError("a part has either questions or a set")
        if self.is_set != bool(self.columns):
            raise ValueError("a set needs columns, and only a set has them")
        if self.set is not None:
            _check_set(self.set, self.columns)
        _check_rows(self)
        return self


class Chapter(Frozen):
    """A chapter of the plan, in the order of the paper."""

    id: Key
    title: Prose
    intro: Prose | None = None
    parts: tuple[Part, ...] = Field(min_length=1)


class Definition(Frozen):
    """One plan template: what one insurer asks in one year, in its order and words."""

    key: TemplateKey
    version: int = Field(strict=True, ge=1)
    status: Literal["concept", "published"]
    year: int = Field(strict=True, ge=2018, le=2100)
    title: Prose
    document_title: Prose
    description: Prose
    source: Prose
    insurer: Prose | None = None
    applicant: Literal["wijk", "regio"] = "wijk"
    extends: VersionedKey | None = None
    max_pages: int | None = Field(default=None, strict=True, ge=1, le=1000)
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    income: tuple[Income, ...] = ()
    rules: tuple[Rule, ...] = ()
    chapters: tuple[Chapter, ...] = Field(min_length=1)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts, in order."""
        return tuple(part for chapter in self.chapters for part in chapter.parts)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions outside sets, by id, in order."""
        return {question.id: question for part in self.parts for question in part.questions}

    @cached_property
    def set_parts(self) -> dict[str, Part]:
        """The part of each set, by the name of the set, in order."""
        return {part.set: part for part in self.parts if part.set is not None}

    @cached_property
    def sha256(self) -> str:
        """The hash by which a published version is known.

        Canonical: it depends on what the template says, not on the order of its keys, on its status, or on what it
        leaves at its default, so that a field that the schema gets later changes no hash.
        """
        said = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"status"})
        return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """A short hash of the whole definition, to know whether it changed."""
        return self.sha256[:16]

    @property
    def versioned(self) -> str:
        """The key with the version, as ``extends`` and ``PUBLISHED`` name it."""
        return f"{self.key}@{self.version}"

    def source_named(self, key: str) -> Source | None:
        """Return the source of that id, if it is listed."""
        return next((source for source in self.sources if source.id == key), None)

    def deadline(self, key: str) -> Deadline | None:
        """Return the deadline of that id, if there is one."""
        return next((deadline for deadline in self.deadlines if deadline.id == key), None)

    def part(self, key: str) -> Part | None:
        """Return the part of that id, if there is one."""
        return next((part for part in self.parts if part.id == key), None)

    def chapter(self, key: str) -> Chapter | None:
        """Return the chapter of that id, if there is one."""
        return next((chapter for chapter in self.chapters if chapter.id == key), None)

    def chapter_of(self, part: Part) -> Chapter:
        """Return the chapter that holds the part."""
        return next(chapter for chapter in self.chapters if part in chapter.parts)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse(list(mistakes_in(self)))
        return self


def _check_set(name: str, columns: tuple[Question, ...]) -> None:
    if name not in SETS:
        raise MisplacedError(f"there is no set {name}; known are {', '.join(SETS)}", "set")
    refuse(twice("column", [(column.id, ("columns", place)) for place, column in enumerate(columns)]))
    for place, column in enumerate(columns):
        where = ("columns", place)
        _check_known_kind("column", column, SETS[name].get(column.id), where)
        known = CHOICES.get((name, column.id))
        strange = sorted({option.key for option in column.options} - known) if known else []
        if strange:
            options = f"{', '.join(strange)}; known are {', '.join(sorted(known or ()))}"
            raise MisplacedError(f"column {column.id} has unknown options {options}", *where)
        if column.set is not None and REFERENCES.get(name, {}).get(column.id) != column.set:
            raise MisplacedError(f"column {column.id} cannot refer to {column.set}", *where)


def _check_known_kind(what: str, question: Question, known: str | None, where: tuple[str | int, ...]) -> None:
    if known is not None and question.kind != known:
        raise MisplacedError(f"{what} {question.id} is of kind {known}, not {question.kind}", *where, "kind")


def _check_rows(part: Part) -> None:
    if part.rows and part.column("name") is None:
        raise MisplacedError("rows are prescribed by their name, so the part needs a column name", "rows")
    if len(part.rows) > part.max_rows:
        raise MisplacedError(f"more rows are prescribed than the {part.max_rows} that fit", "rows")
    refuse(twice("row", [(row.id, ("rows", place)) for place, row in enumerate(part.rows)]))
