"""Breaking one thing in a complete plan gives exactly the finding of its kind, at the field where it is solved."""

from __future__ import annotations

import pytest

from tests.plans.breakages import BREAKAGES
from tests.plans.complete import broken, findings_of


@pytest.mark.parametrize("kind", list(BREAKAGES))
def test_each_broken_thing_gives_exactly_its_own_finding(kind: str) -> None:
    changes, place = BREAKAGES[kind]
    assert [(one.rule, *one.field) for one in findings_of(broken(changes))] == [(kind.partition(" ")[0], *place)]


def test_more_than_forty_kinds_of_rule_are_broken() -> None:
    assert len({kind.partition(" ")[0] for kind in BREAKAGES}) > 40
