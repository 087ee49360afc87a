"""Answer kinds: what was typed is read, stored, typed again and worded, or refused with a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workbench.definitions.kinds import KINDS, LINE_LIMIT, TEXT_LIMIT, Stored, Value
from workbench.definitions.schema import Option, Question
from workbench.kit.values.errors import Refused

OPTIONS = (Option(key="low", label="Klein"), Option(key="high", label="Groot"))


def question(kind: str, **more: object) -> Question:
    needed: dict[str, object] = {"options": OPTIONS} if kind == "choice" else {}
    if kind == "reference":
        needed = {"set": "themes"}
    return Question.model_validate({"id": "own", "kind": kind, "label": "Vraag", **needed, **more})


@pytest.mark.parametrize(
    ("kind", "typed", "value", "stored", "plain"),
    [
        ("line", " Een\tregel ", "Een regel", "Een regel", "Een regel"),
        ("text", "Eerst\r\n\r\n- dan", "Eerst\n\n- dan", "Eerst\n\n- dan", "Eerst\n\n- dan"),
        ("number", "15.310", 15310, 15310, "15.310"),
        ("year", " 2027 ", 2027, 2027, "2027"),
        ("decimal", "1.234,5", Decimal("1234.5"), "1234.5", "1.234,5"),
        ("decimal", "-0,25", Decimal("-0.25"), "-0.25", "-0,25"),
        ("tariff", "€ 1,275", Decimal("1.275"), "1.275", "€\u00a01,275"),
        ("money", "1.234,56", 123456, 123456, "€\u00a01.234,56"),
        ("money", "5,-", 500, 500, "€\u00a05,00"),
        ("date", "3-5-2027", date(2027, 5, 3), "2027-05-03", "3 mei 2027"),
        ("choice", "groot", "high", "high", "Groot"),
        ("choice", " low ", "low", "low", "Klein"),
        ("reference", " th-1 ", "th-1", "th-1", "th-1"),
    ],
)
def test_what_is_typed_is_read_stored_and_worded(
    kind: str,
    typed: str,
    value: Value,
    stored: Stored,
    plain: str,
) -> None:
    asked = question(kind)
    answer_kind = asked.answer_kind

    assert answer_kind.read(typed, asked) == value
    assert answer_kind.stored(value) == stored
    assert answer_kind.loaded(stored) == value
    assert answer_kind.plain(value, asked) == plain


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("line", "Een regel"),
        ("text", "Eerst\n\n- dan"),
        ("number", 1234567),
        ("year", 2027),
        ("decimal", Decimal("1234567.0625")),
        ("decimal", Decimal("-0.5")),
        ("tariff", Decimal("1.111111")),
        ("money", 123456789),
        ("money", -1250),
        ("date", date(2026, 3, 1)),
        ("choice", "high"),
        ("reference", "th-1"),
    ],
)
def test_what_stands_in_the_field_can_be_read_back(kind: str, value: Value) -> None:
    asked = question(kind)

    assert asked.answer_kind.read(asked.answer_kind.typed(value), asked) == value


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("line", "a" * (LINE_LIMIT + 1), "At most 300 fit"),
        ("text", "a" * (TEXT_LIMIT + 1), "At most 20000 fit"),
        ("text", "a\x00b", "cannot be stored"),
        ("line", "e" + "\u0301" * 200, "too many accents"),
        ("number", "-3", "Type zero or more."),
        ("number", "12,5", "Type a whole number in digits, for example 1250."),
        ("number", "veel", "Type a whole number"),
        ("year", "27", "Type a year in four digits"),
        ("decimal", "1.234", "can mean two things"),
        ("decimal", "NaN", "Type a number in digits"),
        ("decimal", "1e999", "Type a number in digits"),
        ("decimal", "1_000", "Type a number in digits"),
        ("decimal", "0,00001", "at most 4 decimals"),
        ("tariff", "1.275", "can mean two things"),
        ("money", "1.5050", "has a point"),
        ("money", "Infinity", "Type an amount"),
        ("money", "0,005", "at most 2 decimals"),
        ("date", "31-2-2027", "This date does not exist"),
        ("date", "3-5-27", "Type the year in four digits"),
        ("choice", "reusachtig", "Choose one of the options: Klein, Groot."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(kind: str, typed: str, sentence: str) -> None:
    asked = question(kind)

    with pytest.raises(Refused, match=sentence):
        asked.answer_kind.read(typed, asked)


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("line", 3),
        ("number", "3"),
        ("number", True),
        ("year", "2027"),
        ("money", "500"),
        ("decimal", "NaN"),
        ("decimal", "1e20"),
        ("tariff", "0.0000001"),
        ("date", "3 mei 2027"),
        ("choice", 1),
        ("reference", 1),
    ],
)
def test_a_stored_form_of_another_kind_is_not_loaded(kind: str, stored: Stored) -> None:
    with pytest.raises(ValueError, match=r"expected|Invalid isoformat"):
        KINDS[kind].loaded(stored)


def test_a_decimal_that_is_no_number_is_not_loaded() -> None:
    with pytest.raises(ValueError, match="expected a decimal number"):
        KINDS["decimal"].loaded("abc")


def test_the_limit_of_a_question_goes_before_that_of_its_kind() -> None:
    asked = question("line", max_chars=5)

    with pytest.raises(Refused, match="At most 5 fit"):
        asked.answer_kind.read("zes en meer", asked)


def test_a_short_example_of_the_question_is_used_in_the_message() -> None:
    asked = question("number", example="4150")

    with pytest.raises(Refused, match="for example 4150"):
        asked.answer_kind.read("vier", asked)


def test_an_option_that_the_template_no_longer_has_is_shown_by_its_key() -> None:
    asked = question("choice")

    assert asked.answer_kind.plain("medium", asked) == "medium"


def test_every_kind_goes_by_its_own_name() -> None:
    assert all(kind.name == name for name, kind in KINDS.items())
