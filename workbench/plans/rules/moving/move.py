"""The content of a plan in a new template, after every decision."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.definitions.kinds import TEXT_LIMIT
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean
from workbench.plans.content import SETS, PlanContent
from workbench.plans.rules.aside import aside_row, portions
from workbench.plans.rules.moving.cells import Cell, Fault, answered, chosen, faults, option_said, reread, said
from workbench.plans.rules.moving.changes import (
    ASIDE,
    KEEP,
    OPTION,
    TO,
    asked_instead,
    change_id,
    changes_between,
    default_decisions,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Definition, Part, Question
    from workbench.plans.content import Row


@dataclass(frozen=True)
class Move:
    """The content after a move, and which pieces were kept as they were, changed by a decision, or set aside."""

    content: PlanContent
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    aside: tuple[str, ...]


def moved(
    content: PlanContent, old: Definition, new: Definition, decisions: Mapping[str, str], origin: str = ""
) -> PlanContent:
    """Return the content in another template; see ``move``."""
    return move(content, old, new, decisions, origin).content


def move(
    content: PlanContent, old: Definition, new: Definition, decisions: Mapping[str, str], origin: str = ""
) -> Move:
    """Move a content to another template. ``decisions`` are ways by the id of a change; one not given is as proposed.

    A decision that is not among the ways of its change counts as set aside, so that nothing is lost by a wrong one.
    ``origin`` is said of texts set aside.
    """
    changes = changes_between(content, old, new)
    ways = {change.id: {way.key for way in change.ways} for change in changes}
    asked = default_decisions(changes) | {
        key: way if way in ways[key] else ASIDE for key, way in decisions.items() if ways.get(key)
    }
    moving = _Moving(content, old, new, asked, origin or old.versioned)
    for part in old.parts:
        moving.take(part)
    return moving.done()


@dataclass
class _Moving:
    content: PlanContent
    old: Definition
    new: Definition
    decisions: Mapping[str, str]
    origin: str
    kept: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    to_append: list[tuple[Cell, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers: dict[str, Any] = dict(self.content.answers)
        self.unread = dict(self.content.unread)
        self.rows = {
            name: {row.id: row.model_dump(mode="json", exclude_defaults=True) for row in self.content.rows(name)}
            for name in SETS
        }

    def take(self, part: Part) -> None:
        """Bring everything of one old part over."""
        if part.set is not None and part.set not in self.new.set_parts:
            self._put_list_aside(part, part.set)
            return
        for cell in answered(self.content, part):
            asked = asked_instead(cell, self.new)
            wrong = faults(cell, asked, self.new)
            if not wrong:
                self.kept.append(cell.piece)
            for fault, option in wrong:
                way = self.decisions.get(change_id(fault, cell, option), ASIDE)
                self._decide(cell, asked, fault, option, way)

    def done(self) -> Move:
        """Return the content with what the new template prescribes, and the texts set aside at its end."""
        for cell, key in self.to_append:  # last: the answer they go below may itself be changed or set aside
            if self._append(key, said(cell, self.content)):
                self.changed.append(cell.piece)
            else:
                self._put_aside(cell, "")
        named = {part.id for part in self.new.parts if part.optional}
        made: dict[str, Any] = {
            "definition": self.new.key,
            "definition_version": self.new.version,
            "answers": self.answers,
            "unread": self.unread,
            "not_applicable": [part for part in self.content.not_applicable if part in named],
        }
        made |= {name: list(rows.values()) for name, rows in self.rows.items()}
        for name, part in self.new.set_parts.items():
            there = self.rows[name]
            made[name] += [{"id": row.id, "name": row.name} for row in part.rows if row.id not in there]
        made["set_aside"] += self._aside()
        content = PlanContent.model_validate(made)
        return Move(content, tuple(self.kept), tuple(self.changed), tuple(self.gone))

    def _decide(self, cell: Cell, asked: Question | None, fault: Fault, option: str, way: str) -> None:
        if way == KEEP and fault is Fault.LIMIT:
            self.kept.append(cell.piece)
        elif way == KEEP and asked is not None:
            reading = reread(cell, asked, self.content)
            value = None if reading.value is None else asked.answer_kind.stored(reading.value)
            self._set(cell, value, reading.unread)
            self.changed.append(cell.piece)
        elif way.startswith(OPTION):
            self._replace_option(cell, option, way.removeprefix(OPTION))
            self.changed.append(cell.piece)
        elif way.startswith(TO):
            self._set(cell, None, None)
            self.to_append.append((cell, way.removeprefix(TO)))
        else:
            self._put_aside(cell, option)

    def _append(self, key: str, text: str) -> bool:
        """Put a text below the answer to another question; say whether there was room."""
        before = self.answers.get(key)
        try:
            made = clean(f"{before}\n\n{text}" if before else text, self.new.questions[key].max_chars or TEXT_LIMIT)
        except Refused:
            return False
        self.answers[key] = made
        return True

    def _replace_option(self, cell: Cell, option: str, other: str) -> None:
        there = self._now(cell)
        kept = {key for key in chosen(there) if key != option} | ({other} if other else set())
        many = cell.question.answer_kind.many
        self._set(cell, tuple(sorted(kept)) or None if many else other or None, None)

    def _put_aside(self, cell: Cell, option: str) -> None:
        if option:
            self._replace_option(cell, option, "")
            text = option_said(cell, option)
        else:
            self._set(cell, None, None)
            text = said(cell, self.content)
        if cell.set:
            row = self.content.row(cell.set, cell.row)
            text = f"{row.label}: {text}" if row and row.label else text
        self._keep_text(self._title(cell), text)
        self.gone.append(cell.piece)

    def _title(self, cell: Cell) -> str:
        if not cell.set:
            return cell.question.label
        return f"{self.old.set_parts[cell.set].title}: {cell.question.label}"

    def _put_list_aside(self, part: Part, name: str) -> None:
        lines: dict[str, list[str]] = {row.id: [] for row in self.content.rows(name)}
        for cell in answered(self.content, part):
            self.gone.append(cell.piece)
            lines[cell.row].append(f"{cell.question.label}: {said(cell, self.content)}")
        for row in self.content.rows(name):
            text = "\n".join([*lines[row.id], *_hidden(row, part)])
            self._keep_text(f"{part.title}: {row.label}" if row.label else part.title, text)
        self.rows[name] = {}

    def _keep_text(self, title: str, text: str) -> None:
        if text:
            self.texts.setdefault(title, []).append(text)

    def _aside(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for title, texts in self.texts.items():
            for text in portions("\n".join(texts)):
                known = f"{self.content.sha256}{self.new.fingerprint}{len(found)}"
                row_id = f"m{hashlib.sha256(known.encode()).hexdigest()[:16]}"
                row = aside_row(row_id, title, self.origin, text)
                found.append(row.model_dump(mode="json", exclude_defaults=True))
        return found

    def _now(self, cell: Cell) -> Any:  # noqa: ANN401 - the JSON form of any answer
        if not cell.set:
            return self.answers.get(cell.question.id)
        row = self.rows[cell.set][cell.row]
        found = row.get(cell.question.id, row.get("extra", {}).get(cell.question.id))
        return tuple(found) if isinstance(found, list) else found

    def _set(self, cell: Cell, value: object, unread: str | None) -> None:
        if not cell.set:
            _put(self.answers, cell.question.id, value)
            _put(self.unread, cell.question.id, unread)
            return
        row = self.rows[cell.set][cell.row]
        own = cell.question.id in SETS[cell.set].model_fields
        _put(row if own else row.setdefault("extra", {}), cell.question.id, value)
        _put(row.setdefault("unread", {}), cell.question.id, unread)


def _put(cells: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        cells.pop(key, None)
    else:
        cells[key] = value


def _hidden(row: Row, part: Part) -> list[str]:
    """Return the cells of a row that the old template did not show, which go with it all the same."""
    shown = {column.id for column in part.columns}
    own = [key for key in type(row).model_fields if key not in {"id", "unread", "extra", *shown}]
    return [f"{key}: {row.cell(key)}" for key in (*own, *row.extra) if key not in shown and row.cell(key) is not None]
