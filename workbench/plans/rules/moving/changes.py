"""Everything in a new template that touches an answer, with the ways to decide each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.plans.rules.from_word.terms import likeness, terms
from workbench.plans.rules.moving.cells import Cell, Fault, answered, faults, option_said, reread, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.definitions.schema import Definition, Part, Question
    from workbench.plans.content import PlanContent

ASIDE = "aside"
KEEP = "keep"
TO = "to:"
OPTION = "option:"
LEAST = 0.5


class Sort(StrEnum):
    """What a change does; the last three are told, and ask no decision."""

    REMOVED = "removed"
    KIND = "kind"
    OPTION = "option"
    LIMIT = "limit"
    LIST = "list"
    MOVED = "moved"
    REWORDED = "reworded"
    APPLIES = "applies"


@dataclass(frozen=True)
class Way:
    """One way to decide: ``aside``, ``keep``, ``to:`` a question, or ``option:`` another option.

    ``label`` is what the template calls that question or option, empty where the key says all.
    """

    key: str
    label: str = ""


@dataclass(frozen=True)
class Change:
    """One change: where it stood, what it is called, what stands there (a text a row), and the ways to decide."""

    id: str
    sort: Sort
    chapter: str
    label: str
    texts: tuple[str, ...] = ()
    now: str = ""
    ways: tuple[Way, ...] = ()
    proposed: str = ""

    @property
    def asks(self) -> bool:
        """Whether this needs a decision; otherwise it is only told."""
        return bool(self.ways)


def changes_between(content: PlanContent, old: Definition, new: Definition) -> tuple[Change, ...]:
    """Return every change that touches something that was answered, in the order of the old template."""
    found: dict[str, Change] = {}
    for chapter in old.chapters:
        for part in chapter.parts:
            for change in _of_part(content, part, chapter.title, old, new):
                there = found.get(change.id)
                texts = (*there.texts, *change.texts) if there else change.texts
                found[change.id] = replace(change, texts=texts)
    return tuple(found.values())


def default_decisions(changes: tuple[Change, ...]) -> dict[str, str]:
    """Return the proposed way of every change that asks one."""
    return {change.id: change.proposed for change in changes if change.asks}


def change_id(fault: Fault, cell: Cell, option: str) -> str:
    """Return the name by which a decision is sent: the same for all cells of a column."""
    return ".".join(one for one in (fault.value, cell.place, option) if one)


def list_id(name: str) -> str:
    """Return the name of the decision on a list that the new template does not have."""
    return f"{Sort.LIST.value}.{name}"


def _of_part(content: PlanContent, part: Part, chapter: str, old: Definition, new: Definition) -> Iterator[Change]:
    if part.id in content.not_applicable and not _may_stay_out(part, new):
        yield Change(f"applies.{part.id}", Sort.APPLIES, chapter, part.title)
    if part.set is not None and part.set not in new.set_parts:
        rows = content.rows(part.set)
        if rows:
            labels = tuple(row.label for row in rows)
            yield Change(list_id(part.set), Sort.LIST, chapter, part.title, labels, "", (Way(ASIDE),), ASIDE)
        return
    for cell in answered(content, part):
        asked = asked_instead(cell, new)
        wrong = faults(cell, asked, new)
        for fault, option in wrong:
            yield _change(content, cell, asked, (fault, option), chapter, (old, new))
        if not wrong and asked is not None:
            yield from _told(cell, asked, chapter, old, new)


def asked_instead(cell: Cell, new: Definition) -> Question | None:
    """Return what the new template asks in the place of a cell, if it asks it."""
    if not cell.set:
        return new.questions.get(cell.question.id)
    part = new.set_parts.get(cell.set)
    return part.column(cell.question.id) if part else None


def _change(
    content: PlanContent,
    cell: Cell,
    asked: Question | None,
    fault: tuple[Fault, str],
    chapter: str,
    templates: tuple[Definition, Definition],
) -> Change:
    kind, option = fault
    old, new = templates
    text = option_said(cell, option) if option else said(cell, content)
    label = cell.question.label
    if cell.set:
        row = content.row(cell.set, cell.row)
        text = f"{row.label}: {text}" if row and row.label else text
        label = f"{old.set_parts[cell.set].title}: {label}"
    ways, proposed = _ways(content, cell, asked, kind, option, new)
    return Change(change_id(kind, cell, option), Sort(kind.value), chapter, label, (text,), "", ways, proposed)


def _ways(
    content: PlanContent, cell: Cell, asked: Question | None, kind: Fault, option: str, new: Definition
) -> tuple[tuple[Way, ...], str]:
    if kind is Fault.OPTION and asked is not None:
        options = tuple(Way(f"{OPTION}{one.key}", one.label) for one in asked.options)
        same = [way.key for way in options if way.label == option_said(cell, option)]
        return (*options, Way(ASIDE)), same[0] if same else ASIDE
    if kind is Fault.LIMIT:
        return (Way(KEEP), Way(ASIDE)), KEEP
    if kind is Fault.KIND and asked is not None:
        storable = reread(cell, asked, content).storable and asked.kind != "file"
        return ((Way(KEEP), Way(ASIDE)), KEEP) if storable else ((Way(ASIDE),), ASIDE)
    if cell.set:
        return (Way(ASIDE),), ASIDE
    questions = {key: one for key, one in new.questions.items() if one.kind == "text"}
    ways = tuple(Way(f"{TO}{key}", one.label) for key, one in questions.items())
    return (Way(ASIDE), *ways), _likely(cell, questions)


def _likely(cell: Cell, questions: Mapping[str, Question]) -> str:
    """Return the question whose label is most like that of one that is gone, else to set it aside."""
    wanted = terms(cell.question.label)
    scored = {key: likeness(wanted, terms(one.label), {}) for key, one in questions.items()}
    best = max(scored, key=lambda key: scored[key], default="")
    return f"{TO}{best}" if best and scored[best] >= LEAST else ASIDE


def _told(cell: Cell, asked: Question, chapter: str, old: Definition, new: Definition) -> Iterator[Change]:
    before, after = _where(cell, old), _where(cell, new)
    if before != after:
        yield Change(f"moved.{cell.place}", Sort.MOVED, chapter, cell.question.label, now=after)
    if asked.label != cell.question.label:
        yield Change(f"reworded.{cell.place}", Sort.REWORDED, chapter, cell.question.label, now=asked.label)


def _where(cell: Cell, definition: Definition) -> str:
    return next(
        (
            chapter.title
            for chapter in definition.chapters
            for part in chapter.parts
            if (part.set == cell.set if cell.set else any(one.id == cell.question.id for one in part.questions))
        ),
        "",
    )


def _may_stay_out(part: Part, new: Definition) -> bool:
    there = new.part(part.id)
    return there is not None and there.optional
