"""What others read: partners the plan that was opened, a region or funder one frozen version and nothing else."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BEA, CORA, FEE, FRITS, LOTTE, MARIT, OLGA, RIK, STRANGER, SUZE, WIM
from workbench.accounts.models import Notification, Person
from workbench.accounts.operations import give_membership
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.organisations.rules import Role
from workbench.papers import queries as papers
from workbench.papers.jobs import make_pdf
from workbench.plans import queries
from workbench.plans.content import PlanContent
from workbench.plans.models import Plan, Share, Snapshot
from workbench.plans.operations import shares as operations
from workbench.plans.queries.shares import share_of

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page
    from tests.people import Someone

ASIDE, LATER, NOTE = "KANARIE-OPZIJ-p17", "KANARIE-LATER-p17", "KANARIE-BRIEFJE-p17"
MISSION = "form[data-form='plans.part']"


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan in which everything is filled, and a text that was set aside."""
    aside = {"set_aside": [{"id": "a-1", "name": "Oud", "text": ASIDE}]}
    with transaction(write=True):
        return make.plan(ids["lindewijk"], PlanContent.model_validate(make.filled(rows=1).model_dump() | aside)).id


def hand_over(app: Flask, plan_id: uuid.UUID, organisation_id: uuid.UUID) -> Page:
    """Let the manager hand the plan as it is to an organisation, by the pages."""
    marit = Pages(app, MARIT)
    page = marit.get(f"/plannen/{plan_id}/delen/inzage?organisatie={organisation_id}")
    return marit.submit(form_of(page, "form[data-form='plans.share']"))


def shares() -> list[Share]:
    """Return what was handed over, in order."""
    with transaction(write=False) as session:
        return list(session.scalars(select(Share).order_by(Share.shared_at)))


def edit(app: Flask, plan_id: uuid.UUID, text: str = LATER) -> None:
    """Let the manager change the mission of the live plan, and its title."""
    marit = Pages(app, MARIT)
    marit.submit(form_of(marit.get(f"/plannen/{plan_id}/onderdeel/mission"), MISSION), answer=text)
    marit.submit(form_of(marit.get(f"/plannen/{plan_id}/onderdeel/plan_data"), MISSION), title=text)


def told(name: str) -> list[AuditEvent]:
    """Return the events of one kind."""
    with transaction(write=False) as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.event == name)))


def test_a_funder_reads_the_version_that_was_handed_over_and_is_told(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    fee, share = Pages(app, FEE), shares()[0]
    assert fee.get("/gedeeld/").one(f".plan-list a[href='/gedeeld/{share.id}']")
    assert fee.get("/").one(f".plan-list a[href='/gedeeld/{share.id}']")
    page = fee.get(f"/gedeeld/{share.id}")
    assert page.heading == share.title
    assert page.one("#mission").get_text(strip=True)
    with transaction(write=False) as session:
        news = session.scalars(select(Notification)).all()
    assert [(one.person_id, one.kind, one.path) for one in news] == [(ids[FEE.email], "plan_shared", "/gedeeld/")]


@pytest.mark.parametrize("someone", [FEE, RIK], ids=lambda one: one.name)
def test_who_reads_a_version_sees_nothing_of_the_live_plan(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID], someone: Someone
) -> None:
    hand_over(app, plan_id, ids[someone.organisation])
    hand_over(app, plan_id, ids["gemeente-lindeveen"])
    edit(app, plan_id)
    share = shares()[0]
    reader = Pages(app, someone)
    for url in ("/", "/plannen/", "/gedeeld/", f"/gedeeld/{share.id}", f"/gedeeld/{share.id}/document.pdf"):
        body = reader.get(url, status=0).response.get_data(as_text=True)
        for canary in (LATER, ASIDE, MARIT.email, "Gemeente Lindeveen", str(plan_id)):
            assert canary not in body, (url, canary)
    for url in (f"/plannen/{plan_id}/", f"/plannen/{plan_id}/lezen", f"/plannen/{plan_id}/document.pdf"):
        reader.get(url, status=404)


def test_one_funder_never_sees_what_another_was_handed(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    share = shares()[0]
    for someone in (FRITS, RIK, MARIT, SUZE, WIM, CORA, BEA, LOTTE, STRANGER, OLGA):
        pages = Pages(app, someone)
        for url in (
            f"/gedeeld/{share.id}",
            f"/gedeeld/{share.id}/document.pdf",
            f"/gedeeld/{share.id}/document/voortgang",
        ):
            pages.get(url, status=404)
        assert str(share.id) not in pages.get("/gedeeld/").response.get_data(as_text=True)


def test_the_pdf_is_that_of_the_version_and_says_which(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def render(html: str, _css: str) -> bytes:
        seen.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr("workbench.papers.operations.render_pdf", render)
    hand_over(app, plan_id, ids["zekerveld"])
    share, fee = shares()[0], Pages(app, FEE)
    edit(app, plan_id)
    waiting = fee.get(f"/gedeeld/{share.id}/document.pdf", status=202)
    assert waiting.location == f"/gedeeld/{share.id}/document/voortgang"
    make_pdf({"plan": str(plan_id), "share": str(share.id)})
    answer = fee.get(f"/gedeeld/{share.id}/document.pdf").response
    assert re.search(r"plan-\d+-versie-1-\d{4}-\d{2}-\d{2}\.pdf", answer.headers["Content-Disposition"])
    assert "versie 1" in seen[0]
    assert "ter inzage" in seen[0]
    assert not {canary for canary in (LATER, ASIDE) if canary in seen[0]}
    with transaction(write=False) as session:
        assert papers.last_rendered(plan_id) is None, "the count of pages is that of the live plan"
        assert session.scalars(select(Snapshot)).one().number == 1


def test_the_wording_of_a_version_stays_that_of_its_day(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    before = Pages(app, FEE).get(f"/gedeeld/{shares()[0].id}").one("main").get_text()
    # To look at the templates of today would fail.
    monkeypatch.setattr(sys.modules["workbench.plans.queries.definitions"], "load_library", None)
    assert Pages(app, FEE).get(f"/gedeeld/{shares()[0].id}").one("main").get_text() == before


def test_a_form_sent_twice_hands_over_once_and_tells_once(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    marit = Pages(app, MARIT)
    page = marit.get(f"/plannen/{plan_id}/delen/inzage?organisatie={ids['zekerveld']}")
    form = form_of(page, "form[data-form='plans.share']")
    marit.submit(form)
    marit.submit(form)
    assert len(shares()) == len(told("share.given")) == 1
    again = marit.get(f"/plannen/{plan_id}/delen/inzage?organisatie={ids['zekerveld']}")
    assert not again.html.select("form[data-form='plans.share']")


def test_what_changed_while_one_looked_is_shown_first(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    marit = Pages(app, MARIT)
    page = marit.get(f"/plannen/{plan_id}/delen/inzage?organisatie={ids['zekerveld']}")
    edit(app, plan_id)
    page = marit.submit(form_of(page, "form[data-form='plans.share']"), status=409)
    assert shares() == []
    assert LATER in page.text
    marit.submit(form_of(page, "form[data-form='plans.share']"))
    assert [one.title for one in shares()] == [LATER]


def test_the_operation_itself_hands_over_to_nobody_else(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    """The page looks too; each guard stands alone."""
    hand_over(app, plan_id, ids["regio-linde"])
    with transaction(write=True) as session:
        plan, other = session.get_one(Plan, plan_id), make.plan(ids["lindewijk"])
        assert share_of(plan, shares()[0].id) is not None
        assert share_of(other, shares()[0].id) is None
        marit, definition = session.get_one(Person, ids[MARIT.email]), queries.definition_of(plan)
        seen = queries.plan_content(plan).sha256
        with pytest.raises(NotFound):
            operations.hand_over(
                plan, share_id=uuid4(), organisation_id=ids["zeekant"], definition=definition, seen=seen, who=marit
            )


@pytest.mark.parametrize("slug", ["steunpunt", "polderkant", "zeekant"])
def test_only_a_region_or_funder_beside_the_collaboration_can_be_chosen(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID], slug: str
) -> None:
    marit = Pages(app, MARIT)
    form = form_of(
        marit.get(f"/plannen/{plan_id}/delen/inzage?organisatie={ids['zekerveld']}"), "form[data-form='plans.share']"
    )
    marit.submit(form, organisation=str(ids[slug]), status=404)
    assert shares() == []


def test_what_was_taken_back_is_gone_at_the_next_request_and_can_be_given_again(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    first, fee, marit = shares()[0], Pages(app, FEE), Pages(app, MARIT)
    fee.get(f"/gedeeld/{first.id}")
    ending = marit.get(f"/plannen/{plan_id}/delen/{first.id}/beeindigen")
    form = form_of(ending, "form[data-form='plans.take_back']")
    marit.submit(form)
    marit.submit(form)  # sent twice
    fee.get(f"/gedeeld/{first.id}", status=404)
    fee.get(f"/gedeeld/{first.id}/document.pdf", status=404)
    assert len(told("share.ended")) == 1
    hand_over(app, plan_id, ids["zekerveld"])
    assert [one.ended_at is None for one in shares()] == [False, True]
    fee.get(f"/gedeeld/{shares()[1].id}")
    assert len(marit.get(f"/plannen/{plan_id}/delen").html.select(".handed__item")) == 2


def test_a_share_of_another_plan_is_not_there(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    with transaction(write=True):
        other = make.plan(ids["lindewijk"]).id
    marit = Pages(app, MARIT)
    marit.get(f"/plannen/{other}/delen/{shares()[0].id}/beeindigen", status=404)
    token = form_of(marit.get(f"/plannen/{other}/delen"), "form[data-form='plans.open_to_partners']").fields[
        "csrf_token"
    ]
    marit.post(f"/plannen/{other}/delen/{shares()[0].id}/beeindigen", {"csrf_token": token}, status=404)
    assert shares()[0].ended_at is None


def test_who_leaves_the_funder_sees_nothing_from_the_next_request(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    fee, share = Pages(app, FEE), shares()[0]
    fee.get(f"/gedeeld/{share.id}")
    with transaction(write=True):
        give_membership(
            person_id=ids[FEE.email], organisation_id=ids["zekerveld"], role=Role.FUNDER_READER, until=now()
        )
    fee.get(f"/gedeeld/{share.id}", status=404)


def test_a_partner_reads_an_open_plan_without_rates_and_takes_nothing(app: Flask, plan_id: uuid.UUID) -> None:
    cora, marit = Pages(app, CORA), Pages(app, MARIT)
    cora.get(f"/plannen/{plan_id}/lezen", status=404)
    switch = "form[data-form='plans.open_to_partners']"
    marit.submit(form_of(marit.get(f"/plannen/{plan_id}/delen"), switch))
    assert cora.get(f"/plannen/{plan_id}/", status=303).location == f"/plannen/{plan_id}/lezen"
    page = cora.get(f"/plannen/{plan_id}/lezen")
    costs = make.example().set_parts["budget_lines"]
    heads = {one.get_text(strip=True) for one in page.one(f"#{costs.id}").select("th, dt")}
    assert not heads & {one.label for one in costs.columns if one.id in {"rate", "quantity", "rate_source"}}
    assert [tab["href"] for tab in page.html.select(".tabs a")] == [f"/plannen/{plan_id}/lezen"]
    for path in ("begroting", "controle", "apart", "document", "document.pdf", "document.json", "delen", "bekeken"):
        assert cora.get(f"/plannen/{plan_id}/{path}", status=0).status in {403, 404}, path
    marit.submit(form_of(marit.get(f"/plannen/{plan_id}/delen"), switch))
    cora.get(f"/plannen/{plan_id}/lezen", status=404)
    assert [len(told(name)) for name in ("plan.opened_to_partners", "plan.closed_to_partners")] == [1, 1]


def test_a_member_who_also_comments_keeps_seeing_everything(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    """Two hats in one organisation: the rights of both."""
    with transaction(write=True):
        give_membership(person_id=ids[LOTTE.email], organisation_id=ids["lindewijk"], role=Role.COMMENTER)
    assert len(Pages(app, LOTTE).get(f"/plannen/{plan_id}/lezen").html.select(".tabs a")) > 2


def test_a_hat_elsewhere_gives_nothing_here(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    """Two hats in two organisations: each counts in its own."""
    with transaction(write=True):
        give_membership(person_id=ids[FEE.email], organisation_id=ids["zeekant"], role=Role.MANAGER)
        other = make.plan(ids["zeekant"]).id
    hand_over(app, plan_id, ids["zekerveld"])
    fee = Pages(app, FEE)
    fee.get(f"/plannen/{other}/delen")
    fee.get(f"/gedeeld/{shares()[0].id}")
    fee.get(f"/plannen/{plan_id}/delen", status=404)
    line = fee.get(f"/plannen/{other}/").one(".here").get_text()
    assert "Gezond Zeekant" in line
    assert "Zekerveld" not in line


def test_a_locked_plan_can_still_be_shared(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True) as session:
        session.get_one(Plan, plan_id).locked = True
    hand_over(app, plan_id, ids["regio-linde"])
    assert len(shares()) == 1


def test_pages_of_sharing_ask_little(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    hand_over(app, plan_id, ids["zekerveld"])
    fee, marit, share = Pages(app, FEE), Pages(app, MARIT), shares()[0]
    costs = [fee.get(url).queries for url in ("/gedeeld/", f"/gedeeld/{share.id}")]
    costs += [marit.get(f"/plannen/{plan_id}/{path}").queries for path in ("delen", "bekeken")]
    assert max(costs) <= 12, costs
