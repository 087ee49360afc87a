"""The pages of a plan on SQLite and on PostgreSQL: opened, saved and joined alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BO, MARIT
from tests.plans.writing import add, content, row

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from flask import Flask

    from tests.plans.conftest import Ground

PAGES = (
    "",
    "lezen",
    "controle",
    "hoofdstuk/budget",
    "onderdeel/mission",
    "onderdeel/risks",
    "onderdeel/risks/tabel",
    "onderdeel/risks/plakken",
    "onderdeel/risks/regels/nieuw",
    "onderdeel/risks/regels/r-1",
    "onderdeel/risks/regels/r-1/verwijderen",
)


@pytest.fixture
def served(first_database: tuple[Flask, Path, dict[str, uuid.UUID]], stored: Ground) -> Flask:
    """Return the application, on the database of this test."""
    add(stored, "risks", "r-1", {"name": "Ziekte", "owner": "Bestuur"})
    return first_database[0]


def test_every_page_of_a_plan_opens(served: Flask, stored: Ground) -> None:
    marit = Pages(served, MARIT)
    for where in (*PAGES, *PAGES):  # cold, and then with the standing kept
        marit.get(f"/plannen/{stored.plan_id}/{where}")
    assert "Samen gezond" in marit.get("/plannen/").text


def test_a_page_is_saved_and_two_people_are_joined(served: Flask, stored: Ground) -> None:
    marit, bo, base = Pages(served, MARIT), Pages(served, BO), f"/plannen/{stored.plan_id}/onderdeel"
    url, selector = f"{base}/risks/regels/r-1", "form[data-form='plans.row']"
    forms = [form_of(one.get(url), selector) for one in (marit, bo)]
    marit.submit(forms[0], name="Griep")
    bo.submit(forms[1], owner="Arts")
    bo.submit(forms[1], name="Koorts", status=409)
    assert (row(stored, "risks", "r-1").name, row(stored, "risks", "r-1").owner) == ("Griep", "Arts")


def test_a_paste_and_a_table_are_saved(served: Flask, stored: Ground) -> None:
    marit, base = Pages(served, MARIT), f"/plannen/{stored.plan_id}/onderdeel/risks"
    page = marit.submit(
        form_of(marit.get(f"{base}/plakken"), "form[data-form='plans.paste']"), pasted="A\nB", status=200
    )
    marit.submit(form_of(page, "form[data-form='plans.paste']:has([name=confirmed])"))
    form = form_of(marit.get(f"{base}/tabel"), "form[data-form='plans.table']")
    marit.submit(form, {"row_r-1_name": "Griep"})
    assert [risk.name for risk in content(stored).risks] == ["Griep", "A", "B"]
