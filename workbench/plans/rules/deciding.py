"""A condition in words: which answers decide whether a part or a question applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.conditions import Condition
    from workbench.definitions.schema import Definition, Part, Question

ONE = Message("This applies only when:")
ALL = Message("This applies only when all of this is so:")
ANY = Message("This applies only when at least one of these is so:")
SEVERAL = Message("Whether this applies depends on these answers:")


@dataclass(frozen=True)
class Decider:
    """One answer that decides: the sentence about it, and the part where it is given."""

    message: Message
    part: str


@dataclass(frozen=True)
class Deciding:
    """A condition as people read it: a lead, and under it the answers that decide."""

    lead: Message
    answers: tuple[Decider, ...]


def deciding(when: Condition, definition: Definition) -> Deciding:
    """Return a condition in words; of one that is nested only which answers it looks at."""
    whole, negated = (when.negated, True) if when.negated else (when, False)
    if not whole.inner:
        return Deciding(ONE, tuple(_told(whole, definition, negated=negated)))
    if any(one.inner and not (one.negated and not one.negated.inner) for one in whole.inner):
        looked_at = [decider for one, _where in when.names() for decider in _named(one, definition)]
        return Deciding(SEVERAL, tuple(dict.fromkeys(looked_at)))
    found = [
        decider
        for one in whole.inner
        for decider in _told(one.negated or one, definition, negated=negated != (one.negated is not None))
    ]
    # None of them: all of their opposites.
    return Deciding(ALL if bool(whole.every) != negated else ANY, tuple(found))


def _told(one: Condition, definition: Definition, *, negated: bool) -> Iterator[Decider]:
    part, question = _subject(one, definition)
    if part is None:
        return
    if question is None:
        yield Decider(_rows(one, part, negated=negated), part.id)
    elif one.filled is not None:
        yield Decider(_filled(question, filled=one.filled is not negated), part.id)
    elif one.at_least is not None or one.at_most is not None:
        yield Decider(_number(one, question, negated=negated), part.id)
    else:
        yield Decider(_choice(one, question, negated=negated != (one.differs is not None)), part.id)


def _filled(question: Question, *, filled: bool) -> Message:
    if filled:
        return Message("“%(label)s” is filled in.", label=question.label)
    return Message("“%(label)s” is not filled in.", label=question.label)


def _choice(one: Condition, question: Question, *, negated: bool) -> Message:
    answers = _answers(one, question)
    several = len(one.among) > 1
    if negated and several:
        return Message("“%(label)s” is none of these: %(answers)s.", label=question.label, answers=answers)
    if negated:
        return Message("“%(label)s” is not: %(answers)s.", label=question.label, answers=answers)
    if several:
        return Message("“%(label)s” is one of these: %(answers)s.", label=question.label, answers=answers)
    return Message("“%(label)s” is: %(answers)s.", label=question.label, answers=answers)


def _named(one: Condition, definition: Definition) -> Iterator[Decider]:
    part, question = _subject(one, definition)
    if part is not None:
        yield Decider(Message("“%(label)s”", label=question.label if question else part.title), part.id)


def _subject(one: Condition, definition: Definition) -> tuple[Part | None, Question | None]:
    if one.rows is not None:
        return definition.set_parts.get(one.rows), None
    for part in definition.parts:
        for question in part.questions:
            if question.id == one.question:
                return part, question
    return None, None


def _rows(one: Condition, part: Part, *, negated: bool) -> Message:
    if one.at_least == 1 and not negated:
        return Message("“%(label)s” has at least one row.", label=part.title)
    if one.at_least is not None and not negated:
        return Message("“%(label)s” has at least %(n)s rows.", label=part.title, n=one.at_least)
    if one.at_most is not None and not negated:
        return Message("“%(label)s” has at most %(n)s rows.", label=part.title, n=one.at_most)
    if one.at_least is not None:
        return Message("“%(label)s” has fewer than %(n)s rows.", label=part.title, n=one.at_least)
    return Message("“%(label)s” has more than %(n)s rows.", label=part.title, n=one.at_most or 0)


def _number(one: Condition, question: Question, *, negated: bool) -> Message:
    if one.at_least is not None and not negated:
        return Message("“%(label)s” is %(n)s or more.", label=question.label, n=one.at_least)
    if one.at_most is not None and not negated:
        return Message("“%(label)s” is %(n)s or less.", label=question.label, n=one.at_most)
    if one.at_least is not None:
        return Message("“%(label)s” is less than %(n)s.", label=question.label, n=one.at_least)
    return Message("“%(label)s” is more than %(n)s.", label=question.label, n=one.at_most or 0)


def _answers(one: Condition, question: Question) -> str:
    labels = {option.key: option.label for option in question.options}
    values = one.among or tuple(value for value in (one.equals, one.differs) if value is not None)
    return ", ".join(labels.get(str(value), str(value)) for value in values)
