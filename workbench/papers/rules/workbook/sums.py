"""The sheet of totals: cost against cover by year, and sums by category, theme, activity, payer and quarter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import Formula, OutSheet, address
from workbench.papers.rules.workbook.costs import QUARTER_LABEL, REST, REST_LABEL, THEME, TOTAL, euros, quarter_key
from workbench.papers.rules.workbook.lists import THEMES
from workbench.plans.rules.sheets.layout import TOTALS, list_name
from workbench.plans.rules.totals import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.kit.documents.spreadsheets import Content, Look
    from workbench.papers.rules.workbook.lines import LineSheet
    from workbench.papers.rules.workbook.lists import Lists
    from workbench.plans.rules.totals import Ledger
    from workbench.plans.rules.totals.balance import Group

NAME_WIDTH, SUM_WIDTH, CHECK_WIDTH = 44, 16, 30
NO_YEAR = "Zonder jaar"
ALL = 0  # stands for all years together: no plan has a year 0
GROUPS = {
    "budget_lines": (
        ("category", "Kosten per categorie", "Zonder categorie"),
        ("theme", "Kosten per thema", "Zonder thema"),
        ("activity", "Kosten per activiteit", "Zonder activiteit"),
        ("funder", "Kosten per betaler", "Zonder betaler"),
        ("quarter", "Kosten per kwartaal", REST_LABEL),
    ),
    "cover_lines": (
        ("funder", "Dekking per betaler", "Zonder betaler"),
        ("payment_title", "Dekking per betaaltitel", "Zonder betaaltitel"),
        ("status", "Dekking per stand", "Zonder stand"),
        ("quarter", "Dekking per kwartaal", REST_LABEL),
    ),
}


@dataclass(frozen=True)
class _Line:
    """One line of a grouping: its name, which lines it sums, over which amounts, and the sums it has now."""

    name: str
    condition: str
    amounts: str
    sums: Mapping[int | None, int]


@dataclass
class _Page:
    """The cells of the sheet so far, and the next free row; ``years`` are its columns, ``ALL`` the last."""

    years: tuple[int | None, ...]
    cells: dict[tuple[int, int], tuple[Content, Look]] = field(default_factory=dict)
    row: int = 3

    def columns(self) -> Iterator[tuple[int, int | None]]:
        """Yield the columns of amounts with their year."""
        yield from enumerate(self.years, start=2)

    def head(self, title: str) -> None:
        """Begin a table."""
        self.cells[self.row, 1] = (title, "heading")
        for place, year in self.columns():
            words = "Totaal" if year == ALL else str(year) if year else NO_YEAR
            self.cells[self.row, place] = (words, "heading")
        self.row += 1

    def line(self, name: str, sums: Sequence[Formula], *, total: bool = False) -> None:
        """Add a line of sums."""
        self.cells[self.row, 1] = (name, "total_text" if total else "sum_text")
        for (place, _year), one in zip(self.columns(), sums, strict=True):
            self.cells[self.row, place] = (one, "total_money" if total else "sum_money")
        self.row += 1


def totals_sheet(sheets: Mapping[str, LineSheet], money: Ledger, lists: Lists, title: str) -> OutSheet:
    """Return the sheet; every sum is a formula over the lines, and says whether it agrees with their total."""
    years = [year.year for year in money.balance.years if year.year]
    page = _Page((*years, None, ALL))  # a line without a year may be typed later
    page.cells[1, 1] = (f"{TOTALS}: {title}", "title")
    _balance(page, sheets, money)
    for name, groups in GROUPS.items():
        for key, heading, nothing in groups:
            lines = _lines(key, sheets[name], money, lists, nothing) if name in sheets else []
            if lines:
                page.row += 1
                _group(page, heading, lines, sheets[name])
    last = len(page.years) + 1
    widths = {1: NAME_WIDTH} | dict.fromkeys(range(2, last + 1), SUM_WIDTH) | {last + 1: CHECK_WIDTH}
    return OutSheet(TOTALS, page.cells, widths=widths, frozen=(3, 2))


def _balance(page: _Page, sheets: Mapping[str, LineSheet], money: Ledger) -> None:
    page.head("Kosten en dekking")
    known = {"budget_lines": money.cost_by_year, "cover_lines": money.cover_by_year}
    rows: dict[str, int] = {}
    for name, sheet in sheets.items():
        rows[name] = page.row
        page.line(sheet.name, _sums(page, sheet, _Line("", "", sheet.range(TOTAL), known[name])))
    if len(rows) == len(known):
        over = [
            Formula(
                f"={address(rows['cover_lines'], place)}-{address(rows['budget_lines'], place)}",
                euros(_of(known["cover_lines"], year) - _of(known["budget_lines"], year)),
            )
            for place, year in page.columns()
        ]
        page.line("Dekking min kosten", over, total=True)


def _group(page: _Page, heading: str, lines: Sequence[_Line], sheet: LineSheet) -> None:
    page.head(heading)
    first = page.row
    for line in lines:
        page.line(line.name, _sums(page, sheet, line))
    totals = [
        Formula(
            f"=SUM({address(first, place)}:{address(page.row - 1, place)})",
            euros(sum(_of(line.sums, year) for line in lines)),
        )
        for place, year in page.columns()
    ]
    last = len(page.years) + 1
    here, years = address(page.row, last), f"SUM({address(page.row, 2)}:{address(page.row, last - 1)})"
    agrees = f"(ROUND({here}-SUM({sheet.range(TOTAL)}),2)=0)*(ROUND({here}-{years},2)=0)=1"
    page.cells[page.row, last + 1] = (Formula(f'=IF({agrees},"Klopt","Let op: telt niet op")', "Klopt"), "hint")
    page.line("Totaal", totals, total=True)


def _lines(key: str, sheet: LineSheet, money: Ledger, lists: Lists, nothing: str) -> list[_Line]:
    """Return the lines of a grouping; none when the template does not ask for it."""
    name = sheet.part.set or ""
    groups: Sequence[Group] = money.costs_by(key) if name == "budget_lines" else money.cover_by(key)  # type: ignore[arg-type]  # each key stands beside its set in GROUPS
    sums = {group.key: group.by_year for group in groups}
    if key == "quarter":
        return _by_quarter(sheet, sums)
    found = lists.themes if key == "theme" else lists.labels.get(list_name(name, key), {})
    column = THEME if key == "theme" else key
    if column not in sheet.columns or not found:
        return []
    list_key = THEMES if key == "theme" else list_name(name, key)
    cells, known, amounts = sheet.range(column), lists.range(list_key), sheet.range(TOTAL)
    lines = [
        _Line(label, f"*({cells}={lists.option(list_key, one)})", amounts, sums.get(one, {}))
        for one, label in found.items()
    ]
    rest = _merged([by_year for one, by_year in sums.items() if one not in found])
    return [*lines, _Line(nothing, f"*(1-ISNUMBER(MATCH({cells},{known},0)))", amounts, rest)]


def _by_quarter(sheet: LineSheet, sums: Mapping[str | None, Mapping[int | None, int]]) -> list[_Line]:
    columns: list[tuple[str, str, str | None]] = [
        (quarter_key(place), QUARTER_LABEL.format(place), key) for place, key in enumerate(QUARTERS, start=1)
    ]
    if REST in sheet.columns:
        columns.append((REST, REST_LABEL, None))
    return [_Line(label, "", sheet.range(column), sums.get(key, {})) for column, label, key in columns]


def _sums(page: _Page, sheet: LineSheet, line: _Line) -> list[Formula]:
    return [
        Formula(f"=SUMPRODUCT({_of_year(sheet, year)}{line.condition},{line.amounts})", euros(_of(line.sums, year)))
        for _place, year in page.columns()
    ]


def _of_year(sheet: LineSheet, year: int | None) -> str:
    """Return 1 for each line of a year, 0 for each other."""
    if year == ALL or "year" not in sheet.columns:
        every = f"(ROW({sheet.range(TOTAL)})>0)"
        return f"{every}*{int(year in {ALL, None})}"
    cells = sheet.range("year")
    return f"({cells}={year})*1" if year else f"(1-ISNUMBER({cells}))"


def _of(sums: Mapping[int | None, int], year: int | None) -> int:
    return sum(sums.values()) if year == ALL else sums.get(year, 0)


def _merged(found: Sequence[Mapping[int | None, int]]) -> dict[int | None, int]:
    merged: dict[int | None, int] = {}
    for one in found:
        for year, amount in one.items():
            merged[year] = merged.get(year, 0) + amount
    return merged
