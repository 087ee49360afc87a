"""Numbers that tie plan and report together: theme 1, activity 1.1, milestone 1.1.a."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.plans.content import Activity, Milestone, PlanContent


@dataclass(frozen=True)
class Numbers:
    """The number of each theme, priority, activity and milestone by row id; a strange id has the number ``–``.

    ``files`` are the words for uploads, by id: like numbers, readers see them where the content holds an id.
    """

    themes: dict[str, str] = field(default_factory=dict)
    priorities: dict[str, str] = field(default_factory=dict)
    activities: dict[str, str] = field(default_factory=dict)
    milestones: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def theme(self, row_id: str | None) -> str:
        """Return the number of a theme."""
        return self.themes.get(row_id or "", "–")

    def priority(self, row_id: str | None) -> str:
        """Return the number of a priority."""
        return self.priorities.get(row_id or "", "–")

    def activity(self, row_id: str | None) -> str:
        """Return the number of an activity."""
        return self.activities.get(row_id or "", "–")

    def milestone(self, row_id: str | None) -> str:
        """Return the number of a milestone."""
        return self.milestones.get(row_id or "", "–")


def numbers(content: PlanContent, files: Mapping[str, str] | None = None) -> Numbers:
    """Return all numbers, by place; activities without a theme come after the themes, as ``0.1``."""
    themes = {theme.id: str(place) for place, theme in enumerate(content.themes, start=1)}
    activities: dict[str, str] = {}
    # Rows are grouped once: looking those of each theme up again would grow with the square of the plan.
    of_theme = _grouped((themes.get(row.theme or "", "0"), row.id) for row in content.activities)
    activities = {
        row_id: f"{number}.{place}"
        for number in [*themes.values(), "0"]
        for place, row_id in enumerate(of_theme.get(number, ()), start=1)
    }
    of_activity = _grouped((activities.get(row.activity or "", "0"), row.id) for row in content.milestones)
    milestones = {
        row_id: f"{number}.{_letters(place)}"
        for number in [*activities.values(), "0"]
        for place, row_id in enumerate(of_activity.get(number, ()))
    }
    priorities = {row.id: str(place) for place, row in enumerate(content.priorities, start=1)}
    return Numbers(themes, priorities, activities, milestones, files or {})


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, row_id in pairs:
        found.setdefault(key, []).append(row_id)
    return found


def activities_of(content: PlanContent, theme_id: str | None) -> tuple[Activity, ...]:
    """Return a theme's activities in order; None gives those whose theme is missing or unknown."""
    known = {theme.id for theme in content.themes}
    return tuple(row for row in content.activities if (row.theme if row.theme in known else None) == theme_id)


def milestones_of(content: PlanContent, activity_id: str | None) -> tuple[Milestone, ...]:
    """Return an activity's milestones in order; None gives those whose activity is missing or unknown."""
    known = {activity.id for activity in content.activities}
    return tuple(row for row in content.milestones if (row.activity if row.activity in known else None) == activity_id)


def _letters(place: int) -> str:
    """Return a for 0, b for 1, and aa after z."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = ascii_lowercase[rest] + letters
    return letters
