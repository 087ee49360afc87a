"""Callables that make definitions, contents, plans and organisations; every value differs, so a proof finds it back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from workbench.config import resource_root
from workbench.definitions.loader import load_folder
from workbench.definitions.schema import Definition
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.rules import Kind
from workbench.plans.content import SETS, PlanContent
from workbench.plans.operations.plans import import_plan

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from workbench.definitions.kinds import Value
    from workbench.definitions.schema import Part, Question
    from workbench.organisations.models import Organisation
    from workbench.plans.models import Plan

EXAMPLE = "voorbeeld-oi-wijk-2026"
START, END = date(2027, 1, 1), date(2028, 12, 31)
MISSION = {"id": "mission", "kind": "text", "label": "Missie", "required": True, "max_words": 10}
LINES = [
    {"id": "description", "kind": "line", "label": "Omschrijving", "required": True},
    {"id": "year", "kind": "year", "label": "Jaar"},
    {"id": "quantity", "kind": "decimal", "label": "Aantal"},
    {"id": "rate", "kind": "money", "label": "Tarief"},
]
_numbers = count(1)


def shipped(key: str) -> Definition:
    """Return the plan template of that key that ships."""
    return load_folder(resource_root() / "plan_templates")[key]


def example() -> Definition:
    """Return the neutral plan template that ships."""
    return shipped(EXAMPLE)


def small_definition(**changes: object) -> Definition:
    """Return a template of two chapters: a text of at most ten words, and a set of budget lines."""
    mission = {"id": "mission", "title": "Missie", "questions": [MISSION]}
    lines = {"id": "lines", "title": "Begroting", "set": "budget_lines", "columns": LINES}
    chapters = [{"id": "who", "title": "Wie", "parts": [mission]}, {"id": "money", "title": "Geld", "parts": [lines]}]
    made = {
        "key": "klein-2027",
        "version": 1,
        "status": "concept",
        "year": 2027,
        "title": "Klein",
        "chapters": chapters,
    }
    return Definition.model_validate(
        {**made, "document_title": "Plan", "description": "Klein.", "source": "-"} | changes
    )


def content(definition: Definition | None = None, **changes: object) -> PlanContent:
    """Return a content with a title and a period, and what a test adds."""
    chosen = definition or example()
    answers = {
        "title": "Samen gezond in de Lindewijk",
        "period_start": START.isoformat(),
        "period_end": END.isoformat(),
    }
    given = {"definition": chosen.key, "definition_version": chosen.version, "answers": answers}
    return PlanContent.model_validate(given | changes)


def filled(definition: Definition | None = None, *, rows: int = 2) -> PlanContent:
    """Return a content in which every question is answered and every set has ``rows`` rows without an empty cell."""
    chosen = definition or example()
    marks = count(1)
    answers = {
        key: question.answer_kind.stored(_value(question, next(marks))) for key, question in chosen.questions.items()
    }
    answers |= {key: day.isoformat() for key, day in (("period_start", START), ("period_end", END)) if key in answers}
    answers |= _deciding(chosen)
    sets = {name: [_row(part, place, marks) for place in range(rows)] for name, part in chosen.set_parts.items()}
    return content(chosen, answers=answers, **sets)


def _deciding(definition: Definition) -> dict[str, str | int]:
    """Return the answers that let everything apply, as far as one answer can."""
    conditions = [part.when for part in definition.parts]
    conditions += [one.when for part in definition.parts for one in (*part.questions, *part.columns)]
    looked_at = [one for when in conditions if when for one, _where in when.names() if one.question]
    # One answer asks less than a list of them does.
    looked_at.sort(key=lambda one: one.equals is not None)
    return {
        one.question or "": one.equals if one.equals is not None else one.among[-1]
        for one in looked_at
        if one.equals is not None or one.among
    }


def organisation(slug: str = "beukenhof", name: str = "Samenwerking Beukenhof") -> Organisation:
    """Make a collaboration, or return the one of that slug."""
    return ensure_organisation(slug=slug, name=name, kind=Kind.COLLABORATION)


def plan(organisation_id: uuid.UUID, stored: PlanContent | None = None, *, slug: str = "") -> Plan:
    """Store a plan with this content (a title and a period when none is given) in the running transaction."""
    definition = load_folder(resource_root() / "plan_templates")[stored.definition if stored else EXAMPLE]
    return import_plan(
        organisation_id=organisation_id,
        slug=slug or f"plan-{next(_numbers)}",
        definition=definition,
        content=stored or content(definition),
    )


def _row(part: Part, place: int, marks: Iterator[int]) -> dict[str, object]:
    own = {"id": _row_id(part.set or "", place)}
    known = set(SETS[part.set or ""].model_fields)
    cells = {
        column.id: column.answer_kind.stored(_referred(column, column.set, place))
        if column.set
        else column.answer_kind.stored(_value(column, next(marks)))
        for column in part.columns
        if column.set != part.set  # what follows what depends on dates, so a test says it itself
    }
    extra = {key: value for key, value in cells.items() if key not in known}
    return {**own, **{key: value for key, value in cells.items() if key in known}, "extra": extra}


def _referred(column: Question, name: str, place: int) -> Value:
    return (_row_id(name, place),) if column.answer_kind.many else _row_id(name, place)


def _row_id(name: str, place: int) -> str:
    return f"{name.replace('_', '-')}-{place + 1}"


def _value(question: Question, mark: int) -> Value:
    """Return a value that no other question has, as far as its kind allows."""
    words = f"w{mark:03d} {question.label}"
    values: dict[str, Value] = {
        "line": words.replace("\n", " ")[: question.max_chars or 300].strip(),
        "text": f"{words}.\n\n- punt {mark}\n- nog een punt"[: question.max_chars or 20_000].strip(),
        "number": 1000 + mark,
        "year": START.year + mark % 2,
        "decimal": Decimal(mark) + Decimal("0.25"),
        "tariff": Decimal("1.275") + Decimal(mark) / 1000,
        "money": 100_000 + mark,
        "date": START + timedelta(days=mark % 700),
        "choice": question.options[mark % len(question.options)].key if question.options else "",
        "choices": tuple(option.key for option in question.options[: 1 + mark % 2]),
        "file": f"{mark:032x}",
    }
    return values[question.kind]
