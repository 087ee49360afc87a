"""Signing in takes as long for who is not known as for who is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.accounts.ways import who
from tests.people import ANNA, BO, TEUN
from workbench.accounts.operations import passwords
from workbench.accounts.rules.tries import ACCOUNT, NETWORK, Limit
from workbench.kit.storage import count_queries, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

NOBODY = "nie@lindewijk.example"
WIDE = {"account": Limit("account", 10**6), "network": Limit("network", 10**6, is_shared=True)}


@pytest.fixture
def states(ids: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses of somebody known, invited, deactivated and unknown; all may try as often as they like."""
    del ids
    with transaction(write=True):
        who(TEUN).deactivated_at = now()
        who(BO).password_hash = None
    assert (ACCOUNT.about, NETWORK.about) == ("account", "network")
    for name, limit in WIDE.items():
        monkeypatch.setattr(f"workbench.accounts.views.letting_in.{name.upper()}", limit)
    return [ANNA.email, BO.email, TEUN.email, NOBODY]


def area(first: list[float], second: list[float]) -> float:
    """Return the area under the curve: the chance that a sample of the one is greater than one of the other."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_, kind) in enumerate(ranked, 1) if kind == 0)
    found = (ranks - len(first) * (len(first) + 1) / 2) / (len(first) * len(second))
    return max(found, 1 - found)


def samples(app: Flask, states: list[str], rounds: int, clock: Callable[[], float]) -> dict[str, list[float]]:
    client = app.test_client()
    token = client.csrf()  # type: ignore[attr-defined]  # our browser for tests
    taken: dict[str, list[float]] = {email: [] for email in states}
    for _ in range(rounds):
        for email in states:
            before = clock()
            client.post("/inloggen", data={"csrf_token": token, "email": email, "password": "geraden wachtwoord"})
            taken[email].append(clock() - before)
    return taken


def test_four_kinds_of_people_get_the_same_body(app: Flask, states: list[str]) -> None:
    client = app.test_client()
    token = client.csrf()  # type: ignore[attr-defined]
    bodies = set()
    for email in states:
        data = {"csrf_token": token, "email": email, "password": "geraden wachtwoord"}
        answer = client.post("/inloggen", data=data)
        bodies.add((answer.status_code, answer.get_data(as_text=True).replace(email, "")))
    assert len(bodies) == 1


def test_one_hash_is_compared_for_everybody(app: Flask, states: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = passwords._hasher  # noqa: SLF001 - the one place where time is spent

    class Counting:
        def verify(self, stored: str, typed: bytes) -> bool:
            compared.append(stored)
            return real.verify(stored, typed)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    samples(app, states, 1, time.process_time)
    assert len(compared) == len(states)
    assert len({stored.rsplit("$", 2)[0] for stored in compared}) == 1


def test_four_kinds_of_people_ask_the_database_the_same(app: Flask, states: list[str]) -> None:
    client = app.test_client()
    token = client.csrf()  # type: ignore[attr-defined]
    client.set_cookie("device", "somebody-made-this-up", domain="localhost")
    counted = set()
    for email in states:
        with count_queries() as tally:
            client.post("/inloggen", data={"csrf_token": token, "email": email, "password": "geraden"})
        counted.add(tally.queries)
    assert len(counted) == 1


def test_twenty_samples_do_not_tell_known_from_unknown(app: Flask, states: list[str]) -> None:
    taken = samples(app, states, 20, time.process_time)
    assert all(area(taken[ANNA.email], taken[other]) < 0.85 for other in states[1:])


def test_without_the_hash_for_nobody_they_are_told_apart(
    app: Flask, states: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_NOBODY", "no hash at all")
    taken = samples(app, states, 10, time.process_time)
    assert area(taken[ANNA.email], taken[NOBODY]) > 0.9


@pytest.mark.slow
def test_five_hundred_samples_do_not_tell_anybody_apart(app: Flask, states: list[str]) -> None:
    taken = samples(app, states, 500, time.process_time)
    assert {other: area(taken[ANNA.email], taken[other]) for other in states[1:]} == pytest.approx(
        dict.fromkeys(states[1:], 0.5), abs=0.05
    )
