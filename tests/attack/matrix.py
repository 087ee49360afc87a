"""The matrix: every request is sent, and nothing is told, shown or changed that should not be."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.attack.actors import LETTERS
from tests.attack.canaries import canaries_in
from tests.attack.cases import FULL_PLANS, Case, cases
from tests.attack.crawl import recorded
from tests.attack.policy import Verdict, Way, entry_of
from tests.attack.sending import Sender, as_expected
from tests.attack.sight import leaks
from tests.attack.state import harm, store_of
from workbench.kit.web.application import READING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.attack.sending import Body
    from tests.attack.world import World

SEED = 20261122
# Those whose forms are recorded: each form that there is, one of them has.
RIGHTFUL = ("manager", "beheer", "steunbeheer", "operator")
# What no form holds until somebody presses one of its buttons.
TYPED: dict[str, Body] = {"plans.remove_file": {"column": ["file"]}}


@dataclass
class Found:
    """What a run found."""

    sent: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many requests were sent."""
        return sum(self.sent.values())


class Matrix:
    """The requests of a world, and the means to send them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.store = store_of(world)
        self.sender = Sender(world)
        self.cases = list(cases(world))
        self.bodies = self._bodies()
        self.store.restore()

    def run(self, chosen: Iterable[Case], *, stop: bool = False) -> Found:
        """Send requests and return what is wrong; with ``stop`` only until the first fault."""
        found = Found()
        for case in chosen:
            found.faults += self.judge(case)
            found.sent[str(case.expected)] += 1
            if stop and found.faults:
                break
        return found

    def judge(self, case: Case) -> list[str]:
        """Send one request and return what is wrong with its answer and what it left behind."""
        self.store.changed()
        answer = self.sender.send(case.actor, case.method, case.url, self._body(case), dict(case.headers))
        wrong = [] if as_expected(case, answer) else [f"{case}, got {answer.status_code}"]
        wrong += [f"{case}: leaks {one}" for one in leaks(case.viewers, canaries_in(answer))]
        if self.store.changed():
            wrong += self._left(case)
        return wrong

    def _left(self, case: Case) -> list[str]:
        owners = frozenset() if case.method in READING else _owners(case)
        changes = self.store.differences()
        if changes:
            self.store.restore()
        return [f"{case}: changes {one}" for one in harm(changes, owners)]

    def _body(self, case: Case) -> Body | None:
        if case.method in READING:
            return None
        return self.bodies.get(case.url) or self.bodies.get(case.endpoint) or TYPED.get(case.endpoint, {})

    def _bodies(self) -> dict[str, Body]:
        opened = [one for one in self.cases if one.actor.key in RIGHTFUL and _is_page(one)]
        found: dict[str, Body] = {}
        for one in recorded(self.sender, opened):
            found.setdefault(one.url, one.body)
            found.setdefault(one.endpoint, one.body)
        return found


def _is_page(case: Case) -> bool:
    whole = not case.target.thing or (case.target.owner, case.target.thing) in FULL_PLANS
    return case.expected is Verdict.IN and case.method == "GET" and not case.headers and whole


def _owners(case: Case) -> frozenset[str]:
    """Return whose rows a request that is let in may change: the actor's own, and of where they have a role."""
    if case.expected is not Verdict.IN:
        # A form of a session that ended is kept for its sender.
        mine = case.expected is Verdict.SIGN_IN or entry_of(case.endpoint).way is Way.PUBLIC
        return frozenset({case.actor.key}) if mine else frozenset()
    everywhere = frozenset(LETTERS.values()) | {""} if entry_of(case.endpoint).way is Way.OPERATOR else frozenset()
    # Whoever ends an adviser's role at home, ends what they were sent to as well.
    sent = frozenset("A") if case.actor.key == "steunbeheer" and case.endpoint.startswith("members.") else frozenset()
    return everywhere | sent | {case.actor.key} | {LETTERS[slug] for slug in case.actor.organisations}


def sample(chosen: Sequence[Case], size: int, *, seed: int = SEED) -> list[Case]:
    """Return some of the requests, the same for the same seed.

    First come each route with each verdict, then everybody who is let in anywhere, then everybody, then the rest.
    """
    mixed = list(chosen)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - an order that can be repeated
    seen: set[tuple[object, ...]] = set()
    ranks: list[list[Case]] = [[], [], [], []]
    for case in mixed:
        ways = (case.endpoint, case.method, case.expected), (case.endpoint, case.actor.key, case.expected is Verdict.IN)
        rank = 0 if ways[0] not in seen else 3 if ways[1] in seen else 1 if case.expected is Verdict.IN else 2
        ranks[rank].append(case)
        seen.update(ways)
    return [case for rank in ranks for case in rank][:size]
