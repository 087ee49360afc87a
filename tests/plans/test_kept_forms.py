"""Every kind of form that comes after its session ended can be sent again from the page that kept it, and arrives."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT
from workbench.accounts.rules import IDLE_LIMIT
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.page_forms import Form
    from tests.pages import Page
    from workbench.plans.content import PlanContent

LATER = IDLE_LIMIT + timedelta(minutes=1)
AGAIN = "form[data-form='accounts.kept']"
LINES = [{"id": f"b-{place}", "description": f"Post {place}", "year": 2027} for place in (1, 2)]


class Late:
    """Marit, whose session ends between opening a form and sending it."""

    def __init__(self, app: Flask, plan_id: uuid.UUID) -> None:
        self.pages, self.plan_id = Pages(app, MARIT), plan_id

    def open(self, where: str, form: str) -> Form:
        """Open a form of the plan."""
        return form_of(self.pages.get(f"/plannen/{self.plan_id}/{where}"), f"form[data-form='plans.{form}']")

    def kept(self) -> Page:
        """Sign in again and look at what was kept."""
        self.pages.sign_in(MARIT)
        return self.pages.get("/bewaard")

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        with transaction(write=False) as session:
            return queries.plan_content(session.get_one(Plan, self.plan_id))


@pytest.fixture
def late(app: Flask, ids: dict[str, uuid.UUID]) -> Late:
    """Return Marit in a plan with two costs."""
    with transaction(write=True):
        made = make.plan(ids["lindewijk"], make.content(budget_lines=LINES)).id
    return Late(app, made)


@pytest.mark.parametrize(
    ("where", "form", "typed"),
    [
        ("onderdeel/mission", "part", {"answer": "Twee uur getypt"}),
        ("onderdeel/plan_data", "part", {"title": "Twee uur getypt"}),
        ("onderdeel/risks/regels/nieuw", "row", {"name": "Twee uur getypt"}),
        ("onderdeel/budget_lines/regels/b-1", "row", {"description": "Twee uur getypt"}),
        ("onderdeel/budget_lines/tabel", "table", {"row_b-1_description": "Twee uur getypt"}),
    ],
)
def test_what_was_typed_arrives(late: Late, where: str, form: str, typed: dict[str, str]) -> None:
    opened = late.open(where, form)
    with time_machine.travel(now() + LATER):
        assert late.pages.submit(opened, typed).location == "/inloggen"
        kept = late.kept()
        assert "Twee uur getypt" in kept.text
        late.pages.submit(form_of(kept, AGAIN))
    assert "Twee uur getypt" in str(late.content())


def line_fields(opened: Form, **cells: str) -> dict[str, Any]:
    """Return what the script sends of the first line."""
    sent = {name: text for name, text in opened.fields.items() if name.startswith("row_b-1_") or name == "csrf_token"}
    return sent | {"asks": opened.fields["asks"]} | {f"row_b-1_{name}": text for name, text in cells.items()}


def test_a_line_of_a_table_arrives_and_the_whole_table_comes_back(late: Late) -> None:
    opened = late.open("onderdeel/budget_lines/tabel", "table")
    with time_machine.travel(now() + LATER):
        fields = line_fields(opened, description="Twee uur getypt")
        late.pages.post(opened.action + "/regel", fields, status=401, HX_Request="true")
        page = late.pages.follow(late.pages.submit(form_of(late.kept(), AGAIN)))
        assert page.one("h1")
    assert [row.description for row in late.content().budget_lines] == ["Twee uur getypt", "Post 2"]


def test_a_line_that_cannot_be_read_comes_back_in_the_whole_table(late: Late) -> None:
    opened = late.open("onderdeel/budget_lines/tabel", "table")
    with time_machine.travel(now() + LATER):
        fields = line_fields(opened, rate="een paar euro")
        late.pages.post(opened.action + "/regel", fields, status=401, HX_Request="true")
        page = late.pages.submit(form_of(late.kept(), AGAIN), status=422)
    values = [tag.get("value") for tag in page.html.select("input.cell, textarea.cell")]
    shown = " ".join([page.text, *(str(value) for value in values)])
    assert "een paar euro" in shown
    assert "Post 2" in shown


def test_pasted_rows_come_back_to_their_preview(late: Late) -> None:
    opened = late.open("onderdeel/risks/plakken", "paste")
    with time_machine.travel(now() + LATER):
        late.pages.submit(opened, pasted="Uitval van de manager\tgroot")
        page = late.pages.submit(form_of(late.kept(), AGAIN), status=200)
        assert "Uitval van de manager" in page.text


def test_the_pasted_text_of_word_arrives(late: Late) -> None:
    opened = late.open("word", "send_word")
    file: Any = (io.BytesIO(b""), "")
    with time_machine.travel(now() + LATER):
        late.pages.submit(opened, {"file": file, "text": "1.1 Missie\nTwee uur getypt"})
        page = late.pages.follow(late.pages.submit(form_of(late.kept(), AGAIN)))
        assert "Twee uur getypt" in page.text


def test_what_was_typed_beside_a_file_arrives(late: Late) -> None:
    opened = late.open("onderdeel/appendices/regels/nieuw", "row")
    file: Any = (io.BytesIO(b"%PDF-1.7"), "a.pdf")
    with time_machine.travel(now() + LATER):
        late.pages.submit(opened, {"file": file, "name": "Twee uur getypt"})
        late.pages.submit(form_of(late.kept(), AGAIN), status=0)
    assert "Twee uur getypt" in str(late.content().appendices)
