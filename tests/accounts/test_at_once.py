"""Two who end each other at once, ten who accept one invitation: on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tests.accounts.letters import invited, roles_of
from tests.people import ANNA, BEA, LOTTE, SUZE, make_people
from tests.plans.test_at_once import together
from workbench.accounts.operations import endings
from workbench.accounts.operations.advisers import send_adviser
from workbench.accounts.operations.answers import accept, accept_as_newcomer, decline
from workbench.accounts.operations.locks import keep_an_administrator
from workbench.accounts.operations.memberships import give_membership
from workbench.accounts.queries import membership
from workbench.accounts.queries.members import lasting_administrators
from workbench.config import resource_root
from workbench.kit.storage import db, transaction
from workbench.kit.storage.migrations import migrate
from workbench.kit.values.errors import Conflict, Forbidden, NotFound, Refused
from workbench.organisations.operations import unlink
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask

    from tests.people import Someone

NEW = "nel@lindewijk.example"
PASSWORD = "vijf stille lantaarns"  # of somebody invented
ROUNDS = 5


@dataclass(frozen=True)
class Ground:
    """Everybody, in one of the databases."""

    ids: dict[str, uuid.UUID]

    @property
    def here(self) -> uuid.UUID:
        """Lindewijk."""
        return self.ids["lindewijk"]

    def administrators(self) -> set[uuid.UUID]:
        """Return who administers Lindewijk for as long as it lasts."""
        with transaction(write=False):
            return lasting_administrators(self.here)

    def make_administrator(self, someone: Someone) -> None:
        """Let somebody administer Lindewijk."""
        with transaction(write=True):
            give_membership(person_id=self.ids[someone.email], organisation_id=self.here, role=Role.ADMINISTRATOR)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ground(
    request: pytest.FixtureRequest, first_database: tuple[Flask, Path, dict[str, uuid.UUID]]
) -> Iterator[Ground]:
    """Make everybody, on each database in turn."""
    if request.param == "sqlite":
        yield Ground(request.getfixturevalue("ids"))
        return
    db.bind(request.getfixturevalue("postgres_url"), first_database[0])
    migrate(resource_root() / "migrations")
    with transaction(write=True):
        made = Ground(make_people())
    yield made
    db.close()


def ends(ground: Ground, by: Someone, whom: Someone) -> None:
    """Let one administrator end another, as the page does."""
    with transaction(write=True):
        endings.end_access(person_id=ground.ids[whom.email], organisation_id=ground.here, by=ground.ids[by.email])


def answered(work: Callable[[], object]) -> str:
    """Return how a piece of work in a transaction of its own ended."""
    try:
        with transaction(write=True):
            work()
    except (Conflict, Forbidden, NotFound, Refused) as error:
        return type(error).__name__
    return "done"


def test_two_administrators_who_end_each_other_leave_one(ground: Ground) -> None:
    for _ in range(ROUNDS):
        ground.make_administrator(ANNA)
        ground.make_administrator(BEA)
        together(partial(ends, ground, ANNA, BEA), partial(ends, ground, BEA, ANNA))
        assert len(ground.administrators()) == 1


def test_two_administrators_who_leave_at_once_leave_one(ground: Ground) -> None:
    for _ in range(ROUNDS):
        ground.make_administrator(ANNA)
        ground.make_administrator(BEA)
        together(partial(ends, ground, ANNA, ANNA), partial(ends, ground, BEA, BEA))
        assert len(ground.administrators()) == 1


def test_ten_who_accept_one_invitation_are_one_member(ground: Ground) -> None:
    for place in range(ROUNDS):
        email = f"n{place}@lindewijk.example"
        token = invited(ground.ids, email, Role.READER, by=BEA).rpartition("/")[2]
        accepting = [
            partial(accept_as_newcomer, token=token, name=f"Nel {number}", password=f"{PASSWORD} {number}")
            for number in range(10)
        ]
        outcomes = together(*(partial(answered, one) for one in accepting))
        assert outcomes.count("done") == 1, outcomes
        assert set(outcomes) <= {"done", "Conflict", "Forbidden", "FieldRefused"}, outcomes
        assert roles_of(email) == {(ground.here, "reader")}


def test_who_accepts_and_refuses_at_once_did_one_of_both(ground: Ground) -> None:
    for place in range(ROUNDS):
        role = [Role.READER, Role.MANAGER, Role.BOARD, Role.COMMENTER, Role.GROUP_MEMBER][place]
        token = invited(ground.ids, SUZE.email, role, by=BEA).rpartition("/")[2]
        outcomes = together(
            partial(answered, partial(accept, token=token, person_id=ground.ids[SUZE.email], email=SUZE.email)),
            partial(answered, partial(decline, token=token, email=None)),
        )
        assert sorted(map(str, outcomes)) == ["Conflict", "done"]


def test_two_invitations_of_one_address_at_once_are_one(ground: Ground) -> None:
    one = partial(invited, ground.ids, NEW, Role.READER, by=BEA)
    assert len([found for found in together(one, one) if isinstance(found, Refused)]) == 1


def test_an_adviser_sent_while_the_collaboration_lets_go_is_not_there(ground: Ground) -> None:
    support, person = ground.ids["steunpunt"], ground.ids[LOTTE.email]
    with transaction(write=True):
        give_membership(person_id=person, organisation_id=support, role=Role.ADVISER)
    sending = partial(
        send_adviser,
        support_id=support,
        collaboration_id=ground.here,
        person_id=person,
        by=ground.ids["stan@steunpunt.example"],
    )
    letting_go = partial(unlink, collaboration_id=ground.here, other_id=support)
    together(partial(answered, sending), partial(answered, letting_go))
    with transaction(write=False):
        assert membership(person, ground.here, Role.ADVISER) is None


@pytest.mark.parametrize("ground", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_without_the_lock_nobody_would_be_left(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: without ``lock`` both find the other there, and both are ended."""
    ground.make_administrator(ANNA)
    meet = Barrier(2)
    monkeypatch.setattr(endings, "lock", lambda _organisation_id: meet.wait(5))
    monkeypatch.setattr(endings, "keep_an_administrator", _looks_then_waits(meet))
    together(partial(ends, ground, ANNA, ANNA), partial(ends, ground, BEA, BEA))
    assert ground.administrators() == set()


def _looks_then_waits(meet: Barrier) -> Callable[..., None]:
    def look(organisation_id: uuid.UUID, *, without: uuid.UUID) -> None:
        keep_an_administrator(organisation_id, without=without)
        meet.wait(5)

    return look


def test_an_administrator_who_is_ended_invites_nobody_afterwards(ground: Ground) -> None:
    ground.make_administrator(ANNA)
    ends(ground, BEA, ANNA)
    with pytest.raises(Forbidden):
        invited(ground.ids, NEW, Role.READER, by=ANNA)
