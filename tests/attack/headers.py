"""What every answer must say to a browser, after the rules of Internet.nl; asked on https, with every status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.attack.cases import FULL_PLANS, Case, cases
from tests.attack.matrix import Found
from tests.attack.sending import NOBODY
from tests.attack.state import store_of
from workbench.kit.web.application import READING
from workbench.kit.web.csrf import token_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

    from tests.attack.world import World

SITE = "https://wijkplan.example"
YEAR = 31_536_000
NAMED = ("frame-ancestors", "base-uri", "form-action")
FORBIDDEN = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "http:", "https:", "*")
NEVER_DATA = frozenset({"script-src", "object-src", "default-src"})
ASKING = ("anonymous", "manager", "beheer", "operator")
BODILESS = frozenset({204, 304})


def faults_of(answer: TestResponse, *, https: bool, token: bool) -> Iterator[str]:
    """Yield what is wrong with the headers of an answer; ``token``: its address holds a secret."""
    headers = answer.headers
    yield from _policy(headers.get("Content-Security-Policy", ""))
    for name, wanted in (
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ):
        if headers.get(name) != wanted:
            yield f"{name} is {headers.get(name)}"
    referrer = headers.get("Referrer-Policy")
    if referrer not in ({"no-referrer"} if token else {"no-referrer", "same-origin"}):
        yield f"Referrer-Policy is {referrer}"
    if https and not _strict(headers.get("Strict-Transport-Security", "")):
        yield "Strict-Transport-Security is weak"
    if headers.get("Content-Type", "").startswith("text/") and "charset=utf-8" not in headers["Content-Type"].lower():
        yield f"Content-Type is {headers['Content-Type']}"
    if answer.data and answer.status_code not in BODILESS and "Content-Type" not in headers:
        yield "no Content-Type"
    for cookie in headers.getlist("Set-Cookie"):
        yield from _cookie(cookie, https=https)


def _policy(policy: str) -> Iterator[str]:
    rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    if rules.get("default-src") not in {"'none'", "'self'"}:
        yield f"default-src is {rules.get('default-src')}"
    for name in NAMED:
        if name not in rules:
            yield f"the policy has no {name}"
    for name, sources in rules.items():
        for source in sources.split():
            if source in FORBIDDEN or "*" in source or (source == "data:" and name in NEVER_DATA):
                yield f"{name} allows {source}"


def _strict(value: str) -> bool:
    age = re.search(r"max-age=(\d+)", value)
    return bool(age and int(age.group(1)) >= YEAR and "includeSubDomains" in value)


def _cookie(cookie: str, *, https: bool) -> Iterator[str]:
    name, *rest = (part.strip() for part in cookie.split(";"))
    said = {part.partition("=")[0].lower(): part.partition("=")[2] for part in rest}
    wrong = [one for one in ("httponly", *(("secure",) if https else ())) if one not in said]
    wrong += ["domain"] if "domain" in said else []
    wrong += [] if said.get("path") == "/" and said.get("samesite") in {"Lax", "Strict"} else ["path or samesite"]
    wrong += [] if not https or name.startswith("__Host-") else ["the name"]
    yield from (f"cookie {name.partition('=')[0]}: {one}" for one in wrong)


class Look:
    """Asks every route of an installation on https, in ways that give every kind of answer."""

    def __init__(self, world: World) -> None:
        self.world, self.found = world, Found()
        self.store = store_of(world)
        self._client = world.app.test_client(use_cookies=False)
        self.cases = list(_one_each(world))

    def run(self) -> Found:
        """Ask everything; returns what is wrong."""
        for case in self.cases:
            self.ask(case, {})
            self.ask(case, {}, method="PUT")
            if case.method not in READING:
                self.ask(case, {"csrf_token": "not ours"})
        for case in self.cases:
            if case.actor.key == "manager":
                self.break_down(case)
        return self.found

    def break_down(self, case: Case) -> None:
        """Ask a route whose view fails in a way that nobody foresaw."""

        def fail(**_: Any) -> None:
            raise RuntimeError

        fail.permission = getattr(self.world.app.view_functions[case.endpoint], "permission", None)  # type: ignore[attr-defined]  # the mark of a view
        with patch.dict(self.world.app.view_functions, {case.endpoint: fail}):
            self.ask(case, {})

    def ask(self, case: Case, more: dict[str, str], *, method: str = "") -> None:
        """Send one request and add what is wrong with the headers of its answer."""
        cookie = self.world.cookies.get(case.actor.key, NOBODY)
        with self.world.app.app_context():
            data = {"csrf_token": token_for(cookie), **more} if case.method not in READING else None
        answer = self._client.open(
            case.url,
            method=method or case.method,
            base_url=SITE,
            buffered=True,
            data=data,
            headers={"Cookie": f"__Host-session={cookie}"} if cookie != NOBODY or data else {},
        )
        if case.method not in READING and self.store.changed():
            self.store.restore()  # the people who ask stay signed in
        self.found.sent[str(answer.status_code)] += 1
        token = "token" in case.target.words and not method
        wrong = faults_of(answer, https=True, token=token)
        self.found.faults += [f"{case}: {answer.status_code}: {one}" for one in wrong]


def _one_each(world: World) -> Iterator[Case]:
    """Yield for each route and method one request of some people."""
    seen = set()
    for case in cases(world):
        whole = not case.target.thing or (case.target.owner, case.target.thing) in FULL_PLANS or case.target.reader
        key = (case.endpoint, case.method, case.actor.key)
        if whole and not case.headers and case.actor.key in ASKING and key not in seen:
            seen.add(key)
            yield case
