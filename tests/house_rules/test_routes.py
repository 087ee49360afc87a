"""Closed unless opened: every route names a permission or stands on the one short list below."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.house_rules.project import refuse
from tests.pages import Pages
from tests.people import MARIT
from workbench.app import PUBLIC
from workbench.kit.web.gate import is_public, permission_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from flask import Flask
    from werkzeug.routing import Rule

# Everything that a stranger may see. A line more is a decision to be read in review.
EXPECTED_PUBLIC = {
    "accounts.sign_in",
    "accounts.send_sign_in",
    "accounts.sign_in_as",  # in the demo only
    "accounts.open_link",  # the link is the proof
    "accounts.send_link",
    "accounts.code",  # the password was the first proof; who gave none is sent to sign in
    "accounts.send_code",
    "accounts.ask_link",  # who cannot sign in asks for a way in; the answer is the same for everybody
    "accounts.send_ask_link",
    "accounts.forgot",
    "accounts.send_forgot",
    "accounts.open_reset",  # the mailed link is the proof
    "accounts.send_reset",
    "accounts.invitation",  # the mailed link is the proof; whoever is invited may have no account yet
    "accounts.answer",
    "accounts.mailbox",  # in the demo only: whoever was mailed there has no account yet
    "accounts.mailbox_mail",
    "agenda.feed",  # calendar programs cannot sign in: the address is the proof, rights are looked up at each read
    "style_guide.show_style_guide",  # drawings of the components; it reads no data
    "system.health",
    "system.ready",
    "system.choose_language",
    "system.security_txt",  # whoever finds a weakness must be able to say so
}
MOST_PUBLIC = 23
SAMPLES = {"UUIDConverter": uuid.UUID(int=7), "IntegerConverter": 7, "PathConverter": "a/b", "AnyConverter": "pdf"}


def rules(app: Flask) -> list[Rule]:
    """Return all routes but the files that everybody may read."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def open_routes(app: Flask) -> Iterator[str]:
    """Tell which routes are neither public nor name a permission."""
    for rule in rules(app):
        named = permission_of(app, rule.endpoint)
        if is_public(app, rule.endpoint):
            if named is not None:
                yield f"{rule.rule} ({rule.endpoint}): public, and yet it names {named}"
        elif not isinstance(named, StrEnum):
            yield f"{rule.rule} ({rule.endpoint}): names no permission; found {named!r}"


def address(app: Flask, rule: Rule) -> str:
    """Return an address that fits a route."""
    # The values of an `any` converter are its own; its pattern names them.
    words = {name: _sample(one) for name, one in rule._converters.items()}  # noqa: SLF001 - werkzeug offers no other way
    found = app.url_map.bind("localhost").build(rule.endpoint, words, method=min(rule.methods or {"GET"}))
    return str(found)


def _sample(converter: object) -> object:
    items = sorted(getattr(converter, "items", ()))
    return items[0] if items else SAMPLES.get(type(converter).__name__, "woord")


def let_in(app: Flask) -> Iterator[str]:
    """Tell which closed routes answer an anonymous browser with anything but the way to sign in."""
    stranger = app.test_client()
    for rule in rules(app):
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if is_public(app, rule.endpoint):
                continue
            answer = stranger.open(address(app, rule), method=method)
            where = answer.headers.get("Location", "")
            if answer.status_code != 303 or not where.startswith("/inloggen"):
                yield f"{method} {rule.rule}: a stranger gets {answer.status_code} {where}"


def test_every_route_is_public_or_names_a_permission(app: Flask) -> None:
    assert len(rules(app)) > len(EXPECTED_PUBLIC)
    refuse(open_routes(app))


def test_the_public_list_is_short_and_the_expected_one(app: Flask) -> None:
    assert set(PUBLIC) == EXPECTED_PUBLIC
    assert len(PUBLIC) <= MOST_PUBLIC
    refuse(
        f"{endpoint}: on the public list, but there is no such route" for endpoint in PUBLIC - set(app.view_functions)
    )


def test_a_stranger_is_sent_to_sign_in_from_every_closed_route(app: Flask) -> None:
    refuse(let_in(app))


def test_a_stranger_who_asks_for_a_piece_is_sent_there_too(app: Flask) -> None:
    answer = app.test_client().get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/inloggen")


def test_nothing_is_changed_without_the_token_of_the_form(app: Flask) -> None:
    pages = Pages(app, MARIT)
    for rule in rules(app):
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}:
            assert method == "POST", f"{rule.rule}: a form sends POST only"
            pages.post(address(app, rule), {}, status=400)


def test_an_open_route_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = next(rule.endpoint for rule in rules(app) if rule.endpoint not in PUBLIC)
    monkeypatch.setitem(app.view_functions, endpoint, lambda **_: "open")
    assert list(open_routes(app))
    app.extensions["gate"].public |= {endpoint}
    try:
        assert not list(open_routes(app))
        assert is_public(app, endpoint)
    finally:
        app.extensions["gate"].public -= {endpoint}


def test_a_permission_that_is_only_a_word_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def view() -> str:
        return "word"

    view.permission = "plan.read"  # type: ignore[attr-defined]  # as a careless decorator would
    monkeypatch.setitem(app.view_functions, "home.start", view)
    assert any("names no permission" in line for line in open_routes(app))
