"""Who is erased loses name, address and ways in at once; what they did stays, as somebody's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from tests.people import ANNA, BEA, EVERYBODY, MARIT, OLGA
from workbench.accounts.models import Membership, Person, SignInSession
from workbench.accounts.operations.erasure import LEDGER, NAME_REMOVED, erase_again, erase_person
from workbench.accounts.queries import person_by_email
from workbench.kit.storage import Base, session, transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused
from workbench.plans.models import CalendarLink

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from flask import Flask

    from tests.people import Someone


def erase(someone: Someone, folder: Path) -> None:
    with transaction(write=True):
        person = person_by_email(someone.email)
        assert person is not None
        erase_person(person=person, ledger=folder / LEDGER)


def places_with(word: str) -> list[str]:
    """Return every column of the database in which a word stands."""
    found = []
    with transaction(write=False):
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                wanted = text(f'select count(*) from "{table.name}" where "{column.name}" like :word')  # noqa: S608 - names of the models
                if session().scalar(wanted, {"word": f"%{word}%"}):
                    found.append(f"{table.name}.{column.name}")
    return found


def test_nothing_names_her_any_more(app: Flask, ids: dict[str, uuid.UUID], tmp_path: Path) -> None:
    app.test_client().sign_in(MARIT)  # type: ignore[attr-defined]  # our browser
    assert places_with(MARIT.email)
    erase(MARIT, tmp_path)
    assert places_with(MARIT.email) == places_with(MARIT.name) == []
    with transaction(write=False):
        person = session().get(Person, ids[MARIT.email])
        assert person is not None
        assert (person.name, person.password_hash, person.is_operator) == (NAME_REMOVED, None, False)
        for table in (Membership, SignInSession):
            assert session().scalars(select(table).where(table.person_id == person.id)).all() == []


@pytest.mark.usefixtures("app")
def test_the_only_administrator_first_finds_another(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="only administrator of Samenwerking Lindewijk"):
        erase(BEA, tmp_path)
    assert places_with(BEA.email)


@pytest.mark.usefixtures("app")
def test_a_database_that_comes_back_forgets_again(ids: dict[str, uuid.UUID], tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text(json.dumps({"person": str(ids[ANNA.email]), "at": "2026-01-01"}) + "\n")
    with transaction(write=True):
        assert erase_again(ledger=tmp_path / LEDGER) == 1
    with transaction(write=True):
        assert erase_again(ledger=tmp_path / LEDGER) == 0
    assert places_with(ANNA.email) == []


@pytest.mark.usefixtures("app")
def test_an_erasure_is_written_down_beside_the_database_without_a_name(
    ids: dict[str, uuid.UUID], tmp_path: Path
) -> None:
    erase(OLGA, tmp_path)
    line = (tmp_path / LEDGER).read_text()
    assert json.loads(line)["person"] == str(ids[OLGA.email])
    assert not any(one.name in line for one in EVERYBODY)


def test_plans_forget_her_tasks_and_calendars_too(app: Flask, ids: dict[str, uuid.UUID], tmp_path: Path) -> None:
    del app  # it joins the features
    with transaction(write=True):
        session().add(CalendarLink(id="1" * 64, person_id=ids[MARIT.email], made_at=now()))
    erase(MARIT, tmp_path)
    with transaction(write=False):
        assert session().get(CalendarLink, "1" * 64) is None
