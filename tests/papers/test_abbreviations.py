"""The annex of abbreviations that builds itself, and where it stands."""

from __future__ import annotations

from tests import make
from tests.papers.papers import html_of
from workbench.papers.rules.annexes import annexes_of
from workbench.papers.rules.proof import proof_of
from workbench.plans.rules.applicable import scope_of
from workbench.plans.rules.checks_of_language import abbreviations_used

ROWS = [{"id": "x-1", "name": "ROS", "meaning": "onze eigen ondersteuner"}]
SAID = {"mission": "De ROS helpt ons, en het MDO ook."}


def test_an_abbreviation_that_the_plan_uses_appears_with_its_meaning() -> None:
    used = abbreviations_used(make.content(answers={"mission": "Het MDO en de O&I."}), make.example())
    assert used == (("MDO", "multidisciplinair overleg"), ("O&I", "organisatie en infrastructuur"))


def test_an_abbreviation_that_the_plan_does_not_use_stays_away() -> None:
    assert not abbreviations_used(make.content(answers={"mission": "Samen in de wijk, met ROSA."}), make.example())


def test_the_row_of_the_plan_itself_wins() -> None:
    html = html_of(make.content(answers=SAID, abbreviations=ROWS))
    assert "onze eigen ondersteuner" in html
    assert "regionale ondersteuningsstructuur" not in html
    assert "multidisciplinair overleg" in html


def test_what_is_derived_answers_nothing() -> None:
    content = make.content(answers=SAID, abbreviations=ROWS)
    assert "Andere afkortingen in dit plan" in html_of(content)
    assert proof_of(html_of(content), content, make.example()).is_whole


def test_without_rows_of_its_own_the_part_holds_the_derived_ones() -> None:
    html = html_of(make.content(answers=SAID))
    assert "Andere afkortingen" not in html
    assert "multidisciplinair overleg" in html


def test_a_template_without_a_place_for_them_has_them_at_the_end() -> None:
    definition = make.small_definition()
    content = make.content(definition, answers=SAID)
    annexes = annexes_of(content, scope_of(content, definition).asked, ())
    assert annexes.titles == (("Afkortingen", "h-abbreviations"),)
    assert 'id="h-abbreviations"' in html_of(content, definition)


def test_a_plan_without_any_has_no_such_page() -> None:
    definition = make.small_definition()
    assert not annexes_of(make.content(definition), definition, ()).titles
