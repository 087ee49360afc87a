"""Components follow the rules for Dutch forms, and escape what they are given."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.design.drawing import component, described

HOSTILE = "\"><script>alert('x')</script>{{ 7*7 }}"


def one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def test_a_field_has_label_help_guidance_message_and_control_in_this_order() -> None:
    soup = component("text_field", "rate", "Uurtarief", error="Vul in", help="Zonder btw", guidance="Nodig")
    kinds = [tag.get("class", [""])[0] for tag in one(soup, ".field").find_all(recursive=False)]
    assert kinds == ["field__label", "field__help", "field__why", "field__error", "control"]


def test_a_control_is_described_by_its_help_and_its_message() -> None:
    soup = component("text_field", "rate", "Uurtarief", error="Vul een bedrag in", help="Zonder btw")
    field = one(soup, "input")
    assert described(soup, field.attrs) == ["Zonder btw", "Error: Vul een bedrag in"]
    assert field["aria-invalid"] == "true"
    assert one(soup, "#rate-error")


def test_what_was_typed_comes_back_as_it_was() -> None:
    assert one(component("text_field", "rate", "Tarief", value="1.50 "), "input")["value"] == "1.50 "
    text = "\n eerste regel\n\n<b>"
    drawn = str(component("text_area", "why", "Waarom", value=text))
    assert "\n\n eerste regel\n\n&lt;b&gt;</textarea>" in drawn  # the parser of a browser drops the first line end


@pytest.mark.parametrize("name", ["text_field", "text_area"])
def test_hostile_text_stays_text(name: str) -> None:
    soup = component(name, "x", HOSTILE, value=HOSTILE, error=HOSTILE, help=HOSTILE, guidance=HOSTILE)
    assert soup.find("script") is None
    assert "{{ 7*7 }}" in soup.get_text()


def test_a_question_can_be_the_heading_of_its_page() -> None:
    heading = one(component("text_area", "answer", "Wat is uw missie?", heading=True), "h1")
    assert one(BeautifulSoup(str(heading), "html.parser"), "label")["for"] == "answer"


def test_the_first_choice_carries_the_name_that_the_summary_points_to() -> None:
    soup = component("radio_group", "level", "Niveau", [("a", "Wijk"), ("b", "Regio")], error="Kies een niveau")
    assert one(soup, "input")["id"] == "level"
    assert described(soup, one(soup, "fieldset").attrs) == ["Error: Kies een niveau"]


def test_an_error_summary_leads_to_each_field_and_takes_focus() -> None:
    soup = component("error_summary", [("a", "Vul a in"), ("b", "Vul b in")])
    assert [link["href"] for link in soup.select("a")] == ["#a", "#b"]
    assert one(soup, "[data-focus]")["tabindex"] == "-1"


def test_no_errors_draw_no_summary() -> None:
    assert not component("error_summary", []).get_text(strip=True)


@pytest.mark.parametrize("state", ["not_started", "in_progress", "done", "not_applicable"])
def test_a_state_is_a_word_and_a_shape(state: str) -> None:
    soup = component("state_mark", state)
    assert soup.get_text(strip=True)
    assert one(soup, "path")["d"]


def test_words_over_the_limit_are_said() -> None:
    assert "3 of 2 words" in component("text_area", "a", "A", value="een twee drie", word_limit=2).get_text()


def test_a_cell_has_a_label_for_ears() -> None:
    for kind in ("text", "number", "money", "long", "choice", "date"):
        soup = component("table_cell", "a", "Aantal van regel 1", kind=kind)
        assert one(soup, "[name=a]")["aria-label"] == "Aantal van regel 1"


def test_a_verdict_draws_both_bars_on_one_scale() -> None:
    rows = [{"label": "Dekking", "text": "€ 1", "amount": 100}, {"label": "Kosten", "text": "€ 2", "amount": 200}]
    widths = [bar["width"] for bar in component("money_verdict", "Tekort", "short", rows).select(".verdict__fill")]
    assert widths == ["50.00%", "100.00%"]


def test_an_empty_budget_has_a_verdict_too() -> None:
    rows = [{"label": "Dekking", "text": "€ 0", "amount": 0}, {"label": "Kosten", "text": "€ 0", "amount": 0}]
    widths = [bar["width"] for bar in component("money_verdict", "Nog leeg", "balanced", rows).select(".verdict__fill")]
    assert widths == ["0.00%", "0.00%"]
