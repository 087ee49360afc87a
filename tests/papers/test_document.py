"""What stands in a paper: drafts, missing answers, amounts, planning; and what never does."""

from __future__ import annotations

import re

import pytest

from tests import make
from tests.papers.papers import html_of, meta
from workbench.papers.operations import NotWhole, pdf_of
from workbench.papers.rules import document
from workbench.papers.rules.money import verdict
from workbench.papers.rules.summary import period

LINES = [
    {"id": "a", "description": "Uren", "category": "coordination", "year": 2027, "quantity": "10", "rate": 5000},
    {"id": "b", "description": "Zaal", "category": "coordination", "year": 2027, "quantity": "2.5", "rate": 10000},
]
COVER = [{"id": "c", "description": "O&I", "funder": "oi", "year": 2027, "amount": 50_000, "status": "asked"}]


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_a_draft_says_concept_and_an_adopted_plan_does_not() -> None:
    assert html_of(make.content()).count("CONCEPT") == 2
    assert "CONCEPT" not in html_of(make.content(), draft=False)


def test_a_required_answer_that_is_missing_is_shown_as_missing() -> None:
    assert re.search('Missie</h2>\\s*<p class="quiet">Niet ingevuld', html_of(make.content()))


def test_typed_markup_and_template_marks_come_out_as_typed() -> None:
    typed = "<img src=file:///etc/passwd> {{ 7*7 }} & <b>"
    html = html_of(make.content(answers={"mission": typed}))
    assert "&lt;img src=file:///etc/passwd&gt; {{ 7*7 }} &amp; &lt;b&gt;" in html
    assert "<img" not in html


def test_lines_are_grouped_by_category_with_subtotal_and_total() -> None:
    told = words(html_of(make.content(budget_lines=LINES)))
    assert "Subtotaal € 750,00" in told
    assert "Totaal € 750,00" in told


def test_the_verdict_says_what_is_short() -> None:
    assert verdict(make.content(budget_lines=LINES, cover_lines=COVER)) == "In 2027 is er €\u00a0250,00 tekort."


def test_lines_without_an_amount_are_told() -> None:
    lines = [*LINES, {"id": "z", "description": "Nog onbekend", "year": 2027}]
    assert "Eén regel met kosten heeft nog geen bedrag en telt niet mee." in verdict(make.content(budget_lines=lines))


def test_decimals_stand_under_each_other_on_the_comma() -> None:
    html = html_of(make.content(budget_lines=LINES))
    assert '<span class="pad-1 no-comma">10</span>' in html


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2027-01-01", "2028-12-31", "2027–2028"),
        ("2027-01-01", "2027-12-31", "2027"),
        ("2027-03-01", "2028-02-28", "maart 2027 – februari 2028"),
    ],
)
def test_the_period_is_as_short_as_it_can_be(start: str, end: str, told: str) -> None:
    assert period(make.content(answers={"period_start": start, "period_end": end})) == told


@pytest.mark.parametrize(("activities", "landscape"), [(24, False), (25, True)])
def test_the_planning_lies_on_its_side_from_twenty_five_activities(activities: int, landscape: bool) -> None:
    rows = [
        {"id": f"a-{at}", "name": f"A {at}", "start": "2027-01-01", "end": "2027-06-30"} for at in range(activities)
    ]
    assert ('planning landscape"' in html_of(make.content(activities=rows))) is landscape


def test_a_plan_of_a_hundred_activities_draws_its_planning_on_several_pages() -> None:
    rows = [{"id": f"a-{at}", "name": f"A {at}", "start": "2027-01-01", "end": "2027-06-30"} for at in range(100)]
    html = html_of(make.content(activities=rows))
    assert html.count('class="gantt"') == 4
    assert "deel 4 van 4" in html


def test_long_texts_turn_a_table_into_blocks() -> None:
    risk = {"id": "r-1", "name": "Uitval", "measure": "Vervanging regelen." * 40}
    assert 'data-row="risks/r-1">' in html_of(make.content(risks=[risk]))
    assert '<article class="block' in html_of(make.content(risks=[risk]))


def test_the_paper_holds_its_own_time_and_hash_and_never_now() -> None:
    content = make.content()
    told = words(html_of(content))
    assert "3 november 2026, 14:03 uur" in told
    assert content.sha256 in told


def test_a_paper_that_lacks_an_answer_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    content = make.content(answers={"mission": "Samen"})
    lost = html_of(content).replace('data-answer="mission"', "")
    monkeypatch.setattr("workbench.papers.operations.document_html", lambda *_: lost)
    with pytest.raises(NotWhole):
        pdf_of(content, make.example(), meta(content))


def test_every_figure_of_the_stylesheet_is_made_once() -> None:
    assert document.stylesheet() is document.stylesheet()
