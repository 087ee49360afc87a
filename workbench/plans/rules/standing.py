"""Where a plan stands: the state of each part, and every finding with a sentence that says what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.plans.rules.checks_across import findings_across
from workbench.plans.rules.checks_of_parts import findings_of_part
from workbench.plans.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Chapter, Definition, Part
    from workbench.plans.content import PlanContent

# Grows when a check changes, so that standings kept under the old rules are computed again.
RULES = "3"


class PartState(StrEnum):
    """How far a part is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Standing:
    """The state of every part by its id, and all findings in the order of the plan."""

    states: Mapping[str, PartState]
    findings: tuple[Finding, ...]

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
    found = [
        finding
        for part in definition.parts
        if part.id not in content.not_applicable
        for finding in findings_of_part(content, part)
    ]
    present = {part.id for part in definition.parts}
    across = [
        finding
        for finding in findings_across(content, definition)
        if finding.part in present - set(content.not_applicable)
    ]
    order = {part.id: place for place, part in enumerate(definition.parts)}
    findings = tuple(sorted([*found, *across], key=lambda finding: order[finding.part]))
    blocking = Counter(finding.part for finding in findings if finding.blocking)
    states = {part.id: _state(content, part, blocking[part.id]) for part in definition.parts}
    return Standing(states, findings)


def as_json(judged: Standing) -> object:
    """Return the JSON form in which a standing is kept."""
    return {
        "states": dict(judged.states),
        "findings": [
            {
                "part": finding.part,
                "row": finding.row,
                "question": finding.question,
                "blocking": finding.blocking,
                "missing": finding.missing,
                "text": finding.message.text,
                "params": dict(finding.message.params),
            }
            for finding in judged.findings
        ],
    }


def from_json(data: Any) -> Standing:  # noqa: ANN401 - JSON of our own making
    """Return the standing of its JSON form."""
    findings = tuple(_finding_of(entry) for entry in data["findings"])
    return Standing({part: PartState(state) for part, state in data["states"].items()}, findings)


def _finding_of(entry: Mapping[str, Any]) -> Finding:
    # The sentence was collected for the catalogue where its check wrote it; here it only comes back.
    text: str = entry["text"]
    return Finding(
        entry["part"],
        Message(text, **entry["params"]),
        row=entry["row"],
        question=entry["question"],
        blocking=entry["blocking"],
        missing=entry["missing"],
    )


def _state(content: PlanContent, part: Part, blocking: int) -> PartState:
    if part.id in content.not_applicable:
        return PartState.NOT_APPLICABLE
    if not _has_anything(content, part):
        return PartState.NOT_STARTED
    return PartState.IN_PROGRESS if blocking else PartState.DONE


def _has_anything(content: PlanContent, part: Part) -> bool:
    if part.set is not None:
        return bool(content.rows(part.set))
    return any(question.id in content.answers or question.id in content.unread for question in part.questions)
