"""Sending one request as somebody, and reading what the answer means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.actors import Standing
from tests.attack.policy import Verdict
from workbench.kit.web.application import READING
from workbench.kit.web.csrf import FIELD, token_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.test import TestResponse

    from tests.attack.actors import Actor
    from tests.attack.cases import Case
    from tests.attack.world import World

NOBODY = "browser-of-nobody"
FAULT, BAD = 500, 400
# After these nobody is signed in any more: they lead to the way in.
LEAD_OUT = frozenset({"accounts.sign_out", "accounts.erase"})
Body = dict[str, list[str]]


class Sender:
    """A client without a memory: each request carries the cookie and the form token of its actor, and nothing else."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._client = world.app.test_client(use_cookies=False)
        with world.app.app_context():
            cookies = {*world.cookies.values(), NOBODY}
            self._tokens = {cookie: token_for(cookie) for cookie in cookies}

    def token_of(self, actor: Actor) -> str:
        """Return the form token of somebody's browser."""
        return self._tokens[self.world.cookies[actor.key]]

    def send(
        self, actor: Actor, method: str, url: str, body: Body | None = None, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        """Send a request; a form gets the token that fits the cookie."""
        is_form = method not in READING
        cookie = NOBODY if actor.standing is Standing.ANONYMOUS else self.world.cookies[actor.key]
        sent = {**(headers or {})}
        if actor.standing is not Standing.ANONYMOUS or is_form:
            sent["Cookie"] = f"session={cookie}"
        data = {**(body or {}), FIELD: [self._tokens[cookie]]} if is_form else None
        return self._client.open(url, method=method, headers=sent, data=data, buffered=True)


def meaning(endpoint: str, answer: TestResponse) -> Verdict | None:
    """Return what an answer means; None for one that should never be given: a fault, or a request not understood."""
    status = answer.status_code
    if (status >= FAULT and endpoint != "system.ready") or status == BAD:
        return None
    if status == 403:
        return Verdict.FORBIDDEN
    if status == 404:
        return Verdict.HIDDEN
    to = answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
    return Verdict.SIGN_IN if to.split("?")[0] == "/inloggen" else Verdict.IN


def as_expected(case: Case, answer: TestResponse) -> bool:
    """Say whether an answer is what the policy says."""
    found = meaning(case.endpoint, answer)
    if case.expected is Verdict.IN and (
        (found is Verdict.HIDDEN and case.may_be_gone) or (found is Verdict.SIGN_IN and case.endpoint in LEAD_OUT)
    ):
        return True
    if case.expected is Verdict.PUBLIC:
        return found is not None
    if case.expected is Verdict.SIGN_IN and ("HX-Request", "true") in case.headers:
        return found is Verdict.SIGN_IN and answer.status_code == 401 and not answer.data
    return found is case.expected
