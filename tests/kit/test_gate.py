"""Closed unless opened: who comes in, and with which form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.people import ANNA
from workbench.app import routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.browser import Browser


def test_every_route_names_a_permission_or_is_on_the_public_list(app: Flask) -> None:
    assert [row for row in routes(app) if row["permission"] == "closed"] == []


def test_nobody_gets_into_a_closed_route(app: Flask, client: Browser) -> None:
    for row in routes(app):
        if row["permission"] != "public":
            url = "".join(
                "x" if part.startswith("<") else part for part in str(row["rule"]).replace(">", "<").split("<")
            )
            for method in row["methods"]:  # type: ignore[attr-defined]  # a list of text in this table
                assert client.open(url, method=method).status_code in {303, 404}, (method, url)


def test_who_is_not_signed_in_goes_to_sign_in_and_comes_back(client: Browser) -> None:
    response = client.get("/?van=mail")
    assert response.status_code == 303
    assert response.headers["Location"] == "/inloggen?volgende=%2F%3Fvan%3Dmail"


def test_htmx_is_told_to_load_the_sign_in_page(client: Browser) -> None:
    response = client.get("/", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (401, "/inloggen")


def test_a_view_without_permission_stays_closed(other_app: Callable[..., Flask]) -> None:
    app = other_app()
    app.add_url_rule("/vergeten", "forgotten", lambda: "secret")
    app.testing = False
    browser: Any = app.test_client()
    assert browser.sign_in(ANNA).get("/vergeten").status_code == 404
    app.testing = True
    with pytest.raises(RuntimeError, match="names no permission"):
        browser.get("/vergeten")


@pytest.mark.parametrize("url", ["/inloggen", "/uitloggen", "/taal"])
def test_a_form_without_token_is_refused(client: Browser, url: str) -> None:
    client.sign_in(ANNA)
    response = client.post(url, data={"email": ANNA.email})
    assert response.status_code == 400
    assert "Dit formulier is niet meer geldig" in response.text


def test_sign_in_needs_a_token_too(client: Browser) -> None:
    assert client.post("/inloggen", data={"email": ANNA.email, "password": "x"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elders.example"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_from_another_site_is_refused(client: Browser, headers: dict[str, str]) -> None:
    client.sign_in(ANNA)
    assert client.send("/taal", {"language": "en"}, headers=headers).status_code == 400


def test_the_token_of_another_browser_is_refused(app: Flask, client: Browser) -> None:
    other: Any = app.test_client()
    stolen = other.sign_in(ANNA).csrf()
    assert client.sign_in(ANNA).post("/uitloggen", data={"csrf_token": stolen}).status_code == 400


@pytest.mark.parametrize("body", ['{"csrf_token": "x"}', "csrf_token=x"])
def test_a_body_that_is_no_form_is_refused(client: Browser, body: str) -> None:
    kind = "application/json" if body.startswith("{") else "text/plain"
    assert client.sign_in(ANNA).post("/taal", data=body, content_type=kind).status_code == 400


def test_the_token_may_come_in_a_header(client: Browser) -> None:
    client.sign_in(ANNA)
    response = client.post("/taal", data={"language": "en"}, headers={"X-CSRF-Token": client.csrf()})
    assert response.status_code == 303
