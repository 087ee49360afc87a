"""A Word file in pieces: a new piece at each heading, and one for each table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.definitions.kinds import LINE_LIMIT
from workbench.kit.documents.word.blocks import Block, BlockKind
from workbench.plans.rules.aside import MOST_TEXT, portions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_PIECES = 300
MOST_HANDMADE = 80
DEEPEST = 9
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+\S")
_SENTENCE_END = (".", ",", ";", ":", "!", "?")
_APART = {BlockKind.MARGIN, BlockKind.CONTENTS}

Cells = tuple[tuple[str, ...], ...]


class Sort(StrEnum):
    """What a piece is made of."""

    TEXT = "text"
    TABLE = "table"
    MARGIN = "margin"
    CONTENTS = "contents"


@dataclass(frozen=True)
class Piece:
    """One piece: the headings that begin it, those it stands under (outer first), and its text or its table."""

    number: int
    sort: Sort
    headings: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    text: str = ""
    rows: Cells = ()

    @property
    def name(self) -> str:
        """The heading by which people know it: its own, or the one it stands under; empty at the begin of a file."""
        named = (*self.above, *self.headings)
        return named[-1] if named else ""

    @property
    def words(self) -> str:
        """All of its own text, headings first, cells with tabs between them."""
        return "\n".join([*self.headings, *([self.text] if self.text else [])])


def pieces_of(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """Return the pieces of a file, at most ``MOST_PIECES``; together they hold all its text."""
    blocks = _with_headings(blocks)
    for depth in range(DEEPEST, -1, -1):
        found = list(_split(blocks, depth))
        if len(found) <= MOST_PIECES:
            break
    else:
        found = list(_joined(found))
    return tuple(replace(piece, number=number) for number, piece in enumerate(found, start=1))


def table_text(rows: Cells) -> str:
    """Return a table as text: a line a row, tabs between cells."""
    return Block(BlockKind.TABLE, rows=rows).typed


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Take bold and numbered lines for headings where the file has none of Word's own, and no long text for one."""
    blocks = [replace(block, kind=BlockKind.PARAGRAPH) if _is_long_heading(block) else block for block in blocks]
    if any(block.kind is BlockKind.HEADING and block.level for block in blocks):
        return blocks
    return [_as_heading(block) for block in blocks]


def _is_long_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and len(block.text) > LINE_LIMIT


def _as_heading(block: Block) -> Block:
    text = " ".join(block.text.split())
    numbered = _NUMBERED.match(text)
    if block.kind is not BlockKind.PARAGRAPH or len(text) > MOST_HANDMADE or text.endswith(_SENTENCE_END):
        return block
    if not (block.strong or (numbered and "." in numbered[1])):
        return block
    return Block(BlockKind.HEADING, text, numbered[1].count(".") + 1 if numbered else 1)


class _Under:
    """The headings that stand above the place where reading is."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []

    def enter(self, heading: Block) -> None:
        while self.open and self.open[-1][0] >= heading.level:
            self.open.pop()
        if heading.level:  # the title of the document stands above everything, and tells nothing of a piece
            self.open.append((heading.level, heading.text))

    def without(self, own: Sequence[str]) -> tuple[str, ...]:
        texts = [text for _, text in self.open]
        while texts and texts[-1] in own:
            texts.pop()
        return tuple(texts)


def _split(blocks: Iterable[Block], depth: int) -> Iterator[Piece]:
    under, own, body = _Under(), list[str](), list[Block]()
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level <= depth:
            yield from _texts(under, own, body)
            own, body = ([] if body else own), []
            under.enter(block)
            own.append(block.text)
        elif block.kind is BlockKind.TABLE or block.kind in _APART:
            yield from _texts(under, own, body)
            own, body = ([] if body else own), []
            yield _whole(block, under, own)
            own = own if block.kind in _APART else []
        else:
            body.append(block)
    yield from _texts(under, own, body)
    if own and not body:
        yield Piece(0, Sort.TEXT, tuple(own))


def _whole(block: Block, under: _Under, own: Sequence[str]) -> Piece:
    if block.kind in _APART:
        return Piece(0, Sort(block.kind.value), text=block.text)
    return Piece(0, Sort.TABLE, tuple(own), under.without(own), table_text(block.rows), block.rows)


def _texts(under: _Under, own: Sequence[str], body: Sequence[Block]) -> Iterator[Piece]:
    """Yield the text so far as one piece, or as several where it is longer than an answer can be."""
    texts = list(_cut(body))
    for place, text in enumerate(texts):
        headings = tuple(own) if place == 0 else ()
        above = under.without(own) if place == 0 else (*under.without(own), *own)
        yield Piece(0, Sort.TEXT, headings, above, text)


def _cut(body: Sequence[Block]) -> Iterator[str]:
    text, before = "", None
    for block in body:
        for typed in portions(block.typed):
            gap = "\n" if before is BlockKind.ITEM and block.kind is BlockKind.ITEM else "\n\n"
            if text and len(text) + len(typed) + len(gap) > MOST_TEXT:
                yield text
                text = ""
            text = f"{text}{gap}{typed}" if text else typed
            before = block.kind
    if text:
        yield text


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours where a file has more pieces than a page can show: tables and headings become text."""
    text = ""
    for piece in pieces:
        if text and len(text) + len(piece.words) > MOST_TEXT:
            yield Piece(0, Sort.TEXT, text=text)
            text = ""
        text = f"{text}\n\n{piece.words}" if text else piece.words
    if text:
        yield Piece(0, Sort.TEXT, text=text)
