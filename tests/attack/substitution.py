"""Every form and link of people of B, sent again with one id at a time replaced by an id of A of the same kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.attack.actors import BY_KEY
from tests.attack.canaries import canaries_in
from tests.attack.cases import FULL_PLANS
from tests.attack.crawl import Recorded, recorded
from tests.attack.policy import Verdict
from tests.attack.sight import leaks
from workbench.kit.storage import session, transaction
from workbench.plans.models import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.attack.matrix import Found, Matrix
    from tests.attack.world import World

ID = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")
ATTACKERS = ("vreemde", "beheerb")
MOST = 6  # ids of A that take one place
# A form chooses the id of what it makes, so that sending it twice makes one: it must not name what is there already.
MADE_BY_FORMS = ("plan", "share", "rate", "practice", "file", "kept")
FAULT = 500


@dataclass(frozen=True)
class Shot:
    """One request with one id of A in it, and where that stands."""

    recorded: Recorded
    url: str
    what: str
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the shot as a person would type it."""
        one = self.recorded
        return f"{one.method} {self.url} as {one.actor.key} ({one.endpoint}), {self.what}"


def ids_of(world: World, owner: str) -> dict[str, list[str]]:
    """Return the ids of what belongs to an owner, by kind."""
    slug = {"A": "lindewijk", "B": "zeekant"}[owner]
    found = {"organisation": [str(world.organisations[slug])]}
    found["plan"] = [str(plan_id) for (letter, _), plan_id in world.plans.items() if letter == owner]
    found["share"] = [str(share_id) for (letter, _), share_id in world.shares.items() if letter == owner]
    found["person"] = [str(made) for key, made in world.people.items() if BY_KEY[key].home == slug]
    for (whose, kind), value in world.things.items():
        mine = whose.startswith(owner) or (whose in BY_KEY and BY_KEY[whose].home == slug)
        if mine and ID.fullmatch(value):
            found.setdefault("assignment" if kind.startswith("assignment") else kind, []).append(value)
    return found


def rows_of(world: World, owner: str) -> set[tuple[str, str]]:
    """Return the set and id of each row in the plans of an owner."""
    plans = [plan_id for (letter, _), plan_id in world.plans.items() if letter == owner]
    with transaction(write=False):
        return {
            (name, row.id)
            for name, table in TABLES.items()
            for row in session().query(table).where(table.plan_id.in_(plans))
        }


class Range:
    """The ids of both collaborations, and the requests that mix them."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        world = matrix.world
        self.foreign = ids_of(world, "A")
        self.kinds = {value: kind for kind, values in ids_of(world, "B").items() for value in values}
        mine, others = rows_of(world, "B"), rows_of(world, "A")
        sets = {name for name, _row in mine}
        self.rows = {row: name for name, row in mine}
        self.foreign |= {name: sorted(row for own, row in others - mine if own == name) for name in sets}

    def forms(self) -> list[Recorded]:
        """Return the forms and links of the attackers."""
        opened = [
            case
            for case in self.matrix.cases
            if case.actor.key in ATTACKERS
            and (case.expected, case.method, case.headers) == (Verdict.IN, "GET", ())
            and (not case.target.thing or (case.target.owner, case.target.thing) in FULL_PLANS)
        ]
        found = recorded(self.matrix.sender, opened, links=True)
        self.matrix.store.restore()
        return found

    def shots(self, forms: list[Recorded]) -> Iterator[Shot]:
        """Yield every request with one id replaced: in its path, its query, its fields and its headers."""
        for one in forms:
            for place in ID.finditer(one.url):
                for value in self._instead(place.group(), name=""):
                    url = one.url[: place.start()] + value + one.url[place.end() :]
                    yield Shot(one, url, f"address: {value}", one.fields)
            yield from self._rows_in_path(one)
            yield from self._in_fields(one)
            yield from self._in_headers(one)

    def _rows_in_path(self, one: Recorded) -> Iterator[Shot]:
        parts = one.url.split("/")
        for place, part in enumerate(parts):
            for value in self.foreign.get(self.rows.get(part, ""), [])[:MOST]:
                yield Shot(one, "/".join([*parts[:place], value, *parts[place + 1 :]]), f"row: {value}", one.fields)

    def _in_fields(self, one: Recorded) -> Iterator[Shot]:
        for name, values in one.fields:
            yield from self._in_name(one, name)
            for place, value in enumerate(values):
                for other in self._instead(value, name):
                    changed = (*values[:place], other, *values[place + 1 :])
                    fields = tuple((key, changed if key == name else held) for key, held in one.fields)
                    yield Shot(one, one.url, f"field {name}: {other}", fields)

    def _in_name(self, one: Recorded, name: str) -> Iterator[Shot]:
        """Replace the id of a row in the name of a field, as tables have them."""
        row = next((row for row in self.rows if row in name), "")
        for other in self.foreign.get(self.rows.get(row, ""), [])[:2]:
            fields = tuple((name.replace(row, other) if key == name else key, held) for key, held in one.fields)
            yield Shot(one, one.url, f"name {name}: {other}", fields)

    def _in_headers(self, one: Recorded) -> Iterator[Shot]:
        plan = f"/plannen/{self.foreign['plan'][0]}/"
        local = f"http://localhost{plan}"
        tried: list[Mapping[str, str]] = [
            {"HX-Request": "true", "HX-Current-URL": local, "HX-Target": self.foreign["activities"][0]},
            {"Referer": local, "X-Original-URL": plan, "X-Rewrite-URL": plan, "X-HTTP-Method-Override": "DELETE"},
        ]
        for headers in tried if one.method == "POST" else tried[:1]:
            yield Shot(one, one.url, f"headers {', '.join(headers)}", one.fields, dict(headers))

    def _instead(self, value: str, name: str) -> list[str]:
        """Return the ids of A that may take the place of a value."""
        if value in self.kinds:
            return self.foreign.get(self.kinds[value], [])[:MOST]
        if value in self.rows:
            return self.foreign.get(self.rows[value], [])[:MOST]
        if name and ID.fullmatch(value):
            return [self.foreign[kind][0] for kind in MADE_BY_FORMS]
        return []

    def fire(self, shot: Shot, found: Found) -> None:
        """Send one request and add what is wrong with its answer and what it left behind."""
        matrix, one = self.matrix, shot.recorded
        matrix.store.changed()
        answer = matrix.sender.send(
            one.actor, one.method, shot.url, replace(one, fields=shot.fields).body, shot.headers
        )
        found.sent[shot.what.split(":")[0].split(" ")[0]] += 1
        if answer.status_code >= FAULT:
            found.faults.append(f"{shot}: {answer.status_code}")
        found.faults += [f"{shot}: leaks {leak}" for leak in leaks((one.actor,), canaries_in(answer))]
        if matrix.store.changed():
            changes = matrix.store.differences()
            matrix.store.restore()
            found.faults += [
                f"{shot}: changes {key.table} of {owner}" for key, owner, _how in changes if _is_of_a(owner)
            ]


def _is_of_a(owner: str) -> bool:
    return owner == "A" or (owner in BY_KEY and BY_KEY[owner].home == "lindewijk")
