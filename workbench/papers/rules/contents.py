"""The list of contents: entries in two columns of about equal length, divided here.

Dividing is done beforehand because columns that balance themselves lay the list out many times, which cost a quarter
of the time of a whole paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.papers.rules.chapters import ChapterView

# Points of a line of a chapter, of a part, and of the space under an entry; letters that fit on such lines.
CHAPTER_LINE, PART_LINE, SPACE = 15.0, 13.0, 9.0
CHAPTER_LETTERS, PART_LETTERS = 36, 40
# Points of a column on one page, below the heading.
COLUMN = 640.0


@dataclass(frozen=True)
class Entry:
    """A chapter or annex: its number (none for an annex), title, anchor, and its parts as titles with anchors."""

    number: str
    title: str
    anchor: str
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def height(self) -> float:
        """The height in points, with the space under it."""
        own = CHAPTER_LINE * _lines(self.title, CHAPTER_LETTERS)
        return own + sum(PART_LINE * _lines(title, PART_LETTERS) for title, _anchor in self.parts) + SPACE


def contents_of(chapters: Sequence[ChapterView], annexes: Sequence[tuple[str, str]]) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries in columns; without parts when those do not fit on one page, in one list when nothing does.

    ``annexes`` are titles with their anchors.
    """
    detailed = (*(_chapter(chapter) for chapter in chapters), *(Entry("", *annex) for annex in annexes))
    for entries in (detailed, tuple(replace(entry, parts=()) for entry in detailed)):
        columns = _divided(entries)
        if all(sum(entry.height for entry in column) <= COLUMN for column in columns):
            return columns
    return (entries,)


def _chapter(chapter: ChapterView) -> Entry:
    anchor = f"h-{chapter.number}"
    parts = tuple((section.title, f"{anchor}-{section.id}") for section in chapter.sections if section.title)
    return Entry(str(chapter.number), chapter.title, anchor, parts)


def _divided(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], ...]:
    """Return two columns of which the longest is as short as it can be."""
    whole, first, best = sum(entry.height for entry in entries), 0.0, (float("inf"), 0)
    for at, entry in enumerate(entries, start=1):
        first += entry.height
        best = min(best, (max(first, whole - first), at))
    return tuple(column for column in (entries[: best[1]], entries[best[1] :]) if column)


def _lines(title: str, letters: int) -> int:
    return max(1, -(-len(title) // letters))
