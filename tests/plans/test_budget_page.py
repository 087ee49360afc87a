"""The budget at a glance: a verdict per year, groups that reconcile, and every warning at its field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.pages import Pages
from tests.people import LOTTE, MARIT
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page

MOST = 25
GROUPINGS = ("category", "theme", "activity", "funder", "insurer", "payment_title", "quarter", "status")
INSURED = [
    {"id": "brug", "insurer": "De Brug", "patients": 1000, "reference_date": "2026-10-01", "follows": "preferred"},
    {"id": "duin", "insurer": "Het Duin", "patients": 10, "reference_date": "2026-10-01", "follows": "unknown"},
]
COVER: list[dict[str, Any]] = [
    {
        "id": "oi",
        "description": "Wijkgeld",
        "funder": "oi",
        "year": 2027,
        "basis": "insured",
        "tariff": "5",
        "per": "year",
    },
    {"id": "own", "description": "Leden", "funder": "own", "year": 2028, "amount": 100_000, "status": "committed"},
]
COSTS: list[dict[str, Any]] = [
    {"id": "uren", "description": "Uren", "category": "hours", "year": 2027, "quantity": "1", "rate": 812_000},
    {"id": "zaal", "description": "Zaal", "activity": "a", "year": 2028, "quantity": "1", "rate": 100_000},
]


def plan(ids: dict[str, uuid.UUID], **changes: Any) -> uuid.UUID:
    """Store a plan that is 3.120 euros short in 2027."""
    given = {"insured": INSURED, "cover_lines": COVER, "budget_lines": COSTS}
    sets = {"themes": [{"id": "t", "name": "Samen"}], "activities": [{"id": "a", "name": "Wandelen", "theme": "t"}]}
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(**given | sets | changes)).id


def page(pages: Pages, plan_id: uuid.UUID, per: str = "") -> Page:
    """Open the budget, grouped as asked."""
    return pages.get(f"/plannen/{plan_id}/begroting" + (f"?per={per}" if per else ""))


def words(found: Page) -> str:
    return found.text.replace("\u00a0", " ")


def test_the_verdict_of_each_year_comes_first(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, MARIT), plan(ids))
    titles = [tag.get_text(strip=True).replace("\u00a0", " ") for tag in found.html.select("main h2")]
    assert titles[0] == "€ 3.120,00 tekort in 2027"
    assert "2028" in titles[1]
    widths = [float(str(one["width"]).rstrip("%")) for one in found.html.select(".verdict__fill")]
    assert widths == [
        pytest.approx(61.58, abs=0.01),
        100.0,
        pytest.approx(12.32, abs=0.01),
        pytest.approx(12.32, abs=0.01),
    ]


def test_uncertain_income_stands_apart_and_is_not_counted(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, MARIT), plan(ids))
    told = found.one("section[aria-labelledby=uncertain-title]").get_text().replace("\u00a0", " ")
    assert "€ 50,00" in told
    assert "Het Duin" in told


@pytest.mark.parametrize("per", GROUPINGS)
def test_every_grouping_ends_in_the_same_total(app: Flask, ids: dict[str, uuid.UUID], per: str) -> None:
    found = page(Pages(app, MARIT), plan(ids), per)
    total = found.one("#groups-table tfoot").get_text(" ").replace("\u00a0", " ")
    whole = {"9.120,00", "6.000,00"}
    assert set(re.findall(r"[0-9.]+,[0-9]{2}", total)) & whole
    rows = [row.select("td, th") for row in found.html.select("#groups-table tbody tr")]
    assert rows
    assert found.one("#groups .tabs [aria-current]").get_text(strip=True)


def test_a_grouping_that_does_not_exist_shows_the_first(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit, made = Pages(app, MARIT), plan(ids)
    assert (
        page(marit, made, "sterrenbeeld").one("#groups-table").get_text()
        == page(marit, made).one("#groups-table").get_text()
    )


def test_quarters_show_what_is_left_as_the_year_goes_on(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, MARIT), plan(ids), "quarter")
    last = [
        row.select("td")[-1].get_text(strip=True).replace("\u00a0", " ")
        for row in found.html.select("#groups-table tbody tr")
    ]
    assert last[:4] == ["€ −780,00", "€ −1.560,00", "€ −2.340,00", "€ −3.120,00"]


def test_every_warning_leads_to_its_field(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit, made = Pages(app, MARIT), plan(ids)
    links = [str(one["href"]) for one in page(marit, made).html.select(".points a")]
    assert f"/plannen/{made}/onderdeel/cover_lines/regels/oi#tariff_source" in links
    for link in links:
        address, _, field = link.partition("#")
        assert marit.get(address).html.find(id=field), link


def test_who_only_reads_is_offered_nothing_to_change(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, LOTTE), plan(ids))
    assert "3.120,00" in found.text
    assert not [link for link in found.html.select("main a") if "onderdeel" in str(link["href"])]


def test_an_empty_budget_says_how_to_begin(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, MARIT), plan(ids, cover_lines=[], budget_lines=[]))
    assert not found.html.select("#groups")
    assert found.html.select(".empty")


def test_three_hundred_lines_ask_no_more_than_three(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit, asked = Pages(app, MARIT), []
    for lines in (3, 300):
        many = [COSTS[0] | {"id": f"b-{place}", "description": f"Uren {place}"} for place in range(lines)]
        made = plan(ids, budget_lines=many)
        asked.append((page(marit, made).queries, page(marit, made, "activity").queries))
    assert asked[0] == asked[1]
    assert max(asked[1]) <= MOST


@pytest.mark.parametrize("where", ["onderdeel/cover_lines", "onderdeel/cover_lines/tabel", "lezen"])
def test_an_amount_of_nothing_says_why_beside_it(app: Flask, ids: dict[str, uuid.UUID], where: str) -> None:
    silent = [INSURED[0] | {"follows": "does_not_follow"}]
    found = Pages(app, MARIT).get(f"/plannen/{plan(ids, insured=silent)}/{where}")
    assert "Betaalt niets, want volgt niet: De Brug." in words(found)


def test_the_links_of_an_empty_budget_say_where_they_lead(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, MARIT), plan(ids, cover_lines=[], budget_lines=[], insured=[]))
    said: dict[str, set[str]] = {}
    for link in found.html.select("main a"):
        said.setdefault(" ".join(link.get_text().split()), set()).add(str(link["href"]))
    assert "Zonder naam" not in said
    assert {text: where for text, where in said.items() if len(where) > 1} == {}


def test_of_many_points_the_first_are_shown_and_the_rest_folds_away(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    twice = [COSTS[0] | {"id": f"{name}-{at}", "description": name} for at in (1, 2) for name in "abcdefghijkl"]
    found = page(Pages(app, MARIT), plan(ids, budget_lines=twice))
    assert len(found.html.select(".points > ul > li")) == 8
    assert len(found.html.select(".points details li.point")) > 3


def test_of_one_line_the_first_point_is_shown_and_the_rest_folds_away(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = page(Pages(app, MARIT), plan(ids))
    lines = [str(one["href"]).partition("#")[0] for one in found.html.select(".points > ul > li > a")]
    assert len(lines) == len(set(lines))
    assert len(found.html.select(".point__more a")) >= 2


def test_a_row_shows_one_point_and_folds_the_rest_away(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = Pages(app, MARIT).get(f"/plannen/{plan(ids)}/onderdeel/cover_lines")
    row = found.one("#row-oi")
    assert len(row.select("th > .row-table__point")) == 1
    assert len(row.select("details .row-table__point")) >= 2
