"""The interchange file: the same plan comes back, and a file that is not right is refused with path and expectation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from workbench.kit.values.errors import Refused
from workbench.plans.queries import library
from workbench.plans.rules.interchange import MOST_TOLD, read_plan_file, written_plan_file

if TYPE_CHECKING:
    from workbench.plans.content import PlanFile

CONTENT = make.filled(rows=2)
GOOD = written_plan_file(CONTENT, slug="proef", organisation=("lindewijk", "Lindewijk"))
MISSION = json.dumps(CONTENT.text("mission")).encode()

# path in the file, what stands there instead, and what the refusal says
ALTERED: list[tuple[str, Any, str]] = [
    ("slug", "A B", "slug: expected text that fits"),
    ("format_version", 2, "format_version: expected 1"),
    ("organisation", None, "organisation: expected an object"),
    ("nieuw", 1, "nieuw: expected nothing: this key is unknown"),
    ("content.definition", "een-andere", "content.definition: expected one of the installed templates"),
    ("content.definition_version", 2, "content.definition_version: expected 1"),
    ("content.answers.mission", ["a"], "content.answers.mission: expected an answer of kind text"),
    ("content.answers.mission", ["A B"], "content.answers.mission: expected a list of 1 to 500 keys"),
    ("content.answers.mission", "", "content.answers.mission: expected"),
    ("content.answers.mission", "a\u0007", "content.answers.mission: expected text that can be stored"),
    ("content.answers.mission", 5, "content.answers.mission: expected an answer of kind text"),
    ("content.answers.title", "twee\nregels", "content.answers.title: expected an answer of kind line"),
    ("content.answers.title", "a" * 301, "content.answers.title: expected an answer of kind line"),
    ("content.answers.legal_form", "bv", "content.answers.legal_form: expected one of foundation"),
    ("content.answers.period_start", "20270101", "content.answers.period_start: expected an answer of kind date"),
    ("content.answers.period_start", "0001-01-01", "content.answers.period_start: expected an answer of kind date"),
    ("content.answers.nieuw", "x", "content.answers.nieuw: expected a question of"),
    ("content.unread", {"nieuw": "x"}, "content.unread.nieuw: expected a question of"),
    ("content.not_applicable", ["mission"], "content.not_applicable[0]: expected a part of"),
    ("content.nieuw", [], "content.nieuw: expected nothing"),
    ("content.members", {}, "content.members: expected a valid array"),
    ("content.members.0", None, "content.members[0]: expected an object"),
    ("content.members.0.nieuw", 1, "content.members[0].nieuw: expected nothing"),
    ("content.members.0.extra", {"nieuw": "x"}, "content.members[0].nieuw: expected nothing"),
    ("content.members.0.unread", {"patients": "veel"}, "content.members[0]: expected patients: a cell is either"),
    ("content.members.0.patients", -1, "content.members[0].patients: expected greater than or equal to 0"),
    ("content.members.0.patients", "12", "content.members[0].patients: expected a valid integer"),
    ("content.members.0.patients", True, "content.members[0].patients: expected a valid integer"),
    ("content.members.0.discipline", "smid", "content.members[0].discipline: expected one of gp"),
    ("content.members.1.id", "members-1", "content: expected members: row members-1 stands twice"),
    ("content.figures.0.value", "1_000", "content.figures[0].value: expected a decimal number"),
    ("content.figures.0.value", 1.5, "content.figures[0].value: expected a decimal number"),
    ("content.activities.1.start", 1735689600, "content.activities[1].start: expected a date as text"),
]


def read(data: bytes, *, as_slug: str | None = None) -> PlanFile:
    """Read a file called plan.json."""
    return read_plan_file(data, name="plan.json", library=library(), as_slug=as_slug)


def altered(path: str, value: Any, *, keep_hash: bool = False) -> bytes:
    """Return the good file with another value at a path."""
    data = json.loads(GOOD)
    if not keep_hash:
        del data["sha256"]
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return json.dumps(data).encode()


def test_a_written_plan_comes_back_equal() -> None:
    found = read(GOOD)
    assert found.content == CONTENT
    assert found.content.canonical() == CONTENT.canonical()


def test_a_file_may_be_read_under_another_name() -> None:
    assert read(GOOD, as_slug="kopie").slug == "kopie"
    with pytest.raises(Refused, match="slug: expected"):
        read(GOOD, as_slug="Kopie van")


def test_a_byte_order_mark_of_an_editor_does_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + GOOD).content == CONTENT


@pytest.mark.parametrize("place", range(50))
def test_a_truncated_file_is_refused(place: int) -> None:
    with pytest.raises(Refused, match=r"plan\.json: .*whole JSON, but it breaks off or is damaged"):
        read(GOOD[: len(GOOD.rstrip()) * place // 50])


@pytest.mark.parametrize(("path", "value", "told"), ALTERED)
def test_an_altered_file_is_refused_with_its_path(path: str, value: Any, told: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(altered(path, value))
    assert f"plan.json: {told}" in str(refusal.value)


def test_a_changed_text_is_seen_by_the_hash() -> None:
    with pytest.raises(Refused, match="sha256: expected the hash of this content"):
        read(altered("content.answers.mission", "Iets anders", keep_hash=True))
    assert read(altered("content.answers.mission", "Iets anders")).content.text("mission") == "Iets anders"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "file: expected whole JSON"),
        (b"\xff\xfe{", "file: expected whole JSON"),
        (GOOD.decode().encode("utf-16"), "file: expected whole JSON"),
        (b'{"a":' * 100_000, "recursion limit"),
        (b"[" * 100_000 + b"]" * 100_000, "recursion limit"),
        (GOOD.replace(MISSION, b"NaN"), "content.answers.mission: expected"),
        (GOOD.replace(MISSION, b"1e999"), "content.answers.mission: expected"),
        (GOOD.replace(MISSION, b"9" * 400), "content.answers.mission: expected"),
        (GOOD.replace(MISSION, b"9" * 5000), "expected whole JSON"),
        (GOOD.replace(MISSION, b'"\\ud800"'), "expected whole JSON"),
        (GOOD.replace(b'"slug": "proef"', b'"slug": "proef", "slug": "twee"'), "slug: expected this key once"),
        (b" " * 30_000_000, "file: expected a file of at most 20 MB"),
        (b"null", "file: expected an object"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_plan_file_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(data)
    assert told in str(refusal.value)


def test_of_many_mistakes_the_first_are_told() -> None:
    with pytest.raises(Refused) as refusal:
        read(altered("content.answers", {f"q{number}": "x" for number in range(50)}))
    lines = str(refusal.value).splitlines()
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1] == "plan.json: and 30 more"


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    with pytest.raises(Refused):
        read(data)
