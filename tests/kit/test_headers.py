"""Every answer carries the same protection, whatever its status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.people import ANNA

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.browser import Browser


def answers(browser: Browser) -> dict[int, TestResponse]:
    """Return one answer of many statuses."""
    return {
        200: browser.get("/inloggen"),
        303: browser.get("/"),
        401: browser.get("/", headers={"HX-Request": "true"}),
        400: browser.post("/taal"),
        404: browser.get("/bestaat-niet"),
        405: browser.delete("/taal"),
        413: browser.send("/taal", {"language": "x" * 3_000_000}),
        422: browser.send("/inloggen", {"email": "", "password": ""}),
    }


def test_every_answer_is_protected(client: Browser) -> None:
    for status, response in answers(client).items():
        assert response.status_code == status
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-store"
        assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_an_address_that_holds_a_secret_goes_nowhere_also_from_an_error_page(other_app: Callable[..., Flask]) -> None:
    app = other_app()
    app.testing = False
    app.view_functions["accounts.open_reset"] = lambda **_: str(1 / 0)
    response = app.test_client().get("/wachtwoord/geheim")
    assert (response.status_code, response.headers["Referrer-Policy"]) == (500, "no-referrer")


def test_a_fault_shows_its_number_and_nothing_else(other_app: Callable[..., Flask]) -> None:
    app = other_app()
    app.testing = False
    app.view_functions["accounts.sign_in"] = lambda: str(1 / 0)
    response = app.test_client().get("/inloggen")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.text
    assert "ZeroDivision" not in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_https_gets_a_strict_cookie_and_hsts(other_app: Callable[..., Flask]) -> None:
    app = other_app(public_url="https://plan.example")
    response = app.test_client().get("/inloggen", base_url="https://plan.example")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


def test_a_style_sheet_may_be_kept_for_ever(client: Browser) -> None:
    address = client.get("/inloggen").text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "?v=" in address
    with client.get(address) as response:
        assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("host", ["elders.example", "localhost:1234", "localhost.elders.example", ""])
def test_another_host_name_is_refused(client: Browser, host: str) -> None:
    assert client.get("/inloggen", headers={"Host": host}).status_code == 400


def test_health_answers_to_any_host(client: Browser) -> None:
    response = client.get("/health", headers={"Host": "10.0.0.7"})
    assert response.status_code == 200
    assert set(response.json or {}) == {"version", "revision", "sqlite_version"}


@pytest.mark.parametrize("path", ["/%00", "/inloggen?volgende=%FF", "/inloggen?volgende=%00"])
def test_bytes_that_are_no_text_are_refused(client: Browser, path: str) -> None:
    assert client.get(path).status_code == 400


def test_an_address_that_is_no_text_is_refused(client: Browser) -> None:
    assert client.get("/", environ_overrides={"PATH_INFO": "/\xff"}).status_code == 400


def test_a_form_with_bytes_that_are_no_text_is_refused(client: Browser) -> None:
    body = f"csrf_token={client.csrf()}&email=%FF".encode()
    response = client.post("/inloggen", data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


@pytest.mark.parametrize("typed", ["a\0b@example.nl", "'; drop table person;--", "{{7*7}}", "\u202e", "é" * 200])
def test_odd_text_comes_back_as_a_sentence(client: Browser, typed: str) -> None:
    response = client.send("/inloggen", {"email": typed, "password": typed})
    assert response.status_code == 422
    assert 'id="email-error"' in response.text


def test_server_timing_tells_the_queries(other_app: Callable[..., Flask]) -> None:
    browser: Any = other_app(server_timing=True).test_client()
    browser.sign_in(ANNA)
    assert 'queries;desc="' in browser.get("/").headers["Server-Timing"]


def test_the_language_is_dutch_until_chosen_otherwise(client: Browser) -> None:
    assert '<html lang="nl">' in client.get("/inloggen", headers={"Accept-Language": "en"}).text
    response = client.send("/taal", {"language": "en", "next": "/inloggen"})
    assert (response.status_code, response.headers["Location"]) == (303, "/inloggen")
    assert '<html lang="en">' in client.get("/inloggen").text
