"""Readiness rules of a template: a closed list of checks with their parameters; ``plans.rules`` carries them out.

A rule is ``blocking`` or ``advice``. A demand on the region (``regional``) and a demand that is not publicly known
(``unknown``) are advice: the first is told as the contribution to the regional plan, the second as "ask for it".
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from workbench.definitions.cells import OptionKey, RowId
from workbench.definitions.frozen import Frozen, Key, MisplacedError, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETERS = ("part", "set", "row", "question", "deadline", "category", "least", "percent")
HUNDRED = 100


@dataclass(frozen=True)
class Check:
    """One check: the parameters it needs, may have, or needs one of; and the columns it reads as (set, column)."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    reads: tuple[tuple[str, str], ...] = ()

    @property
    def takes(self) -> tuple[str, ...]:
        """All its parameters."""
        return (*self.needs, *self.either, *self.may)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "required_part": Check(needs=("part",)),  # the part has all its required answers, or its rows
        "min_rows": Check(needs=("set", "least")),
        "max_pages": Check(),  # of the last document, against `max_pages` of the template
        "min_patients": Check(needs=("least",), may=("question",), reads=(("insured", "patients"),)),
        "mandate_share": Check(needs=("least",), may=("question",)),  # least is a percentage
        "other_domains": Check(needs=("least",), may=("question",)),
        "budget_balanced": Check(reads=(("budget_lines", "rate"), ("cover_lines", "funder"))),
        "reference_date_named": Check(reads=(("insured", "reference_date"), ("insured", "source"))),
        "cofunding_committed": Check(reads=(("cover_lines", "funder"), ("cover_lines", "status"))),
        "line_has_activity": Check(reads=(("budget_lines", "activity"), ("activities", "name"))),
        "activity_has_line": Check(reads=(("budget_lines", "activity"), ("activities", "name"))),
        "contingency_at_most": Check(needs=("percent", "category"), reads=(("budget_lines", "category"),)),
        "appendix_included": Check(needs=("row",), reads=(("appendices", "state"),)),
        "criterion_met": Check(needs=("row",), reads=(("criteria", "answer"),)),
        "signature_present": Check(either=("row", "least"), reads=(("signatures", "date"),)),
        "deadline": Check(needs=("deadline",)),
        "agb_code": Check(may=("question",)),  # eight digits; the question is called agb_code unless named
        "kvk": Check(may=("question",)),
        "priority_has_signal": Check(reads=(("priorities", "signals"), ("signals", "name"))),
        "priority_has_indicator": Check(reads=(("indicators", "priority"), ("priorities", "name"))),
        "activity_has_lead": Check(reads=(("activities", "lead"),)),
        "milestone_in_activity": Check(reads=(("milestones", "activity"), ("activities", "end"))),
        "unknown_demand": Check(),  # always advice, never met: the demand cannot be looked up
    }
)
# Where the row of a rule stands: the set of prescribed rows that each of these checks looks in.
ROWS_OF: Mapping[str, str] = MappingProxyType(
    {"appendix_included": "appendices", "criterion_met": "criteria", "signature_present": "signatures"}
)


def _known(name: str) -> str:
    if name not in CHECKS:
        raise ValueError(f"there is no check {name}; known are {', '.join(CHECKS)}")
    return name


CheckName = Annotated[str, AfterValidator(_known), WithJsonSchema({"enum": list(CHECKS), "type": "string"})]
Whole = Annotated[int, Field(strict=True, ge=1, le=10**9)]


class Rule(Frozen):
    """One thing that a plan is checked on before it goes to the insurer."""

    id: Key
    check: CheckName
    level: Literal["blocking", "advice"]
    text: Prose | None = None
    source: Key | None = None
    unknown: Annotated[bool, Field(strict=True)] = False
    regional: Annotated[bool, Field(strict=True)] = False
    part: Key | None = None
    set: Key | None = None
    row: RowId | None = None
    question: Key | None = None
    deadline: Key | None = None
    category: OptionKey | None = None
    least: Whole | None = None
    percent: Annotated[int, Field(strict=True, ge=0, le=HUNDRED)] | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether the demand is not publicly known: it is told, and never counts as met."""
        return self.unknown or self.check == "unknown_demand"

    @property
    def reads_question(self) -> str | None:
        """The question whose answer is checked, if the check looks at one."""
        return self.question or (self.check if self.check in {"agb_code", "kvk"} else None)

    @model_validator(mode="after")
    def _has_its_parameters(self) -> Self:
        check = CHECKS[self.check]
        given = [name for name in PARAMETERS if getattr(self, name) is not None]
        takes = ", ".join(check.takes) or "none"
        if strange := [name for name in given if name not in check.takes]:
            raise MisplacedError(f"check {self.check} has no {strange[0]}; its parameters: {takes}", strange[0])
        missing = [name for name in check.needs if name not in given]
        # What an unknown demand asks is not known, so it may lack the number, and says in words what to look up.
        if missing and not (self.unknown and self.text and set(missing) <= {"least", "percent"}):
            ask = "; an unknown one is told in text" if self.unknown else ""
            raise ValueError(f"check {self.check} needs {', '.join(missing)}{ask}")
        if check.either and not self.unknown and sum(name in given for name in check.either) != 1:
            raise ValueError(f"check {self.check} needs one of {', '.join(check.either)}")
        if self.check == "mandate_share" and (self.least or 0) > HUNDRED:
            raise MisplacedError("a share is at most 100 percent", "least")
        return self

    @model_validator(mode="after")
    def _blocks_only_what_is_certain(self) -> Self:
        if self.level == "blocking" and self.regional:
            raise MisplacedError("a demand on the region is advice: it never blocks a neighbourhood", "level")
        if self.level == "blocking" and self.is_unknown:
            raise MisplacedError("a demand that is not publicly known is advice", "level")
        if self.check == "unknown_demand" and self.text is None:
            raise ValueError("check unknown_demand needs text: what to look up, and where")
        return self
