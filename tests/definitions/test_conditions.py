"""Conditions: a closed set of operators, three values, and never an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from workbench.definitions.conditions import MOST_DEPTH, Condition, applies, asks, holds

if TYPE_CHECKING:
    from workbench.definitions.kinds import Stored

TRUE = {"question": "yes", "is": "x"}
FALSE = {"question": "no", "is": "x"}
UNKNOWN = {"question": "missing", "is": "x"}
VALUES = {True: TRUE, False: FALSE, None: UNKNOWN}


@dataclass
class Facts:
    """Answers and numbers of rows, as a plan would give them."""

    answers: dict[str, Stored] = field(default_factory=lambda: {"yes": "x", "no": "y"})
    counts: dict[str, int] = field(default_factory=dict)

    def answer(self, question: str) -> Stored | None:
        return self.answers.get(question)

    def count(self, name: str) -> int:
        return self.counts.get(name, 0)


def value_of(condition: dict[str, object], facts: Facts | None = None) -> bool | None:
    return holds(Condition.model_validate(condition), facts or Facts())


@pytest.mark.parametrize(
    ("answer", "operator", "expected"),
    [
        ("wijk", {"is": "wijk"}, True),
        ("wijk", {"is": "regio"}, False),
        ("wijk", {"is_not": "regio"}, True),
        ("wijk", {"in": ["regio", "wijk"]}, True),
        ("wijk", {"in": ["regio"]}, False),
        (("q1", "q3"), {"is": "q3"}, True),
        (("q1", "q3"), {"is_not": "q3"}, False),
        (("q1", "q3"), {"in": ["q2", "q3"]}, True),
        (3, {"at_least": 3}, True),
        (3, {"at_most": 2}, False),
        ("2.5", {"at_least": 3}, False),
        ("2.5", {"at_most": 3}, True),
        ("veel", {"at_least": 3}, None),
        (0, {"is": 0}, True),
        (0, {"filled": True}, True),
        ("wijk", {"filled": False}, False),
        (None, {"filled": True}, False),
        (None, {"filled": False}, True),
        (None, {"is": "wijk"}, None),
        (None, {"is_not": "wijk"}, None),
        (None, {"in": ["wijk"]}, None),
        (None, {"at_least": 1}, None),
    ],
)
def test_an_operator_on_an_answer(answer: Stored | None, operator: dict[str, object], expected: bool | None) -> None:
    facts = Facts({} if answer is None else {"level": answer})

    assert value_of({"question": "level"} | operator, facts) is expected


@pytest.mark.parametrize(("rows", "expected"), [(0, False), (2, False), (3, True), (4, True)])
def test_a_condition_on_rows_is_always_known(rows: int, expected: bool) -> None:
    assert value_of({"rows": "members", "at_least": 3}, Facts(counts={"members": rows})) is expected
    assert value_of({"rows": "members", "at_most": 2}, Facts(counts={"members": rows})) is not expected


@pytest.mark.parametrize(("first", "second"), list(product(VALUES, repeat=2)))
def test_all_and_any_keep_the_unknown_until_one_decides(first: bool | None, second: bool | None) -> None:
    both = [VALUES[first], VALUES[second]]
    of_all = False if False in (first, second) else None if None in (first, second) else True
    of_any = True if True in (first, second) else None if None in (first, second) else False

    assert value_of({"all": both}) is of_all
    assert value_of({"any": both}) is of_any


@pytest.mark.parametrize(("value", "opposite"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_unknown_is_unknown(value: bool | None, opposite: bool | None) -> None:
    assert value_of({"not": VALUES[value]}) is opposite


@pytest.mark.parametrize(("value", "shown", "asked"), [(True, True, True), (None, True, False), (False, False, False)])
def test_what_is_unknown_is_shown_but_not_yet_asked(value: bool | None, shown: bool, asked: bool) -> None:
    condition = Condition.model_validate(VALUES[value])

    assert (applies(condition, Facts()), asks(condition, Facts())) == (shown, asked)
    assert (applies(None, Facts()), asks(None, Facts())) == (True, True)


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ({}, "looks at one of question, rows, all, any, not"),
        ({"question": "a"}, "has one of is, is_not"),
        ({"question": "a", "is": None}, "has one of is, is_not"),
        ({"question": "a", "rows": "members", "is": "x"}, "looks at one of"),
        ({"question": "a", "is": "x", "at_least": 3}, "has one of is, is_not"),
        ({"question": "a", "is": True}, "between quotes"),
        ({"question": "a", "is": 1.5}, "a key, a text or a whole number"),
        ({"question": "a", "equals": "x"}, "not permitted"),
        ({"question": "a", "matches": ".*"}, "not permitted"),
        ({"question": "a", "filled": "ja"}, "valid boolean"),
        ({"rows": "members", "is": 3}, "rows does not go with is"),
        ({"all": []}, "looks at one of"),
        ({"all": [TRUE], "at_least": 1}, "all does not go with at_least"),
        ({"any": [{}]}, "looks at one of"),
        ({"not": "x"}, "valid dictionary"),
        ("__import__('os')", "valid dictionary"),
    ],
)
def test_what_has_no_one_meaning_is_refused(condition: object, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Condition.model_validate(condition)


def test_conditions_are_not_nested_without_end() -> None:
    nested: dict[str, object] = {**TRUE}
    for _ in range(MOST_DEPTH):
        nested = {"not": nested}

    with pytest.raises(ValidationError, match="nested at most 8 deep"):
        Condition.model_validate(nested)


KEYS = some.sampled_from(["a", "b", "c"])
PLAIN = some.one_of(some.text(max_size=5), some.integers(-5, 5))
WHOLE = some.integers(-5, 5)
LEAVES = some.one_of(
    some.builds(lambda key, value: {"question": key, "is": value}, KEYS, PLAIN),
    some.builds(lambda key, value: {"question": key, "is_not": value}, KEYS, PLAIN),
    some.builds(lambda key, value: {"question": key, "in": value}, KEYS, some.lists(PLAIN, min_size=1, max_size=3)),
    some.builds(lambda key, value: {"question": key, "filled": value}, KEYS, some.booleans()),
    some.builds(
        lambda key, name, value: {"question": key, name: value}, KEYS, some.sampled_from(["at_least", "at_most"]), WHOLE
    ),
    some.builds(
        lambda name, value: {"rows": "members", name: value}, some.sampled_from(["at_least", "at_most"]), WHOLE
    ),
)
CONDITIONS = some.recursive(
    LEAVES,
    lambda inner: some.one_of(
        some.builds(lambda several: {"all": several}, some.lists(inner, min_size=1, max_size=3)),
        some.builds(lambda several: {"any": several}, some.lists(inner, min_size=1, max_size=3)),
        some.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=6,
).filter(lambda made: depth(made) <= MOST_DEPTH)
ANSWERS = some.dictionaries(
    KEYS, some.one_of(some.text(max_size=8), some.integers(), some.lists(some.text(max_size=3), max_size=3).map(tuple))
)


def depth(made: dict[str, object]) -> int:
    """Return how deep a condition is nested, counted without the code under test."""
    inner = [*(made.get("all") or ()), *(made.get("any") or ()), *([made["not"]] if "not" in made else ())]  # type: ignore[misc]  # a made mapping
    return 1 + max((depth(one) for one in inner), default=0)


@given(CONDITIONS, ANSWERS, some.integers(0, 9))
def test_any_condition_has_one_of_three_values_and_its_opposite_the_other(
    made: dict[str, object], answers: dict[str, Stored], rows: int
) -> None:
    condition, facts = Condition.model_validate(made), Facts(answers, {"members": rows})
    found = holds(condition, facts)

    assert found in {True, False, None}
    if condition.depth < MOST_DEPTH:
        opposite = value_of({"not": made}, facts)
        assert opposite is (None if found is None else not found)


@given(CONDITIONS)
def test_a_condition_comes_back_from_its_json_as_it_was(made: dict[str, object]) -> None:
    condition = Condition.model_validate(made)
    written = condition.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    assert Condition.model_validate(written) == condition
