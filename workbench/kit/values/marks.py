"""Light marks in typed text: paragraphs, line breaks, and lists of lines that begin with ``- ``; nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLET = re.compile(r"^\s*[-•*–]\s+")
_LONG_WORD = re.compile(r"\S{200,}")
_PIECE = 100


def prose(text: str, lead: str = "") -> Markup:
    """Return typed text as paragraphs and lists, everything in it escaped; ``lead`` stands bold in the first line."""
    blocks = list(_blocks(_bounded(text)))
    if lead:
        words = Markup('<strong class="lead">{}</strong>').format(lead)
        if blocks and blocks[0].startswith("<p>"):
            blocks[0] = Markup("<p>{} {}").format(words, blocks[0][len("<p>") :])
        else:
            blocks.insert(0, Markup("<p>{}</p>").format(words))
    return Markup("").join(blocks)


def one_line(text: str) -> Markup:
    """Return typed text as it stands in a line or cell: escaped, its line ends as breaks."""
    return Markup("<br>").join(escape(line) for line in _bounded(text).split("\n"))


def _blocks(text: str) -> Iterator[Markup]:
    for block in re.split(r"\n[ \t]*\n+", text):
        lines: list[str] = []
        items: list[str] = []
        for line in block.split("\n"):
            if _BULLET.match(line):
                yield from _paragraph(lines)
                lines = []
                items.append(_BULLET.sub("", line))
            else:
                yield from _list(items)
                items = []
                lines.append(line)
        yield from _paragraph(lines)
        yield from _list(items)


def _paragraph(lines: list[str]) -> Iterator[Markup]:
    if any(line.strip() for line in lines):
        yield Markup("<p>{}</p>").format(Markup("<br>").join(escape(line.strip()) for line in lines))


def _list(items: list[str]) -> Iterator[Markup]:
    if items:
        yield Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(item.strip()) for item in items)
        )


def _bounded(text: str) -> str:
    # The layout of one endless word takes time that grows with the square of its length; a zero-width space cuts it.
    return _LONG_WORD.sub(
        lambda word: "\u200b".join(word[0][at : at + _PIECE] for at in range(0, len(word[0]), _PIECE)), text
    )
