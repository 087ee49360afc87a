"""The document draws the neighbourhood from the plan's own figures: sentences, ages and bars with year and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests import make
from tests.neighbourhoods.test_official_values import TILBURG_NORTH, area, shipped
from workbench.neighbourhoods.rules.profile import profile
from workbench.papers.rules.neighbourhood import neighbourhood_of

if TYPE_CHECKING:
    from workbench.plans.content import PlanContent

AGES = ("p_00_14", "p_15_24", "p_25_44", "p_45_64", "p_65_oo")


def plan_with(*codes: str, keys: tuple[str, ...] = ("a_inw", *AGES, "p_1p_hh", "p_wmo_t", "p_koopw")) -> PlanContent:
    """Return a plan that took these figures over."""
    found = profile([area(code) for code in codes], shipped().published)
    rows = [
        {"id": f"fig-{place}", "key": one.key, "name": one.name, "value": str(one.value), "unit": one.unit}
        | {"comparison": str(one.comparison), "compared_with": one.compared_with, "place": one.place}
        | {"year": one.year, "source": one.source}
        for place, one in enumerate(found.shown)
        if one.key in keys
    ]
    return make.content(figures=rows)


@pytest.mark.parametrize(
    ("codes", "place"), [(("WK054608",), "Merenwijkdistrict"), (TILBURG_NORTH, "Stokhasselt, Heikant en Quirijnstok")]
)
def test_the_neighbourhood_is_drawn_from_the_figures_of_the_plan(codes: tuple[str, ...], place: str) -> None:
    view = neighbourhood_of(plan_with(*codes))
    assert view is not None
    assert view.sentences[0].startswith(f"In {place} wonen ongeveer ")
    assert view.pyramid is not None
    assert place in view.pyramid
    assert [one.name for one in view.compared] == [
        "Huishoudens van één persoon",
        "Mensen met hulp uit de Wmo per 1.000 inwoners",
        "Koopwoningen",
    ]
    assert all("CBS, Kerncijfers wijken en buurten 202" in one.source for one in view.compared)


def test_a_drawing_says_its_numbers_to_who_cannot_see_it() -> None:
    view = neighbourhood_of(plan_with("WK054608"))
    assert view is not None
    titles = [str(BeautifulSoup(str(one.bars), "html.parser").title.string) for one in view.compared]  # type: ignore[union-attr]  # each drawing has a title
    assert titles[2] == "Koopwoningen, 2024: Merenwijkdistrict 63%, Leiden 41%."
    described = BeautifulSoup(str(view.pyramid), "html.parser").desc
    assert described is not None
    assert "65 en ouder jaar" not in str(described.string)
    assert "23% tegenover 16%" in str(described.string)


def test_without_all_ages_of_one_year_there_is_no_pyramid() -> None:
    stored = plan_with("WK054608")
    older = tuple(one.model_copy(update={"year": 2023}) if one.key == "p_15_24" else one for one in stored.figures)
    for figures in (older, tuple(one for one in stored.figures if one.key != "p_15_24")):
        view = neighbourhood_of(stored.model_copy(update={"figures": figures}))
        assert view is not None
        assert view.pyramid is None


def test_a_plan_with_figures_of_its_own_only_has_no_such_section() -> None:
    own = {
        "id": "own",
        "name": "Vallers in de praktijk",
        "value": "34",
        "unit": "%",
        "year": 2026,
        "source": "Praktijk",
    }
    assert neighbourhood_of(make.content(figures=[own])) is None
    assert neighbourhood_of(make.content()) is None


def test_what_was_modelled_is_said_to_be() -> None:
    view = neighbourhood_of(plan_with("WK054608", keys=("a_inw", "h_eenzaam")))
    assert view is not None
    assert view.notes == ("De cijfers over gezondheid zijn berekend met een model. Zij zijn niet per wijk geteld.",)
