"""What a form holds for which its plan has no question any more: the texts in it, with what they were asked as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.definitions.schema import Definition, Part, Question

ANSWER = "answer"  # what a page with one question calls its field
ASKS = "asks"  # the questions or columns of the page, with points between them
# What forms say among themselves; nobody typed it.
OF_FORMS = frozenset(
    {"csrf_token", "version", "request_key", "next", "batch", "confirmed", "applies", "direction", "personal", "action"}
    | {"kept_typing", "new_id", "after", "column", "take_rate", ASKS}
)
_CELL = re.compile(r"row_([a-z0-9][a-z0-9-]{0,39})_(\w{1,60})")
_NAMELESS = frozenset({"references", "reference", "file"})


@dataclass(frozen=True)
class LeftOver:
    """One text: what it was asked as (empty when nobody knows any more), and the text itself."""

    name: str
    text: str


def typed_apart(sent: Sequence[tuple[str, str]], part_id: str, templates: Iterable[Definition]) -> tuple[LeftOver, ...]:
    """Return everything that was typed in a form whose part is gone: a text a question, and one for each row."""
    known = _known(templates, part_id)
    asked = dict(sent).get(ASKS, "").split(".")
    alone: list[LeftOver] = []
    rows: dict[str, list[tuple[str, str]]] = {}
    for name, value in sent:
        if name in OF_FORMS or name.endswith("_version") or not value.strip():
            continue
        cell = _CELL.fullmatch(name)
        key = cell[2] if cell else asked[0] or known.only if name == ANSWER else name
        label, text = _said(known.questions.get(key), value)
        if cell or key in known.columns:
            rows.setdefault(cell[1] if cell else "", []).append((label, text))
        elif text:
            alone.append(LeftOver(label or known.title, text))
    return (*alone, *(_row(cells, known.title) for cells in rows.values() if any(text for _, text in cells)))


def typed_for_nothing(
    sent: Sequence[tuple[str, str]], part: Part, templates: Iterable[Definition]
) -> tuple[LeftOver, ...]:
    """Return what was typed in a form for questions or columns that its part no longer has."""
    there = {one.id for one in (*part.questions, *part.columns)}
    asked = dict(sent).get(ASKS, "").split(".")
    gone = [key for key in asked if key and key not in there]
    kept = [(name, value) for name, value in sent if _asked_as(name, asked) in gone]
    return typed_apart([*kept, (ASKS, ".".join(asked))], part.id, templates) if kept else ()


def renamed(sent: Sequence[tuple[str, str]], part: Part) -> list[tuple[str, str]]:
    """Return the fields of a page of questions as the page names them now: it may have become one question, or more."""
    asked = dict(sent).get(ASKS, "").split(".")
    there = [question.id for question in part.questions]
    if asked in ([""], there):
        return list(sent)
    only = there[0] if len(there) == 1 else None
    named = [(_asked_as(name, asked), value) for name, value in sent if name != ASKS]
    versions = dict(zip(asked, dict(sent).get("version", "").split("."), strict=False))
    fields = [(ANSWER if name == only else name, value) for name, value in named if name not in {"version", ANSWER}]
    return [*fields, ("version", ".".join(versions.get(key, "0") for key in there))]


@dataclass(frozen=True)
class _Known:
    title: str
    questions: Mapping[str, Question]
    columns: frozenset[str]
    only: str


def _known(templates: Iterable[Definition], part_id: str) -> _Known:
    """Return what any template knows of a part: its title, questions and columns, and the only question of a page."""
    questions: dict[str, Question] = {}
    found: Part | None = None
    for definition in templates:
        part = definition.part(part_id)
        found = found or part
        own = (*part.questions, *part.columns) if part else ()
        questions = definition.questions | questions | {one.id: one for one in own}
    if found is None:
        return _Known("", questions, frozenset(), "")
    only = found.questions[0].id if len(found.questions) == 1 else ""
    return _Known(found.title, questions, frozenset(column.id for column in found.columns), only)


def _asked_as(name: str, asked: Sequence[str]) -> str:
    cell = _CELL.fullmatch(name)
    return cell[2] if cell else asked[0] if name == ANSWER and len(asked) == 1 else name


def _said(question: Question | None, value: str) -> tuple[str, str]:
    """Return what a question is called and a value as people read it; the id of a row says nothing to them."""
    if question is None:
        return "", value
    labels = {option.key: option.label for option in question.options}
    return question.label, "" if question.set or question.kind in _NAMELESS else labels.get(value, value)


def _row(cells: Sequence[tuple[str, str]], title: str) -> LeftOver:
    told = [(label, text) for label, text in cells if text]
    lines = [f"{label}: {text}" if label else text for label, text in told]
    return LeftOver(f"{title}: {told[0][1]}" if title else told[0][1], "\n".join(lines))
