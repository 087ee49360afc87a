"""Conditions of parts, questions and columns: a small closed set of operators with a third value, unknown.

A condition on an answer that is still missing is neither true nor false. What depends on it is then shown (it may
well apply) but not yet asked (it may well not). ``filled`` alone is always known.

=====================================  ==========================================================
``{question: id, is: x}``              the answer is x; of several options, one of them is x
``{question: id, is_not: x}``          the opposite
``{question: id, in: [x, y]}``         the answer is one of these
``{question: id, filled: true}``       there is an answer (``false``: there is none)
``{question: id, at_least: 3}``        the number is 3 or more (``at_most``: 3 or fewer)
``{rows: set, at_least: 3}``           the set has 3 rows or more (``at_most``: 3 or fewer)
``{all: [...]}`` ``{any: [...]}``      all of the conditions, any of them
``{not: ...}``                         the opposite of a condition
=====================================  ==========================================================
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Protocol, Self

from pydantic import Field, PlainValidator, model_validator

from workbench.definitions.frozen import Frozen, Key, Location, MisplacedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.kinds import Stored

MOST_DEPTH = 8
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_SUBJECTS = ("question", "rows", "all", "any", "not")
_OPERATORS = {
    "question": ("is", "is_not", "in", "filled", "at_least", "at_most"),
    "rows": ("at_least", "at_most"),
}


def _plain(value: object) -> str | int:
    if isinstance(value, bool):
        raise ValueError('between quotes, such as "yes": without them YAML reads yes and no as true and false')  # noqa: TRY004 - pydantic makes a mistake of a ValueError only
    if isinstance(value, str | int):
        return value
    raise ValueError("a key, a text or a whole number")


Plain = Annotated[str | int, PlainValidator(_plain, json_schema_input_type=str | int)]
Whole = Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]


class Facts(Protocol):
    """What a condition asks of a plan."""

    def answer(self, question: str) -> Stored | None:
        """Return the JSON form of an answer, or nothing while it is missing."""

    def count(self, name: str) -> int:
        """Return how many rows a set has."""


class Condition(Frozen):
    """One condition: what it looks at, and one operator."""

    question: Key | None = None
    rows: Key | None = None
    equals: Plain | None = Field(default=None, alias="is")
    differs: Plain | None = Field(default=None, alias="is_not")
    among: tuple[Plain, ...] = Field(default=(), alias="in")
    filled: Annotated[bool, Field(strict=True)] | None = None
    at_least: Whole | None = None
    at_most: Whole | None = None
    every: tuple[Condition, ...] = Field(default=(), alias="all")
    some: tuple[Condition, ...] = Field(default=(), alias="any")
    negated: Condition | None = Field(default=None, alias="not")

    @property
    def inner(self) -> tuple[Condition, ...]:
        """The conditions inside this one."""
        return self.every or self.some or ((self.negated,) if self.negated else ())

    @property
    def depth(self) -> int:
        """How deep conditions are nested; one for a condition without others inside."""
        return 1 + max((one.depth for one in self.inner), default=0)

    @property
    def operator(self) -> str:
        """The operator of a condition on a question or on rows, as it is written; empty for the others."""
        return next((name for name in _OPERATORS["question"] if name in self._given()), "")

    def names(self) -> Iterator[tuple[Condition, Location]]:
        """Yield each condition on a question or on rows inside this one, with the way to it."""
        if self.question or self.rows:
            yield self, ()
        for key, several in (("all", self.every), ("any", self.some)):
            for place, one in enumerate(several):
                yield from ((found, (key, place, *where)) for found, where in one.names())
        if self.negated:
            yield from ((found, ("not", *where)) for found, where in self.negated.names())

    def _given(self) -> set[str]:
        fields = type(self).model_fields
        return {fields[name].alias or name for name in self.model_fields_set if getattr(self, name) not in (None, ())}

    @model_validator(mode="after")
    def _has_one_meaning(self) -> Self:
        given = self._given()
        subjects = [name for name in _SUBJECTS if name in given]
        if len(subjects) != 1:
            raise ValueError(f"a condition looks at one of {', '.join(_SUBJECTS)}")
        known = _OPERATORS.get(subjects[0], ())
        found = sorted(given - {subjects[0]})
        if strange := [name for name in found if name not in known]:
            raise MisplacedError(f"{subjects[0]} does not go with {strange[0]}", strange[0])
        if known and len(found) != 1:
            raise ValueError(f"a condition on {subjects[0]} has one of {', '.join(known)}")
        if self.depth > MOST_DEPTH:
            raise ValueError(f"conditions are nested at most {MOST_DEPTH} deep")
        return self


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Say whether a condition is true or false, or nothing while that is unknown; never raises."""
    if condition.negated is not None:
        found = holds(condition.negated, facts)
        return None if found is None else not found
    if condition.every or condition.some:
        wanted = bool(condition.every)
        values = [holds(one, facts) for one in condition.inner]
        # One false decides "all", one true decides "any"; otherwise one unknown leaves it unknown.
        return not wanted if (not wanted) in values else None if None in values else wanted
    if condition.rows is not None:
        return _within(facts.count(condition.rows), condition)
    return _answered(condition, facts.answer(condition.question or ""))


def applies(condition: Condition | None, facts: Facts) -> bool:
    """Say whether what has this condition is shown: unless the condition is false."""
    return condition is None or holds(condition, facts) is not False


def asks(condition: Condition | None, facts: Facts) -> bool:
    """Say whether what has this condition counts as asked: only once the condition is true."""
    return condition is None or holds(condition, facts) is True


def _answered(condition: Condition, answer: Stored | None) -> bool | None:
    missing = answer is None or answer in ("", ())
    if condition.filled is not None:
        return condition.filled is not missing
    if answer is None or missing:
        return None
    chosen = answer if isinstance(answer, tuple | list) else (answer,)
    if condition.among:
        return any(one in chosen for one in condition.among)
    if condition.equals is not None:
        return condition.equals in chosen
    if condition.differs is not None:
        return condition.differs not in chosen
    return _within(answer, condition)


def _within(value: Stored, condition: Condition) -> bool | None:
    if not isinstance(value, int) and not (isinstance(value, str) and _NUMBER.fullmatch(value)):
        return None
    number = Decimal(value)
    if condition.at_least is not None:
        return number >= condition.at_least
    return condition.at_most is not None and number <= condition.at_most
