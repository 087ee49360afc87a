"""Where a plan stands: the state of each part, and every finding with a sentence that says what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.plans.rules import (
    checks_of_evidence,
    checks_of_language,
    checks_of_money,
    checks_of_parts,
    checks_of_people,
    checks_of_recipes,
    checks_of_small_numbers,
    checks_of_threads,
    checks_of_time,
)
from workbench.plans.rules.applicable import scope_of
from workbench.plans.rules.applied_rules import Verdict, judged
from workbench.plans.rules.checks_of_parts import has_anything
from workbench.plans.rules.findings import SET_ASIDE, WHOLE_PLAN, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from workbench.definitions.schema import Chapter, Definition, Part
    from workbench.plans.content import PlanContent

    Check = Callable[[PlanContent, Definition], Iterator[Finding]]

# Grows when a check changes, so that standings kept under the old rules are computed again.
RULES = "6"
# Every check there is; each looks at the template as far as it applies, and only at what that asks.
CHECKS: tuple[Check, ...] = (
    checks_of_parts.findings,
    checks_of_evidence.findings,
    checks_of_threads.findings,
    checks_of_people.findings,
    checks_of_recipes.findings,
    checks_of_small_numbers.findings,
    checks_of_time.findings,
    checks_of_money.findings,
    checks_of_language.findings,
)
GENERAL = "answer_missing"  # says only that something is missing


class PartState(StrEnum):
    """How far a part is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Standing:
    """The state of every part by its id, all findings in the order of the plan, and the verdict on each demand."""

    states: Mapping[str, PartState]
    findings: tuple[Finding, ...]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)

    @cached_property
    def _by_part(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.part, []).append(finding)
        return found

    def of_part(self, part: str) -> list[Finding]:
        """Return the findings of a part."""
        return self._by_part.get(part, [])

    def state(self, part: str) -> PartState:
        """Return the state of a part."""
        return self.states.get(part, PartState.NOT_STARTED)

    def of_chapter(self, chapter: Chapter) -> PartState:
        """Return the state of a chapter, from its parts."""
        states = {self.state(part.id) for part in chapter.parts}
        if states == {PartState.NOT_APPLICABLE}:
            return PartState.NOT_APPLICABLE
        if states <= {PartState.DONE, PartState.NOT_APPLICABLE}:
            return PartState.DONE
        return (
            PartState.NOT_STARTED
            if states <= {PartState.NOT_STARTED, PartState.NOT_APPLICABLE}
            else PartState.IN_PROGRESS
        )

    @property
    def done(self) -> int:
        """How many parts are done or do not apply."""
        return sum(state in {PartState.DONE, PartState.NOT_APPLICABLE} for state in self.states.values())

    @property
    def asked(self) -> int:
        """How many parts there are."""
        return len(self.states)

    @property
    def blocking(self) -> int:
        """How many findings must be solved before the plan is complete."""
        return sum(finding.blocking for finding in self.findings)

    def next_part(self, definition: Definition) -> Part | None:
        """Return the part to go on with: the first that was begun and is not complete, else the first not begun."""
        for wanted in (PartState.IN_PROGRESS, PartState.NOT_STARTED):
            found = next((part for part in definition.parts if self.state(part.id) is wanted), None)
            if found:
                return found
        return None


def standing(content: PlanContent, definition: Definition) -> Standing:
    """Judge a content against its definition. Pure: equal content gives an equal standing."""
    asked = scope_of(content, definition).asked
    found, verdicts = judged([one for check in CHECKS for one in check(content, asked)], content, asked)
    open_parts = {part.id for part in asked.parts} - set(content.not_applicable)
    regional = _regional(asked)
    kept = [
        replace(one, blocking=False, regional=True) if regional and _is_regional(one, regional) else one
        for one in found
        if one.part in open_parts or one.part in {WHOLE_PLAN, SET_ASIDE}
    ]
    findings = _in_order(_once_a_field(kept), content, definition)
    blocking = Counter(finding.part for finding in findings if finding.blocking)
    applies = {part.id: part for part in asked.parts if part.id in open_parts}
    states = {part.id: _state(content, applies.get(part.id), blocking[part.id]) for part in definition.parts}
    return Standing(states, findings, verdicts)


def _regional(asked: Definition) -> set[tuple[str, str]]:
    """Return what a template asks of the region: parts, and in them questions, columns and rows."""
    found: set[tuple[str, str]] = set()
    for part in asked.parts:
        if part.regional:
            found.add((part.id, ""))
        found |= {(part.id, one.id) for one in (*part.questions, *part.columns) if one.regional}
        found |= {(part.id, row.id) for row in part.rows if row.regional}
    return found


def _is_regional(finding: Finding, regional: set[tuple[str, str]]) -> bool:
    return bool(regional & {(finding.part, place or "") for place in (None, finding.row, finding.question)})


def _once_a_field(found: Iterable[Finding]) -> list[Finding]:
    """Join what is missing at one field: the sentence that tells most, blocking if any of them blocks."""
    best: dict[tuple[str, str | None, str | None], Finding] = {}
    rest: list[Finding] = []
    for one in found:
        if not one.missing or one.question is None:
            rest.append(one)
        elif (there := best.get(one.field)) is None:
            best[one.field] = one
        else:
            told = one if there.rule == GENERAL else there
            blocking, demand = there.blocking or one.blocking, there.demand or one.demand
            best[one.field] = replace(told, blocking=blocking, demand=demand)
    return [*rest, *best.values()]


def _in_order(found: list[Finding], content: PlanContent, definition: Definition) -> tuple[Finding, ...]:
    """Return findings in the order of the plan: by part, the part as a whole first, then its rows and questions."""
    order = {part.id: place for place, part in enumerate(definition.parts)}
    order |= {WHOLE_PLAN: -1, SET_ASIDE: len(order)}
    rows = {
        (part.id, row.id): place
        for part in definition.parts
        if part.set is not None
        for place, row in enumerate(content.rows(part.set))
    }
    asked = {
        (part.id, one.id): place
        for part in definition.parts
        for place, one in enumerate((*part.questions, *part.columns))
    }
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order[one.part],
                rows.get((one.part, one.row or ""), -1),
                asked.get((one.part, one.question or ""), -1),
            ),
        )
    )


def as_json(judged: Standing) -> object:
    """Return the JSON form in which a standing is kept."""
    return {
        "states": dict(judged.states),
        "verdicts": dict(judged.verdicts),
        "findings": [
            {name: getattr(finding, name) for name in _KEPT}
            | {"text": finding.message.text, "params": dict(finding.message.params)}
            for finding in judged.findings
        ],
    }


_KEPT = tuple(one.name for one in fields(Finding) if one.name != "message")


def from_json(data: Any) -> Standing:  # noqa: ANN401 - JSON of our own making
    """Return the standing of its JSON form."""
    findings = tuple(_finding_of(entry) for entry in data["findings"])
    states = {part: PartState(state) for part, state in data["states"].items()}
    return Standing(states, findings, {key: Verdict(one) for key, one in data.get("verdicts", {}).items()})


def _finding_of(entry: Mapping[str, Any]) -> Finding:
    # The sentence was collected for the catalogue where its check wrote it; here it only comes back.
    text: str = entry["text"]
    return Finding(message=Message(text, **entry["params"]), **{name: entry[name] for name in _KEPT})


def _state(content: PlanContent, part: Part | None, blocking: int) -> PartState:
    if part is None:
        return PartState.NOT_APPLICABLE
    if not has_anything(content, part):
        return PartState.NOT_STARTED
    return PartState.IN_PROGRESS if blocking else PartState.DONE
