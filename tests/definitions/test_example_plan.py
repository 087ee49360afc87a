"""The neutral example plan: complete, nobody's own, and careful with people."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.definitions.make import SHIPPED_FOLDER
from tests.definitions.texts import all_texts
from workbench.definitions.catalogue import CHOICES, QUESTIONS, SETS
from workbench.definitions.loader import load_folder
from workbench.kit.values.money import cents, money

PLAN = load_folder(SHIPPED_FOLDER)["voorbeeld-oi-wijk-2026"]


def example_of(name: str) -> str:
    return (PLAN.set_parts[name].example or "").replace("\u00a0", " ")


def test_it_has_the_fifteen_chapters_in_their_order() -> None:
    assert [chapter.id for chapter in PLAN.chapters] == [
        "document",
        "summary",
        "collaboration",
        "mission_vision",
        "board",
        "neighbourhood",
        "priorities",
        "activities",
        "planning",
        "monitoring",
        "budget",
        "conditions",
        "communication",
        "lookback",
        "appendices",
    ]


def test_it_asks_every_question_that_the_application_reads() -> None:
    assert set(QUESTIONS) <= set(PLAN.questions)


def test_it_has_every_set_with_all_its_columns() -> None:
    found = {name: {column.id for column in part.columns} for name, part in PLAN.set_parts.items()}

    assert found == {name: set(columns) for name, columns in SETS.items()}


@pytest.mark.parametrize(("name", "column"), CHOICES)
def test_it_words_every_option_that_the_application_reasons_with(name: str, column: str) -> None:
    found = PLAN.set_parts[name].column(column)

    assert found is not None
    assert {option.key for option in found.options} == CHOICES[name, column]


def test_it_names_no_insurer_that_exists() -> None:
    names = re.compile(r"\b(Achmea|Zilveren Kruis|VGZ|CZ|Menzis|DSW|ONVZ|ASR|Zorg en Zekerheid|Salland|Eno)\b")

    assert [text for text in all_texts(PLAN) if names.search(text)] == []


@pytest.mark.parametrize(
    ("part", "warning"),
    [
        ("contact", "Vraag dus eerst of iemand genoemd wil worden"),
        ("board", "Zonder toestemming zet u geen naam"),
        ("insured", "nooit namen of geboortedata"),
        ("population", "zo klein zijn dat iemand herkenbaar wordt"),
        ("questionnaire", "minder dan vijf mensen niet apart"),
        ("bottlenecks", "waaruit iemand een patiënt kan herkennen"),
        ("monitoring", "gegevens van één patiënt horen hier niet"),
        ("participation", "geen verhaal van één persoon"),
        ("lookback", "zonder verhalen van patiënten"),
        ("patient_areas", "Aantallen onder de vijf horen niet in een plan"),
        ("signals", "minder dan vijf mensen, laat het aantal dan weg"),
        ("appendices", "gegevens van patiënten of privéadressen"),
        ("signatures", "Vraag dan eerst toestemming"),
    ],
)
def test_it_warns_where_a_person_could_be_recognised(part: str, warning: str) -> None:
    found = PLAN.part(part)

    assert found is not None
    assert warning in " ".join((found.guidance or "").split())


def test_it_explains_that_residents_and_registered_patients_differ() -> None:
    assert "Inwoners en ingeschreven patiënten zijn niet dezelfde mensen" in (PLAN.set_parts["insured"].guidance or "")


def test_every_option_of_the_follow_policy_is_explained() -> None:
    part = PLAN.set_parts["insured"]
    follows = part.column("follows")

    assert follows is not None
    assert all(f"- {option.label}: " in (part.guidance or "") for option in follows.options)


def test_it_asks_for_vat_without_a_default_and_gives_no_advice_on_it() -> None:
    part = PLAN.set_parts["budget_lines"]
    asked = [column for column in part.columns if column.id.startswith("vat")]

    assert "Over btw geeft deze toepassing geen advies" in (part.guidance or "")
    assert [(column.required, column.help) for column in asked] == [(False, None), (False, None)]


def test_the_budget_in_the_example_is_counted_right() -> None:
    hours = 4 * 8 * 2  # groups, lessons, hours a lesson
    example = example_of("budget_lines")

    assert f"Aantal: {hours}\n" in example
    assert money(cents(hours * Decimal(50))).replace("\u00a0", " ") in example


def test_the_cover_in_the_example_is_counted_right() -> None:
    year = money(cents(5310 * 4 * Decimal("1.1111"))).replace("\u00a0", " ")

    assert year in example_of("cover_lines")


@pytest.mark.parametrize("name", SETS)
def test_the_example_of_a_row_uses_the_words_of_its_columns(name: str) -> None:
    part = PLAN.set_parts[name]
    labels = {line.split(": ")[0] for line in example_of(name).splitlines() if ": " in line}

    assert labels <= {column.label for column in part.columns}
    assert {column.label for column in part.columns if column.required} <= labels


def test_amounts_in_examples_say_that_they_are_invented() -> None:
    rates = [
        line
        for name in ("budget_lines", "cover_lines")
        for line in example_of(name).splitlines()
        if line.startswith(("Bedrag per eenheid", "Tarief"))
    ]

    assert len(rates) == 2
    assert all(line.endswith("(verzonnen)") for line in rates)


def test_the_summary_and_the_mission_have_their_limits() -> None:
    limits = {key: PLAN.questions[key].max_words for key in ("summary", "mission", "vision")}

    assert limits == {"summary": 350, "mission": 80, "vision": 200}
