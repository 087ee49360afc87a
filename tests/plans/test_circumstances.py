"""What depends on the day and on the last document: deadlines that passed, and too many pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests import make
from workbench.plans.rules.applied_rules import Verdict
from workbench.plans.rules.circumstances import Circumstances, Rendered, in_circumstances
from workbench.plans.rules.standing import standing

SOURCE = {"id": "site", "title": "Kalender", "publisher": "Verzekeraar"}
DUE = {"id": "due", "label": "Indienen", "date": "2026-09-30", "source": "site"}
RULES = [
    {"id": "on_time", "check": "deadline", "level": "blocking", "deadline": "due"},
    {"id": "short", "check": "max_pages", "level": "blocking"},
]
BEFORE, AFTER = date(2026, 9, 30), date(2026, 10, 1)


def found(day: date, pages: int | None, **changes: Any) -> tuple[list[tuple[str, bool]], dict[str, Verdict]]:
    """Return the findings of the plan as a whole as (rule, blocking), and the verdicts."""
    definition = make.small_definition(
        **{"sources": [SOURCE], "deadlines": [DUE], "max_pages": 20, "rules": RULES} | changes
    )
    content = make.content(definition, answers={"mission": "Samen"})
    last = Rendered(pages, datetime(2026, 9, 1, tzinfo=UTC), 3) if pages else None
    judged = in_circumstances(standing(content, definition), definition, Circumstances(day, last))
    return [(one.rule, one.blocking) for one in judged.of_part("")], dict(judged.verdicts)


@pytest.mark.parametrize(
    ("day", "pages", "rules", "verdicts"),
    [
        (BEFORE, None, [], (Verdict.LATER, Verdict.LATER)),
        (BEFORE, 20, [], (Verdict.LATER, Verdict.MET)),
        (AFTER, 20, [("deadline", True)], (Verdict.NOT_MET, Verdict.MET)),
        (BEFORE, 21, [("max_pages", True)], (Verdict.LATER, Verdict.NOT_MET)),
    ],
)
def test_the_day_and_the_last_document_are_judged(
    day: date, pages: int | None, rules: list[tuple[str, bool]], verdicts: tuple[Verdict, Verdict]
) -> None:
    assert found(day, pages) == (rules, dict(zip(("on_time", "short"), verdicts, strict=True)))


def test_a_limit_that_no_rule_names_is_advice() -> None:
    assert found(BEFORE, 21, rules=[]) == ([("max_pages", False)], {})
