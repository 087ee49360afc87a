"""Workbooks as bytes: reading what anybody may have made, and writing our own.

Reading refuses within seconds what is no fair workbook; writing gives the same bytes for the same values.
"""

from __future__ import annotations

from workbench.kit.documents.spreadsheets.reading import MOST_BYTES, read_workbook
from workbench.kit.documents.spreadsheets.values import (
    Cell,
    Row,
    Sheet,
    Value,
    Workbook,
    address,
    column_letters,
    short,
)
from workbench.kit.documents.spreadsheets.writing import (
    Choices,
    Content,
    Formula,
    Look,
    OutSheet,
    holds,
    write_workbook,
)

__all__ = [
    "MOST_BYTES",
    "Cell",
    "Choices",
    "Content",
    "Formula",
    "Look",
    "OutSheet",
    "Row",
    "Sheet",
    "Value",
    "Workbook",
    "address",
    "column_letters",
    "holds",
    "read_workbook",
    "short",
    "write_workbook",
]
