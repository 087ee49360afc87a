"""The big demo plan holds together as a plan that goes to an insurer must.

Three weaknesses are in it on purpose, as an adviser would name them, and no others:

1. The money of 2028 leans on a promise with a reserve. The municipality's € 32.000 is more than a quarter of that
   year's cover and hangs on a budget that the council adopts a year later; no activity is named that stops when the
   council says no. See ``cover_lines/dek-28-gemeente``, ``risks/risico-gemeente`` and the end of ``budget_note``.
2. Whether loneliness goes down is measured once, in the last November of the plan, when nothing can be adjusted any
   more. Every other indicator has an earlier moment. See ``indicators/ind-eenzaamheid`` and ``ind-nieuw-contact``.
3. One POH-GGZ of three days a week (``bottlenecks``) carries the start of three activities in the second quarter of
   2027, and no risk names her. See ``milestones/mp-wijkspreekuur-start``, ``mp-overlegtafel-afspraak`` and
   ``mp-jongeren-open``.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.definitions.catalogue import REFERENCES
from workbench.definitions.loader import load_definition
from workbench.definitions.recipes import load_recipes
from workbench.kit.values.dates import quarter
from workbench.plans.content import PlanContent, PlanFile, all_rows
from workbench.plans.rules.standing import standing
from workbench.plans.rules.totals import balance, cover_by_year, cover_total, line_total, registered_patients, totals_by
from workbench.plans.rules.visible import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.plans.content import Row

ROOT = Path(__file__).parents[2]
FILE = ROOT / "workbench" / "demo" / "merenwijk.json"
TEMPLATE = ROOT / "plan_templates" / "voorbeeld-oi-wijk-2026.yaml"
PUBLIC_FIGURES = ROOT.parent / "shared" / "data"

# Names of roles, papers and places: these come back wherever the same person or source is meant.
NAMES = {
    *("lead", "responsible", "measured_by", "owner", "contact", "mandate_from"),
    *("source", "compared_with", "unit", "location", "moment", "place", "municipality", "portfolio"),
    *("role", "rate_source", "tariff_source", "contractor", "billing", "organisation", "mandate"),
}
LEAST = {
    "members": 9,
    "partners": 8,
    "insured": 5,
    "board": 7,
    "figures": 12,
    "priorities": 5,
    "themes": 5,
    "activities": 27,
    "milestones": 42,
    "indicators": 12,
    "budget_lines": 42,
    "risks": 7,
    "results": 8,
    "appendices": 7,
    "areas": 1,
    "patient_areas": 4,
    "signals": 12,
    "roles": 5,
    "tasks": 8,
    "criteria": 5,
    "abbreviations": 10,
    "signatures": 2,
}
TOLD_AMOUNTS = (
    *("€ 118.345", "€ 117.543", "€ 77.885,25", "€ 24.000", "€ 32.000"),
    *("€ 3.200", "€ 2.000", "€ 1.200", "€ 40,25", "€ 42,25", "€ 82,50"),
)
POH_GGZ = "POH-GGZ, praktijk Rietvoorn"

KWB_2023, KWB_2024 = "kwb_2023_testwijken.csv", "kwb_2024_nl.csv.gz"
HEALTH_2020 = "rivm_gezondheid_2020_wijk_buurt.csv.gz"
COUNTRY = {KWB_2024: "NL00", HEALTH_2020: "NL01"}
LEIDEN, DISTRICT, STEVENSHOF, SLAAGHWIJK = "GM0546", "WK054608", "WK054609", "BU05460800"
PUBLISHED = {
    "cijfer-inwoners": (KWB_2024, "a_inw", DISTRICT, LEIDEN),
    "cijfer-65plus": (KWB_2024, "p_65_oo", DISTRICT, LEIDEN),
    "cijfer-kinderen": (KWB_2024, "p_00_14", DISTRICT, LEIDEN),
    "cijfer-15-25": (KWB_2024, "p_15_24", DISTRICT, LEIDEN),
    "cijfer-25-45": (KWB_2024, "p_25_44", DISTRICT, LEIDEN),
    "cijfer-45-65": (KWB_2024, "p_45_64", DISTRICT, LEIDEN),
    "cijfer-huishouden": (KWB_2024, "g_hhgro", DISTRICT, LEIDEN),
    "cijfer-koop": (KWB_2024, "p_koopw", DISTRICT, LEIDEN),
    "cijfer-woz": (KWB_2024, "g_wozbag", DISTRICT, LEIDEN),
    "cijfer-woz-slaaghwijk": (KWB_2024, "g_wozbag", SLAAGHWIJK, DISTRICT),
    "cijfer-alleen": (KWB_2023, "a_1p_hh", DISTRICT, STEVENSHOF),
    "cijfer-bijstand": (KWB_2023, "a_soz_wb", DISTRICT, STEVENSHOF),
    "cijfer-wmo": (KWB_2023, "p_wmo_t", DISTRICT, STEVENSHOF),
    "cijfer-jeugdzorg": (KWB_2023, "p_jz_tn", DISTRICT, STEVENSHOF),
    "cijfer-herkomst": (KWB_2023, "p_neu_al", DISTRICT, STEVENSHOF),
    "cijfer-mantelzorg": (HEALTH_2020, "Mantelzorger", DISTRICT, LEIDEN),
    "cijfer-overgewicht": (HEALTH_2020, "ErnstigOvergewicht", DISTRICT, LEIDEN),
    "cijfer-eenzaam": (HEALTH_2020, "Eenzaam", DISTRICT, LEIDEN),
    "cijfer-eenzaam-slaaghwijk": (HEALTH_2020, "Eenzaam", SLAAGHWIJK, DISTRICT),
    "cijfer-angst-slaaghwijk": (HEALTH_2020, "HoogRisicoOpAngstOfDepressie", SLAAGHWIJK, DISTRICT),
    "cijfer-rondkomen-slaaghwijk": (HEALTH_2020, "MoeiteMetRondkomen", SLAAGHWIJK, DISTRICT),
}


@pytest.fixture(scope="module")
def plan() -> PlanContent:
    return PlanFile.model_validate_json(FILE.read_bytes()).content


def test_the_file_is_in_its_one_readable_form() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert PlanFile.model_validate_json(text).to_json() == text


def test_the_canonical_form_survives_the_way_out_and_back(plan: PlanContent) -> None:
    again = PlanContent.model_validate_json(plan.canonical())
    assert again == plan
    assert again.canonical() == plan.canonical()
    assert again.sha256 == plan.sha256


def test_it_is_as_big_as_a_real_plan(plan: PlanContent) -> None:
    small = {name: len(plan.rows(name)) for name, count in LEAST.items() if len(plan.rows(name)) < count}
    assert not small
    assert registered_patients(plan) >= 15_000
    assert sum(result.achieved == "yes" for result in plan.results) >= 3


def test_nothing_is_found_in_it_neither_blocking_nor_advice(plan: PlanContent) -> None:
    assert standing(plan, load_definition(TEMPLATE)).findings == ()


def test_it_uses_everything_that_its_template_asks(plan: PlanContent) -> None:
    definition = load_definition(TEMPLATE)
    unused = {
        f"{name}.{column.id}"
        for name, part in definition.set_parts.items()
        for column in part.columns
        if all(row.cell(column.id) is None for row in plan.rows(name))
    }
    # An upload is no part of an interchange file; the insurers of the demo all have a number of patients; and the
    # quarters of a line by hand are all four.
    assert unused == {"appendices.file", "insured.share", "cover_lines.patients", "cover_lines.quarters"}


def test_every_answer_is_asked_by_the_template(plan: PlanContent) -> None:
    definition = load_definition(TEMPLATE)
    assert set(plan.answers) <= set(definition.questions)
    missing = set(definition.questions) - set(plan.answers)
    assert missing == {"legal_form_other"}


def test_no_sentence_stands_twice(plan: PlanContent) -> None:
    twice = [sentence for sentence, times in Counter(_sentences(plan)).items() if times > 1]
    assert twice == []


def test_every_activity_has_its_own_lead_target_group_and_result(plan: PlanContent) -> None:
    for column in ("lead", "target_group", "result", "goal", "name", "partners"):
        cells = [activity.cell(column) for activity in plan.activities]
        assert None not in cells
        assert len(set(cells)) == len(cells), column


def test_every_result_can_be_counted(plan: PlanContent) -> None:
    assert [activity.id for activity in plan.activities if not re.search(r"[0-9]", activity.result or "")] == []


def test_every_reference_resolves(plan: PlanContent) -> None:
    for name, columns in REFERENCES.items():
        for row in plan.rows(name):
            for column, target in columns.items():
                found = row.cell(column)
                assert found is None or all(plan.row(target, one) for one in row_ids(found)), (
                    f"{name}/{row.id}/{column}"
                )


def test_milestones_lie_within_their_activity_and_activities_within_the_plan(plan: PlanContent) -> None:
    start, end = plan.day("period_start"), plan.day("period_end")
    assert start
    assert end
    periods = {activity.id: (activity.start or end, activity.end or start) for activity in plan.activities}
    assert all(start <= begins < ends <= end for begins, ends in periods.values())
    for milestone in plan.milestones:
        begins, ends = periods[str(milestone.activity)]
        assert milestone.due
        assert begins <= milestone.due <= ends, milestone.id


def test_every_activity_has_a_milestone_and_money_in_its_own_years(plan: PlanContent) -> None:
    ids = {activity.id for activity in plan.activities}
    assert {milestone.activity for milestone in plan.milestones} == ids
    assert {line.activity for line in plan.budget_lines} == ids
    years = {row.id: {day.year for day in (row.start, row.end) if day} for row in plan.activities}
    for line in plan.budget_lines:
        assert line.year in years.get(line.activity or "", set(plan.years)), line.id


def test_every_priority_has_an_activity_and_an_indicator_of_its_own(plan: PlanContent) -> None:
    ids = {priority.id for priority in plan.priorities}
    assert {activity.priority for activity in plan.activities} == ids
    assert {indicator.priority for indicator in plan.indicators} == ids
    of_activity = {activity.id: activity.priority for activity in plan.activities}
    for indicator in plan.indicators:
        assert of_activity[str(indicator.activity)] == indicator.priority, indicator.id
        assert indicator.baseline is not None
        assert indicator.target is not None


def test_registered_patients_are_equal_over_members_and_insurers(plan: PlanContent) -> None:
    assert sum(member.patients or 0 for member in plan.members) == registered_patients(plan) == 15_670
    assert sum(area.patients or 0 for area in plan.patient_areas) == 15_670
    counted = {row.id for row in plan.insured if row.follows in {"preferred", "follows"}}
    for year in plan.years:
        lines = [line for line in plan.cover_lines if line.year == year and line.basis == "insured"]
        assert {line.insurer for line in lines} == counted


def test_a_tariff_says_where_it_comes_from_and_that_it_is_invented(plan: PlanContent) -> None:
    tariffs = [line for line in plan.cover_lines if line.tariff]
    assert tariffs
    assert all("verzonnen voor de demo" in (line.tariff_source or "") and line.tariff_date for line in tariffs)


def test_every_priority_cites_signals_and_every_signal_is_cited(plan: PlanContent) -> None:
    assert {signal for row in plan.priorities for signal in row.signals} == {row.id for row in plan.signals}


def test_it_begins_activities_with_recipes_that_ship(plan: PlanContent) -> None:
    begun = {row.recipe: row for row in plan.activities if row.recipe}
    assert set(begun) <= set(load_recipes(TEMPLATE.parent))
    prescribing = begun["welzijn_op_recept"]
    columns = ("variant", "referral", "feedback", "guidance", "evaluation")
    assert all(prescribing.cell(column) for column in columns)


def test_each_line_without_vat_is_a_product_without_rounding(plan: PlanContent) -> None:
    for line in plan.budget_lines:
        assert line.rate is not None
        quantity = (line.hours or 0) * (line.weeks or 0) if line.hours else line.quantity
        assert quantity is not None
        if line.vat not in {"v9", "v21"}:
            assert line_total(line) == quantity * line.rate, line.id


def test_a_line_by_hand_is_the_sum_of_its_quarters(plan: PlanContent) -> None:
    costs = [(line, line_total(line)) for line in plan.budget_lines if line.spread == "by_hand"]
    covers = [(line, cover_total(line, plan)) for line in plan.cover_lines if line.spread == "by_hand"]
    assert costs
    assert covers
    for row, whole in (*costs, *covers):
        assert sum(quarter or 0 for quarter in (row.q1, row.q2, row.q3, row.q4)) == whole, row.id


def test_the_money_of_each_year_is_as_the_plan_says(plan: PlanContent) -> None:
    years = {year.year: (year.cost, year.cover, year.difference) for year in balance(plan).years}
    assert years == {2027: (118_345_00, 118_385_25, 40_25), 2028: (117_543_00, 117_585_25, 42_25)}
    assert balance(plan).difference == 82_50
    told = plan.text("budget_note") + plan.text("summary")
    assert [amount for amount in TOLD_AMOUNTS if amount not in told] == []


def test_all_ways_of_adding_up_give_the_same_total(plan: PlanContent) -> None:
    whole = balance(plan).cost
    for grouping in ("category", "theme", "activity", "funder"):
        assert sum(group.total for group in totals_by(plan, grouping)) == whole


def test_other_funders_pay_exactly_what_they_are_asked(plan: PlanContent) -> None:
    cost, cover = Counter[tuple[str | None, int | None]](), Counter[tuple[str | None, int | None]]()
    for line in plan.budget_lines:
        cost[line.funder, line.year] += line_total(line) or 0
    for paid in plan.cover_lines:
        cover[paid.funder, paid.year] += cover_total(paid, plan) or 0
    others = {key for key in cost | cover if key[0] != "oi"}
    assert {key: cost[key] for key in others} == {key: cover[key] for key in others}


def test_texts_name_the_numbers_of_the_tables(plan: PlanContent) -> None:
    assert f"{len(plan.activities)} activiteiten" in plan.text("summary")
    professionals = sum(member.professionals or 0 for member in plan.members)
    assert f"met samen {professionals} professionals" in plan.text("cooperation")
    not_counted = sum(row.patients or 0 for row in plan.insured if row.follows in {"unknown", "does_not_follow"})
    assert f"hun {not_counted:,} patiënten".replace(",", ".") in plan.text("budget_note")


def test_public_figures_are_equal_to_what_was_published(plan: PlanContent) -> None:
    if not PUBLIC_FIGURES.is_dir():
        pytest.skip("the published figures are not beside this repository (../shared/data)")
    assert {figure.id for figure in plan.figures} == set(PUBLISHED)
    for figure in plan.figures:
        file, column, place, compared = PUBLISHED[figure.id]
        rows = _published(file)
        assert figure.value == Decimal(rows[place][column]), figure.id
        assert figure.comparison == Decimal(rows[compared][column]), figure.id
        if figure.national is not None:
            assert figure.national == Decimal(rows[COUNTRY[file]][column]), figure.id
        assert str(figure.year) == rows[place]["jaar"]
        assert str(figure.year) in (figure.source or "")


def test_only_demo_addresses_and_no_number_of_a_person(plan: PlanContent) -> None:
    text = plan.canonical().decode()
    assert set(re.findall(r"[\w.-]+@([\w.-]+)", text)) == {"demo.example"}
    assert not re.search(r"\b[0-9]{9}\b", text)


def test_first_weakness_a_quarter_of_2028_hangs_on_a_promise_with_a_reserve(plan: PlanContent) -> None:
    (promised,) = (line for line in plan.cover_lines if "onder voorbehoud" in (line.description or ""))
    assert (promised.id, promised.status) == ("dek-28-gemeente", "committed")
    assert (promised.amount or 0) * 4 > cover_by_year(plan)[2028]


def test_second_weakness_loneliness_is_measured_once_at_the_end(plan: PlanContent) -> None:
    at_the_end = "November 2028"
    assert {row.priority for row in plan.indicators if row.moment == at_the_end} == {"sp-eenzaam"}
    assert {row.moment for row in plan.indicators if row.priority == "sp-eenzaam"} == {at_the_end}


def test_third_weakness_one_practice_nurse_starts_three_activities(plan: PlanContent) -> None:
    hers = {
        row.activity
        for row in plan.milestones
        if row.responsible == POH_GGZ and row.due and (row.due.year, quarter(row.due)) == (2027, 2)
    }
    assert hers == {"act-wijkspreekuur", "act-overlegtafel", "act-jongeren"}
    assert not any("POH-GGZ" in f"{risk.name} {risk.measure}" for risk in plan.risks)


def _sentences(plan: PlanContent) -> Iterator[str]:
    """Every sentence of four words or more, in small letters and without its list mark."""
    texts = [str(text) for text in plan.answers.values()]
    texts += [text for _name, row in all_rows(plan) for text in _written(row)]
    for text in texts:
        for piece in re.split(r"(?<=[.!?:;])\s|\n", text):
            sentence = piece.strip(" -.!?:;").casefold()
            if len(sentence.split()) >= 4:
                yield sentence


def _written(row: Row) -> Iterator[str]:
    for column in type(row).model_fields:
        cell = row.cell(column)
        if column not in NAMES and isinstance(cell, str):
            yield cell


@cache
def _published(file: str) -> dict[str, dict[str, str]]:
    path = PUBLIC_FIGURES / file
    packed = path.read_bytes()
    lines = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode().splitlines()
    return {row["code"]: row for row in csv.DictReader(lines) if row.get("leeftijd", "18+") == "18+"}
