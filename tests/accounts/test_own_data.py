"""Everybody can take along what is kept about them, and nothing that lets somebody in or that is about others."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from tests import make
from tests.pages import Pages
from tests.people import ANNA, EVERYBODY, MARIT, PASSWORD
from workbench.accounts.queries.own_data import SECRETS, links_to_people, own_data
from workbench.kit.storage import Base, transaction
from workbench.plans.models import Change

if TYPE_CHECKING:
    import uuid

    from flask import Flask

# What a column is called that may hold a way in. A new one of such a name must be named among the secrets.
SUSPECT = ("hash", "secret", "token", "password", "totp")


def taken(app: Flask) -> dict[str, list[dict[str, object]]]:
    """Return the file for programs that Marit takes along."""
    answer = Pages(app, MARIT).get("/account/gegevens.zip").response
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert set(packed.namelist()) == {"gegevens.json", "gegevens.html"}
        found: dict[str, list[dict[str, object]]] = json.loads(packed.read("gegevens.json"))
    return found


def test_marit_takes_along_who_she_is_and_what_she_is(app: Flask) -> None:
    found = taken(app)
    assert found["person"][0]["email"] == MARIT.email
    assert [row["role"] for row in found["membership"]] == ["manager"]
    assert found["sign_in_session"]


def test_her_file_holds_nothing_of_others(app: Flask) -> None:
    Pages(app, ANNA).get("/")
    text = json.dumps(taken(app))
    assert [one.email for one in EVERYBODY if one is not MARIT and (one.email in text or one.name in text)] == []


def test_her_file_tells_what_she_changed_in_plans_and_not_what_stands_there(
    app: Flask, ids: dict[str, uuid.UUID]
) -> None:
    with transaction(write=True) as session:
        plan = make.plan(ids["lindewijk"], make.content(risks=[{"id": "r", "name": "Wat Anna schreef"}]))
        session.execute(update(Change).values(person_id=ids[MARIT.email]))
        pieces = {row.piece for row in session.scalars(select(Change).where(Change.plan_id == plan.id))}
    found = taken(app)
    assert {row["piece"] for row in found["plan_change"]} == pieces
    assert "Wat Anna schreef" not in json.dumps(found)


def test_her_file_holds_no_way_in(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=False):
        text = json.dumps(own_data(ids[MARIT.email]))
    assert "argon2" not in text
    assert PASSWORD not in text


def test_what_sounds_like_a_secret_is_named_as_one() -> None:
    tables = {"person", *(table.name for table, _ in links_to_people())}
    suspect = {
        (name, column.name)
        for name in tables
        for column in Base.metadata.tables[name].columns
        if any(word in column.name for word in SUSPECT) and column.name != "password_changed_at"
    }
    assert suspect <= SECRETS


@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_each_secret_is_a_column_that_exists(secret: tuple[str, str]) -> None:
    table, column = secret
    assert column in Base.metadata.tables[table].columns


def test_the_page_says_what_there_is(app: Flask) -> None:
    page = Pages(app, MARIT).get("/account/gegevens")
    assert "1 rol in een organisatie" in page.text
