"""Who looked at a plan: kept once a day and kind, whatever they opened, and shown between two days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.pages import Pages
from tests.people import ADRI, CORA, FEE, LOTTE, MARIT, STRANGER
from tests.plans.test_sharing import hand_over, plan_id, shares, told
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now, today
from workbench.kit.values.dates import date_short
from workbench.plans.models import Plan, Viewing
from workbench.plans.operations.shares import keep_viewing

if TYPE_CHECKING:
    import uuid

    from flask import Flask

__all__ = ["plan_id"]  # a fixture


def kept() -> list[tuple[uuid.UUID, str, str]]:
    """Return who looked, how, and at which share."""
    with transaction(write=False) as session:
        rows = session.scalars(select(Viewing).order_by(Viewing.first_at))
        return [(one.person_id, one.how, one.share) for one in rows]


def test_pages_count_once_a_day_and_a_file_apart(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    lotte = Pages(app, LOTTE)
    first = lotte.get(f"/plannen/{plan_id}/lezen").queries
    second = lotte.get(f"/plannen/{plan_id}/lezen").queries
    lotte.get(f"/plannen/{plan_id}/begroting")
    lotte.get(f"/plannen/{plan_id}/document.json")
    assert kept() == [(ids[LOTTE.email], "pages", ""), (ids[LOTTE.email], "file", "")]
    assert second < first, "the second look writes nothing"


def test_a_refusal_is_no_look(app: Flask, plan_id: uuid.UUID) -> None:
    Pages(app, LOTTE).get(f"/plannen/{plan_id}/delen", status=403)
    Pages(app, STRANGER).get(f"/plannen/{plan_id}/", status=404)
    with transaction(write=True) as session:
        session.get_one(Plan, plan_id).open_to_partners = True
    cora = Pages(app, CORA)
    cora.get(f"/plannen/{plan_id}/", status=303)
    assert kept() == [], "being led on is no look"
    cora.get(f"/plannen/{plan_id}/lezen")
    assert len(kept()) == 1


def test_another_process_that_does_not_know_yet_keeps_it_once(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    share = str(shares()[0].id)
    for expected in (True, False):
        with transaction(write=True):
            new = keep_viewing(
                plan_id=plan_id,
                organisation_id=ids["lindewijk"],
                person_id=ids[FEE.email],
                how="pages",
                share=share,
            )
        assert new is expected
    assert len(told("share.viewed")) == 1


def test_reading_a_version_is_in_the_trail_of_the_collaboration_once_a_day(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    fee, share = Pages(app, FEE), shares()[0]
    for _ in range(2):
        fee.get(f"/gedeeld/{share.id}")
    events = told("share.viewed")
    assert [(one.actor_id, one.organisation_id, one.object_id) for one in events] == [
        (ids[FEE.email], ids["lindewijk"], str(share.id))
    ]
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/bekeken")
    assert "Fee Inkoper" in page.text
    assert "Zekerveld Zorgverzekeringen" in page.one("#viewers").get_text()


def test_the_page_shows_the_days_that_were_asked(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True) as session:
        for days, someone in ((40, ADRI), (3, LOTTE)):
            moment = Viewing(plan_id=plan_id, day=today() - timedelta(days=days), person_id=ids[someone.email])
            moment.how, moment.share, moment.first_at = "pages", "", now()
            session.add(moment)
    marit = Pages(app, MARIT)
    shown = marit.get(f"/plannen/{plan_id}/bekeken").one("#viewers").get_text()
    assert (LOTTE.name in shown, ADRI.name in shown) == (True, False)
    since = date_short(today() - timedelta(days=50))
    until = date_short(today() - timedelta(days=30))
    shown = marit.get(f"/plannen/{plan_id}/bekeken?van={since}&tot={until}").one("#viewers").get_text()
    assert (LOTTE.name in shown, ADRI.name in shown) == (False, True)


@pytest.mark.parametrize(
    ("query", "field"), [("van=gisteren", "van"), ("tot=31-2-2027", "tot"), ("van=2-2-2027&tot=1-2-2027", "tot")]
)
def test_days_that_cannot_be_read_are_said_at_their_field(
    app: Flask, plan_id: uuid.UUID, query: str, field: str
) -> None:
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/bekeken?{query}", status=422)
    assert set(page.errors) == {field}
