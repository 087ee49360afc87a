"""Advice on words: abbreviations are explained on first use, and sentences can be read at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests import make
from workbench.plans.rules.checks_of_language import ABBREVIATIONS, MOST_IN_PART, findings

MEANING = {"id": "a-1", "name": "WSV", "meaning": "wijksamenwerkingsverband"}
LONG = "Wij " + "gaan ook dit jaar weer " * 5 + "verder."


def told(text: str, **sets: Any) -> list[str]:
    """Return the kinds of advice on a mission with this text."""
    content = make.content(answers={"mission": text}, **sets)
    return [one.rule for one in findings(content, make.example())]


@pytest.mark.parametrize(
    "text",
    [
        "Ons WSV groeit.",
        "Het WSV-bestuur komt bijeen. Later heet het wijksamenwerkingsverband (WSV).",
        "Wij vragen O&I-geld.",
        "De haio loopt mee.",
    ],
)
def test_an_abbreviation_that_is_not_explained_is_found_once(text: str) -> None:
    assert told(f"{text} {text}") == ["abbreviation_unexplained"]


@pytest.mark.parametrize(
    "text",
    [
        "Het wijksamenwerkingsverband (WSV) groeit. Het WSV is blij.",
        "Het WSV (wijksamenwerkingsverband) groeit.",
        "De huisarts in opleiding (haio) loopt mee.",
        "Geswsving is geen woord, en GEZOND ook niet.",
        "wij eten kaas",
    ],
)
def test_an_abbreviation_that_is_spelled_out_on_first_use_is_not(text: str) -> None:
    assert told(text) == []


def test_a_row_of_abbreviations_explains_for_the_whole_plan() -> None:
    assert told("Ons WSV groeit.", abbreviations=[MEANING]) == []
    assert told("Ons WSV groeit.", abbreviations=[{"id": "a-1", "name": "WSV"}]) == ["abbreviation_unexplained"]


def test_what_was_explained_in_an_earlier_part_is_known() -> None:
    content = make.content(answers={"summary": "Een wijksamenwerkingsverband (WSV).", "mission": "Ons WSV groeit."})
    assert not list(findings(content, make.example()))


def test_a_long_sentence_is_named_by_its_first_words() -> None:
    content = make.content(answers={"mission": f"Kort. {LONG} Kort."})
    (one,) = findings(content, make.example())
    assert (one.rule, one.blocking, one.question) == ("sentence_too_long", False, "mission")
    assert "“Wij gaan ook dit jaar weer …” has 27 words" in one.message.english()


@pytest.mark.parametrize(
    "text",
    [
        LONG.replace("weer gaan", "weer. Wij gaan"),
        "\n".join(f"- punt {n} van een lange lijst" for n in range(20)),
        "; ".join(f"punt {n} van een lange lijst" for n in range(20)),
    ],
)
def test_lists_and_short_sentences_are_fine(text: str) -> None:
    assert told(text) == []


def test_a_part_is_told_a_few_at_most() -> None:
    assert told(" ".join([LONG] * 9)) == ["sentence_too_long"] * MOST_IN_PART


def test_every_abbreviation_says_what_it_stands_for() -> None:
    assert all(ABBREVIATIONS.values())
