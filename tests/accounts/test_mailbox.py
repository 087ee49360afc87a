"""The post box of the demonstration shows what would have been mailed; there is none elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accounts.news import tell
from tests.pages import Pages
from workbench.kit.mail.sending import send_what_is_due

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from flask import Flask


def test_outside_the_demonstration_there_is_no_post_box(app: Flask) -> None:
    browser = Pages(app)
    browser.get("/postbus", status=404)
    browser.get("/postbus/00000000-0000-0000-0000-000000000007", status=404)


def test_when_mail_is_really_sent_the_post_box_says_so(other_app: Callable[..., Flask]) -> None:
    page = Pages(other_app(demo=True, mail_url="smtp://127.0.0.1:1")).get("/postbus")
    assert "MAIL_URL" in page.text


def test_a_mail_is_read_there_and_its_links_lead_on(other_app: Callable[..., Flask], ids: dict[str, uuid.UUID]) -> None:
    browser = Pages(other_app(demo=True))
    assert not browser.get("/postbus").html.select(".news__link")
    tell(ids, "activity_assigned")
    send_what_is_due()
    listed = browser.get("/postbus")
    mail = browser.get(str(listed.one(".news__link")["href"]))
    assert "Samen gezond" in mail.heading
    links = [str(link["href"]) for link in mail.html.select(".letter a")]
    assert "http://localhost/plannen/activity_assigned/" in links
    assert mail.response.headers["Referrer-Policy"] == "no-referrer"
    browser.get("/postbus/00000000-0000-0000-0000-000000000007", status=404)
