"""The proof of completeness: every visible answer stands in the paper, in its own part, in order, once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from workbench.plans.rules.visible import answered

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
HEADINGS = frozenset({"h1", "h2"})


@dataclass(frozen=True)
class Found:
    """An answer as it stands in the paper: its key, the part, the row and the heading under which it stands."""

    key: str
    part: str
    row: str
    heading: str
    words: str


@dataclass(frozen=True)
class Proof:
    """What is wrong with a paper; nothing, for a sound one."""

    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    misplaced: tuple[str, ...] = ()
    disordered: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether every answer is there, in its place, in order and once."""
        return self == Proof()


def missing_answers(html: str, content: PlanContent, definition: Definition) -> list[str]:
    """Return the keys of visible answers that are not in the paper, in the order of the plan."""
    return list(proof_of(html, content, definition).missing)


def proof_of(html: str, content: PlanContent, definition: Definition) -> Proof:
    """Compare a paper with the answers that it should hold."""
    found = answers_in(html)
    wanted = answered(content, definition)
    parts = {ref.key: ref.part for ref in wanted}
    rows = {ref.key: f"{ref.set}/{ref.row}" for ref in wanted if ref.set}
    counts = Counter(one.key for one in found)
    order = {part.id: place for place, part in enumerate(definition.parts)}
    return Proof(
        missing=tuple(ref.key for ref in wanted if not counts[ref.key]),
        twice=tuple(key for key, times in counts.items() if times > 1),
        strange=tuple(key for key in counts if key not in parts),
        misplaced=tuple(one.key for one in found if not _stands_right(one, parts, rows)),
        disordered=_disordered(found, order) + _scattered(found),
        empty=tuple(one.key for one in found if not one.words),
    )


def answers_in(html: str) -> tuple[Found, ...]:
    """Return the answers of a paper in reading order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


def _stands_right(one: Found, parts: dict[str, str], rows: dict[str, str]) -> bool:
    if one.key not in parts:
        return True  # counted as strange
    # A heading above several rows answers for all of them and stands in none.
    return one.part == parts[one.key] and bool(one.heading) and one.row in {"", rows.get(one.key, "")}


def _disordered(found: tuple[Found, ...], order: dict[str, int]) -> tuple[str, ...]:
    """Return answers that come after an answer of a later part."""
    wrong: list[str] = []
    latest = -1
    for one in found:
        place = order.get(one.part, latest)
        if place < latest:
            wrong.append(one.key)
        latest = max(latest, place)
    return tuple(wrong)


def _scattered(found: tuple[Found, ...]) -> tuple[str, ...]:
    """Return answers of a row that was left before and is taken up again."""
    wrong: list[str] = []
    left: set[str] = set()
    current = ""
    for one in found:
        if one.row and one.row != current:
            if one.row in left:
                wrong.append(one.key)
            left.add(current)
            current = one.row
    return tuple(wrong)


@dataclass
class _Open:
    tag: str
    part: str
    row: str
    keys: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Walks a paper and notes each answer with the part, row and heading around it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._open: list[_Open] = [_Open("", "", "")]
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        around = self._open[-1]
        if tag in HEADINGS:
            self._heading = ""
        if tag not in VOID:
            part = given.get("data-part") or around.part
            row = given.get("data-row") or around.row
            self._open.append(_Open(tag, part, row, tuple((given.get("data-answer") or "").split())))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over shapes of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) == 1 or self._open[-1].tag != tag:
            return
        closed = self._open.pop()
        words = " ".join("".join(closed.words).split())
        if tag in HEADINGS:
            self._heading = words
        self._open[-1].words += closed.words
        self.found += [Found(key, closed.part, closed.row, self._heading, words) for key in closed.keys]

    def handle_data(self, data: str) -> None:
        self._open[-1].words.append(data)
