"""The content of a plan as one value: its one JSON form, and what it refuses to hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests import make
from workbench.definitions.catalogue import REFERENCES
from workbench.definitions.catalogue import SETS as CATALOGUE
from workbench.plans.content import SETS, PlanContent, PlanFile
from workbench.plans.models import TABLES

if TYPE_CHECKING:
    from decimal import Decimal

OWN = {"id", "unread", "extra"}


def test_catalogue_rows_and_tables_have_the_same_sets_and_columns() -> None:
    # What is set aside has no place in any template, so no template may ask for it.
    assert set(CATALOGUE) | {"set_aside"} == set(SETS) == set(TABLES)
    for name, kind in SETS.items():
        columns = set(kind.model_fields) - OWN
        assert columns == set(CATALOGUE.get(name, columns)), name
        assert columns == {column.name for column in TABLES[name].__table__.columns} - OWN - {
            "plan_id",
            "position",
            "version",
        }, name
    assert {name: kind for name, kinds in REFERENCES.items() for kind in kinds.values()}.keys() <= set(SETS)


def test_equal_contents_have_one_canonical_form_whatever_their_order() -> None:
    one = make.content(not_applicable=["results", "changes", "results"], answers={"mission": "a", "vision": "b"})
    two = make.content(not_applicable=["changes", "results"], answers={"vision": "b", "mission": "a"})
    assert one.canonical() == two.canonical()
    assert one.sha256 == two.sha256


@pytest.mark.parametrize(("one", "two"), [("2.50", "2.5"), ("-0", "0"), ("100", "100.0000"), ("0.0001", "00.0001")])
def test_equal_decimals_have_one_canonical_form(one: str, two: str) -> None:
    made = [make.content(figures=[{"id": "f-1", "value": value}]).canonical() for value in (one, two)]
    assert made[0] == made[1]
    assert b"E" not in made[0]


@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=4))
def test_a_decimal_comes_back_from_the_canonical_form(value: Decimal) -> None:
    content = make.content(figures=[{"id": "f-1", "value": value}])
    assert PlanContent.model_validate_json(content.canonical()).figures[0].value == value


def test_absent_and_empty_are_the_same() -> None:
    bare = make.content(members=[{"id": "m-1"}])
    empty = make.content(members=[{"id": "m-1", "name": None, "unread": None, "extra": {}}], unread={}, risks=[])
    assert bare.canonical() == empty.canonical()


def test_zero_is_an_answer() -> None:
    content = make.content(answers={"mission": 0}, members=[{"id": "m-1", "patients": 0}])
    data = json.loads(content.canonical())
    assert data["answers"]["mission"] == 0
    assert data["members"][0]["patients"] == 0


def test_a_filled_content_comes_back_from_its_canonical_form() -> None:
    content = make.filled(rows=3)
    assert PlanContent.model_validate_json(content.canonical()) == content


@pytest.mark.parametrize(
    "changes",
    [
        {"members": [{"id": "m-1"}, {"id": "m-1"}]},
        {"members": [{"id": "m-1", "patients": 3, "unread": {"patients": "veel"}}]},
        {"members": [{"id": "m-1", "extra": {"name": "x"}}]},
        {"members": [{"id": "m 1"}]},
        {"members": [{"id": "m-1", "patients": True}]},
        {"answers": {"mission": "a"}, "unread": {"mission": "b"}},
        {"answers": {"mission": ""}},
        {"answers": {"mission": 10**15}},
        {"answers": {"mission": " a"}},
        {"figures": [{"id": "f-1", "value": "1_000"}]},
        {"figures": [{"id": "f-1", "value": 1.5}]},
        {"figures": [{"id": "f-1", "value": "NaN"}]},
        {"activities": [{"id": "a-1", "start": 1735689600}]},
        {"activities": [{"id": "a-1", "name": "twee\nregels"}]},
        {"onbekend": []},
    ],
    ids=str,
)
def test_a_content_refuses_what_has_no_one_meaning(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make.content(**changes)


def test_several_choices_have_one_canonical_form() -> None:
    made = PlanContent.model_validate(
        {"definition": "klein-2027", "definition_version": 1, "answers": {"hues": ["red", "blue"]}}
    )
    assert b'"hues":["blue","red"]' in made.canonical()


def test_the_schema_of_a_file_names_every_set() -> None:
    schema = PlanFile.model_json_schema()
    assert set(SETS) <= set(schema["$defs"]["PlanContent"]["properties"])
    assert schema["$defs"]["Figure"]["properties"]["value"]["anyOf"][0]["type"] == "string"
