"""The two smaller demo plans: zuidrand is complete, on another template; bloemenbuurt has each fault that is found."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import workbench
from workbench.config import resource_root
from workbench.definitions.catalogue import REFERENCES
from workbench.definitions.loader import load_folder
from workbench.plans.content import PlanContent, PlanFile, all_rows
from workbench.plans.rules.standing import PartState, Standing, standing
from workbench.plans.rules.totals import balance, cover_by, totals_by
from workbench.plans.rules.visible import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition

DEMO = Path(workbench.__file__).parent / "demo"
# The name of a prescribed row is the template's, and several signals may come from one source.
GIVEN = {"appendices": frozenset({"name"}), "criteria": frozenset({"name"}), "signals": frozenset({"source"})}
SMALL = ("zuidrand", "bloemenbuurt")


@cache
def plan_file(name: str) -> PlanFile:
    return PlanFile.model_validate_json((DEMO / f"{name}.json").read_bytes())


def plan(name: str) -> PlanContent:
    return plan_file(name).content


def definition(content: PlanContent) -> Definition:
    return load_folder(resource_root() / "plan_templates")[content.definition]


def judged(name: str) -> Standing:
    return standing(plan(name), definition(plan(name)))


def finding(part: str, row: str | None, question: str | None, rule: str) -> str:
    """Return the one message of that kind at that field."""
    at = (part, row, question, rule)
    (found,) = [one for one in judged("bloemenbuurt").findings if (one.part, one.row, one.question, one.rule) == at]
    return found.message.english()


def dangling(content: PlanContent) -> Iterator[str]:
    """Tell which cells point at a row that is not there."""
    for name, columns in REFERENCES.items():
        for row in content.rows(name):
            for column, target in columns.items():
                pointed = row.cell(column)
                if pointed is not None and not all(content.row(target, one) for one in row_ids(pointed)):
                    yield f"{name}/{row.id}/{column}"


def written(content: PlanContent) -> Iterator[str]:
    """Yield every text that somebody wrote."""
    yield from (str(answer) for answer in content.answers.values())
    for name, row in all_rows(content):
        given = GIVEN.get(name, frozenset())
        yield from (value for key, value in row.model_dump().items() if isinstance(value, str) and key not in given)


def sentences(content: PlanContent) -> Iterator[str]:
    """Yield every sentence of six words or more; a list item is a sentence."""
    for text in written(content):
        yield from (one for one in re.split(r"(?<=[.?:;])\s+|\n+", text) if len(one.split()) > 5)


@pytest.mark.parametrize("name", SMALL)
def test_a_demo_file_is_in_the_form_that_an_export_has(name: str) -> None:
    assert plan_file(name).to_json() == (DEMO / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "slug"), [("zuidrand", "zuidrand"), ("bloemenbuurt", "merenwijk")])
def test_a_demo_plan_belongs_to_its_collaboration(name: str, slug: str) -> None:
    found = plan_file(name)
    assert (found.slug, found.organisation.slug) == (name, slug)
    assert found.content.text("collaboration") == found.organisation.name


@pytest.mark.parametrize("name", SMALL)
def test_a_demo_plan_fits_the_version_of_its_template(name: str) -> None:
    assert plan(name).definition_version == definition(plan(name)).version


@pytest.mark.parametrize("name", SMALL)
def test_a_demo_plan_answers_only_what_is_asked(name: str) -> None:
    asked = definition(plan(name))
    assert not {*plan(name).answers, *plan(name).unread} - set(asked.questions)
    assert not {key for key, row in all_rows(plan(name)) if key not in asked.set_parts or row.extra}


@pytest.mark.parametrize("name", SMALL)
def test_every_choice_in_a_demo_plan_is_offered(name: str) -> None:
    parts = definition(plan(name)).set_parts
    for key, row in all_rows(plan(name)):
        for column in parts[key].columns:
            offered = {option.key for option in column.options} | {None}
            assert column.kind != "choice" or row.cell(column.id) in offered, f"{key}/{row.id}/{column.id}"


@pytest.mark.parametrize("name", SMALL)
def test_every_reference_in_a_demo_plan_finds_its_row(name: str) -> None:
    assert not list(dangling(plan(name)))


@pytest.mark.parametrize("name", SMALL)
def test_only_parts_that_may_be_left_out_do_not_apply(name: str) -> None:
    for key in plan(name).not_applicable:
        part = definition(plan(name)).part(key)
        assert part is not None, key
        assert part.optional, key


def test_no_sentence_stands_twice_in_the_small_plans_or_in_the_examples() -> None:
    parts = definition(plan("zuidrand")).parts
    examples = "\n".join(part.example or "" for part in parts)
    found = Counter(chain.from_iterable(sentences(plan(name)) for name in SMALL))
    assert not [sentence for sentence, times in found.items() if times > 1 or sentence in examples]


@pytest.mark.parametrize("name", SMALL)
def test_every_address_in_a_demo_plan_is_invented(name: str) -> None:
    addresses = [word for text in written(plan(name)) for word in text.split() if "@" in word]
    assert addresses
    assert all(address.endswith("@demo.example") for address in addresses)


def test_zuidrand_has_the_size_it_was_written_for() -> None:
    names = ("themes", "activities", "milestones", "indicators", "budget_lines", "members", "signals", "partners")
    assert [len(plan("zuidrand").rows(name)) for name in names] == [3, 10, 14, 8, 16, 5, 8, 4]
    assert plan("zuidrand").years == (2027,)


def test_the_demo_shows_two_templates() -> None:
    assert plan("bloemenbuurt").definition == "voorbeeld-oi-wijk-2026"
    assert plan("zuidrand").definition == "experiment-hecht-wijkverband-2026"


def test_zuidrand_has_no_gap_but_what_nobody_can_look_up() -> None:
    found = judged("zuidrand").findings
    assert {(one.rule, one.blocking) for one in found} == {("unknown_demand", False)}
    assert set(judged("zuidrand").states.values()) == {PartState.DONE, PartState.NOT_APPLICABLE}


def test_zuidrand_is_a_first_plan_without_a_look_back() -> None:
    assert plan("zuidrand").not_applicable == ("changes", "lookback", "patient_areas", "results")


def test_everything_in_zuidrand_hangs_together() -> None:
    content = plan("zuidrand")
    activities = {row.id for row in content.activities}
    assert {row.activity for row in content.milestones} == activities
    assert {row.activity for row in content.budget_lines} == activities
    assert {row.theme for row in content.activities} == {row.id for row in content.themes}
    assert {row.priority for row in content.indicators} == {row.id for row in content.priorities}


def test_zuidrand_balances_to_the_cent_for_every_payer() -> None:
    content = plan("zuidrand")
    assert (balance(content).cost, balance(content).difference) == (77_572_50, 0)
    cost = {group.key: group.total for group in totals_by(content, "funder")}
    assert cost == {group.key: group.total for group in cover_by(content, "funder")}


def test_zuidrand_lives_on_grants_in_instalments_and_on_no_tariff() -> None:
    lines = plan("zuidrand").cover_lines
    assert {line.basis for line in lines} == {"grant"}
    assert not [line for line in lines if line.tariff or line.patients]
    (by_hand,) = (line for line in lines if line.spread == "by_hand")
    assert (by_hand.q2 or 0) + (by_hand.q4 or 0) == by_hand.amount
    assert sum(line.amount or 0 for line in lines if line.payment_title == "experiment") == 59_832_50


def test_zuidrand_tells_how_many_patients_its_members_have() -> None:
    assert sum(row.patients or 0 for row in plan("zuidrand").members) == 4800


@pytest.mark.parametrize("amount", ["€ 77.572,50", "€ 59.832,50"])
def test_the_summary_of_zuidrand_names_the_amounts_of_its_budget(amount: str) -> None:
    assert amount in plan("zuidrand").text("summary")


def test_bloemenbuurt_is_partly_done_partly_begun_and_partly_empty() -> None:
    content = plan("bloemenbuurt")
    chapters = Counter(judged("bloemenbuurt").of_chapter(chapter) for chapter in definition(content).chapters)
    assert (chapters[PartState.DONE], chapters[PartState.IN_PROGRESS], chapters[PartState.NOT_STARTED]) == (1, 10, 4)


def test_bloemenbuurt_has_one_part_that_does_not_apply() -> None:
    assert plan("bloemenbuurt").not_applicable == ("changes",)


@pytest.mark.parametrize(
    ("part", "row", "column", "typed", "told"),
    [
        ("budget_lines", "bg-ouderkamer", "rate", "1.250 à 1.400", "Type an amount"),
        ("milestones", "mp-slaapboekje", "due", "31 februari 2027", "This date does not exist"),
        ("insured", "vz-andere", "patients", "ongeveer 800", "Type a whole number"),
    ],
)
def test_bloemenbuurt_keeps_what_could_not_be_read(part: str, row: str, column: str, typed: str, told: str) -> None:
    found = plan("bloemenbuurt").row(part, row)
    assert found is not None
    assert found.cell(column) is None
    assert found.unread == {column: typed}
    assert told in finding(part, row, column, "answer_unread")


def test_bloemenbuurt_has_a_mission_that_is_too_long() -> None:
    assert finding("mission", None, "mission", "text_too_long").startswith("This text has 156 words; at most 80")


def test_bloemenbuurt_has_an_activity_that_ends_before_it_begins() -> None:
    assert finding("activities", "act-slaapweken", "end", "activity_order").startswith(
        "This activity ends before it begins"
    )


def test_bloemenbuurt_has_a_milestone_after_its_period() -> None:
    assert (
        finding("milestones", "mp-opening", "due", "milestone_in_plan")
        == "This milestone falls outside the period of the plan."
    )


def test_bloemenbuurt_has_one_budget_line_without_an_activity() -> None:
    assert [line.id for line in plan("bloemenbuurt").budget_lines if line.activity is None] == ["bg-wijkmanager"]
    told = finding("budget_lines", "bg-wijkmanager", "activity", "budget_line_without_activity")
    assert "without an activity: 1" in told


def test_bloemenbuurt_has_one_activity_without_a_lead() -> None:
    assert [row.id for row in plan("bloemenbuurt").activities if row.lead is None] == ["act-ouderkamer"]
    told = finding("activities", "act-ouderkamer", "lead", "activity_without_lead")
    assert told.startswith("Nobody leads this activity yet")


def test_bloemenbuurt_has_one_priority_without_an_indicator() -> None:
    content = plan("bloemenbuurt")
    measured = {row.priority for row in content.indicators}
    assert [row.id for row in content.priorities if row.id not in measured] == ["sp-ouders"]
    assert finding("priorities", "sp-ouders", None, "priority_without_indicator").startswith(
        "No indicator measures this priority"
    )


def test_bloemenbuurt_costs_more_than_it_has() -> None:
    assert balance(plan("bloemenbuurt")).difference == -2_300_00
    assert finding("cover_lines", None, None, "money_short").startswith("In 2027 the funding is €\u00a02.300,00 short")
