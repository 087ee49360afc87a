"""Pasted text as blocks: lines that look like headings, lists, and rows with tabs between their cells."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from workbench.kit.documents.word.blocks import Block, BlockKind
from workbench.kit.documents.word.reading import MOST_CHARACTERS
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_HEADING = 80
MOST_UNNUMBERED = 50
_NUMBERED = re.compile(r"(?:hoofdstuk |bijlage )?(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+\S", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*•·–▪◦]|o(?=\t))\s+")
_SENTENCE_END = (".", ",", ";", ":", "!", "?")


def read_pasted(text: str) -> tuple[Block, ...]:
    """Return pasted text as blocks; raise ``Refused`` when there is nothing in it, or more than fits."""
    lines = storable(text.removeprefix("\ufeff")).split("\n")
    blocks = tuple(_blocks([line.rstrip() for line in lines]))
    if not blocks:
        raise Refused(Message("There is no text here. Copy the text in Word and paste it here."))
    if len(text) > MOST_CHARACTERS:
        raise Refused(Message("This is more text than a plan can hold. Leave out what is no part of the plan."))
    return blocks


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    place = 0
    for is_table, group in groupby(lines, key=lambda line: "\t" in line.strip() and not _ITEM.match(line.strip())):
        found = list(group)
        if is_table and len(found) > 1:
            yield Block(BlockKind.TABLE, rows=tuple(tuple(cell.strip() for cell in line.split("\t")) for line in found))
        else:
            for offset, line in enumerate(found):
                if line.strip():
                    yield _line(lines, place + offset)
        place += len(found)


def _line(lines: Sequence[str], place: int) -> Block:
    line = lines[place].strip()
    mark = _ITEM.match(line)
    if mark:
        return Block(BlockKind.ITEM, line[mark.end() :])
    level = _level(lines, place)
    return Block(BlockKind.HEADING, line, level) if level else Block(BlockKind.PARAGRAPH, line)


def _level(lines: Sequence[str], place: int) -> int:
    """Return the level of a line that looks like a heading, 0 for one that does not."""
    line = lines[place].strip()
    if len(line) > MOST_HEADING or line.endswith(_SENTENCE_END):
        return 0
    numbered = _depth(line)
    around = (_neighbour(lines, place, -1), _neighbour(lines, place, 1))
    if numbered:  # lines of one depth without text between are a numbered list
        return 0 if numbered in {_depth(one) for one in around} else numbered
    alone = (place == 0 or not lines[place - 1].strip()) and bool(around[1])
    titled = line[0].isupper() and len(line) <= MOST_UNNUMBERED
    return 1 if alone and titled and len(line.split()) <= 7 else 0  # noqa: PLR2004 - more words make a sentence


def _neighbour(lines: Sequence[str], place: int, step: int) -> str:
    place += step
    while 0 <= place < len(lines):
        if lines[place].strip():
            return lines[place].strip()
        place += step
    return ""


def _depth(line: str) -> int:
    found = _NUMBERED.match(line)
    return found[1].count(".") + 1 if found and len(line) <= MOST_HEADING and not line.endswith(_SENTENCE_END) else 0
