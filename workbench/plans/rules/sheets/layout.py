"""Where things stand in the workbook of a budget: what the export writes is what the import looks for.

Each sheet of lines has a hidden row with the ids of its columns and a hidden column with the ids of its lines, so that
people may move and rename columns. A buried sheet keeps every line as it was exported: what somebody changed since is
known without asking the history, and a colleague's change is told from one's own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TITLES = {"budget_lines": "Kosten", "cover_lines": "Dekking"}
GUIDE, TOTALS, LISTS, ORIGIN = "Toelichting", "Totalen", "Keuzelijsten", "Uitgangspunt"
MARK = "wijkplan-begroting-1"
TITLE_ROW, HINT_ROW, TOTAL_ROW, MARK_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3, 4, 5, 6
KEY_COLUMN, FIRST_COLUMN = 1, 2
COMPUTED = "~"  # what the id of a computed column begins with: it is never read back
SPARE_ROWS = 15
PIECE = 30_000  # characters; a cell of Excel holds 32,767

Held = tuple[Any, "str | None"]


@dataclass(frozen=True)
class Origin:
    """A cell as it was exported: the text that stood in the sheet, its stored value, and what was typed unread."""

    written: str
    value: Any
    unread: str | None

    @property
    def held(self) -> Held:
        """The cell as the plan stores it."""
        return self.value, self.unread


Origins = dict[str, dict[str, dict[str, Origin]]]


def mark(name: str, plan_id: str) -> str:
    """Return what says which set of which plan a sheet holds."""
    return f"{MARK} {name} {plan_id}"


def marked(text: str) -> tuple[str, str] | None:
    """Return the set and the plan of a mark; None for any other text."""
    words = text.split(" ")
    return (words[1], words[2]) if len(words) == 3 and words[0] == MARK and words[1] in TITLES else None  # noqa: PLR2004 - mark, set, plan


def list_name(name: str, column: str) -> str:
    """Return the name of a list to choose from."""
    return f"{name}.{column}"


def origin_rows(name: str, origins: Mapping[str, Mapping[str, Origin]]) -> Iterator[list[str]]:
    """Yield the buried rows of a set: its name, the id of a line, and its cells in pieces that fit in a cell."""
    for row_id, cells in origins.items():
        told = {key: [cell.written, cell.value, cell.unread] for key, cell in cells.items()}
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield [name, row_id, *(text[at : at + PIECE] for at in range(0, len(text), PIECE))]


def origins_of(rows: Sequence[Sequence[str]]) -> Origins | None:
    """Read the buried rows back; None when they are damaged."""
    found: Origins = {}
    try:
        for name, row_id, *pieces in rows:
            told = json.loads("".join(pieces))
            found.setdefault(name, {})[row_id] = {key: _origin(*cell) for key, cell in told.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return found


def _origin(written: object, value: object, unread: object) -> Origin:
    if not isinstance(written, str) or not isinstance(unread, str | None):
        raise TypeError("a damaged cell")
    return Origin(written, tuple(value) if isinstance(value, list) else value, unread)
