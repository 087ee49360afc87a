"""Checks that only a template's rules ask for: how many, which appendix, who signed, a number of eight digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.values.numbers import number
from workbench.plans.rules.checks_of_parts import has_anything
from workbench.plans.rules.findings import Asked, Finding
from workbench.plans.rules.totals import registered_patients, totals_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent

EIGHT_DIGITS = re.compile("[0-9]{8}")
FULFILLED = {"appendices": frozenset({"included", "not_applicable"}), "criteria": frozenset({"yes", "not_applicable"})}
OWN_DOMAIN = "gp"  # the domain that every collaboration of general practices has


@dataclass(frozen=True)
class Ground:
    """What a demand is judged on: a content, the template as far as it applies, and what that asks."""

    content: PlanContent
    definition: Definition
    asked: Asked

    def in_use(self, name: str) -> bool:
        """Say whether a set is asked and was not left out by the writer."""
        return self.asked.has(name) and self.asked.part(name) not in self.content.not_applicable

    def title(self, name: str) -> str:
        """Return the title of the part of a set."""
        return self.definition.set_parts[name].title

    def asks(self, question: str) -> bool:
        """Say whether a question outside sets is asked and was not left out."""
        part = self.asked.part_asking(question)
        return bool(part) and part not in self.content.not_applicable


@dataclass(frozen=True)
class Demand:
    """How a rule is carried out; ``sets`` are what it counts in when it names no question."""

    lacks: Callable[[Rule, Ground], Iterator[Finding]]
    sets: tuple[str, ...] = ()
    counts: bool = True

    def applies(self, rule: Rule, ground: Ground) -> bool:
        """Say whether what the rule looks at is asked in this plan."""
        if rule.part is not None:
            return ground.definition.part(rule.part) is not None and rule.part not in ground.content.not_applicable
        if rule.reads_question is not None:
            return ground.asks(rule.reads_question)
        names = (rule.set,) if rule.set else self.sets
        return not names or any(ground.in_use(name) for name in names)

    def decides(self, rule: Rule) -> bool:
        """Say whether the plan itself can tell: what is counted in the whole region it cannot."""
        return rule.reads_question is not None or (self.counts and not (rule.regional and self.sets == COUNTED))


COUNTED = ("insured", "members", "partners")


def _required_part(rule: Rule, ground: Ground) -> Iterator[Finding]:
    part = ground.definition.part(rule.part or "")
    if part is not None and not has_anything(ground.content, part):
        asked = Message("“%(part)s” is asked. Fill in this part.", part=part.title)
        yield Finding(part.id, asked, missing=True)


def _min_rows(rule: Rule, ground: Ground) -> Iterator[Finding]:
    found = len(ground.content.rows(rule.set or ""))
    if rule.least is not None and found < rule.least:
        few = Message("Add at least %(least)s; there are %(found)s now.", least=rule.least, found=found)
        yield Finding(ground.asked.part(rule.set or ""), few, missing=True)


def _min_patients(rule: Rule, ground: Ground) -> Iterator[Finding]:
    found = _number(rule, ground) if rule.question else Decimal(registered_patients(ground.content))
    if found is None or found < (rule.least or 0):
        few = Message(
            "At least %(least)s registered patients are asked; there are %(found)s now.",
            least=number(rule.least or 0),
            found=number(found or Decimal(0)),
        )
        yield _of_number(rule, ground, few, "insured", missing=not found)


def _mandate_share(rule: Rule, ground: Ground) -> Iterator[Finding]:
    found = _number(rule, ground)
    if found is None or found < (rule.least or 0):
        few = Message(
            "A mandate of at least %(least)s percent is asked; %(found)s percent is filled in now.",
            least=rule.least or 0,
            found=number(found or Decimal(0)),
        )
        yield _of_number(rule, ground, few, "members", missing=found is None)


def _other_domains(rule: Rule, ground: Ground) -> Iterator[Finding]:
    found = _number(rule, ground) if rule.question else Decimal(len(_domains(ground.content)))
    if found is None or found < (rule.least or 0):
        few = Message(
            "At least %(least)s other domains are asked; there are %(found)s now.",
            least=rule.least or 0,
            found=number(found or Decimal(0)),
        )
        yield _of_number(rule, ground, few, "partners" if ground.asked.has("partners") else "members", missing=True)


def _domains(content: PlanContent) -> set[str]:
    named = {row.discipline for row in content.members} | {row.kind for row in content.partners}
    return {one for one in named if one and one != OWN_DOMAIN}


def _contingency(rule: Rule, ground: Ground) -> Iterator[Finding]:
    groups = totals_by(ground.content, "category")
    whole = sum(group.total for group in groups)
    part = sum(group.total for group in groups if group.key == rule.category)
    if rule.percent is None or part * 100 <= whole * rule.percent:
        return
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else Decimal(100)
    large = Message(
        "Contingency is %(found)s percent of the costs; at most %(percent)s percent is asked. Lower it.",
        found=number(share),
        percent=rule.percent,
    )
    first = next(row for row in ground.content.budget_lines if row.category == rule.category)
    yield Finding(ground.asked.part("budget_lines"), large, row=first.id, question="category")


def _fulfilled(name: str, column: str) -> Callable[[Rule, Ground], Iterator[Finding]]:
    """Return the check that a prescribed row says yes, or that it does not apply."""

    def lacks(rule: Rule, ground: Ground) -> Iterator[Finding]:
        part = ground.definition.set_parts[name]
        ready, row = part.prescribed(rule.row or ""), ground.content.row(name, rule.row)
        if row is None:
            gone = Message("“%(row)s” is asked here. Add it again under this name.", row=ready.name if ready else "")
            yield Finding(part.id, gone, missing=True)
        elif row.cell(column) not in FULFILLED[name] and row.cell("file") is None:
            if name == "appendices":
                open_yet = Message("“%(row)s” is not included yet. Add it, or say why not.", row=row.label)
            else:
                open_yet = Message("“%(row)s” is not answered with yet. Answer it, with your evidence.", row=row.label)
            yield Finding(part.id, open_yet, row=row.id, question=column, missing=row.cell(column) is None)

    return lacks


def _signature(rule: Rule, ground: Ground) -> Iterator[Finding]:
    part, rows = ground.asked.part("signatures"), ground.content.signatures
    if rule.row is not None:
        row = ground.content.row("signatures", rule.row)
        unsigned = Message("This signature is still missing. Fill in the day on which it was put.")
        if row is None:
            yield Finding(part, unsigned, missing=True)
        elif row.cell("date") is None:
            yield Finding(part, unsigned, row=row.id, question="date", missing=True)
        return
    signed = sum(row.date is not None for row in rows)
    if signed < (rule.least or 0):
        few = Message(
            "At least %(least)s signatures are asked; %(found)s were put. Fill in the day of each.",
            least=rule.least or 0,
            found=signed,
        )
        first = next((row.id for row in rows if row.date is None), None)
        yield Finding(part, few, row=first, question="date" if first else None, missing=True)


def _eight_digits(rule: Rule, ground: Ground) -> Iterator[Finding]:
    question = ground.definition.questions[rule.reads_question or ""]
    typed = ground.content.text(question.id)
    if not EIGHT_DIGITS.fullmatch(typed.replace(" ", "")):
        digits = Message("Fill in “%(label)s”: eight digits.", label=question.label)
        yield Finding(ground.asked.part_asking(question.id), digits, question=question.id, missing=not typed)


def _number(rule: Rule, ground: Ground) -> Decimal | None:
    stored = ground.content.answers.get(rule.question or "")
    return Decimal(stored) if isinstance(stored, int | str) else None


def _of_number(rule: Rule, ground: Ground, message: Message, name: str, *, missing: bool) -> Finding:
    if rule.question is not None:
        return Finding(ground.asked.part_asking(rule.question), message, question=rule.question, missing=missing)
    return Finding(ground.asked.part(name), message, missing=missing)


DEMANDS: Mapping[str, Demand] = MappingProxyType(
    {
        "required_part": Demand(_required_part),
        "min_rows": Demand(_min_rows),
        "min_patients": Demand(_min_patients, COUNTED),
        "mandate_share": Demand(_mandate_share, COUNTED, counts=False),
        "other_domains": Demand(_other_domains, COUNTED),
        "contingency_at_most": Demand(_contingency, ("budget_lines",)),
        "appendix_included": Demand(_fulfilled("appendices", "state"), ("appendices",)),
        "criterion_met": Demand(_fulfilled("criteria", "answer"), ("criteria",)),
        "signature_present": Demand(_signature, ("signatures",)),
        "agb_code": Demand(_eight_digits),
        "kvk": Demand(_eight_digits),
    }
)
