"""Numbers of themes, activities and milestones: each its own, in order, whatever hangs loose."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import make
from workbench.plans.rules.numbering import numbers


def rows(kind: str, references: list[str | None], column: str) -> list[dict[str, Any]]:
    """Return a row for each reference."""
    return [{"id": f"{kind}-{place}", column: found} for place, found in enumerate(references, start=1)]


def test_numbers_follow_themes_and_places() -> None:
    found = numbers(
        make.content(
            themes=[{"id": "t-1"}, {"id": "t-2"}],
            activities=rows("a", ["t-2", "t-1", "t-2", None, "weg"], "theme"),
            milestones=rows("m", ["a-3", "a-3", None, "weg"], "activity"),
            priorities=[{"id": "p-1"}, {"id": "p-2"}],
        )
    )
    assert found.activities == {"a-2": "1.1", "a-1": "2.1", "a-3": "2.2", "a-4": "0.1", "a-5": "0.2"}
    assert found.milestones == {"m-1": "2.2.a", "m-2": "2.2.b", "m-3": "0.a", "m-4": "0.b"}
    assert (found.theme("t-2"), found.priority("p-2")) == ("2", "2")
    assert found.activity(None) == found.milestone("weg") == found.theme("") == found.priority("x") == "–"


def test_letters_go_on_after_z() -> None:
    milestones = rows("m", ["a-1"] * 703, "activity")
    found = numbers(make.content(activities=[{"id": "a-1"}], milestones=milestones)).milestones
    assert [found[f"m-{place}"] for place in (1, 26, 27, 52, 53, 702, 703)] == [
        f"0.1.{letters}" for letters in ("a", "z", "aa", "az", "ba", "zz", "aaa")
    ]


@given(
    st.lists(st.sampled_from([None, "t-1", "t-2", "weg"]), max_size=12),
    st.lists(st.sampled_from([None, "a-1", "a-2", "a-9", "weg"]), max_size=40),
)
def test_every_row_has_a_number_of_its_own(themes: list[str | None], activities: list[str | None]) -> None:
    content = make.content(
        themes=[{"id": "t-1"}, {"id": "t-2"}],
        activities=rows("a", themes, "theme"),
        milestones=rows("m", activities, "activity"),
    )
    found = numbers(content)
    assert found.activities.keys() == {row.id for row in content.activities}
    assert found.milestones.keys() == {row.id for row in content.milestones}
    for numbered in (found.activities, found.milestones):
        assert len(set(numbered.values())) == len(numbered)
