"""A template in words for its readers: conditions, rules, facts and chapters as plain values for the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.values.dates import date_long
from workbench.kit.values.messages import Message
from workbench.kit.values.numbers import number
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.conditions import Condition
    from workbench.definitions.demands import PrescribedRow
    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition, Part, Question

STATUSES = {"concept": Message("Concept"), "published": Message("Published")}
APPLICANTS = {"wijk": Message("The neighbourhood"), "regio": Message("The region")}
TOPICS: Mapping[str, Message] = {
    "titles": Message("What is paid for"),
    "contracting": Message("Who makes the contract"),
    "billing": Message("Who bills, and how"),
    "calendar": Message("When something has to be ready"),
    "policy": Message("What the insurer asks of your plan"),
    "terms": Message("Words that you will meet"),
}
KINDS: Mapping[str, Message] = {
    "line": Message("one line of text"),
    "text": Message("text in paragraphs"),
    "number": Message("whole number"),
    "year": Message("year"),
    "decimal": Message("number, may have decimals"),
    "tariff": Message("tariff"),
    "money": Message("amount in euros"),
    "date": Message("date"),
    "choice": Message("one of a list"),
    "choices": Message("one or more of a list"),
    "reference": Message("one row of another table"),
    "references": Message("one or more rows of another table"),
    "file": Message("a file"),
}
RULES: Mapping[str, Message] = {
    "required_part": Message("“%(part)s” is filled in."),
    "min_rows": Message("“%(set)s” has at least %(least)s rows."),
    "max_pages": Message("The document has at most %(pages)s pages."),
    "min_patients": Message("There are at least %(least)s registered patients."),
    "mandate_share": Message("At least %(least)s%% of the general practitioners have given their mandate."),
    "other_domains": Message("At least %(least)s other domains take part."),
    "budget_balanced": Message("The cover is enough for the costs."),
    "reference_date_named": Message("Each number of patients has its reference date and source."),
    "cofunding_committed": Message("Money of other funders has been committed."),
    "line_has_activity": Message("Each budget line belongs to an activity."),
    "activity_has_line": Message("Each activity has a line in the budget."),
    "contingency_at_most": Message("“%(category)s” is at most %(percent)s%% of the costs."),
    "appendix_included": Message("The appendix “%(row)s” is included."),
    "criterion_met": Message("The criterion “%(row)s” is met."),
    "signature_present": Message("“%(row)s” has signed."),
    "deadline": Message("The plan is handed in on time: %(deadline)s."),
    "agb_code": Message("The AGB code has eight digits."),
    "kvk": Message("The number of the Chamber of Commerce has eight digits."),
    "priority_has_signal": Message("Each priority rests on a signal from the neighbourhood."),
    "priority_has_indicator": Message("Each priority has an indicator."),
    "activity_has_lead": Message("Each activity has a lead."),
    "milestone_in_activity": Message("Each milestone falls within its activity."),
    "unknown_demand": Message("%(text)s"),
}
# By the period of an amount per patient; without one the amount is granted.
INCOME: Mapping[str | None, Message] = {
    "quarter": Message("an amount for each registered patient, each quarter"),
    "year": Message("an amount for each registered patient, each year"),
    None: Message("a granted amount, not linked to patients"),
}
SIGNED_BY = Message("At least %(least)s people have signed.")


def drawn_heading(definition: Definition) -> dict[str, Any]:
    """Return what a list says of a template."""
    return {
        "key": definition.key,
        "version": definition.version,
        "title": definition.title,
        "insurer": definition.insurer or "",
        "year": definition.year,
        "description": definition.description,
        "status": translate(STATUSES[definition.status]),
        "published": definition.status == "published",
        "applicant": translate(APPLICANTS[definition.applicant]),
        "regional": definition.applicant == "regio",
    }


def drawn_chapters(definition: Definition) -> list[dict[str, Any]]:
    """Return the chapters with their parts, questions, conditions and prescribed rows in words."""
    return [
        {
            "id": chapter.id,
            "title": chapter.title,
            "intro": chapter.intro or "",
            "parts": [_part(definition, part) for part in chapter.parts],
        }
        for chapter in definition.chapters
    ]


def drawn_rules(definition: Definition) -> dict[str, list[dict[str, Any]]]:
    """Return the rules by what they are: blocking, advice, regional and unknown."""
    found: dict[str, list[dict[str, Any]]] = {"blocking": [], "advice": [], "regional": [], "unknown": []}
    for rule in definition.rules:
        kind = "unknown" if rule.is_unknown else "regional" if rule.regional else rule.level
        found[kind].append({"text": rule_words(definition, rule), "source": _source(definition, rule.source)})
    return found


def drawn_facts(definition: Definition) -> list[dict[str, Any]]:
    """Return what a board should know, by topic in a fixed order; a topic without facts is left out."""
    found = []
    for topic, title in TOPICS.items():
        facts = [
            {"text": fact.text, "unknown": fact.unknown, "source": _source(definition, fact.source)}
            for fact in definition.facts
            if fact.topic == topic
        ]
        if facts or (topic == "calendar" and definition.deadlines):
            found.append({"id": topic, "title": translate(title), "facts": facts})
    return found


def drawn_dates(definition: Definition) -> list[dict[str, Any]]:
    """Return the calendar in order, each day in words with its hour."""
    return [
        {
            "when": date_long(one.date)
            if one.time is None
            else translate(Message("%(day)s, %(time)s hours", day=date_long(one.date), time=one.time)),
            "label": one.label,
            "source": _source(definition, one.source),
        }
        for one in sorted(definition.deadlines, key=lambda one: (one.date, one.time or ""))
    ]


def drawn_income(definition: Definition) -> list[dict[str, Any]]:
    """Return the kinds of income in words."""
    return [
        {"label": one.label, "what": translate(INCOME[one.per]), "source": _source(definition, one.source)}
        for one in definition.income
    ]


def rule_words(definition: Definition, rule: Rule) -> str:
    """Return a rule as a sentence: its own words, or those of its check."""
    if rule.text:
        return rule.text
    if rule.check == "signature_present" and rule.least:
        return translate(Message(SIGNED_BY.text, least=rule.least))
    return translate(Message(RULES[rule.check].text, **_blanks(definition, rule)))


def condition_words(definition: Definition, condition: Condition | None) -> str:
    """Return a condition as a sentence; empty without one."""
    if condition is None:
        return ""
    return translate(Message("Only when %(condition)s.", condition=_clause(definition, condition)))


def _blanks(definition: Definition, rule: Rule) -> dict[str, str]:
    part = definition.part(rule.part or "")
    of_set = definition.set_parts.get(rule.set or "")
    row = next((one for each in definition.parts for one in each.rows if one.id == rule.row), None)
    deadline = definition.deadline(rule.deadline or "")
    budget = definition.set_parts.get("budget_lines")
    column = budget.column("category") if budget else None
    category = next((one.label for one in column.options if one.key == rule.category), "") if column else ""
    return {
        "part": part.title if part else "",
        "set": of_set.title if of_set else "",
        "least": number(rule.least or 0),
        "pages": str(definition.max_pages or ""),
        "percent": str(rule.percent),
        "category": category,
        "row": row.name if row else "",
        "deadline": f"{deadline.label}, {date_long(deadline.date)}" if deadline else "",
        "text": rule.text or "",
    }


def _clause(definition: Definition, condition: Condition) -> str:
    if condition.negated is not None:
        return translate(Message("it is not so that %(condition)s", condition=_clause(definition, condition.negated)))
    if condition.inner:
        word = translate(Message("and")) if condition.every else translate(Message("or"))
        clauses = [_clause(definition, one) for one in condition.inner]
        nested = [
            f"({text})" if len(one.inner) > 1 else text for one, text in zip(condition.inner, clauses, strict=True)
        ]
        return f" {word} ".join(nested)
    if condition.rows is not None:
        return _rows_clause(definition.set_parts[condition.rows], condition)
    return _answer_clause(definition.questions[condition.question or ""], condition)


def _rows_clause(part: Part, condition: Condition) -> str:
    if condition.at_least is not None:
        return translate(Message("“%(part)s” has %(n)s rows or more", part=part.title, n=condition.at_least))
    return translate(Message("“%(part)s” has %(n)s rows or fewer", part=part.title, n=condition.at_most or 0))


def _answer_clause(question: Question, condition: Condition) -> str:
    labels = {option.key: option.label for option in question.options}
    named = condition.among or tuple(one for one in (condition.equals, condition.differs) if one is not None)
    values = f" {translate(Message('or'))} ".join(labels.get(str(one), str(one)) for one in named)
    sentences = {
        "is": Message("“%(question)s” is %(value)s", question=question.label, value=values),
        "is_not": Message("“%(question)s” is not %(value)s", question=question.label, value=values),
        "in": Message("“%(question)s” is %(value)s", question=question.label, value=values),
        "filled": Message("“%(question)s” is filled in", question=question.label)
        if condition.filled
        else Message("“%(question)s” is empty", question=question.label),
        "at_least": Message("“%(question)s” is %(n)s or more", question=question.label, n=condition.at_least or 0),
        "at_most": Message("“%(question)s” is %(n)s or less", question=question.label, n=condition.at_most or 0),
    }
    return translate(sentences[condition.operator])


def _part(definition: Definition, part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "title": part.title,
        "why": part.why or "",
        "guidance": part.guidance or "",
        "example": part.example or "",
        "optional": part.optional,
        "regional": part.regional,
        "when": condition_words(definition, part.when),
        "source": _source(definition, part.source),
        "is_set": part.is_set,
        "row": part.row,
        "least": part.min_rows,
        "most": part.max_rows,
        "rows": [_row(definition, row) for row in part.rows],
        "questions": [_question(definition, one) for one in part.columns or part.questions],
    }


def _row(definition: Definition, row: PrescribedRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "help": row.help or "",
        "required": row.required,
        "regional": row.regional,
        "source": _source(definition, row.source),
    }


def _question(definition: Definition, question: Question) -> dict[str, Any]:
    return {
        "label": question.label,
        "kind": translate(KINDS[question.kind]),
        "help": question.help or "",
        "example": question.example or "",
        "required": question.required,
        "regional": question.regional,
        "max_words": question.max_words,
        "options": [option.label for option in question.options],
        "when": condition_words(definition, question.when),
        "source": _source(definition, question.source),
    }


def _source(definition: Definition, key: str | None) -> dict[str, str | int]:
    """Return a source with its number in the list of sources; empty without one."""
    found = definition.source_named(key or "")
    if found is None:
        return {}
    return {"number": definition.sources.index(found) + 1, "title": found.title, "id": found.id}
