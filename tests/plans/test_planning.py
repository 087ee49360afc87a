"""The planning as plain values: periods in words, what follows what, circles, and one window for everything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import make
from workbench.plans.rules.planning import circles, period_words, planning_of, told

THEMES = [{"id": "geld", "name": "Geld"}, {"id": "vallen", "name": "Vallen"}]


def activity(row_id: str, **more: Any) -> dict[str, Any]:
    """Return an activity of the theme Geld that runs through the first quarter."""
    return {"id": row_id, "name": row_id, "theme": "geld", "start": "2027-01-01", "end": "2027-03-31"} | more


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2027, 1, 1), date(2027, 6, 30), "Q1–Q2 2027"),
        (date(2027, 4, 1), date(2027, 6, 30), "Q2 2027"),
        (date(2027, 10, 1), date(2028, 3, 31), "Q4 2027 – Q1 2028"),
        (date(2027, 1, 2), date(2027, 6, 30), "2 januari – 30 juni 2027"),
        (date(2027, 1, 1), date(2028, 6, 29), "1 januari 2027 – 29 juni 2028"),
        (date(2027, 5, 3), date(2027, 5, 3), "3 mei 2027"),
        (date(2027, 7, 1), date(2027, 3, 31), "1 juli – 31 maart 2027"),
        (date(2027, 5, 3), None, "3 mei 2027 – …"),
        (None, date(2027, 5, 3), "… – 3 mei 2027"),
        (None, None, ""),
    ],
)
def test_a_period_reads_as_quarters_when_it_begins_and_ends_with_one(
    start: date | None, end: date | None, words: str
) -> None:
    assert period_words(start, end) == words


def test_activities_stand_by_theme_and_milestones_by_day() -> None:
    milestones = [
        {"id": "laat", "name": "Laat", "activity": "spreekuur", "due": "2027-03-01"},
        {"id": "vroeg", "name": "Vroeg", "activity": "spreekuur", "due": "2027-02-01"},
        {"id": "ooit", "name": "Ooit", "activity": "spreekuur"},
        {"id": "los", "name": "Los", "due": "2027-02-01"},
    ]
    rows = [activity("spreekuur"), activity("cursus", theme="vallen"), activity("bord", theme=None)]
    found = planning_of(make.content(themes=THEMES, activities=rows, milestones=milestones))
    assert [(band.number, [bar.number for bar in band.bars]) for band in found.bands] == [
        ("1", ["1.1"]),
        ("2", ["2.1"]),
        ("", ["0.1"]),
    ]
    assert [point.id for point in found.bars[0].points] == ["vroeg", "laat", "ooit"]
    assert [point.id for point in found.loose] == ["los"]


def test_an_activity_tells_when_after_what_and_with_which_milestones() -> None:
    rows = [activity("eerst"), activity("dan", start="2027-04-01", end="2027-06-30", after=["eerst"], lead="POH")]
    due = [{"id": "m", "name": "M", "activity": "dan", "due": "2027-05-03"}]
    found = planning_of(make.content(themes=THEMES, activities=rows, milestones=due))
    assert told(found.bars[1], found) == "1.2 dan: Q2 2027 · na 1.1 · mijlpaal 3-5-2027 · trekker POH"


def test_who_begins_before_the_other_ends_is_early() -> None:
    rows = [
        activity("eerst"),
        activity("goed", start="2027-04-01", end="2027-06-30", after=["eerst"]),
        activity("vroeg", start="2027-03-31", end="2027-06-30", after=["eerst", "weg"]),
    ]
    waits = planning_of(make.content(themes=THEMES, activities=rows)).waits
    assert [(wait.first, wait.then, wait.early) for wait in waits] == [
        ("eerst", "goed", False),
        ("eerst", "vroeg", True),
    ]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, ()),
        ({"a": ["a"]}, (("a",),)),
        ({"a": ["b"], "b": ["a"]}, (("a", "b"),)),
        ({"a": ["b", "c"], "b": ["c"], "c": ["b"]}, (("b", "c"),)),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, (("a", "b"), ("c", "d"))),
    ],
)
def test_every_circle_is_found_once(after: dict[str, list[str]], found: tuple[tuple[str, ...], ...]) -> None:
    rows = [activity(row_id, after=ids) for row_id, ids in after.items()]
    assert circles(make.content(activities=rows)) == found


def test_a_chain_of_five_hundred_activities_is_walked() -> None:
    rows = [activity(f"a{at}", after=[f"a{at + 1}"] if at < 499 else ["a0"]) for at in range(500)]
    assert len(circles(make.content(activities=rows))[0]) == 500


def test_a_year_typed_wrong_does_not_stretch_the_window() -> None:
    rows = [activity("a"), activity("b", end="2100-12-31")]
    found = planning_of(make.content(activities=rows))
    assert (found.first, found.last) == (date(2027, 1, 1), date(2029, 1, 1))


def test_without_a_period_the_window_is_that_of_the_activities() -> None:
    found = planning_of(make.content(answers={}, activities=[activity("a", start="2027-02-03", end="2027-05-03")]))
    assert (found.first, found.last) == (date(2027, 1, 1), date(2027, 7, 1))
