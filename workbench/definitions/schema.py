"""The shape of a plan template: frozen values, checked when they are made."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from workbench.definitions.catalogue import CHOICES, QUESTIONS, REFERENCES, SETS
from workbench.definitions.kinds import KINDS, Kind

Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{0,39}$")]
TemplateKey = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{2,59}$")]
Prose = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=4000)]
KindName = Literal["line", "text", "number", "year", "decimal", "tariff", "money", "date", "choice", "reference"]


class MisplacedError(ValueError):
    """A mistake inside a value, with the way from that value to the place where it stands."""

    def __init__(self, sentence: str, *location: str | int) -> None:
        super().__init__(sentence)
        self.location = location


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Frozen):
    """One choice: the key that is stored and the label that is read."""

    key: Key
    label: Prose


class Question(_Frozen):
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
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("a choice needs options, and only a choice has them")
        if (self.kind == "reference") != bool(self.set):
            raise ValueError("a reference needs a set, and only a reference has one")
        _refuse_twice("option", [(option.key, ("options", place)) for place, option in enumerate(self.options)])
        if self.max_words and self.kind not in {"text", "line"}:
            raise ValueError("only text has a number of words")
        return self


class Part(_Frozen):
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

    @property
    def is_set(self) -> bool:
        """Whether this part is a set of rows."""
        return self.set is not None

    def column(self, key: str) -> Question | None:
        """Return the column of that id, if the part has it."""
        return next((column for column in self.columns if column.id == key), None)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if self.is_set == bool(self.questions):
            raise ValueError("a part has either questions or a set")
        if self.is_set != bool(self.columns):
            raise ValueError("a set needs columns, and only a set has them")
        if self.set is not None:
            _check_set(self.set, self.columns)
        return self


class Chapter(_Frozen):
    """A chapter of the plan, in the order of the paper."""

    id: Key
    title: Prose
    intro: Prose | None = None
    parts: tuple[Part, ...] = Field(min_length=1)


class Definition(_Frozen):
    """One plan template: what one insurer asks in one year, in its order and words."""

    key: TemplateKey
    version: int = Field(strict=True, ge=1)
    status: Literal["concept", "published"]
    year: int = Field(strict=True, ge=2018, le=2100)
    title: Prose
    document_title: Prose
    description: Prose
    source: Prose
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
    def fingerprint(self) -> str:
        """A hash of the whole definition, to know whether it changed."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

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
    def _names_are_unique_and_known(self) -> Self:
        parts = [
            (part, ("chapters", outer, "parts", inner))
            for outer, chapter in enumerate(self.chapters)
            for inner, part in enumerate(chapter.parts)
        ]
        asked = [
            (question, (*where, "questions", place))
            for part, where in parts
            for place, question in enumerate(part.questions)
        ]
        _refuse_twice("chapter", [(chapter.id, ("chapters", place)) for place, chapter in enumerate(self.chapters)])
        _refuse_twice("part", [(part.id, where) for part, where in parts])
        _refuse_twice("question", [(question.id, where) for question, where in asked])
        _refuse_twice("set", [(part.set, where) for part, where in parts if part.set])
        for question, where in asked:
            _check_known_kind("question", question, QUESTIONS.get(question.id), where)
        return self


def _check_set(name: str, columns: tuple[Question, ...]) -> None:
    if name not in SETS:
        raise MisplacedError(f"there is no set {name}; known are {', '.join(SETS)}", "set")
    _refuse_twice("column", [(column.id, ("columns", place)) for place, column in enumerate(columns)])
    for place, column in enumerate(columns):
        where = ("columns", place)
        _check_known_kind("column", column, SETS[name].get(column.id), where)
        known = CHOICES.get((name, column.id))
        strange = sorted({option.key for option in column.options} - known) if known else []
        if strange:
            options = f"{', '.join(strange)}; known are {', '.join(sorted(known or ()))}"
            raise MisplacedError(f"column {column.id} has unknown options {options}", *where)
        if column.kind == "reference" and REFERENCES.get(name, {}).get(column.id) != column.set:
            raise MisplacedError(f"column {column.id} cannot refer to {column.set}", *where)


def _check_known_kind(what: str, question: Question, known: str | None, where: tuple[str | int, ...]) -> None:
    if known is not None and question.kind != known:
        raise MisplacedError(f"{what} {question.id} is of kind {known}, not {question.kind}", *where, "kind")


def _refuse_twice(what: str, places: list[tuple[str, tuple[str | int, ...]]]) -> None:
    """Raise at the second place where a name stands."""
    seen: set[str] = set()
    for name, where in places:
        if name in seen:
            raise MisplacedError(f"{what} {name} stands twice", *where)
        seen.add(name)
