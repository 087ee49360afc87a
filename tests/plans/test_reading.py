"""Reading what was typed: a value, or the text kept as typed with a sentence, or a refusal that stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from workbench.plans.rules.checks_of_parts import unread_fault
from workbench.plans.rules.reading import read

if TYPE_CHECKING:
    from workbench.definitions.schema import Question


def question(kind: str) -> Question:
    """Return a question of the shipped template of this kind."""
    definition = make.example()
    columns = [column for part in definition.set_parts.values() for column in part.columns]
    return next(one for one in [*definition.questions.values(), *columns] if one.kind == kind)


KINDS = ("line", "text", "number", "year", "decimal", "tariff", "money", "date", "choice", "reference")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["", " ", "\r\n\t", "\u00a0", "\u3000", "\ufeff", "\u200b", "\u200f"])
def test_nothing_to_be_seen_is_no_answer(kind: str, typed: str) -> None:
    reading = read(typed, question(kind))
    assert (reading.value, reading.unread, reading.error) == (None, None, None)
    assert reading.storable


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"line", "text", "reference"}])
def test_what_cannot_be_read_is_kept_as_typed_with_a_sentence(kind: str) -> None:
    reading = read("  nog te bepalen ", question(kind))
    assert reading.value is None
    assert reading.unread == "nog te bepalen"
    assert reading.storable
    assert reading.error == unread_fault(question(kind), reading.unread)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["a\u0000b", "\ud800", "e" + "\u0301" * 200_000, "x" * 1_000_000])
def test_what_cannot_be_stored_is_only_given_back(kind: str, typed: str) -> None:
    reading = read(typed, question(kind))
    assert (reading.value, reading.unread, reading.typed) == (None, None, typed)
    assert not reading.storable


@pytest.mark.parametrize("kind", KINDS)
@given(typed=st.text(max_size=30))
def test_reading_never_fails_and_its_value_can_be_stored_and_typed_again(kind: str, typed: str) -> None:
    asked = question(kind)
    reading = read(typed, asked)
    assert (reading.value is None) or (reading.unread is None and reading.error is None)
    if reading.value is not None:
        answer_kind = asked.answer_kind
        assert answer_kind.loaded(answer_kind.stored(reading.value)) == reading.value
        assert read(answer_kind.typed(reading.value), asked).value == reading.value


@given(st.text("0123456789.,-€ ", min_size=1, max_size=12))
def test_saving_the_same_typing_twice_stores_the_same(typed: str) -> None:
    for kind in ("decimal", "tariff", "money", "number"):
        asked = question(kind)
        first = read(typed, asked)
        if first.value is not None:
            again = read(asked.answer_kind.typed(first.value), asked)
            assert again.value is not None
            assert asked.answer_kind.stored(again.value) == asked.answer_kind.stored(first.value)
