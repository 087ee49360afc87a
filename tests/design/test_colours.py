"""Text is 7 : 1 on its ground, controls 3 : 1, and the eight themes stay apart for every eye and in grey."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

import pytest

from tests.design.colours import SIGHT, contrast, seen, tokens

GROUNDS = ("paper", "surface")
TEXTS = [
    *(
        (text, ground)
        for text in ("ink", "ink-soft", "lead", "lead-deep", "attention", "done", "blocking")
        for ground in GROUNDS
    ),
    ("on-lead", "lead"),
    ("on-lead", "lead-deep"),
    ("on-blocking", "blocking"),
    ("lead-deep", "lead-wash"),
]
CONTROLS = [
    *((edge, ground) for edge in ("control", "lead", "blocking", "focus") for ground in GROUNDS),
    *((f"theme-{number}", ground) for number in range(1, 9) for ground in GROUNDS),
]


def themes() -> list[str]:
    found = tokens()
    return [found[f"theme-{number}"] for number in range(1, 9)]


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_is_seven_to_one_on_its_ground(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= 7


@pytest.mark.parametrize(("edge", "ground"), CONTROLS)
def test_a_control_or_bar_is_three_to_one_on_its_ground(edge: str, ground: str) -> None:
    assert contrast(tokens()[edge], tokens()[ground]) >= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_themes_look_alike(sight: str) -> None:
    near = min(dist(seen(one, sight), seen(other, sight)) for one, other in combinations(themes(), 2))
    assert near >= 18


def test_themes_stay_apart_in_grey_print() -> None:
    greys = sorted(seen(colour, "full sight")[0] for colour in themes())
    assert min(lighter - darker for darker, lighter in pairwise(greys)) >= 4


def test_the_first_four_themes_are_far_apart_in_grey_print() -> None:
    greys = sorted(seen(colour, "full sight")[0] for colour in themes()[:4])
    assert min(lighter - darker for darker, lighter in pairwise(greys)) >= 9


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
