"""From the start page, every link leads to a page that keeps the rules; nobody is shown a way to a closed door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests import make
from tests.house_rules.project import refuse
from tests.pages import Pages
from tests.people import ADRI, LOTTE, MARIT, STRANGER, Someone
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from flask import Flask

    from tests.pages import Page

FINE = {200, 202, 303}
# Addresses that a walk may meet: a plan with one row in each set has about 150, and two stand beside the pages of
# people and organisations. A link that grows for ever is a fault.
MOST = 500
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# A file is made by a job, not looked at here.
PAPERS = (".pdf", ".docx", ".xlsx", ".json", ".zip")


def links(page: Page) -> Iterator[str]:
    """Yield the addresses within the site that a page leads to."""
    for link in page.html.select("a[href]"):
        address = urldefrag(urljoin(page.url, str(link["href"]))).url
        if not urlsplit(address).netloc and not urlsplit(address).path.endswith(PAPERS):
            yield address


def walk(pages: Pages, start: str = "/") -> Iterator[str]:
    """Open every page that can be reached by links; tell which links lead nowhere or to a closed door."""
    waiting, seen = [(start, "")], {start}
    while waiting:
        url, came_from = waiting.pop()
        try:
            page = pages.get(url, status=0)
        except AssertionError as fault:
            yield str(fault)
            continue
        if page.status not in FINE:
            yield f"{came_from} leads to {url}, which answers {page.status}"
        fresh = {page.location} if page.location else set(links(page))
        waiting += [(address, url) for address in sorted(fresh - seen)]
        seen |= fresh
        assert len(seen) <= MOST, f"more than {MOST} addresses; the last: {sorted(seen)[-3:]}"


@pytest.fixture
def stored(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan in which everything is filled, and one that is new."""
    with transaction(write=True):
        make.plan(ids["lindewijk"])
        return make.plan(ids["lindewijk"], make.filled(rows=1)).id


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("someone", [MARIT, ADRI, LOTTE, STRANGER], ids=lambda one: one.name)
def test_every_link_leads_to_a_good_page(app: Flask, someone: Someone) -> None:
    refuse(UUID.sub("<plan>", fault) for fault in walk(Pages(app, someone)))


def test_a_link_to_nowhere_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house_rules.test_every_page.links", lambda _: ["/bestaat-niet"])
    assert list(walk(Pages(app, MARIT))) == ["/ leads to /bestaat-niet, which answers 404"]
