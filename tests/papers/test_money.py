"""Money on paper: the sentences, the tables that reconcile, and how each income is computed."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import openpyxl

from tests import make
from tests.papers.papers import html_of, meta
from workbench.papers.rules.budget import budget_tables
from workbench.papers.rules.money import notes, uncertain, verdict
from workbench.papers.rules.workbook import workbook_of
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.totals import ledger

if TYPE_CHECKING:
    from workbench.papers.rules.tables import Table
    from workbench.plans.content import PlanContent

COUNT = {"source": "Opgave van de praktijken", "reference_date": "2026-10-01"}
INSURED: list[dict[str, Any]] = [
    {"id": "brug", "insurer": "De Brug", "share": "60", "follows": "preferred"} | COUNT,
    {"id": "dijk", "insurer": "De Dijk", "share": "30", "follows": "follows"} | COUNT,
    {"id": "duin", "insurer": "Het Duin", "share": "10", "follows": "unknown"} | COUNT,
]
INCOME: dict[str, Any] = {
    "id": "oi",
    "description": "Wijkmanagement",
    "funder": "oi",
    "year": 2027,
    "basis": "insured",
    "payment_title": "neighbourhood",
    "tariff": "5.10",
    "per": "year",
    "tariff_source": "Beleid 2027",
    "tariff_date": "2026-07-01",
    "status": "asked",
}
COST: dict[str, Any] = {
    "id": "b",
    "description": "Uren",
    "year": 2027,
    "quantity": "1",
    "rate": 4500000,
    "funder": "oi",
}


def plan(patients: int = 10_000, **changes: Any) -> PlanContent:
    """Return a plan of which the income depends on how many patients one practice has."""
    members = [{"id": "m", "name": "Praktijk De Linde", "discipline": "gp", "patients": patients}]
    given = {"members": members, "insured": INSURED, "cover_lines": [INCOME], "budget_lines": [COST]}
    return make.content(**given | changes)


def tables(content: PlanContent) -> dict[str, Table]:
    """Return the tables of the chapter by their id."""
    definition = make.example()
    return {one.id: one.table for one in budget_tables(content, definition, numbers(content))}


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).replace("\u00a0", " ").split())


def sheet(content: PlanContent) -> list[object]:
    """Return every value that stands in the workbook, as another program reads it."""
    data = workbook_of(content, make.example(), meta(content), plan_id="plan")
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [cell.value for one in book.worksheets for row in one.iter_rows() for cell in row if cell.value is not None]


def test_the_patients_of_one_practice_move_income_verdict_document_and_workbook_together() -> None:
    for patients, income, sentence in (
        (10_000, 45_900_00, "In 2027 is er € 900,00 over."),
        (9_000, 41_310_00, "In 2027 is er € 3.690,00 tekort."),
    ):
        content = plan(patients)
        assert ledger(content).cover_by_year == {2027: income}
        assert verdict(content).replace("\u00a0", " ") == sentence
        assert sentence in words(html_of(content))
        assert income / 100 in sheet(content)


def test_per_patient_and_with_fewer_patients_stand_under_the_verdict() -> None:
    found = [one.replace("\u00a0", " ") for one in notes(plan())]
    assert found == [
        "In 2027 is dat per ingeschreven patiënt € 4,50 aan kosten en € 4,59 aan dekking, bij 10.000 patiënten.",
        "Met één procent minder patiënten komt er in 2027 € 459,00 minder binnen; dan blijft € 441,00 over.",
    ]


def test_an_income_is_told_by_insurer_with_its_tariff_and_sources() -> None:
    (group,) = tables(plan())["money-income"].groups
    assert group.heading
    assert group.heading.words.replace("\u00a0", " ") == (
        "Wijkmanagement: 2027, € 5,10 per patiënt per jaar. Bron van het tarief: Beleid 2027, 1 juli 2026."
    )
    told = [[cell.words.replace("\u00a0", " ") for cell in line.cells] for line in group.lines]
    dated = ["1 oktober 2026", "Opgave van de praktijken"]
    assert told == [
        ["De Brug", "6.000", *dated, "€ 30.600,00"],
        ["De Dijk", "3.000", *dated, "€ 15.300,00"],
        ["Het Duin", "1.000", *dated, "onzeker: € 5.100,00"],
    ]
    assert "van Het Duin is het volgbeleid nog niet bekend" in uncertain(plan())


def test_a_count_that_changes_in_the_year_is_told_with_its_quarters() -> None:
    july = INSURED[0] | {"id": "juli", "share": "50", "reference_date": "2027-07-01"}
    (group,) = tables(plan(insured=[INSURED[0], july]))["money-income"].groups
    assert [line.cells[2].words for line in group.lines] == ["1 oktober 2026 (Q1–Q2)", "1 juli 2027 (Q3–Q4)"]


def test_every_table_of_costs_has_the_same_total() -> None:
    found = tables(plan())
    totals = {found[f"money-{one}"].total.cells[-1].words for one in ("category", "theme", "funder")}  # type: ignore[union-attr]  # there are costs
    quarters = found["money-quarter"].total
    assert quarters
    assert {quarters.cells[1].words} == totals == {"€\u00a045.000,00"}


def test_a_plan_without_money_has_no_tables_of_it() -> None:
    assert tables(make.content()) == {}
    assert "money-income" not in tables(make.content(budget_lines=[COST]))


def test_vat_that_counts_has_a_column_of_its_own() -> None:
    without = words(html_of(plan()))
    with_vat = words(html_of(plan(budget_lines=[COST | {"vat": "v21", "vat_recoverable": "no"}])))
    assert "Btw Totaal" not in without
    assert "Btw Totaal" in with_vat
    assert "€ 9.450,00 € 54.450,00" in with_vat


def test_an_amount_of_nothing_says_why_beside_it() -> None:
    silent = plan(insured=[INSURED[0] | {"follows": "does_not_follow"}])
    assert "volgt niet: De Brug" in html_of(silent)
    assert "volgbeleid onbekend: Het Duin" in html_of(plan())
