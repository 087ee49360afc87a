"""What a row is called: a heading or cell without the number before it, and when two say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.definitions.kinds import TEXT_LIMIT
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.definitions.schema import Question
    from workbench.plans.content import Row

# ``3.2 ``, ``4. ``, ``b) `` or ``Activiteit 3: ``; a number alone may be part of the name, as in ``65 plus``.
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+[.):]?|\d{1,2}[.):]|[a-z]\)|(?:activiteit|speerpunt|project|thema|doel|actie)\s+"
    r"\d{1,2}(?:\.\d{1,2})*\s*[:.\u2013\u2014-])\s+(?=\S)",
    re.IGNORECASE,
)


def unnumbered(heading: str) -> str:
    """Return a heading without its number."""
    return _NUMBER.sub("", heading.strip(), count=1) if _NUMBER.match(heading.strip()) else heading


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for their number, capitals and white space."""
    return bool(one) and _plain(one) == _plain(other)


def joined(rows: Iterable[Row], told: Row, column: Question) -> Row | None:
    """Return the only row of the same name with the text of ``told`` in a column, below what stands there.

    None when no row or several have that name, or when there is no room.
    """
    found = [row for row in rows if row.id != told.id and same_name(row.label, told.label)]
    new = told.cell(column.id)
    if len(found) != 1 or not isinstance(new, str):
        return None
    before = found[0].cell(column.id)
    try:
        text = clean(f"{before}\n\n{new}" if before else new, column.max_chars or TEXT_LIMIT)
    except Refused:
        return None
    cells = found[0].model_dump()
    (cells if column.id in type(told).model_fields else cells["extra"])[column.id] = text
    return type(told).model_validate(cells)


def _plain(name: str) -> str:
    return " ".join(unnumbered(name).casefold().split()).rstrip(".:")
