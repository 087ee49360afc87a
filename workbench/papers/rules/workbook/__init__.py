"""The budget as a workbook: every line with working formulas, totals that follow, and all that brings it back."""

from __future__ import annotations

from workbench.papers.rules.workbook.whole import workbook_of

__all__ = ["workbook_of"]
