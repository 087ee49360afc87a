"""An administrator reads who did what in their own organisation, and nobody else does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.pages import Pages
from tests.people import BEA, LOTTE, MARIT, OLGA, STRANGER, ZINA
from workbench.accounts.operations import give_membership
from workbench.kit.audit import acting_as
from workbench.kit.storage import transaction
from workbench.kit.values.clock import today
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.people import Someone


def address(ids: dict[str, uuid.UUID], **query: str) -> str:
    tail = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/organisaties/{ids['lindewijk']}/logboek?{tail}"


def give(ids: dict[str, uuid.UUID], times: int = 1) -> None:
    """Let Bea make Lotte a commenter, so often."""
    for _ in range(times):
        with acting_as(ids[BEA.email]), transaction(write=True):
            give_membership(person_id=ids[LOTTE.email], organisation_id=ids["lindewijk"], role=Role.COMMENTER)


def test_bea_reads_who_did_what(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    give(ids)
    page = Pages(app, BEA).get(address(ids))
    newest = page.html.select("#log tbody tr")[0].get_text(" ")
    assert BEA.name in newest
    assert "rol: Partner" in newest


@pytest.mark.parametrize(("someone", "status"), [(MARIT, 403), (LOTTE, 403), (STRANGER, 404), (ZINA, 404), (OLGA, 404)])
def test_nobody_else_does(app: Flask, ids: dict[str, uuid.UUID], someone: Someone, status: int) -> None:
    Pages(app, someone).get(address(ids), status=status)


def test_many_lines_go_on_where_a_page_ended(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    give(ids, times=60)
    first = Pages(app, BEA).get(address(ids))
    assert len(first.html.select("#log tbody tr")) == 50
    older = next(str(link["href"]) for link in first.html.select("main a") if "voor=" in str(link["href"]))
    seen = {row.get_text() for row in Pages(app, BEA).get(older).html.select("#log tbody tr")}
    assert seen


def test_days_without_a_change_say_so(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    long_ago = (today() - timedelta(days=900)).isoformat()
    page = Pages(app, BEA).get(address(ids, van=long_ago, tot=long_ago))
    assert not page.html.select("#log tbody tr td + td")


def test_a_date_that_is_none_shows_the_last_month(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    assert Pages(app, BEA).get(address(ids, van="gisteren", tot="31-12")).one("#tot")["value"] == today().isoformat()
