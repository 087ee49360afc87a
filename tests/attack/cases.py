"""The requests of the matrix: each route of the application, filled with ids of the world, as everybody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tests.attack.actors import ACTORS, BY_KEY, LETTERS, Actor, Standing
from tests.attack.policy import UnclassifiedError, Verdict, Way, entry_of, verdict
from tests.attack.world import HANDED, PLANS, SLUGS, demo_content
from workbench.kit.web.application import READING
from workbench.plans.queries.definitions import template_of
from workbench.plans.queries.recipes import recipes
from workbench.plans.rules.variants import offered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from werkzeug.routing import Rule

    from tests.attack.world import World

# What is not there for a rightful person: another person's session; a row that was not removed; a share of no plan.
OF_SHARES = frozenset({"plans.ask_to_take_back", "plans.take_back"})
MAY_BE_GONE = OF_SHARES | {
    *("accounts.end_session", "accounts.discard", "plans.restore_text", "plans.share"),
    *("plans.change_template", "organisations.add_area"),
}
JUNK = "k" * 43  # has the look of a token
RANGE = {"Range": "bytes=0-99"}
MATCH = {"If-None-Match": "*"}
FRAGMENT = {"HX-Request": "true"}
FILES = frozenset(
    {"plans.download", "papers.pdf", "papers.xlsx", "papers.json", "papers_shared.shared_pdf", "agenda.feed"}
)
FULL_PLANS = (("A", "p2"), ("B", "p1"))  # where each route is also asked by HEAD and as a fragment
# Who asks in other ways too; everybody asks plainly.
FEWER = tuple(
    BY_KEY[key] for key in ("anonymous", "manager", "partner", "vreemde", "tweepet", "inkoper", "weg", "operator")
)
TRIED = ("A", "B", "C", "S", "R")  # organisations whose pages are asked: one of each sort, and a foreign one
BESIDES = {"A": "R", "B": "Y"}
MEMBERS = {
    "A": "lezer",
    "B": "lezerb",
    "C": "gesloten",
    "S": "gezonden",
    "R": "regio",
    "X": "inkoper",
    "Y": "gemeente",
    "O": "",
}
KEPT_OF = ("manager", "vreemde", "inkoper")
TEMPLATE = "voorbeeld-oi-wijk-2026"
RECIPE_ROW = {"part_id": "activities", "row": "activities"}


@dataclass(frozen=True)
class Target:
    """What an address points at: the letter of an organisation, a plan or share of it, and the words of the address."""

    owner: str = ""
    thing: str = ""
    words: dict[str, str] = field(default_factory=dict)
    first_row: bool = False
    reader: str = ""  # whose secret stands in the address


@dataclass(frozen=True)
class Case:
    """One request, who sends it, and what must happen."""

    endpoint: str
    method: str
    url: str
    actor: Actor
    expected: Verdict
    target: Target
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the case as a person would type it."""
        more = "".join(f" [{name}: {value}]" for name, value in self.headers)
        return f"{self.method} {self.url}{more} as {self.actor.key} ({self.endpoint}): expected {self.expected}"

    @property
    def viewers(self) -> tuple[Actor, ...]:
        """Who reads the answer: who asks, and the owner of the secret in the address, signed in or not."""
        if not self.target.reader:
            return (self.actor,)
        owner = BY_KEY[self.target.reader]
        return self.actor, replace(owner, standing=Standing.GOOD) if owner.standing is Standing.SIGNED_OUT else owner

    @property
    def may_be_gone(self) -> bool:
        """Whether who is let in may still find nothing: somebody else's thing, or what is not there in this plan."""
        return self.endpoint in MAY_BE_GONE and (self.endpoint not in OF_SHARES or self.target.thing != "p1")


class Catalogue:
    """What of each kind there is to put in an address."""

    def __init__(self, world: World) -> None:
        self.world = world
        definition = template_of(demo_content())
        self._parts = {name: part.id for name, part in definition.set_parts.items()}
        self._optional = next(part.id for part in definition.parts if part.optional)
        self._chapter = definition.chapters[0].id
        self._recipe = offered(definition.set_parts["activities"], recipes())[0].key

    def targets(self, rule: Rule) -> list[Target]:
        """Return what a route is tried on; raises ``UnclassifiedError`` for an argument that nobody named."""
        arguments = set(rule.arguments)
        if "plan_id" in arguments:
            return [self._plan(rule, *key, first=first) for key in PLANS for first in _rows(arguments)]
        if "share_id" in arguments:
            return [
                Target(owner, name, {"share_id": str(self.world.shares[owner, name])}) for owner, name, *_ in HANDED
            ]
        if "organisation_id" in arguments:
            return [self._organisation(rule, owner) for owner in TRIED]
        if "rate_id" in arguments:
            return [Target(owner, words={"rate_id": self.world.things[owner, "rate"]}) for owner in "AB"]
        if rule.endpoint == "agenda.feed":
            return self._calendars()
        return self._alone(rule, arguments)

    def _plan(self, rule: Rule, owner: str, thing: str, *, first: bool) -> Target:
        key, things = f"{owner}{thing}", self.world.things
        costs = rule.endpoint in {"plans.table", "plans.save_table", "plans.line", "plans.save_line"}
        files = rule.endpoint in {"plans.files", "plans.send", "plans.remove_file", "plans.send_with_new"}
        aside = rule.endpoint in {"plans.restore_text", "plans.place_text", "plans.remove_text"}
        part = "budget_lines" if costs else "appendices" if files else "activities"
        row = f"{'appendices' if files else 'activities'}{'' if first else '_other'}"
        share = next((name for own, name, *_ in HANDED if (own, thing) == (owner, "p1")), None)
        known = {
            "plan_id": str(self.world.plans[owner, thing]),
            "part_id": self._optional if rule.endpoint == "plans.applicable" else self._parts[part],
            "row_id": "aside-1" if aside else things[key, row],
            "chapter_id": self._chapter,
            "recipe_key": self._recipe,
            "file_id": things[key, "file"],
            "key": things[key, "workbook"],
            "share_id": str(self.world.shares[owner, share]) if share else JUNK_ID,
        }
        return Target(owner, thing, self._chosen(rule, known), first_row=first)

    def _organisation(self, rule: Rule, owner: str) -> Target:
        member, other = MEMBERS[owner], BESIDES.get(owner, "S")
        role = next(iter(BY_KEY[member].hats)).role.value if member else "reader"
        known = {
            "organisation_id": str(self.world.organisations[SLUGS[owner]]),
            "other_id": str(self.world.organisations[SLUGS[other]]),
            "collaboration_id": str(self.world.organisations["lindewijk"]),
            "practice_id": self.world.things[owner, "practice"],
            "invitation_id": self.world.things[owner, "invitation"],
            "person_id": str(self.world.people[member or "operator"]),
            "role": role,
        }
        return Target(owner, "", self._chosen(rule, known))

    def _calendars(self) -> list[Target]:
        tokens = [(who, kind, token) for (who, kind), token in self.world.things.items() if kind.startswith("calendar")]
        return [Target(LETTERS[BY_KEY[who].home], kind, {"token": token}, reader=who) for who, kind, token in tokens]

    def _alone(self, rule: Rule, arguments: set[str]) -> list[Target]:
        for name, kind in (("handle", "session"), ("kept_id", "kept")):
            if name in arguments:
                return [Target(words={name: self.world.things[key, kind]}, reader="") for key in KEPT_OF]
        known = {"token": JUNK, "filename": "css/base.css", "key": TEMPLATE, "mail_id": JUNK_ID}
        return [Target(words=self._chosen(rule, known))]

    @staticmethod
    def _chosen(rule: Rule, known: dict[str, str]) -> dict[str, str]:
        if unknown := set(rule.arguments) - set(known):
            raise UnclassifiedError(f"{rule.rule}: what goes into {', '.join(sorted(unknown))}? Name it in cases.py")
        return {name: known[name] for name in rule.arguments}


JUNK_ID = "00000000-0000-4000-8000-000000000007"


def _rows(arguments: set[str]) -> tuple[bool, ...]:
    return (True, False) if "row_id" in arguments else (False,)


def rules(app: Flask) -> list[Rule]:
    """Return every route, in a fixed order."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint, sorted(rule.methods or ())))


def cases(world: World) -> Iterator[Case]:
    """Yield every request of the matrix."""
    catalogue, adapter = Catalogue(world), world.app.url_map.bind("localhost")
    for rule in rules(world.app):
        entry = entry_of(rule.endpoint)
        for target in catalogue.targets(rule):
            url = str(adapter.build(rule.endpoint, target.words | extra(world, rule, target), method=_method(rule)))
            for method, headers in _ways(rule, target):
                for actor in _askers(target, plain=method != "HEAD" and not headers):
                    expected = verdict(rule.endpoint, actor, target.owner, target.thing, first_row=target.first_row)
                    if entry.way is not Way.PUBLIC or method in READING:
                        yield Case(rule.endpoint, method, url, actor, expected, target, tuple(headers.items()))


def extra(world: World, rule: Rule, target: Target) -> dict[str, str]:
    """Return what else an address needs before it shows anything: words of its query."""
    if rule.endpoint == "plans.ask_to_share":
        return {"organisatie": str(world.organisations[SLUGS[BESIDES[target.owner]]])}
    return {}


def _askers(target: Target, *, plain: bool) -> tuple[Actor, ...]:
    if target.reader:
        return BY_KEY["anonymous"], BY_KEY["vreemde"]
    return ACTORS if plain else FEWER


def _method(rule: Rule) -> str:
    return next(iter(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})))


def _ways(rule: Rule, target: Target) -> list[tuple[str, dict[str, Any]]]:
    """Return the methods and headers with which a route is tried on a target."""
    ways: list[tuple[str, dict[str, Any]]] = [
        (one, {}) for one in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    whole = not target.thing or (target.owner, target.thing) in FULL_PLANS or target.thing.startswith("s")
    if not whole or target.reader:
        return ways
    if "GET" in (rule.methods or set()):
        ways += [("HEAD", {}), ("GET", FRAGMENT)]
        ways += [("GET", RANGE), ("GET", MATCH)] if rule.endpoint in FILES else []
    else:
        ways.append(("POST", FRAGMENT))
    return ways
