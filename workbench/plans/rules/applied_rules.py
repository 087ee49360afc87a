"""The rules of a template, carried out: each demand is met or not, and its findings get its level and its name."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.demands import DEMANDS, Ground
from workbench.plans.rules.findings import WHOLE_PLAN, Asked, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent


class Verdict(StrEnum):
    """Where a demand stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"  # it is not publicly known what is asked
    REGION = "region"  # asked of the region; this plan contributes to it
    BY_HAND = "by_hand"  # the application cannot see it; somebody looks
    NOT_APPLICABLE = "not_applicable"
    LATER = "later"  # depends on the day or on the last document, see `circumstances`


# Checks that every plan has anyway: a template only says how heavy they weigh. Each with the set it is about.
GOVERNED: Mapping[str, tuple[str, frozenset[str]]] = {
    "budget_balanced": ("budget_lines", frozenset({"money_short"})),
    "reference_date_named": ("insured", frozenset({"patients_without_date", "patients_without_source"})),
    "cofunding_committed": ("cover_lines", frozenset({"cofunding_not_committed"})),
    "line_has_activity": ("budget_lines", frozenset({"budget_line_without_activity"})),
    "activity_has_line": ("activities", frozenset({"activity_without_budget_line"})),
    "priority_has_signal": ("priorities", frozenset({"priority_without_signal"})),
    "priority_has_indicator": ("priorities", frozenset({"priority_without_indicator"})),
    "activity_has_lead": ("activities", frozenset({"activity_without_lead"})),
    "milestone_in_activity": ("milestones", frozenset({"milestone_outside_activity"})),
}
LATER = frozenset({"deadline", "max_pages"})


def judged(
    found: Sequence[Finding], content: PlanContent, definition: Definition
) -> tuple[list[Finding], dict[str, Verdict]]:
    """Return the findings as the template's rules weigh them, and the verdict on each rule by its id.

    ``definition`` is the template as far as it applies. What no rule mentions keeps its own level.
    """
    ground = Ground(content, definition, Asked(definition))
    findings, verdicts = list(found), {}
    for rule in definition.rules:
        if rule.is_unknown:
            verdicts[rule.id] = Verdict.UNKNOWN
            findings.append(_unknown(rule, ground))
        elif rule.check in LATER:
            verdicts[rule.id] = Verdict.LATER
        elif rule.check in GOVERNED:
            findings, verdicts[rule.id] = _governed(rule, findings, ground)
        else:
            own, verdicts[rule.id] = _carried_out(rule, ground)
            findings += own
    return findings, verdicts


def weighed(finding: Finding, rule: Rule) -> Finding:
    """Return a finding with the level and the name of the rule that asks it; what the region must do never blocks."""
    blocking = rule.level == "blocking" and not rule.regional
    return replace(finding, blocking=blocking, demand=rule.id, regional=finding.regional or rule.regional)


def _unknown(rule: Rule, ground: Ground) -> Finding:
    unknown = Message("Demand unknown: check the purchasing policy. %(text)s", text=rule.text or "")
    if rule.text is None:
        unknown = Message("Demand unknown: check the purchasing policy.")
    part = rule.part or (ground.asked.part(rule.set) if rule.set and ground.asked.has(rule.set) else WHOLE_PLAN)
    return Finding(part, unknown, blocking=False, rule="unknown_demand", demand=rule.id, regional=rule.regional)


def _governed(rule: Rule, findings: list[Finding], ground: Ground) -> tuple[list[Finding], Verdict]:
    name, kinds = GOVERNED[rule.check][0], GOVERNED[rule.check][1] | {rule.check}
    if not ground.in_use(name):
        return findings, Verdict.REGION if rule.regional else Verdict.NOT_APPLICABLE
    changed = [weighed(one, rule) if one.rule in kinds else one for one in findings]
    if any(one.rule in kinds for one in findings):
        return changed, Verdict.NOT_MET
    if not ground.content.rows(name):
        # Nothing is wrong in an empty list, and yet nothing of it is met.
        empty = Message("“%(part)s” is still empty. Fill it in first.", part=ground.title(name))
        changed.append(weighed(Finding(ground.asked.part(name), empty, missing=True, rule=rule.check), rule))
        return changed, Verdict.NOT_MET
    return changed, Verdict.MET


def _carried_out(rule: Rule, ground: Ground) -> tuple[list[Finding], Verdict]:
    demand = DEMANDS[rule.check]
    if not demand.applies(rule, ground):
        return [], Verdict.REGION if rule.regional else Verdict.NOT_APPLICABLE
    if not demand.decides(rule):
        return [], Verdict.REGION if rule.regional else Verdict.BY_HAND
    own = [weighed(replace(one, rule=rule.check), rule) for one in demand.lacks(rule, ground)]
    return own, Verdict.NOT_MET if own else Verdict.MET
