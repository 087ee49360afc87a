"""A link that lets somebody in once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import select

from tests.people import ANNA
from workbench.accounts.models import OneTimeToken
from workbench.accounts.operations import issue_link
from workbench.accounts.queries import person_by_email
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from tests.browser import Browser


@pytest.fixture
def link(ids: object) -> str:
    """Issue a link for Anna and return its path."""
    del ids
    with transaction(write=True):
        person = person_by_email(ANNA.email)
        assert person is not None
        return f"/inloggen/link/{issue_link(person=person)}"


def test_opening_the_link_uses_nothing_up(client: Browser, link: str) -> None:
    for _ in range(3):
        response = client.get(link)
        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert client.head(link).status_code == 200
    assert client.get("/").status_code == 303
    assert client.send(link).headers["Location"] == "/"
    assert ANNA.name in client.get("/").text


def test_the_link_works_once(client: Browser, link: str) -> None:
    client.send(link)
    assert client.send(link).status_code == 410
    assert client.get(link).status_code == 410


def test_the_link_works_for_an_hour(client: Browser, link: str) -> None:
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert client.send(link).status_code == 410


def test_a_new_link_ends_the_one_before(client: Browser, link: str) -> None:
    with transaction(write=True):
        person = person_by_email(ANNA.email)
        assert person is not None
        issue_link(person=person)
    assert client.send(link).status_code == 410


def test_an_invented_link_is_refused(client: Browser) -> None:
    assert client.send("/inloggen/link/verzonnen").status_code == 410


def test_the_database_holds_no_link(link: str) -> None:
    with transaction(write=False):
        assert link.rpartition("/")[2] not in session().scalars(select(OneTimeToken.id)).all()
