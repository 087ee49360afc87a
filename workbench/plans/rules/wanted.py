"""Which fields a template wants filled although it does not call them required: its blocking rules miss them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.definitions.rules import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition, Part

# The columns that a check misses when they are empty, of all that it reads.
EMPTY_MISSED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "reference_date_named": frozenset({"reference_date", "source"}),
        "priority_has_signal": frozenset({"signals"}),
        "cofunding_committed": frozenset({"status"}),
        "activity_has_lead": frozenset({"lead"}),
        "line_has_activity": frozenset({"activity"}),
        "min_patients": frozenset({"patients"}),
        "criterion_met": frozenset({"answer"}),
        "appendix_included": frozenset({"state"}),
        "signature_present": frozenset({"date"}),
    }
)


def wanted(definition: Definition, part: Part) -> frozenset[str]:
    """Return the questions or columns of a part that a blocking rule misses when they are empty."""
    return frozenset(field for rule in definition.rules if rule.level == "blocking" for field in _missed(rule, part))


def _missed(rule: Rule, part: Part) -> Iterator[str]:
    if rule.reads_question in {question.id for question in part.questions}:
        yield rule.reads_question or ""
    for name, column in CHECKS[rule.check].reads:
        if name == part.set and column in EMPTY_MISSED.get(rule.check, ()):
            yield column
