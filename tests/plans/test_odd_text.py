"""Odd text in every field of every form: stored and shown as it is, or refused with a sentence and given back."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, cast

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Page
from tests.people import MARIT
from tests.plans import odd
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from flask import Flask

    from tests.browser import Browser
    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import PlanContent

PARTS = [part for part in make.example().parts if part.set is None]
SETS = [part for part in make.example().parts if part.set is not None]
TEXT = {"line", "text"}


class Writer:
    """Marit's browser in one plan. It looks at fields only: a refused control character makes no valid page."""

    def __init__(self, app: Flask, plan_id: uuid.UUID) -> None:
        self.browser = cast("Browser", app.test_client())
        self.browser.sign_in(MARIT)
        self.plan_id = plan_id
        self.base = f"/plannen/{plan_id}"

    def get(self, where: str) -> Page:
        """Open a page of the plan."""
        return Page(where, self.browser.get(f"{self.base}/{where}"), 0, ())

    def send(self, where: str, data: dict[str, str]) -> Page:
        """Send fields to a page of the plan."""
        return Page(where, self.browser.send(f"{self.base}/{where}", dict(data)), 0, ())

    def read(self) -> str:
        """Return the words of the page on which the plan is read."""
        source = self.browser.get(f"{self.base}/lezen").get_data(as_text=True)
        return seen(unescape(re.sub("<[^>]*>", " ", source)))

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        with transaction(write=False) as session:
            plan = session.get(Plan, self.plan_id)
            assert plan is not None
            return queries.plan_content(plan)


@pytest.fixture
def writer(app: Flask, ids: dict[str, uuid.UUID]) -> Writer:
    """Store a plan in which every set has a row."""
    with transaction(write=True):
        made = make.plan(ids["lindewijk"], make.filled(rows=1)).id
    return Writer(app, made)


def in_field(page: Page, name: str) -> str:
    """Return what stands in a field of a page."""
    fields = [tag for tag in page.html.find_all(["input", "textarea", "select"]) if tag.get("name") == name]
    chosen = [tag for tag in fields if tag.get("type") != "radio" or tag.has_attr("checked")]
    if not chosen:
        assert fields, f"no field {name}"
        return ""
    if chosen[0].name == "textarea":
        return str(chosen[0].get_text()).removeprefix("\n")
    if chosen[0].name == "select":
        return "".join(str(option["value"]) for option in chosen[0].select("option[selected]"))
    return str(chosen[0]["value"])


def dealt(questions: tuple[Question, ...], texts: dict[str, str], shift: int) -> dict[str, str]:
    """Deal odd texts to questions, each another; a ``shift`` deals the next."""
    values = list(texts.values())
    return {question.id: values[(place + shift) % len(values)] for place, question in enumerate(questions)}


def seen(text: str) -> str:
    """Return text as one reads it: white space is one space, and a cut in an endless word is not seen."""
    return " ".join(text.replace("\u200b", "").split())


def check_kept(question: Question, typed: str, value: object, unread: str | None) -> None:
    """Check that a text is stored as it was typed, and anything else as its value or as it was typed."""
    expected = odd.stored_form(typed, question)
    if question.kind in TEXT:
        assert (value, unread) == (expected or None, None), question.id
    elif expected:
        assert (unread is None) is (value is not None), question.id
        assert unread in {None, expected}, question.id


def check_page(writer: Writer, part: Part, shift: int) -> None:
    """Fill every question of a page with odd text, and look at what is stored and shown."""
    where, typed = f"onderdeel/{part.id}", dealt(part.questions, odd.KEPT | odd.NOTHING, shift)
    names = {question.id: "answer" if len(part.questions) == 1 else question.id for question in part.questions}
    form = form_of(writer.get(where), "form[data-form='plans.part']")
    data = {key: values[0] for key, values in form.fields.items()}
    page = writer.send(where, data | {names[key]: text for key, text in typed.items()})
    assert page.status in {303, 422}
    content, again, reading = writer.content(), writer.get(where), writer.read()
    for question in part.questions:
        value, unread = content.answers.get(question.id), content.unread.get(question.id)
        check_kept(question, typed[question.id], value, unread)
        shown = unread or (value if question.kind in TEXT else None)
        if shown is not None:
            assert in_field(again, names[question.id]) == shown
            assert seen(str(shown)) in reading
    assert json.loads(content.canonical())["answers"] == content.answers


def typed_columns(part: Part) -> tuple[Question, ...]:
    """Return the columns in which somebody types: boxes are ticked, and files are sent."""
    return tuple(one for one in part.columns if not one.answer_kind.many and one.kind != "file")


def check_row(writer: Writer, part: Part, shift: int) -> None:
    """Fill every cell of a row with odd text, and look at what is stored and shown."""
    row_id = f"{(part.set or '').replace('_', '-')}-1"
    columns = typed_columns(part)
    where, typed = f"onderdeel/{part.id}/regels/{row_id}", dealt(columns, odd.KEPT | odd.NOTHING, shift)
    form = form_of(writer.get(where), "form[data-form='plans.row']")
    data = {key: values[0] for key, values in form.fields.items()}
    assert writer.send(where, data | typed).status in {303, 422}
    content, again = writer.content(), writer.get(where)
    row = content.row(part.set or "", row_id)
    assert row is not None
    for column in columns:
        value, unread = row.cell(column.id), row.unread.get(column.id)
        check_kept(column, typed[column.id], value, unread)
        shown = unread or (value if column.kind in TEXT else None)
        if shown is not None:
            assert in_field(again, column.id) == shown
    for place in ("", "lezen", "controle", f"onderdeel/{part.id}", f"onderdeel/{part.id}/tabel"):
        assert writer.get(place).status == 200
    assert type(content).model_validate_json(content.canonical()) == content


# Every third kind at once, the others among the slow tests.
SAMPLED = [kind if place % 3 == 0 else pytest.param(kind, marks=pytest.mark.slow) for place, kind in enumerate(odd.ALL)]
SHIFTS = range(len(odd.KEPT | odd.NOTHING))


@pytest.mark.parametrize(("shift", "part"), list(enumerate(PARTS))[::2], ids=lambda one: getattr(one, "id", ""))
def test_odd_text_in_a_question_is_kept_and_shown(writer: Writer, shift: int, part: Part) -> None:
    check_page(writer, part, shift)


@pytest.mark.parametrize(("shift", "part"), list(enumerate(SETS))[::2], ids=lambda one: getattr(one, "id", ""))
def test_odd_text_in_a_row_is_kept_and_shown(writer: Writer, shift: int, part: Part) -> None:
    check_row(writer, part, shift)


@pytest.mark.slow
@pytest.mark.parametrize("shift", SHIFTS)
def test_every_odd_text_in_every_field_is_kept_and_shown(writer: Writer, shift: int) -> None:
    for part in PARTS:
        check_page(writer, part, shift)
    for part in SETS:
        check_row(writer, part, shift)


def check_refused(writer: Writer, where: str, selector: str, names: dict[str, str], typed: str) -> None:
    """Send a text that cannot be stored in each field of a form; it must come back with a sentence."""
    form = form_of(writer.get(where), selector)
    data = {key: values[0] for key, values in form.fields.items()}
    before = writer.content()
    for name in names.values():
        page = writer.send(form.action.split(writer.base + "/")[-1], data | {name: typed})
        assert page.status == 422
        # HTML has no NUL; this is the sign that every browser draws in its place.
        assert in_field(page, name) == typed.replace("\0", "\ufffd")
        assert len(page.html.select(f"#{name}-error")) == 1
    assert writer.content() == before


def forms() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield address, form and field names of every page of questions, every row and every new row."""
    for part in PARTS:
        names = {one.id: "answer" if len(part.questions) == 1 else one.id for one in part.questions}
        yield f"onderdeel/{part.id}", "form[data-form='plans.part']", names
    for part in SETS:
        names = {one.id: one.id for one in typed_columns(part)}
        row_id = f"{(part.set or '').replace('_', '-')}-1"
        yield f"onderdeel/{part.id}/regels/{row_id}", "form[data-form='plans.row']", names
        yield f"onderdeel/{part.id}/regels/nieuw", "form[data-form='plans.row']", names


FORMS = list(forms())


@pytest.mark.parametrize("kind", odd.REFUSED)
def test_what_cannot_be_stored_is_given_back_with_a_sentence(writer: Writer, kind: str) -> None:
    shift = list(odd.REFUSED).index(kind)
    for where, selector, names in (FORMS[shift], FORMS[-1 - shift]):
        some = dict(list(names.items())[:2])
        check_refused(writer, where, selector, some, odd.REFUSED[kind])


@pytest.mark.slow
@pytest.mark.parametrize("kind", odd.REFUSED)
def test_whatever_cannot_be_stored_is_given_back_by_every_field(writer: Writer, kind: str) -> None:
    large = len(odd.REFUSED[kind]) > odd.TEXT_MOST  # takes long to draw: the first and the last field stand for all
    for where, selector, names in FORMS:
        chosen = {key: names[key] for key in (next(iter(names)), next(reversed(names)))} if large else names
        check_refused(writer, where, selector, chosen, odd.REFUSED[kind])


@pytest.mark.parametrize("kind", SAMPLED)
def test_a_table_and_a_paste_never_fail_on_odd_text(writer: Writer, kind: str) -> None:
    where = "onderdeel/risks/tabel"
    form = form_of(writer.get(where), "form[data-form='plans.table']")
    data = {key: values[0] for key, values in form.fields.items()}
    page = writer.send(where, data | {"row_risks-1_name": odd.ALL[kind], "row_risks-1_chance": odd.ALL[kind][:99]})
    assert page.status == (422 if kind not in odd.NOTHING else 303)
    paste = writer.send("onderdeel/risks/plakken", {"pasted": odd.ALL[kind]})
    assert paste.status in {200, 422}
    assert writer.get("lezen").status == 200


@pytest.mark.parametrize("kind", SAMPLED)
def test_a_new_plan_takes_odd_text_or_gives_it_back(writer: Writer, kind: str) -> None:
    address = "/plannen/nieuw"
    form = form_of(Page(address, writer.browser.get(address), 0, ()), "form[data-form='plans.new']")
    data = {key: values[0] for key, values in form.fields.items()} | {"period_start": "1-1-2027"}
    for name in ("title", "period_end"):
        typed = {"title": "Plan", "period_end": "31-12-2028"} | {name: odd.ALL[kind]}
        answer = writer.browser.send(address, data | typed)
        if answer.status_code == 303:
            assert writer.browser.get(answer.headers["Location"]).status_code == 200
            continue
        page = Page(address, answer, 0, ())
        assert page.status == 422
        assert in_field(page, name).strip() == odd.ALL[kind].strip() or kind in odd.NOTHING
        assert page.errors


@pytest.mark.parametrize("body", [b"answer=%ED%A0%80", b"answer=%FF%FE", b"answer=\xff", b"answer=%00%FF"])
def test_bytes_that_are_no_text_are_refused_and_change_nothing(writer: Writer, body: bytes) -> None:
    before = writer.content()
    token = f"csrf_token={writer.browser.csrf()}&".encode()
    answer = writer.browser.post(
        f"{writer.base}/onderdeel/mission", data=token + body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert writer.content() == before


@pytest.mark.parametrize(
    "where", ["onderdeel/%00", "onderdeel/%ED%A0%80", "hoofdstuk/..%2f..", "onderdeel/risks/regels/%27--"]
)
def test_odd_text_in_an_address_finds_nothing(writer: Writer, where: str) -> None:
    assert writer.get(where).status in {400, 404}
