"""What looks like somebody's number or day of birth warns; the numbers and days of a plan do not."""

from __future__ import annotations

import pytest

from tests.papers.papers import demo
from workbench.plans.content import all_rows
from workbench.plans.rules.privacy import BIRTH_DATE, CITIZEN_NUMBER, personal_data


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw, 111222333, woont alleen.",
        "BSN 123456782",
        "bsn: 1234.56.782.",
        "nummer 1234 56 782 staat in het dossier",
        "123 456 782",
        "(123456782)",
    ],
)
def test_a_number_that_passes_the_eleven_test_warns(text: str) -> None:
    assert personal_data(text) == (CITIZEN_NUMBER,)


@pytest.mark.parametrize(
    "text",
    [
        "111222334",
        "123456789",
        "Bel 0612345678 of 071 1234567.",
        "NL91ABNA0123456782",
        "KvK 12345678, AGB 01234567",
        "€ 123456782 en € 123.456.782,00",
        "123.456.782 inwoners",
        "123456782,50",
        "1234567820",
        "ordernummer AB123456782",
    ],
)
def test_another_number_does_not_warn(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw X (geboren 3-5-1950) valt vaak.",
        "geboortedatum: 03/05/1950",
        "geb. 3 mei 1950",
        "Geb 1950-05-03",
        "de heer Y, 3 mrt 1948 geboren",
        "Zij is in Leiden geboren, als derde van vier, op 12 december 1961.",
        "Geboren op 3 mei 2024.",
    ],
)
def test_a_date_of_birth_warns(text: str) -> None:
    assert personal_data(text) == (BIRTH_DATE,)


@pytest.mark.parametrize(
    "text",
    [
        "Het plan begint op 1 januari 2026.",
        "Op 3-5-1950 werd de wijk gebouwd.",
        "De cursus voor ouders van pas geboren kinderen uit de hele wijk begint op 1 maart 2027.",
        "De geboortezorg start op 1 januari 2026.",
        "Wie is geboren voor 1960 krijgt een brief.",
        "Na de geboorte belt de kraamzorg; het overleg is op 4 april 2027.",
        "geboren en getogen in de wijk, sinds 2024",
    ],
)
def test_a_day_of_the_plan_does_not_warn(text: str) -> None:
    assert personal_data(text) == ()


def test_both_are_told() -> None:
    assert personal_data("111222333, geb. 3-5-1950") == (CITIZEN_NUMBER, BIRTH_DATE)


@pytest.mark.parametrize("name", ["merenwijk", "zuidrand", "bloemenbuurt"])
def test_the_demo_plans_do_not_warn(name: str) -> None:
    content = demo(name)
    cells = [value for _set, row in all_rows(content) for value in row.model_dump(exclude={"id"}).values()]
    assert not [text for text in (*content.answers.values(), *cells) if isinstance(text, str) and personal_data(text)]
