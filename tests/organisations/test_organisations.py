"""Organisations are made once and keep their edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from workbench.kit.storage import session, transaction
from workbench.organisations.models import Organisation
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.queries import organisation_by_slug, organisations_by_id
from workbench.organisations.rules import Kind

if TYPE_CHECKING:
    import uuid


@pytest.mark.usefixtures("ids")
def test_an_organisation_that_is_there_keeps_its_name() -> None:
    with transaction(write=True):
        first = ensure_organisation(slug="duinrand", name="Duinrand", kind=Kind.SUPPORT)
        first.name = "Steunpunt Duinrand"
    with transaction(write=True):
        assert ensure_organisation(slug="duinrand", name="Duinrand", kind=Kind.SUPPORT).name == "Steunpunt Duinrand"


def test_organisations_come_by_name(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=False):
        found = organisations_by_id([ids["lindewijk"], ids["zeekant"]])
        assert [one.slug for one in found] == ["zeekant", "lindewijk"]
        assert organisations_by_id([]) == []
        assert organisation_by_slug("nergens") is None


@pytest.mark.usefixtures("ids")
def test_the_database_knows_the_kinds() -> None:
    with pytest.raises(IntegrityError), transaction(write=True):
        session().add(Organisation(slug="x", name="X", kind="club"))
