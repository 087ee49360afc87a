"""What strangers send to break things: each is refused quickly, with a page of ours."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import ANNA
from workbench.accounts.operations import password_fits
from workbench.accounts.queries import person_by_email
from workbench.accounts.rules import normal_password
from workbench.kit.values.text import words
from workbench.kit.web.door import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.browser import Browser

# Marks of two classes by turns: bringing them in order takes time that grows with the square of their number.
PILE = "a" + "\u0301\u0316" * 25_000
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "//", "http://localhost.evil.test", "null, null"])
def test_an_origin_that_is_no_address_is_refused_not_a_fault(client: Browser, origin: str) -> None:
    client.sign_in(ANNA)
    assert client.send("/uitloggen", headers={"Origin": origin}).status_code == 400
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "use",
    [words, lambda text: password_fits(None, text), normal_password, person_by_email],
    ids=["words", "password", "normal", "email"],
)
def test_a_pile_of_accents_takes_no_time(app: Flask, use: Callable[[str], Any]) -> None:
    del app
    began = time.perf_counter()
    use(PILE)
    assert time.perf_counter() - began < 1


def test_more_fields_than_any_form_has_are_refused_unread(client: Browser) -> None:
    client.sign_in(ANNA)
    token = {"X-CSRF-Token": client.csrf()}
    page = client.post("/taal", data="a=&" * (MOST_FIELDS + 1), content_type=FORM, headers=token)
    assert (page.status_code, "<h1>" in page.text) == (413, True)
    assert client.post("/taal", data="a=&" * (MOST_FIELDS - 1), content_type=FORM, headers=token).status_code == 303


def test_a_fault_tells_the_log_its_rule_and_not_its_address(
    other_app: Callable[..., Flask], caplog: pytest.LogCaptureFixture
) -> None:
    app = other_app()
    app.testing = False

    def broken(token: str) -> str:
        raise RuntimeError(len(token))

    app.view_functions["accounts.open_link"] = broken
    with caplog.at_level(logging.INFO, "workbench"):
        page = app.test_client().get("/inloggen/link/a-token-that-nobody-may-read")
    assert page.status_code == 500
    assert [record.getMessage() for record in caplog.records if record.exc_info] == ["a fault of our own"]
    assert "a-token-that-nobody-may-read" not in caplog.text
