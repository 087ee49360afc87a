"""The world that is attacked: two collaborations with everything in them, those around them, and people of each role.

Of ``lindewijk`` (A): four plans (draft or locked, opened to partners or not), versions handed to the region (one taken
back) and to one funder. Of ``zeekant`` (B): two plans, one handed to the other funder.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, Text, cast, func, update
from sqlalchemy.types import LargeBinary

from tests.attack.actors import ACTORS, LETTERS, Actor, Hat, Standing
from tests.attack.belongings import give_belongings
from tests.attack.canaries import Canary, planted
from tests.conftest import build_app, make_settings
from workbench.accounts.models import Invitation, Membership, Person
from workbench.accounts.operations import give_membership, open_session
from workbench.accounts.operations.passwords import password_hash_of
from workbench.accounts.operations.sessions import end_sessions
from workbench.accounts.rules import new_token, token_hash
from workbench.kit import mail
from workbench.kit.storage import Base, Json, db, session, transaction
from workbench.kit.values.clock import now
from workbench.organisations.models import Organisation, OrganisationArea, Practice
from workbench.organisations.operations import ensure_link, ensure_organisation
from workbench.organisations.rules import Discipline, FunderKind, Kind
from workbench.papers.jobs import make_pdf
from workbench.plans import queries
from workbench.plans.commands.demo import FOLDER
from workbench.plans.models import TABLES, Plan
from workbench.plans.operations.plans import import_plan
from workbench.plans.operations.shares import hand_over, take_back
from workbench.plans.queries.content import plan_content
from workbench.plans.queries.definitions import template_of
from workbench.plans.queries.shares import share_of
from workbench.plans.rules.interchange import read_plan_file

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from sqlalchemy import Column, ColumnElement

    from workbench.plans.content import PlanContent

KINDS = {
    "steunpunt": Kind.SUPPORT,
    "regio-linde": Kind.REGION,
    "zekerveld": Kind.FUNDER,
    "gemeente-lindeveen": Kind.FUNDER,
    "werkplaats": Kind.SUPPORT,
}
FUNDERS = {"zekerveld": FunderKind.INSURER, "gemeente-lindeveen": FunderKind.MUNICIPALITY}
BESIDE = {
    "lindewijk": ("steunpunt", "regio-linde", "zekerveld", "gemeente-lindeveen"),
    "zeekant": ("gemeente-lindeveen",),
}
PASSWORD = "vier blauwe tandems"
PASSWORD_HASH = password_hash_of(PASSWORD)
FEW = 4  # rows of a set in the plans that are not the first
# Thing in the marks -> owner, locked, opened to partners.
PLANS = {
    ("A", "p1"): (False, False),
    ("A", "p2"): (False, True),
    ("A", "p3"): (True, False),
    ("A", "p4"): (True, True),
    ("B", "p1"): (False, True),
    ("B", "p2"): (True, False),
}
HANDED = (  # what was frozen of the first plan, to whom, and whether it was taken back since
    ("A", "t1", "regio-linde", True),
    ("A", "e1", "zekerveld", False),
    ("A", "s1", "regio-linde", False),
    ("B", "s1", "gemeente-lindeveen", False),
)
SLUGS = {letter: slug for slug, letter in LETTERS.items()}


@dataclass
class World:
    """What was made: ids by name, and the session cookie of each actor."""

    app: Flask
    folder: Path
    organisations: dict[str, uuid.UUID] = field(default_factory=dict)
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    plans: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    shares: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    things: dict[tuple[str, str], str] = field(default_factory=dict)  # (owner, kind of id) -> id

    @property
    def database(self) -> Path:
        """The file of the database, when it is SQLite."""
        return self.folder / "workbench.db"


def make_world(folder: Path, *, url: str = "", **settings: object) -> World:
    """Make everything in a new folder, on SQLite or on an empty PostgreSQL database."""
    app = build_app(make_settings(folder, **settings))
    app.testing = False  # faults become pages, as for everybody
    if url:
        db.bind(url, app)
    mail.set_up(app.extensions["mail"])
    Base.metadata.create_all(db.engine)
    world = World(app, folder)
    with transaction(write=True):
        _make_organisations(world)
        for actor in ACTORS:
            _make_person(world, actor)
    content = demo_content()
    for owner, thing in PLANS:
        with transaction(write=True):
            _make_plan(world, content, owner, thing)
    with transaction(write=True):
        give_belongings(world)
    with transaction(write=True):
        _end_what_ended(world)
    return world


def make_papers(world: World) -> None:
    """Make the PDF of a plan and of a version that was handed over, of both collaborations."""
    for owner, thing in (("A", "p2"), ("B", "p1")):
        make_pdf({"plan": str(world.plans[owner, thing])})
        make_pdf({"plan": str(world.plans[owner, "p1"]), "share": str(world.shares[owner, "s1"])})


def demo_content() -> PlanContent:
    """Return the content of the big plan of the demo."""
    file = FOLDER / "merenwijk.json"
    return read_plan_file(file.read_bytes(), name=file.name, library=queries.library()).content


def _make_organisations(world: World) -> None:
    for slug, owner in LETTERS.items():
        made = ensure_organisation(
            slug=slug,
            name=str(Canary(owner, "name", "organisation")),
            kind=KINDS.get(slug, Kind.COLLABORATION),
            funder_kind=FUNDERS.get(slug),
        )
        made.signatory = made.signatory_function = made.street = made.place = str(Canary(owner, "data", "organisation"))
        world.organisations[slug] = made.id
        _add_around(world, owner, made)
    for slug, others in BESIDE.items():
        for other in others:
            ensure_link(collaboration_id=world.organisations[slug], other_id=world.organisations[other])


def _add_around(world: World, owner: str, made: Organisation) -> None:
    practice = Practice(
        id=uuid.uuid4(),
        organisation_id=made.id,
        name=str(Canary(owner, "data", "practice")),
        discipline=next(iter(Discipline)).value,
        place=str(Canary(owner, "data", "place")),
    )
    area = OrganisationArea(organisation_id=made.id, code="WK05460" + owner, name=str(Canary(owner, "data", "area")))
    invited = Invitation(
        organisation_id=made.id,
        email=f"{Canary(owner, 'invited', 'address')}@a.example".lower(),
        role="administrator",
        token_hash=token_hash(new_token()),
        made_at=now(),
        sent_at=now(),
        expires_at=now() + timedelta(days=7),
    )
    session().add_all([practice, area, invited])
    session().flush()
    world.things |= {
        (owner, "practice"): str(practice.id),
        (owner, "area"): area.code,
        (owner, "invitation"): str(invited.id),
    }


def _make_person(world: World, actor: Actor) -> None:
    owner = LETTERS[actor.home]
    address = f"{Canary(owner, f'address{actor.key}', 'mail')}@a.example".lower()
    person = Person(
        email=address,
        name=str(Canary(owner, f"who{actor.key}", "name")),
        password_hash=PASSWORD_HASH,
        is_operator=actor.is_operator,
        created_at=now(),
    )
    session().add(person)
    session().flush()
    world.people[actor.key] = person.id
    for hat in actor.hats:
        _give(world, actor, hat)
    if actor.standing is not Standing.ANONYMOUS:
        world.cookies[actor.key] = open_session(person_id=person.id, by="test")


def _give(world: World, actor: Actor, hat: Hat) -> None:
    if actor.standing is Standing.INVITED:
        return
    give_membership(
        person_id=world.people[actor.key],
        organisation_id=world.organisations[hat.organisation],
        role=hat.role,
        function=hat.function,
        via_id=world.organisations[hat.via] if hat.via else None,
    )


def _end_what_ended(world: World) -> None:
    for actor in ACTORS:
        mine = world.people[actor.key]
        if actor.standing is Standing.REMOVED:
            session().execute(Membership.__table__.delete().where(Membership.person_id == mine))  # type: ignore[attr-defined]  # a table
        if actor.standing is Standing.ENDED:
            ended = update(Membership).where(Membership.person_id == mine)
            session().execute(ended.values(until=now() - timedelta(seconds=1)))
        if actor.standing is Standing.DEACTIVATED:
            session().execute(update(Person).where(Person.id == mine).values(deactivated_at=now()))
        if actor.standing is Standing.SIGNED_OUT:
            end_sessions(person_id=mine)
    closed = update(Organisation).where(Organisation.slug == "gesloten")
    session().execute(closed.values(closed_at=now()))


def _make_plan(world: World, content: PlanContent, owner: str, thing: str) -> None:
    """Store a plan, and hand over what it was at earlier times."""
    definition = template_of(content)
    earlier = [one for one in HANDED if one[0] == owner] if thing == "p1" else []
    versions = [*(one[1] for one in earlier), thing]
    whole = content if (owner, thing) == ("A", "p1") else few_rows(content)
    plan = import_plan(
        organisation_id=world.organisations[SLUGS[owner]],
        slug=f"{owner}-{thing}".lower(),
        definition=definition,
        content=planted(whole, definition, owner, versions[0]),
    )
    plan.locked, plan.open_to_partners = PLANS[owner, thing]
    world.plans[owner, thing] = plan.id
    for (_, name, receiver, taken_back), following in zip(earlier, versions[1:], strict=True):
        world.shares[owner, name] = _handed(world, plan, receiver, taken_back=taken_back)
        _reword(plan, str(Canary(owner, name, "")), str(Canary(owner, following, "")))
        _reword(plan, str(Canary(owner, f"w{name}", "")), str(Canary(owner, f"w{following}", "")))


def few_rows(content: PlanContent) -> PlanContent:
    """Return a content with only the first rows of each set, so that its pages are quick."""
    data = content.model_dump(mode="json")
    return type(content).model_validate(
        {key: value[:FEW] if isinstance(value, list) and key in TABLES else value for key, value in data.items()}
    )


def _handed(world: World, plan: Plan, receiver: str, *, taken_back: bool) -> uuid.UUID:
    manager = session().get_one(Person, world.people["manager" if plan.slug[0] == "a" else "vreemde"])
    share_id = uuid.uuid4()
    hand_over(
        plan,
        share_id=share_id,
        organisation_id=world.organisations[receiver],
        definition=queries.definition_of(plan),
        seen=plan_content(plan).sha256,
        who=manager,
    )
    found = share_of(plan, share_id)
    assert found is not None
    if taken_back:
        take_back(plan, found, number=1, who=manager)
    return share_id


def _reword(plan: Plan, before: str, after: str) -> None:
    """Put other marks in the texts of a plan as it is now; what was frozen keeps its own."""
    session().flush()
    for table in Base.metadata.sorted_tables:
        if table.name in {"plan_snapshot", "plan_share", "plan_standing"}:
            continue
        key = "id" if table.name == "plan" else "plan_id"
        for column in table.columns if key in table.c else ():
            if isinstance(column.type, String | Text | Json) and not isinstance(column.type, LargeBinary):
                changed = _replaced(column, before, after)
                session().execute(update(table).where(table.c[key] == plan.id).values({column.name: changed}))
    session().expire_all()


def _replaced(column: Column[Any], before: str, after: str) -> ColumnElement[Any]:
    if db.is_sqlite or not isinstance(column.type, Json):
        return func.replace(column, before, after, type_=column.type)
    return cast(func.replace(cast(column, Text), before, after), column.type)
