"""Where a piece may go in a template, and which place its headings point to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.plans.rules.from_word import synonyms
from workbench.plans.rules.from_word.pieces import Piece, Sort
from workbench.plans.rules.from_word.tables import columns_for
from workbench.plans.rules.from_word.terms import likeness, terms
from workbench.plans.rules.from_word.years import by_year, year_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Chapter, Definition, Part, Question
    from workbench.plans.rules.from_word.terms import Terms

ASIDE = ""
LEAST = 0.5
LEAST_COLUMNS = 2
_OF_CHAPTER = 0.1  # what a heading above counts that is the chapter's own
_ABOVE = 0.8  # a heading above tells less of a piece than its own


@dataclass(frozen=True)
class Place:
    """A question, or a list in which a piece becomes a row or several. ``key`` is what a form sends."""

    chapter: Chapter
    part: Part
    question: Question | None = None

    @property
    def key(self) -> str:
        """The name by which a form sends this place."""
        return f"q:{self.question.id}" if self.question else f"s:{self.part.set}"

    @property
    def title(self) -> str:
        """What people call this place."""
        return self.question.label if self.question else self.part.title

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Everything this place is called, in the template and in other plans."""
        if self.question:
            of_part = (self.part.title,) if len(self.part.questions) == 1 else ()
            return (self.title, *of_part, *synonyms.QUESTIONS.get(self.question.id, ()))
        return (self.part.title, *synonyms.SETS.get(self.part.set or "", ()))

    def says(self, heading: str) -> bool:
        """Say whether a heading tells nothing that the titles of this place do not tell."""
        said = terms(heading)
        return any(said <= terms(name) for name in (*self.names, self.chapter.title))


def places_of(definition: Definition) -> dict[str, Place]:
    """Return all places of a template by their key, in order: questions with text, and lists that have names."""
    found: list[Place] = []
    for chapter in definition.chapters:
        for part in chapter.parts:
            found += [Place(chapter, part, question) for question in part.questions if question.kind == "text"]
            if part.set is not None:
                found.append(Place(chapter, part))
    return {place.key: place for place in found}


def fits(place: Place, piece: Piece) -> bool:
    """Say whether a piece can go there: text becomes a row only of a list with a name and a text."""
    if place.question is not None or piece.sort is Sort.TABLE:
        return True
    kinds = {column.id: column.kind for column in place.part.columns}
    return kinds.get("name") in {"line", "text"} and "text" in {kind for key, kind in kinds.items() if key != "name"}


def proposed(pieces: Sequence[Piece], definition: Definition) -> dict[int, str]:
    """Return for each piece the key of the place its headings point to, ``ASIDE`` where they point to none."""
    judge = _Judge(definition)
    return {piece.number: judge.place(piece) for piece in pieces}


class _Judge:
    def __init__(self, definition: Definition) -> None:
        self.places = places_of(definition)
        self.names = {key: [terms(name) for name in place.names] for key, place in self.places.items()}
        self.commonness: Mapping[str, int] = Counter(
            word for names in self.names.values() for word in frozenset[str]().union(*names)
        )
        self.known: dict[tuple[str, Terms], float] = {}

    def place(self, piece: Piece) -> str:
        """Return the key of the best place."""
        if piece.sort is Sort.TABLE:
            return self._table(piece)
        return self._text(piece) if piece.sort is Sort.TEXT and piece.text else ASIDE

    def _text(self, piece: Piece) -> str:
        questions = [place for place in self.places.values() if place.question]
        own = self._best(questions, piece.headings, piece.above, 1.0)
        if own:
            return own
        if piece.headings:
            lists = [place for place in self.places.values() if not place.question and fits(place, piece)]
            row = self._best(lists, piece.above[-1:], (), 1.0)
            if row:
                return row
        return self._best(questions, tuple(reversed(piece.above)), (), _ABOVE) or ASIDE

    def _table(self, piece: Piece) -> str:
        scored: list[tuple[float, str]] = []
        near = [*reversed(piece.headings), *reversed(piece.above)]
        for place in self.places.values():
            if place.question:
                continue
            found = columns_for(piece.rows, place.part)
            matched = found.matched
            if matched and year_columns(piece.rows, place.part):  # years tell something, but of no list by themselves
                found, matched = columns_for(by_year(piece.rows, place.part), place.part), matched + 1
            named = max((self._alike(place, terms(heading)) for heading in near), default=0.0)
            if matched >= LEAST_COLUMNS or (matched and named >= LEAST):
                scored.append((found.likeness + named, place.key))
        return max(scored, key=lambda one: one[0])[1] if scored else ASIDE

    def _best(self, places: Sequence[Place], headings: Sequence[str], above: Sequence[str], share: float) -> str:
        """Return the place most like one of the headings, the last of which counts most; empty when none is."""
        best, key = LEAST, ASIDE
        for heading in reversed(headings):
            for place in places:
                score = self._alike(place, terms(heading)) * share
                if score >= LEAST and _is_of(place.chapter, above):
                    score += _OF_CHAPTER
                if score > best or (score == best and not key):
                    best, key = score, place.key
            if key:
                break
        return key

    def _alike(self, place: Place, heading: Terms) -> float:
        asked = (place.key, heading)
        if asked not in self.known:
            alike = (likeness(heading, name, self.commonness) for name in self.names[place.key])
            self.known[asked] = max(alike, default=0.0)
        return self.known[asked]


def _is_of(chapter: Chapter, above: Sequence[str]) -> bool:
    return any(likeness(terms(one), terms(chapter.title), {}) >= LEAST for one in above)
