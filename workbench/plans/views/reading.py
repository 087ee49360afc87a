"""What the pages show of a plan that is read: chapters, parts, answers in words and rows, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.web.language import translate
from workbench.plans.queries.uploads import files_in_words
from workbench.plans.rules.applicable import scope_of
from workbench.plans.rules.money_sentences import not_counted
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.totals import row_totals
from workbench.plans.rules.visible import cell_of, shown, value_of
from workbench.plans.views.drawing import MONEY_SETS, may_edit, part_url

if TYPE_CHECKING:
    from workbench.definitions.schema import Chapter, Definition, Part, Question
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.models import Plan
    from workbench.plans.rules.applicable import Scope
    from workbench.plans.rules.numbering import Numbers

MOST_COLUMNS = 8  # what fits beside the chapters and can still be read


def read_chapters(
    content: PlanContent, plan: Plan, chapters: tuple[Chapter, ...], definition: Definition, *, frozen: bool = False
) -> list[dict[str, Any]]:
    """Return chapters as they read: each part with its answers in words, or with its rows.

    Each leads to where it is written for who may; a ``frozen`` content leads nowhere.
    """
    numbered = numbers(content, files=files_in_words(plan, content, definition))
    edit, scope = not frozen and may_edit(plan), scope_of(content, definition)
    places = {chapter.id: place for place, chapter in enumerate(definition.chapters, start=1)}
    return [
        {
            "number": places[chapter.id],
            "title": chapter.title,
            "id": chapter.id,
            "parts": [
                _part(content, part, numbered, scope) | {"url": part_url(plan, part, edit=True) if edit else ""}
                for part in chapter.parts
            ],
        }
        for chapter in chapters
    ]


def reads_as_table(part: Part) -> bool:
    """Say whether the rows of a part read best as a table: no long texts, not too many columns."""
    return part.is_set and len(part.columns) <= MOST_COLUMNS and all(one.kind != "text" for one in part.columns)


def words_of(content: PlanContent, question: Question) -> str:
    """Return an answer in words, or what was typed when it could not be read."""
    return content.unread.get(question.id) or shown(value_of(content, question), question, content)


def _part(content: PlanContent, part: Part, numbered: Numbers, scope: Scope) -> dict[str, Any]:
    part, whole = scope.asked.part(part.id) or part, part
    rows = _rows(content, part, part.set, numbered) if part.set else []
    return {
        "id": part.id,
        "title": part.title,
        "is_set": part.is_set,
        "applies": part.id not in content.not_applicable and not scope.hides(part.id),
        "answers": [
            {
                "key": question.id,
                "label": question.label,
                "value": words_of(content, question),
                "long": question.kind == "text",
                "wanted": question.required,
            }
            for question in part.questions
        ]
        + [_does_not_apply(question) for question in whole.questions if scope.hides(part.id, question.id)],
        "rows": rows,
        "table": _table(part, rows) if rows and reads_as_table(part) else None,
        "sum": sum(row["amount"] or 0 for row in rows) if rows and part.set in MONEY_SETS else None,
    }


def _does_not_apply(question: Question) -> dict[str, Any]:
    """Return an answer that is kept and not shown, since other answers decide that it does not apply."""
    words = translate(Message("Not applicable"))
    return {"key": question.id, "label": question.label, "value": words, "long": False, "wanted": False}


def _rows(content: PlanContent, part: Part, name: str, numbered: Numbers) -> list[dict[str, Any]]:
    """Return the rows of a set in words; of money also the amount, and why an insurer pays less."""
    amounts, why = (row_totals(content, name), not_counted(content)) if name in MONEY_SETS else ({}, {})
    return [
        _row(content, part, row, numbered) | {"amount": amounts.get(row.id), "why": why.get(row.id, ())}
        for row in content.rows(name)
    ]


def _row(content: PlanContent, part: Part, row: Row, numbered: Numbers) -> dict[str, Any]:
    number = numbered.activities.get(row.id, "") if part.set == "activities" else ""
    heading = row.label if part.columns[0].kind == "line" else ""
    return {
        "id": row.id,
        "label": f"{number} {row.label}".strip(),
        "name": heading,
        "cells": [
            {
                "label": column.label,
                "long": column.kind == "text",
                "value": row.unread.get(column.id) or shown(cell_of(row, column), column, content, numbered),
            }
            for column in part.columns
        ],
    }


def _table(part: Part, rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [{"label": column.label, "numeric": column.answer_kind.numeric} for column in part.columns]
    cells = [[cell["value"] for cell in row["cells"]] for row in rows]
    if part.set not in MONEY_SETS:
        return {"columns": columns, "rows": cells, "total": []}
    amounts = [row["amount"] for row in rows]
    blank = [""] * (len(columns) - 1)
    return {
        "columns": [*columns, {"label": translate(Message("Total")), "numeric": True}],
        "rows": [[*line, _total(row)] for line, row in zip(cells, rows, strict=True)],
        "total": [translate(Message("Total")), *blank, money(sum(amount or 0 for amount in amounts))],
    }


def _total(row: dict[str, Any]) -> str:
    """Return what a line comes to, and why that is less."""
    return " ".join(["" if row["amount"] is None else money(row["amount"]), *(translate(one) for one in row["why"])])
