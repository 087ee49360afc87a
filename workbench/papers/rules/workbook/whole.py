"""The whole workbook: guide, lines, insured patients, totals, lists, and the lines as they were exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import OutSheet, write_workbook
from workbench.kit.values.clock import local
from workbench.papers.rules.workbook import insured
from workbench.papers.rules.workbook.costs import cost_columns
from workbench.papers.rules.workbook.cover import cover_columns
from workbench.papers.rules.workbook.guide import guide_sheet
from workbench.papers.rules.workbook.lines import LineSheet
from workbench.papers.rules.workbook.lists import lists_of
from workbench.papers.rules.workbook.sums import totals_sheet
from workbench.plans.rules.applicable import scope_of, seen_content
from workbench.plans.rules.sheets.layout import ORIGIN, list_name, origin_rows
from workbench.plans.rules.sheets.whole import money_parts
from workbench.plans.rules.sheets.words import labels_of
from workbench.plans.rules.totals import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.definitions.schema import Definition, Part
    from workbench.kit.documents.spreadsheets import Content, Look
    from workbench.papers.content import PaperMeta
    from workbench.papers.rules.workbook.lines import Computed
    from workbench.papers.rules.workbook.lists import Lists
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.totals import Ledger


def workbook_of(content: PlanContent, definition: Definition, meta: PaperMeta, *, plan_id: str) -> bytes:
    """Return the budget of a content as a workbook; the same content and version give the same bytes.

    ``plan_id`` is the plan into which the file can be brought back.
    """
    scope = scope_of(content, definition)  # as in the document: without what does not apply
    content, definition = seen_content(content, scope), scope.asked
    title = content.text("title") or definition.document_title
    sheets = sheets_of(content, definition, title=title, plan_id=plan_id)
    lines = [sheet.name for sheet in sheets if sheet.name in {"Kosten", "Dekking"}]
    named = insured.NAME if any(sheet.name == insured.NAME for sheet in sheets) else ""
    guide = guide_sheet(title, meta.version, local(meta.content_time).date(), lines, insured=named)
    return write_workbook([guide, *sheets], title=title, created=meta.content_time, opens=lines[0] if lines else "")


def sheets_of(content: PlanContent, definition: Definition, *, title: str, plan_id: str) -> list[OutSheet]:
    """Return the sheets behind the guide: lines, insured patients, totals, lists, and the lines as they are now."""
    parts, money = money_parts(definition), ledger(content)
    lists = lists_of(parts, content)
    patients = _patients(parts, money, lists)
    lines: dict[str, LineSheet] = {}
    for name, part in parts.items():
        computed: list[Computed] = (
            cost_columns(part, content, money, lists)
            if name == "budget_lines"
            else cover_columns(part, money, lists, patients)
        )
        lines[name] = LineSheet(part, content.rows(name), lists, computed, labels_of(part, content))
    found = [sheet.sheet(title, plan_id) for sheet in lines.values()]
    found += [patients.sheet] if patients else []
    found += [totals_sheet(lines, money, lists, title), lists.sheet]
    return [*found, _origin_sheet(row for name, sheet in lines.items() for row in origin_rows(name, sheet.origins()))]


def _patients(parts: dict[str, Part], money: Ledger, lists: Lists) -> insured.Patients | None:
    basis = list_name("cover_lines", "basis")
    if "cover_lines" not in parts or "insured" not in lists.labels.get(basis, {}) or not money.insurers:
        return None
    return insured.Patients(money, lists.labels.get(list_name("cover_lines", "insurer"), {}))


def _origin_sheet(rows: Iterable[list[str]]) -> OutSheet:
    cells: dict[tuple[int, int], tuple[Content, Look]] = {
        (number, place): (text, "grey")
        for number, row in enumerate(rows, start=1)
        for place, text in enumerate(row, start=1)
    }
    return OutSheet(ORIGIN, cells, shown="buried")
