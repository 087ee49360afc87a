"""What people of the world have of their own, and what belongs to plans beside their content."""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from openpyxl import Workbook

from tests.attack.actors import ACTORS, LETTERS, Standing
from tests.attack.canaries import Canary
from workbench.accounts.models import KeptTyping, Notification, SignInSession
from workbench.accounts.rules import token_hash
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.plans.models import TABLES, Assignment, Change, Plan, Rate, Upload, WordUpload
from workbench.plans.operations.feeds import make_calendar_link
from workbench.plans.operations.spreadsheet import incoming
from workbench.plans.operations.uploads import keep_bytes

if TYPE_CHECKING:
    from tests.attack.world import World

SORTS = {"number": 1, "sort": "text", "headings": [], "above": [], "rows": [], "place": ""}
MANAGERS = {"A": "manager", "B": "vreemde"}
ROWS = {"activities": "activities", "costs": "budget_lines", "appendices": "appendices"}


def give_belongings(world: World) -> None:
    """Give each person kept typing and news, each collaboration rates, each plan files, work and calendars."""
    for actor in ACTORS:
        _give_own(world, actor.key, LETTERS[actor.home])
    for owner in MANAGERS:
        _give_rate(world, owner)
    for owner, thing in world.plans:
        _give_plan(world, owner, thing)
    session().flush()


def _give_own(world: World, key: str, owner: str) -> None:
    mine, mark = world.people[key], str(Canary(owner, f"own{key}", "text"))
    kept = KeptTyping(id=uuid.uuid4(), person_id=mine, path="/plannen/", fields=[("answer", mark)], kept_at=now())
    told = {"person": mark, "organisation": mark}
    news = Notification(
        id=uuid.uuid4(), person_id=mine, kind="new_device", details={"device": mark}, path="/account", made_at=now()
    )
    told_of = Notification(
        id=uuid.uuid4(),
        person_id=mine,
        kind="invitation_accepted",
        details=told,
        path="/account",
        made_at=now(),
        organisation_id=world.organisations[next(slug for slug, letter in LETTERS.items() if letter == owner)],
    )
    session().add_all([kept, news, told_of])
    session().flush()
    world.things |= {(key, "kept"): str(kept.id), (key, "news"): str(news.id)}
    if key in world.cookies:
        opened = session().get_one(SignInSession, token_hash(world.cookies[key]))
        opened.client = mark[:80]
        world.things[key, "session"] = str(opened.handle)


def _give_rate(world: World, owner: str) -> None:
    slug = next(slug for slug, letter in LETTERS.items() if letter == owner)
    mark = str(Canary(owner, "work", "rate"))
    rate = Rate(
        id=uuid.uuid4(), organisation_id=world.organisations[slug], role=mark, year=2027, amount=9_000, source=mark
    )
    rate.version = 1
    session().add(rate)
    session().flush()
    world.things[owner, "rate"] = str(rate.id)


def _give_plan(world: World, owner: str, thing: str) -> None:
    plan = session().get_one(Plan, world.plans[owner, thing])
    for name, table in ROWS.items():
        first, *_others, last = session().query(TABLES[table]).filter_by(plan_id=plan.id).order_by("position").all()
        world.things |= {(f"{owner}{thing}", name): first.id, (f"{owner}{thing}", f"{name}_other"): last.id}
    _give_file(world, plan, owner, thing)
    _give_waiting(world, plan, owner, thing)
    _give_work(world, plan, owner, thing)
    _give_calendars(world, plan, owner)


def _give_file(world: World, plan: Plan, owner: str, thing: str) -> None:
    mark = str(Canary(owner, thing, "file"))
    data = f"%PDF-1.4 {mark}".encode()
    upload = Upload(
        id=uuid.uuid4().hex,
        plan_id=plan.id,
        name=f"{mark}.pdf",
        kind="pdf",
        size=len(data),
        sha256=keep_bytes(data),
        at=now(),
    )
    session().add(upload)
    row = session().get_one(TABLES["appendices"], (plan.id, world.things[f"{owner}{thing}", "appendices"]))
    row.file = upload.id  # type: ignore[attr-defined]  # of this table
    world.things[f"{owner}{thing}", "file"] = upload.id


def _give_waiting(world: World, plan: Plan, owner: str, thing: str) -> None:
    """Let the manager have a Word file and a workbook that wait: theirs alone."""
    key = MANAGERS[owner]
    who, mark = world.people[key], str(Canary(owner, f"own{key}", "waiting"))
    word = WordUpload(
        plan_id=plan.id, person_id=who, key=uuid.uuid4().hex, origin=mark, pieces=[SORTS | {"text": mark}], at=now()
    )
    session().add(word)
    book, kept = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Omschrijving", "Bedrag", mark])
    sheet.append([mark, 100, mark])
    book.save(kept)
    world.things[f"{owner}{thing}", "workbook"] = incoming.keep(plan.id, who, kept.getvalue())


def _give_work(world: World, plan: Plan, owner: str, thing: str) -> None:
    slug = next(slug for slug, letter in LETTERS.items() if letter == owner)
    pieces = [f"{name}/{world.things[f'{owner}{thing}', name]}" for name in ("activities", "appendices")]
    for actor in ACTORS:
        if actor.home != slug:
            continue
        for piece in pieces if actor.has_work else ():
            _assign(world, plan, Canary(owner, thing, "note"), actor.key, piece)
        if actor.standing in {Standing.REMOVED, Standing.ENDED}:
            session().add(_change(world, plan, owner, thing, actor.key, pieces[0]))


def _assign(world: World, plan: Plan, canary: Canary, key: str, piece: str) -> None:
    made = Assignment(plan_id=plan.id, piece=piece, person_id=world.people[key], assigned_at=now(), note=str(canary))
    session().add(made)
    session().flush()
    world.things[f"{canary.owner}{canary.thing}", f"assignment_{key}"] = str(made.id)


def _change(world: World, plan: Plan, owner: str, thing: str, key: str, piece: str) -> Change:
    """Return a line of history by somebody who is gone since: the row holds what others wrote as well."""
    content = {"id": "x", "name": str(Canary(owner, thing, "history"))}
    return Change(
        plan_id=plan.id,
        part="activities",
        piece=piece,
        version=9,
        content=content,
        person_id=world.people[key],
        at=now() - timedelta(days=1),
    )


def _give_calendars(world: World, plan: Plan, owner: str) -> None:
    """Give everybody who ever had a role at the owner a calendar address for the plan, and one for all."""
    slug = next(slug for slug, letter in LETTERS.items() if letter == owner)
    for actor in ACTORS:
        if any(hat.organisation == slug for hat in actor.hats) and actor.standing is not Standing.INVITED:
            who = _Who(world.people[actor.key])
            one, every = (make_calendar_link(who=who, plan=chosen) for chosen in (plan, None))
            world.things |= {(actor.key, f"calendar_{plan.slug}"): one, (actor.key, "calendar_all"): every}


class _Who:
    def __init__(self, person_id: uuid.UUID) -> None:
        self.id = person_id


def digest_of(data: bytes) -> str:
    """Return the hash under which bytes are kept."""
    return hashlib.sha256(data).hexdigest()
