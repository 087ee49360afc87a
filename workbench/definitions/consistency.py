"""What must fit together inside one template: names, sources, conditions, and what the rules look at."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from workbench.definitions.catalogue import QUESTIONS, SETS
from workbench.definitions.frozen import MisplacedError, twice
from workbench.definitions.rules import CHECKS, ROWS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.definitions.conditions import Condition
    from workbench.definitions.frozen import Location
    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition, Part, Question

    Mistakes = Iterator[MisplacedError]

_WITH_KEYS = ("is", "is_not", "in", "filled")
_WITH_NUMBERS = ("is", "is_not", "in", "filled", "at_least", "at_most")
OPERATORS_OF = {
    "choice": _WITH_KEYS,
    "choices": _WITH_KEYS,
    "number": _WITH_NUMBERS,
    "year": _WITH_NUMBERS,
    "decimal": ("filled", "at_least", "at_most"),
    "tariff": ("filled", "at_least", "at_most"),
}
_NUMBERED = ("number", "decimal")  # what can hold a count or a percentage


def mistakes_in(definition: Definition) -> Mistakes:
    """Yield everything in a definition that does not fit the rest of it, each with its place."""
    yield from _names(definition)
    yield from _sources(definition)
    for condition, where in _conditions(definition):
        yield from _condition(definition, condition, where)
    yield from _circles(definition)
    for place, rule in enumerate(definition.rules):
        for mistake in _rule(definition, rule):
            yield MisplacedError(str(mistake), "rules", place, *mistake.location)


def _parts(definition: Definition) -> Iterator[tuple[Part, Location]]:
    for outer, chapter in enumerate(definition.chapters):
        for inner, part in enumerate(chapter.parts):
            yield part, ("chapters", outer, "parts", inner)


def _asked(definition: Definition) -> Iterator[tuple[Question, Location]]:
    for part, where in _parts(definition):
        yield from ((one, (*where, "questions", place)) for place, one in enumerate(part.questions))


def _columns(definition: Definition) -> Iterator[tuple[Question, Location]]:
    for part, where in _parts(definition):
        yield from ((one, (*where, "columns", place)) for place, one in enumerate(part.columns))


def _names(definition: Definition) -> Mistakes:
    parts = list(_parts(definition))
    yield from twice(
        "chapter", [(chapter.id, ("chapters", place)) for place, chapter in enumerate(definition.chapters)]
    )
    yield from twice("part", [(part.id, where) for part, where in parts])
    yield from twice("question", [(question.id, where) for question, where in _asked(definition)])
    yield from twice("set", [(part.set, where) for part, where in parts if part.set])
    for name in ("sources", "deadlines", "income", "rules", "facts"):
        values = enumerate(getattr(definition, name))
        yield from twice(name.removesuffix("s"), [(one.id, (name, place)) for place, one in values if one.id])
    for question, where in _asked(definition):
        known = QUESTIONS.get(question.id)
        if known not in (None, question.kind):
            yield MisplacedError(f"question {question.id} is of kind {known}, not {question.kind}", *where, "kind")
        if question.set is not None and question.set not in SETS:
            yield MisplacedError(f"there is no set {question.set}", *where, "set")


def _sources(definition: Definition) -> Mistakes:
    """Yield sources that are named but not listed, and rules of an insurer that rest on nothing."""
    listed = {source.id for source in definition.sources}
    rows = ((row, (*where, "rows", place)) for part, where in _parts(definition) for place, row in enumerate(part.rows))
    beside = (
        (one, (name, place))
        for name in ("facts", "deadlines", "income", "rules")
        for place, one in enumerate(getattr(definition, name))
    )
    named: Iterable[tuple[object, Location]] = chain(
        _parts(definition), _asked(definition), _columns(definition), rows, beside
    )
    for thing, where in named:
        source = getattr(thing, "source", None)
        if source is not None and source not in listed:
            known = ", ".join(sorted(listed)) or "none"
            yield MisplacedError(f"there is no source {source}; listed are {known}", *where, "source")
    for place, rule in enumerate(definition.rules):
        if definition.insurer and rule.source is None and not rule.is_unknown:
            yield MisplacedError("a rule of an insurer names its source, or says unknown: true", "rules", place)


def _conditions(definition: Definition) -> Iterator[tuple[Condition, Location]]:
    named: Iterable[tuple[Part | Question, Location]] = chain(
        _parts(definition), _asked(definition), _columns(definition)
    )
    for thing, where in named:
        if thing.when is not None:
            yield from ((one, (*where, "when", *inside)) for one, inside in thing.when.names())


def _condition(definition: Definition, condition: Condition, where: Location) -> Mistakes:
    if condition.rows is not None:
        if condition.rows not in definition.set_parts:
            yield MisplacedError(f"this template does not ask the set {condition.rows}", *where, "rows")
        return
    question = definition.questions.get(condition.question or "")
    if question is None:
        yield MisplacedError(f"this template has no question {condition.question}", *where, "question")
        return
    operators = OPERATORS_OF.get(question.kind, ("filled",))
    if condition.operator not in operators:
        known = ", ".join(operators)
        sentence = f"{question.id} is of kind {question.kind}, which goes with {known}"
        yield MisplacedError(sentence, *where, condition.operator)
        return
    values = (*condition.among, *(one for one in (condition.equals, condition.differs) if one is not None))
    options = {option.key for option in question.options}
    for value in values:
        if options and value not in options:
            sentence = f"{question.id} has no option {value}; it has {', '.join(sorted(options))}"
            yield MisplacedError(sentence, *where, condition.operator)
        elif not options and not isinstance(value, int):
            yield MisplacedError(f"{question.id} is a number, and {value!r} is not", *where, condition.operator)


def _circles(definition: Definition) -> Mistakes:
    """Yield conditions that wait for themselves: an answer that decides whether it is asked."""
    waits: dict[str, set[str]] = {}
    for part in definition.parts:
        own = {f"question {question.id}": question.when for question in part.questions}
        for name, when in (own or {f"set {part.set}": None}).items():
            found = waits.setdefault(name, set())
            for condition in (part.when, when):
                found |= _looked_at(condition)
    for part, where in _parts(definition):
        names = [(f"question {one.id}", (*where, "questions", place)) for place, one in enumerate(part.questions)]
        for name, place in names or [(f"set {part.set}", where)]:
            if name in _reached(name, waits):
                yield MisplacedError(f"whether {name} is asked depends on its own answer", *place, "when")


def _looked_at(condition: Condition | None) -> set[str]:
    named = (one for one, _where in condition.names()) if condition else ()
    return {f"question {one.question}" if one.question else f"set {one.rows}" for one in named}


def _reached(name: str, waits: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = set(waits.get(name, ()))
    while ahead:
        one = ahead.pop()
        found.add(one)
        ahead |= waits.get(one, set()) - found
    return found


def _rule(definition: Definition, rule: Rule) -> Mistakes:
    yield from _rule_looks_at_what_is_there(definition, rule)
    # Asked of the region, not known, or answered in one question: then it is not counted in the sets of this plan.
    counted = not (rule.regional or rule.is_unknown or rule.question)
    for name, column in CHECKS[rule.check].reads if counted else ():
        part = definition.set_parts.get(name)
        if part is None or part.column(column) is None:
            yield MisplacedError(f"check {rule.check} reads {name}.{column}, which this template does not ask", "check")
    question = definition.questions.get(rule.reads_question or "")
    if rule.reads_question and question is None:
        yield MisplacedError(f"this template has no question {rule.reads_question}", _stands(rule, "question"))
    elif question is not None:
        kinds = ("line",) if rule.check in {"agb_code", "kvk"} else _NUMBERED
        if question.kind not in kinds:
            sentence = f"check {rule.check} reads a question of kind {' or '.join(kinds)}, not {question.kind}"
            yield MisplacedError(sentence, _stands(rule, "question"))
    if rule.check == "max_pages" and definition.max_pages is None and not rule.is_unknown:
        yield MisplacedError("check max_pages needs max_pages of the template", "check")


def _rule_looks_at_what_is_there(definition: Definition, rule: Rule) -> Mistakes:
    if rule.part and definition.part(rule.part) is None:
        yield MisplacedError(f"this template has no part {rule.part}", "part")
    if rule.set and rule.set not in definition.set_parts:
        yield MisplacedError(f"this template does not ask the set {rule.set}", "set")
    if rule.deadline and definition.deadline(rule.deadline) is None:
        yield MisplacedError(f"this template has no deadline {rule.deadline}", "deadline")
    if rule.row:
        part = definition.set_parts.get(ROWS_OF[rule.check])
        if part is None or part.prescribed(rule.row) is None:
            yield MisplacedError(f"no row {rule.row} is prescribed in {ROWS_OF[rule.check]}", "row")
    if rule.category:
        part = definition.set_parts.get("budget_lines")
        column = part.column("category") if part else None
        if column is None or rule.category not in {option.key for option in column.options}:
            yield MisplacedError(f"the budget has no category {rule.category}", "category")


def _stands(rule: Rule, name: str) -> str:
    return name if getattr(rule, name) is not None else "check"
