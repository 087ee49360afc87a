"""The check page: days that are past and days to come, and demands that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from tests import make
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.storage import transaction
from workbench.plans import queries

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from flask import Flask

ZILVEREN_KRUIS = "zilveren-kruis-2026"


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan that follows the template with the longest calendar."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(queries.definitions()[ZILVEREN_KRUIS])).id


def days() -> list[date]:
    """Return the days of that template in order."""
    return sorted(one.date for one in queries.definitions()[ZILVEREN_KRUIS].deadlines)


def test_the_first_day_to_come_stands_out(app: Flask, plan_id: uuid.UUID) -> None:
    found = days()
    with time_machine.travel(f"{found[1].isoformat()} 09:00"):
        page = Pages(app, MARIT).get(f"/plannen/{plan_id}/controle")
    kinds = [tag.get("class", []) for tag in page.html.select(".deadline")]
    assert kinds[0] == ["deadline", "deadline--past"]
    assert sum("deadline--next" in one for one in kinds) == 1
    assert not page.html.select(".deadlines__over")


def test_a_calendar_that_is_over_says_so_in_one_sentence(app: Flask, plan_id: uuid.UUID) -> None:
    with time_machine.travel(f"{days()[-1].year + 1}-06-01 09:00"):
        page = Pages(app, MARIT).get(f"/plannen/{plan_id}/controle")
    assert page.one(".deadlines__over")
    assert not page.html.select(".deadline--next")


def test_a_demand_that_nobody_knows_leads_to_what_is_known_of_the_insurer(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    page = marit.get(f"/plannen/{plan_id}/controle")
    links = [str(tag["href"]) for tag in page.html.select(".check__parts a") if tag.has_attr("href")]
    assert not [link for link in links if "/controle#demand-" in link]
    assert f"/sjablonen/{ZILVEREN_KRUIS}/uitleg" in links
    marit.get(f"/sjablonen/{ZILVEREN_KRUIS}/uitleg")


def test_an_activity_does_not_come_after_itself(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    rows = [{"id": "wandelen", "name": "Wandelen"}, {"id": "eten", "name": "Eten"}]
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], make.content(activities=rows)).id
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/onderdeel/activities/regels/wandelen")
    offered = [tag.get("value") for tag in page.html.select("[name='after'], [name='after'] option")]
    assert "eten" in offered
    assert "wandelen" not in offered
