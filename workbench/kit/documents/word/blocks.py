"""A block: a heading, paragraph, list item, table, footnote, or what stands in the margin of each page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ITEM_MARK = "- "


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"
    MARGIN = "margin"
    CONTENTS = "contents"


@dataclass(frozen=True)
class Block:
    """One block. ``level`` counts for a heading (0 is the title of the document), ``rows`` for a table.

    ``strong`` is a paragraph that is bold from begin to end, as a heading is that was made by hand.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    strong: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def typed(self) -> str:
        """The block as text: a list item with its mark, a table with a line a row and tabs between cells."""
        if self.kind is BlockKind.TABLE:
            return "\n".join("\t".join(" ".join(cell.split("\n")) for cell in row) for row in self.rows)
        return f"{ITEM_MARK}{self.text}" if self.kind is BlockKind.ITEM else self.text
