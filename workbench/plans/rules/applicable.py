"""What of a template applies to this plan: its conditions decide what is shown, and what is asked.

A part, question or column whose condition is false does not apply: its answers are kept, and left out of checks,
progress and papers. While a condition is unknown, what depends on it is shown and nothing of it is required.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from workbench.definitions.conditions import holds
from workbench.definitions.schema import Definition
from workbench.plans.content import SETS, PlanContent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.definitions.conditions import Condition
    from workbench.definitions.kinds import Stored
    from workbench.definitions.schema import Part, Question


Place = tuple[str, str]  # a part with one of its questions or columns; of the part itself, with the empty text


@dataclass(frozen=True)
class Scope:
    """A template as far as it applies: ``asked`` lacks what does not, and requires nothing that is not sure.

    ``verdicts`` has the conditions that are not true: false, or None while that is unknown.
    """

    asked: Definition
    verdicts: Mapping[Place, bool | None] = field(default_factory=dict)

    def hides(self, part: str, question: str = "") -> bool:
        """Say whether a part, or one question or column of it, does not apply by its condition."""
        return False in (self.verdicts.get((part, ""), True), self.verdicts.get((part, question), True))


def scope_of(content: PlanContent, definition: Definition) -> Scope:
    """Return what applies of a definition, given the answers in a content."""
    if not has_conditions(definition):
        return Scope(definition)
    facts = _Facts(content, definition)
    found = {(part.id, ""): facts.verdict(part.when) for part in definition.parts}
    for part in definition.parts:
        found |= {(part.id, one.id): facts.verdict(one.when) for one in chain(part.questions, part.columns)}
    verdicts = {place: verdict for place, verdict in found.items() if verdict is not True}
    return Scope(_reduced(definition, verdicts), verdicts)


def has_conditions(definition: Definition) -> bool:
    """Say whether anything in a definition depends on an answer."""
    return any(
        part.when or any(one.when for one in part.questions) or any(one.when for one in part.columns)
        for part in definition.parts
    )


def deciding_facts(definition: Definition) -> Iterator[Condition]:
    """Yield each condition on a question or on the rows of a set: what must be known to tell what applies."""
    for part in definition.parts:
        for when in (part.when, *(one.when for one in chain(part.questions, part.columns))):
            yield from (found for found, _where in when.names()) if when else ()


class _Facts:
    """The answers that conditions look at; what does not apply itself counts as not answered."""

    def __init__(self, content: PlanContent, definition: Definition) -> None:
        self._content, self._sets = content, definition.set_parts
        self._asked = {one.id: (part, one) for part in definition.parts for one in part.questions}
        self._known: dict[str, bool] = {}

    def answer(self, question: str) -> Stored | None:
        """Return the JSON form of an answer that applies, or nothing."""
        return self._content.answers.get(question) if self._stands(question) else None

    def count(self, name: str) -> int:
        """Return how many rows a set has, none for a set that does not apply."""
        part = self._sets.get(name)
        return len(self._content.rows(name)) if part is not None and self._in_use(part) else 0

    def verdict(self, when: Condition | None) -> bool | None:
        """Return whether a condition is true; one that looks only at what does not apply is false."""
        if when is None:
            return True
        looked_at = [self._is_there(one) for one, _where in when.names()]
        return holds(when, self) if any(looked_at) else False

    def _is_there(self, one: Condition) -> bool:
        if one.question is not None:
            return self._stands(one.question)
        part = self._sets.get(one.rows or "")
        return part is not None and self._in_use(part)

    def _stands(self, question: str) -> bool:
        # Templates in which a question waits for itself are refused, so this ends.
        if question not in self._asked:
            return False
        if question not in self._known:
            part, one = self._asked[question]
            self._known[question] = self._in_use(part) and self.verdict(one.when) is not False
        return self._known[question]

    def _in_use(self, part: Part) -> bool:
        return part.id not in self._content.not_applicable and self.verdict(part.when) is not False


def _reduced(definition: Definition, verdicts: Mapping[Place, bool | None]) -> Definition:
    values = {name: getattr(definition, name) for name in Definition.model_fields}
    values["chapters"] = tuple(
        chapter.model_copy(
            update={"parts": tuple(left for part in chapter.parts if (left := _part(part, verdicts)) is not None)}
        )
        for chapter in definition.chapters
    )
    # Not validated again: here a chapter may be left without parts, which no template may begin with.
    return Definition.model_construct(**values)


def _part(part: Part, verdicts: Mapping[Place, bool | None]) -> Part | None:
    """Return what applies of a part, nothing when none of it does."""
    of_part = verdicts.get((part.id, ""), True)
    asked = part.columns if part.is_set else part.questions
    if of_part is True and not any(one.when for one in asked):
        return part.model_copy(update={"when": None}) if part.when else part
    left = tuple(_question(one, part, verdicts) for one in asked if verdicts.get((part.id, one.id), True) is not False)
    if of_part is False or not left:
        return None
    update: dict[str, object] = {"columns" if part.is_set else "questions": left, "when": None}
    if of_part is None:
        rows = tuple(row.model_copy(update={"required": False}) for row in part.rows)
        update |= {"min_rows": 0, "rows": rows, "optional": True}
    return part.model_copy(update=update)


def _question(question: Question, part: Part, verdicts: Mapping[Place, bool | None]) -> Question:
    sure = (part.id, "") not in verdicts and (part.id, question.id) not in verdicts
    return question.model_copy(update={"when": None, "required": question.required and sure})


def seen_content(content: PlanContent, scope: Scope) -> PlanContent:
    """Return a content without the answers and rows of parts that do not apply or were left out by the writer.

    For what is counted or quoted elsewhere; a reference to a row of such a set leads nowhere in it.
    """
    shown = {part.id: part for part in scope.asked.parts if part.id not in content.not_applicable}
    questions = {one.id for part in shown.values() for one in part.questions}
    sets = {part.set for part in shown.values()}
    values = {name: getattr(content, name) for name in PlanContent.model_fields}
    values["answers"] = {key: value for key, value in content.answers.items() if key in questions}
    values["unread"] = {key: typed for key, typed in content.unread.items() if key in questions}
    values |= {name: () for name in SETS if name not in sets}
    return PlanContent.model_construct(**values)
