"""Forms that this site did not draw for this browser: every route that changes something refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.attack.actors import BY_KEY
from tests.attack.cases import Case, rules
from tests.attack.matrix import Found
from tests.attack.policy import Verdict
from workbench.kit.web.application import READING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.attack.matrix import Matrix

REFUSED = 400
FOREIGN = {"Origin": "https://elders.example"}


def forged(matrix: Matrix) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each changing route with what a page elsewhere, or of another browser, could send."""
    sender = matrix.sender
    mine, other = (sender.token_of(BY_KEY[key]) for key in ("manager", "vreemde"))
    for url in _addresses(matrix):
        yield url, "no token", {"data": {}}
        yield url, "another browser's token", {"data": {"csrf_token": other}}
        yield url, "a foreign origin", {"data": {"csrf_token": mine}, "headers": FOREIGN}
        yield url, "a foreign page", {"data": {"csrf_token": mine}, "headers": {"Sec-Fetch-Site": "cross-site"}}
        yield url, "plain text", {"data": f"csrf_token={mine}", "content_type": "text/plain"}
        yield url, "JSON", {"json": {"csrf_token": mine}}
        yield f"{url}?csrf_token={mine}", "the token in the address", {"data": {}}


def send_forged(matrix: Matrix, *, stop: bool = False) -> Found:
    """Send all forged forms as the manager of A, who may do most; nothing is let in or changed.

    With ``stop`` only until the first fault.
    """
    found = Found()
    client = matrix.world.app.test_client(use_cookies=False)
    cookie = f"session={matrix.world.cookies['manager']}"
    for url, what, sent in forged(matrix):
        if stop and found.faults:
            break
        headers = {"Cookie": cookie, **sent.pop("headers", {})}
        matrix.store.changed()
        answer = client.post(url, headers=headers, **sent)
        found.sent["forms"] += 1
        if answer.status_code != REFUSED:
            found.faults.append(f"POST {url} with {what}: {answer.status_code}")
        if matrix.store.changed() and matrix.store.differences():
            found.faults.append(f"POST {url} with {what} changes something")
            matrix.store.restore()
    return found


def _addresses(matrix: Matrix) -> Iterable[str]:
    """Return one address of each changing route, where the manager of A is let in if there is one."""
    found: dict[tuple[str, str], str] = {}
    wanted = [case for case in matrix.cases if case.method not in READING]
    for case in sorted(wanted, key=_comes_first):
        found.setdefault((case.endpoint, case.method), case.url)
    missing = {rule.endpoint for rule in rules(matrix.world.app) if (rule.methods or set()) - READING} - {
        endpoint for endpoint, _method in found
    }
    adapter = matrix.world.app.url_map.bind("localhost")
    return [*found.values(), *(str(adapter.build(one, {"token": "x" * 43}, method="POST")) for one in sorted(missing))]


def _comes_first(case: Case) -> tuple[bool, bool]:
    return case.expected is not Verdict.IN, case.actor.key != "manager"
