"""Chapters and their parts, ready to be drawn, in the order of the definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.papers.rules.abbreviations import SET as ABBREVIATIONS
from workbench.papers.rules.abbreviations import abbreviations_table
from workbench.papers.rules.answers import Answer, answer_to
from workbench.papers.rules.blocks import BlockGroup, blocks_of, question_room
from workbench.papers.rules.budget import budget_tables
from workbench.papers.rules.gantt import Planning, planning_of
from workbench.papers.rules.neighbourhood import NeighbourhoodView, neighbourhood_of
from workbench.papers.rules.raci import Raci, raci_of
from workbench.papers.rules.recipes import recipe_for, rows_in_order
from workbench.papers.rules.tables import Table, is_cramped, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.definitions.schema import Chapter, Definition, Part
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.numbering import Numbers

# These read better as blocks, however short they are.
ALWAYS_BLOCKS = frozenset({"activities", "priorities"})
MONEY = frozenset({"budget_lines", "cover_lines"})
# A heading and the space around it, in points.
HEADING = 30.0
LARGEST_ROOM = 330.0


@dataclass(frozen=True)
class Section:
    """A part of a chapter. ``kind`` names the template that draws it; a derived section answers nothing."""

    kind: str
    id: str
    title: str
    room: float = 0.0
    answers: tuple[Answer, ...] = ()
    table: Table | None = None
    groups: tuple[BlockGroup, ...] = ()
    planning: Planning | None = None
    neighbourhood: NeighbourhoodView | None = None
    raci: Raci | None = None
    verdict: str = ""
    notes: tuple[str, ...] = ()
    set: str = ""
    derived: bool = False


@dataclass(frozen=True)
class ChapterView:
    """A chapter with its number, its sections, and the room its opening keeps free."""

    id: str
    number: int
    title: str
    sections: tuple[Section, ...]
    room: float


def chapters_of(definition: Definition, content: PlanContent, numbered: Numbers) -> tuple[ChapterView, ...]:
    """Return all chapters of the definition."""
    found = []
    for place, chapter in enumerate(definition.chapters, start=1):
        sections = tuple(_sections(chapter, definition, content, numbered)) if chapter.parts else (_nothing(chapter),)
        room = min(LARGEST_ROOM, 2 * HEADING + (sections[0].room if sections else HEADING))
        found.append(ChapterView(chapter.id, place, chapter.title, sections, room))
    return tuple(found)


def _nothing(chapter: Chapter) -> Section:
    """Return what stands in a chapter of which no part applies: it keeps its number, so that the others do."""
    return Section("quiet", chapter.id, "", HEADING, verdict="Niet van toepassing")


def _sections(chapter: Chapter, definition: Definition, content: PlanContent, numbered: Numbers) -> Iterable[Section]:
    applies = [part.set for part in chapter.parts if part.id not in content.not_applicable]
    planning = _planning(content, numbered) if "milestones" in applies else None
    if planning and planning.planning and not planning.planning.landscape:
        yield planning
    shows_money = False
    for part in chapter.parts:
        if part.set in MONEY and part.set in applies and not shows_money:
            shows_money = True
            yield from _money(definition, content, numbered)
        if part.set == "figures" and part.set in applies:
            yield from _neighbourhood(content)
        section = _section(part, _title(part, chapter), content, numbered)
        if section is not None:
            yield section
        if part.set == ABBREVIATIONS and part.set in applies:
            yield from _abbreviations(part, definition, content)
    # A page on its side ends the chapter: between two texts it would leave two pages half empty.
    if planning and planning.planning and planning.planning.landscape:
        yield planning


def _title(part: Part, chapter: Chapter) -> str:
    """Return the heading of a part: of a single question its label, since the title is then what the screen asks."""
    title = part.questions[0].label if len(part.questions) == 1 else part.title
    return "" if len(chapter.parts) == 1 and title.casefold() == chapter.title.casefold() else title


def _section(part: Part, title: str, content: PlanContent, numbered: Numbers) -> Section | None:
    """Return a part as a section; None for an optional part without answers."""
    if part.id in content.not_applicable:
        return Section("quiet", part.id, title, HEADING, verdict="Niet van toepassing")
    if part.set is None:
        return _questions(part, title, content, numbered)
    if not content.rows(part.set):
        return None if part.optional else Section("quiet", part.id, title, HEADING, verdict="Niet ingevuld")
    if part.set == "tasks" and (matrix := raci_of(part, content)):
        return Section("raci", part.id, title, HEADING + matrix.room, raci=matrix, set=part.set)
    if part.set in ALWAYS_BLOCKS or is_cramped(part, content):
        groups = blocks_of(part, content, numbered)
        first = groups[0].blocks[0]
        room = HEADING + (HEADING if groups[0].name else 0) + (first.height if first.whole else 80)
        return Section("blocks", part.id, title, min(room, LARGEST_ROOM), groups=groups, set=part.set)
    table = table_of(
        part, content, numbered, recipe_for(part, content, numbered), rows_in_order(part, content, numbered)
    )
    return Section("table", part.id, title, min(HEADING + table.room, LARGEST_ROOM), table=table, set=part.set)


def _questions(part: Part, title: str, content: PlanContent, numbered: Numbers) -> Section | None:
    answers = [(question, answer_to(question, content, numbered)) for question in part.questions]
    visible = tuple(answer for question, answer in answers if answer.key or (question.required and not part.optional))
    if not any(answer.key for answer in visible):
        return None if part.optional else Section("quiet", part.id, title, HEADING, verdict="Niet ingevuld")
    # One question needs no second heading; of several, each says what it answers.
    kind = (
        "facts"
        if all(not answer.long for answer in visible) and len(part.questions) > 1
        else "prose"
        if len(part.questions) == 1
        else "mixed"
    )
    return Section(kind, part.id, title, HEADING + question_room(part.questions[0]), answers=visible)


def _planning(content: PlanContent, numbered: Numbers) -> Section | None:
    planning = planning_of(content, numbered)
    if planning is None:
        return None
    room = min(LARGEST_ROOM, HEADING + planning.height)
    return Section("planning", "planning-drawn", "De planning in één beeld", room, planning=planning, derived=True)


def _abbreviations(part: Part, definition: Definition, content: PlanContent) -> Iterable[Section]:
    table = abbreviations_table(content, definition)
    if table is not None:
        title = "Andere afkortingen in dit plan" if content.rows(ABBREVIATIONS) else part.title
        yield Section("table", "abbreviations-used", title, HEADING + table.room, table=table, derived=True)


def _neighbourhood(content: PlanContent) -> Iterable[Section]:
    view = neighbourhood_of(content)
    if view is not None:
        room = min(LARGEST_ROOM, HEADING + view.room)
        yield Section("neighbourhood", "neighbourhood", "De wijk in het kort", room, neighbourhood=view, derived=True)


def _money(definition: Definition, content: PlanContent, numbered: Numbers) -> Iterable[Section]:
    for one in budget_tables(content, definition, numbered):
        room = HEADING * (2 if one.verdict else 1) + one.table.room
        yield Section(
            "table", one.id, one.title, room, table=one.table, verdict=one.verdict, notes=one.notes, derived=True
        )
