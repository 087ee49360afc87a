"""Reading a Word file: what a person sees on its pages, in order.

Tracked deletions, hidden text and comments are left out, tracked insertions are in. Footnotes and text boxes come after
the block in which they stand, what stands in the margins of pages comes last, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.documents.word.blocks import ITEM_MARK, Block, BlockKind
from workbench.kit.documents.word.parts import Parts, Style, child, heading_level, is_on, local, value
from workbench.kit.documents.zipped import MEGABYTE, WORD, Limits, open_zip, too_large
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import storable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LIMITS = Limits(packed=25 * MEGABYTE)
MOST_CHARACTERS = 1_000_000
MOST_WORK = 2_000_000  # elements looked at in all, wherever they stand
MOST_SPAN = 63  # Word's own number of columns
# Not seen on the page: what was deleted, the words of a field's command, properties, how a word is pronounced.
_UNSEEN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "docPr"}
    | {"rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"}
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# Ticks and bullets that Word writes as a sign of the typeface Wingdings.
_SIGNS = {"F0FC": "✓", "F0FB": "✗", "F0FE": "☒", "F0A8": "☐", "F06F": "☐", "F0E0": "→", "F0B7": "•", "F0A7": "•"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_MARGINS = {"headerReference", "footerReference"}


def read_word(data: bytes) -> tuple[Block, ...]:
    """Return the text of a DOCX file as blocks; raise ``Refused`` with one sentence for any other file."""
    parts = Parts(open_zip(data, program=WORD, limits=LIMITS))
    tree = parts.tree(parts.main)
    reader = _Reader(parts)
    try:
        blocks = [*reader.blocks(tree), *reader.margins(tree)]
    except RecursionError as deep:  # notes that refer to each other go deeper than one part may
        raise too_large(WORD) from deep
    # Word writes a title that was never filled in as a paragraph of white space.
    kept = tuple(block for block in blocks if block.text or any(any(row) for row in block.rows))
    if not kept:
        raise Refused(Message("There is no text in this file. Choose the Word file in which the plan stands."))
    if sum(len(block.typed) for block in kept) > MOST_CHARACTERS:
        raise _too_much_text()
    return kept


class _Reader:
    """Walks through the elements of one file, by their names without namespace."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._notes: dict[str, dict[str, Element]] = {}
        self._drawn: dict[str, tuple[Block, ...]] = {}
        self._work = self._characters = 0

    def spend(self, elements: int = 1, characters: int = 0) -> None:
        """Count work that is about to be done; raise ``Refused`` when it is more than one file may ask."""
        self._work += elements
        self._characters += characters
        if self._work > MOST_WORK:
            raise too_large(WORD)
        if self._characters > 2 * MOST_CHARACTERS:  # what is counted twice and kept once, as in a margin
            raise _too_much_text()

    def blocks(self, container: Element) -> Iterator[Block]:
        """Yield the blocks of a body, a cell, a note or a text box."""
        for element in container:
            self.spend()
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "altChunk":
                raise Refused(
                    Message("This file holds another file within. Open it in Word, save it again and choose that file.")
                )
            elif name == "AlternateContent":
                yield from self.blocks(_seen_alternative(element))
            elif name not in _UNSEEN:
                yield from self.blocks(element)

    def margins(self, tree: Element) -> Iterator[Block]:
        """Yield what stands above and below the pages, each text once."""
        seen: set[str] = set()
        named = (self.parts.named(value(one, "id")) for one in tree.iter() if local(one) in _MARGINS)
        for part in dict.fromkeys(one for one in named if one):
            found = self.blocks(self.parts.tree(part))
            text = "\n".join(block.typed for block in found if block.typed)
            if text and text not in seen:
                seen.add(text)
                yield Block(BlockKind.MARGIN, text)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        line = _Line(self)
        line.take(element)
        text = _tidy(line.text)
        properties = child(element, "pPr")
        style = self.parts.styles.get(value(child(properties, "pStyle")), Style())
        if text:
            yield _block(text, style, properties, strong=line.is_strong(style))
        yield from line.beside

    def _table(self, element: Element) -> Iterator[Block]:
        cells = [list(_cells(row)) for row in _rows(element)]
        if [len(row) for row in cells] == [1]:  # one cell is a frame around text
            yield from self.blocks(cells[0][0])
            return
        beside: list[Block] = []
        lines = [[self._cell(cell, beside) for cell in row] for row in cells]
        rows = tuple(tuple(text for cell in row for text in _spread(cell)) for row in lines if row)
        yield Block(BlockKind.TABLE, rows=rows)
        yield from beside

    def _cell(self, cell: Element, beside: list[Block]) -> tuple[str, int]:
        found = list(self.blocks(cell))
        beside += [block for block in found if block.kind is BlockKind.NOTE]
        text = "\n".join(block.typed for block in found if block.kind is not BlockKind.NOTE and block.typed)
        stated = value(child(cell, "tcPr", "gridSpan"))
        span = min(int(stated), MOST_SPAN) if stated.isdecimal() else 1
        self.spend(span)
        return text, span

    def note(self, kind: str, note_id: str) -> Iterator[Block]:
        """Yield the text of a footnote or endnote."""
        if kind not in self._notes:
            self._notes[kind] = self.parts.notes(kind)
        found = self._notes[kind].pop(note_id, None)  # what is referred to twice stands on the page once
        text = "\n".join(block.typed for block in self.blocks(found)) if found is not None else ""
        if text:
            yield Block(BlockKind.NOTE, text)

    def drawn(self, relation: str) -> Iterator[Block]:
        """Yield the words of a diagram or chart, which stand in a part of their own."""
        part = self.parts.named(relation)
        if not part or not part.endswith(".xml"):
            return
        if part not in self._drawn:
            self._drawn[part] = tuple(self._words(self.parts.tree(part)))
        found = self._drawn[part]
        self.spend(len(found), sum(len(block.text) for block in found))
        yield from found

    def _words(self, tree: Element) -> Iterator[Block]:
        for element in tree.iter():
            self.spend()
            if local(element) in {"p", "strCache"}:
                words = [one.text or "" for one in self._within(element) if local(one) in {"t", "v"}]
                text = _tidy(("" if local(element) == "p" else "\n").join(words))
                if text:
                    yield Block(BlockKind.PARAGRAPH, text)

    def _within(self, element: Element) -> Iterator[Element]:
        """Yield an element and all below it; a drawing may nest what is asked for, and have it walked many times."""
        for one in element.iter():
            self.spend(1, len(one.text or ""))
            yield one


class _Line:
    """The text of one paragraph, and the blocks that stand beside it: notes, text boxes, diagrams."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.found: list[tuple[str, bool | None]] = []
        self.beside: list[Block] = []

    @property
    def text(self) -> str:
        """What was found, white space as it came."""
        return "".join(text for text, _ in self.found)

    def is_strong(self, style: Style) -> bool:
        """Say whether all of it is bold."""
        marks = [style.is_bold if bold is None else bold for text, bold in self.found if text.strip()]
        return bool(marks) and all(marks)

    def take(self, element: Element, *, bold: bool | None = None) -> None:
        """Take everything that is seen within an element."""
        for one in element:
            self.reader.spend(1, len(one.text or ""))
            name = local(one)
            if name == "t":
                self.found.append((one.text or "", bold))
            elif name in _BREAKS:
                self.found.append((_BREAKS[name], bold))
            elif name == "sym":
                self.found.append((_SIGNS.get(value(one, "char").upper(), ""), bold))
            elif name == "r":
                self._run(one)
            elif name == "AlternateContent":
                self.take(_seen_alternative(one), bold=bold)
            elif name not in _UNSEEN and not self._beside(one, name):
                self.take(one, bold=bold)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        if not is_on(child(properties, "vanish")):
            mark = child(properties, "b")
            self.take(run, bold=None if mark is None else is_on(mark))

    def _beside(self, element: Element, name: str) -> bool:
        if name in _NOTES:
            self.beside += self.reader.note(_NOTES[name], value(element, "id"))
        elif name == "txbxContent":
            self.beside += self.reader.blocks(element)
        elif name == "relIds":
            self.beside += self.reader.drawn(value(element, "dm"))
        elif name == "chart":
            self.beside += self.reader.drawn(value(element, "id"))
        else:
            return False
        return True


def _too_much_text() -> Refused:
    return Refused(Message("This file holds more text than a plan can. Leave out what is no part of the plan."))


def _block(text: str, style: Style, properties: Element | None, *, strong: bool) -> Block:
    stated = heading_level(properties)
    level = style.level if stated is None else stated
    numbered = child(properties, "numPr", "numId")
    if style.is_contents:
        return Block(BlockKind.CONTENTS, text)
    if level is not None:
        return Block(BlockKind.HEADING, " ".join(text.split()), level)
    is_item = style.is_list if numbered is None else value(numbered) != "0"
    if is_item:
        return Block(BlockKind.ITEM, text.removeprefix(ITEM_MARK))
    return Block(BlockKind.PARAGRAPH, text, strong=strong)


def _seen_alternative(element: Element) -> Element:
    """Return the first form of what stands there more than once: the others are for programs that cannot draw it."""
    return next((one for one in element if local(one) == "Choice"), element[0] if len(element) else element)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = local(element)
        if name == "tr":
            if child(element, "trPr", "del") is None:
                yield element
        elif name not in _UNSEEN:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        name = local(element)
        if name == "tc":
            yield element
        elif name not in _UNSEEN:
            yield from _cells(element)


def _spread(cell: tuple[str, int]) -> list[str]:
    """Return a cell as wide as it is, so that those after it stay under their headings."""
    text, span = cell
    return [text, *("" for _ in range(span - 1))]


def _tidy(text: str) -> str:
    lines = (line.rstrip(" \t") for line in storable(text).replace("\u00ad", "").split("\n"))
    return "\n".join(lines).strip()
