"""Rows pasted from Word or Excel: read into the right columns, told when a cell does not fit, and added once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT
from tests.plans.writing import part
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.plans import queries
from workbench.plans.forms.pasted import MOST_PASTED, pasted_rows
from workbench.plans.models import Plan

if TYPE_CHECKING:
    from flask import Flask

    from tests.pages import Page
    from workbench.plans.forms.pasted import Pasted

ACTIVITIES = (("a-1", "1.1 Wandelen"), ("a-2", "1.2 Samen eten"))
LABELS = {column.id: column.label for column in part("milestones").columns}


def pasted(text: str, key: str = "milestones") -> Pasted:
    """Read a paste into a set; there are two activities."""
    return pasted_rows(part(key), text, {"activities": ACTIVITIES})


def cells(text: str, key: str = "milestones") -> list[dict[str, object]]:
    """Return the values of each pasted row by column; empty cells are left out."""
    return [
        {name: reading.value or reading.unread for name, reading in row.readings.items() if reading.typed.strip()}
        for row in pasted(text, key).rows
    ]


def test_without_a_header_cells_fill_the_columns_in_order() -> None:
    first = part("milestones").columns[0].id
    assert cells("Begin\nEinde\n") == [{first: "Begin"}, {first: "Einde"}]
    assert not pasted("Begin\n").had_header


def test_an_empty_first_cell_moves_nothing() -> None:
    second = [column for column in part("milestones").columns if not column.set][1]
    text = "\t" * part("milestones").columns.index(second) + "3-5-2027"
    assert list(cells(text)[0]) == [second.id]


def test_a_header_decides_the_columns_whatever_their_order() -> None:
    text = f"{LABELS['responsible'].upper()}\t{LABELS['name']}\r\nFysio\tBegin\r\n\r\n"
    assert cells(text) == [{"responsible": "Fysio", "name": "Begin"}]
    assert pasted(text).had_header


def test_a_column_without_a_name_in_the_header_is_left_out_and_moves_nothing() -> None:
    text = f"{LABELS['name']}\t\t{LABELS['responsible']}\nBegin\tx\tFysio"
    assert cells(text) == [{"name": "Begin", "responsible": "Fysio"}]
    assert pasted(text).left_over == 1


def test_a_column_that_the_list_does_not_have_is_left_out_and_moves_nothing() -> None:
    text = f"{LABELS['name']}\tKleur\t{LABELS['responsible']}\nBegin\trood\tFysio"
    assert cells(text) == [{"name": "Begin", "responsible": "Fysio"}]
    assert (pasted(text).had_header, pasted(text).left_over, pasted(text).left_out) == (True, 1, ("Kleur",))


def test_a_name_that_stands_twice_in_the_header_counts_once() -> None:
    text = f"{LABELS['name']}\t{LABELS['name']}\t{LABELS['responsible']}\nBegin\tEinde\tFysio"
    assert cells(text) == [{"name": "Begin", "responsible": "Fysio"}]


@pytest.mark.parametrize("typed", ["1.2", "Samen eten", "samen ETEN", "1.2 Samen eten", "a-2"])
def test_a_reference_is_known_by_number_name_or_both(typed: str) -> None:
    text = f"{LABELS['name']}\t{LABELS['activity']}\nBegin\t{typed}"
    assert cells(text) == [{"name": "Begin", "activity": "a-2"}]


def test_a_name_that_two_rows_share_is_asked_back() -> None:
    text = f"{LABELS['name']}\t{LABELS['activity']}\nBegin\tWandelen"
    shared = {"activities": (*ACTIVITIES, ("a-3", "2.1 Wandelen"))}
    reading = pasted_rows(part("milestones"), text, shared).rows[0].readings["activity"]
    assert (reading.value, reading.unread) == (None, "Wandelen")


def test_a_reference_to_nothing_is_kept_as_typed_and_told() -> None:
    row = pasted(f"{LABELS['name']}\t{LABELS['activity']}\nBegin\tFietsen").rows[0]
    assert row.readings["activity"].unread == "Fietsen"
    assert row.readings["activity"].error is not None
    assert row.storable


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"een\ntwee"\tx\ndrie', ["een twee", "drie"]),
        ('"zeg ""dag"""\tx', ['zeg "dag"']),
        ('"Samen" sterk\tx\ndrie', ['"Samen" sterk', "drie"]),
        ('"Samen sterk\tx\ndrie', ['"Samen sterk', "drie"]),
        ("een\r\ntwee", ["een", "twee"]),
        ("een\x0b", []),
    ],
)
def test_quotes_hold_a_cell_together_only_when_they_close_it(text: str, names: list[str]) -> None:
    try:
        found = [row.readings["name"].value for row in pasted(text).rows]
    except Refused:
        found = []
    assert found == names


@pytest.mark.parametrize("text", ["", " \n\t\n", "a\u0000b", "x" * (MOST_PASTED + 1), "a\n" * 501])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        pasted(text)


def test_a_cell_that_cannot_be_stored_is_told() -> None:
    text = f"{LABELS['name']}\t{LABELS['activity']}\n" + "x" * 400 + "\t" + "y" * 200_000
    row = pasted(text).rows[0]
    assert not row.storable
    assert all(reading.error for reading in row.readings.values())


# In the pages


@pytest.fixture
def address(ids: dict[str, uuid.UUID]) -> str:
    """Store a plan with two activities; returns its address."""
    activities = [{"id": "a-1", "name": "Wandelen"}, {"id": "a-2", "name": "Samen eten"}]
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], make.content(activities=activities)).id}"


def preview(pages: Pages, address: str, text: str, *, status: int = 200) -> Page:
    """Paste a text in the milestones and look at what it becomes."""
    form = form_of(pages.get(f"{address}/onderdeel/milestones/plakken"), "form[data-form='plans.paste']")
    return pages.submit(form, pasted=text, status=status)


def names(address: str) -> list[str]:
    """Return the names of the stored milestones."""
    with transaction(write=False) as session:
        plan = session.get(Plan, uuid.UUID(address.rsplit("/", 1)[-1]))
        assert plan is not None
        return [str(row.name) for row in queries.plan_content(plan).milestones]


def test_a_preview_stores_nothing_and_marks_what_does_not_fit(app: Flask, address: str) -> None:
    text = f"{LABELS['name']}\t{LABELS['due']}\t{LABELS['activity']}\nBegin\tooit\t1.9"
    page = preview(Pages(app, MARIT), address, text)
    assert len(page.html.select(".cell-error")) == 2
    assert names(address) == []


def test_confirming_twice_adds_the_rows_once(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, "Begin\nMidden\nEinde")
    form = form_of(page, "form[data-form='plans.paste']:has([name=confirmed])")
    marit.submit(form)
    marit.submit(form)
    assert names(address) == ["Begin", "Midden", "Einde"]


def test_a_paste_that_cannot_be_read_is_given_back(app: Flask, address: str) -> None:
    page = preview(Pages(app, MARIT), address, "rij\n" * 600, status=422)
    assert page.one("textarea").get_text().strip() == ("rij\n" * 600).strip()
    assert page.errors


def test_a_paste_for_which_there_is_no_room_is_given_back(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    for _ in range(2):
        page = preview(marit, address, "rij\n" * 250)
        marit.submit(form_of(page, "form[data-form='plans.paste']:has([name=confirmed])"))
    page = preview(marit, address, "nog een")
    page = marit.submit(form_of(page, "form[data-form='plans.paste']:has([name=confirmed])"), status=422)
    assert "nog een" in page.one("textarea").get_text()
    assert len(names(address)) == 500


def test_a_paste_with_something_of_a_person_asks_once(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    with transaction(write=True):
        address = f"/plannen/{make.plan(ids['lindewijk'], make.content()).id}/onderdeel/risks/plakken"
    looked = marit.submit(form_of(marit.get(address)), pasted="Mevrouw 111222333 valt vaak", status=200)
    confirm = "form[data-form='plans.paste']:has([name=confirmed])"
    asked = marit.submit(form_of(looked, confirm), status=422)
    assert "burgerservicenummer" in asked.text
    added = marit.submit(form_of(asked, confirm, press="personal"))
    assert "Mevrouw 111222333" in marit.follow(added).text
