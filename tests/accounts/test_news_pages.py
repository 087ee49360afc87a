"""News on the start page and on a page of its own, with the choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accounts.news import news, tell
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import LOTTE, MARIT, STRANGER
from workbench.accounts.queries.news import choices_of
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page


def shown(page: Page) -> list[str]:
    """Return where the news on a page leads."""
    return [str(link["href"]) for link in page.html.select(".news__link")]


def test_the_start_page_shows_what_was_not_read_and_forgets_it_when_told(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    browser = Pages(app, MARIT)
    page = browser.get("/")
    assert shown(page) == ["/plannen/role_given/"]
    after = browser.submit(form_of(page, "form[data-form='accounts.send_read']"))
    assert after.location == "/"
    assert not shown(browser.follow(after))
    assert shown(browser.get("/account/berichten")) == ["/plannen/role_given/"]


def test_all_that_a_page_showed_is_read_at_once_and_nothing_else(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    tell(ids, "plan_opened")
    browser = Pages(app, MARIT)
    page = browser.get("/account/berichten")
    tell(ids, "invitation_accepted")
    browser.submit(form_of(page, ".news-all"))
    assert shown(browser.get("/")) == ["/plannen/invitation_accepted/"]


def test_nobody_sees_or_reads_another_ones_news(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    (one,) = news()
    for someone in (LOTTE, STRANGER):
        browser = Pages(app, someone)
        assert not shown(browser.get("/"))
        form = form_of(browser.get("/account/berichten"), "form[data-form='accounts.send_news']")
        browser.post("/account/berichten/gelezen", {"csrf_token": form.fields["csrf_token"], "news": str(one.id)})
    assert news()[0].read_at is None


def test_news_of_an_organisation_that_one_is_no_member_of_is_not_shown(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "plan_opened", to=LOTTE.email, organisation="zeekant")
    assert not shown(Pages(app, LOTTE).get("/"))


def test_a_choice_is_kept_and_shown_again(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    browser = Pages(app, MARIT)
    form = form_of(browser.get("/account/berichten"), "form[data-form='accounts.send_news']")
    assert form.fields["activity_assigned"] == ["direct"]
    assert form.fields["role_given"] == ["daily"]
    assert "password_changed" not in form.fields
    after = browser.follow(browser.submit(form, role_given="never"))
    assert form_of(after, "form[data-form='accounts.send_news']").fields["role_given"] == ["never"]
    with transaction(write=False):
        assert choices_of([ids[MARIT.email]]) == {ids[MARIT.email]: {"role_given": "never"}}


def test_an_answer_that_is_none_is_refused(app: Flask) -> None:
    browser = Pages(app, MARIT)
    form = form_of(browser.get("/account/berichten"), "form[data-form='accounts.send_news']")
    page = browser.submit(form, role_given="soms", status=422)
    assert list(page.errors) == ["role_given"]


def test_a_lot_of_news_costs_no_more_queries(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    browser = Pages(app, MARIT)
    for _ in range(20):
        tell(ids, "role_given")
    page = browser.get("/")
    assert len(shown(page)) == 5
    assert page.queries <= 12
    assert browser.get("/account/berichten").queries <= 12
