"""Texts that were set aside, as rows of a list that no template has, and how one gets a place after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.definitions.kinds import LINE_LIMIT, TEXT_LIMIT
from workbench.definitions.schema import Part, Question
from workbench.kit.values.text import clean, clean_line
from workbench.plans.content import Aside, PlanContent
from workbench.plans.rules.findings import SET_ASIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Chapter, Definition

MOST_TEXT = 18_000  # below what an answer holds, so that there is room for what stands there already
_COLUMNS = (("name", "line"), ("origin", "line"), ("text", "text"))

# Not checked as a template's list is: no template may hold it, which is what the check would say.
ASIDE_PART: Part = Part.model_construct(
    id=SET_ASIDE,
    title=SET_ASIDE,
    set=SET_ASIDE,
    max_rows=5000,
    columns=tuple(Question.model_validate({"id": key, "kind": kind, "label": key}) for key, kind in _COLUMNS),
)


def aside_row(row_id: str, name: str, origin: str, text: str) -> Aside:
    """Return a text set aside; a name or origin longer than a line is cut."""
    return Aside.model_validate(
        {
            "id": row_id,
            "name": clean_line(name[:LINE_LIMIT], LINE_LIMIT) or None,
            "origin": clean_line(origin[:LINE_LIMIT], LINE_LIMIT) or None,
            "text": clean(text, TEXT_LIMIT) or None,
        }
    )


def portions(text: str) -> Iterator[str]:
    """Yield text in portions that a row can hold, cut between lines or words where it can be."""
    while len(text) > MOST_TEXT:
        place = max(text.rfind(mark, MOST_TEXT // 2, MOST_TEXT) for mark in "\n ")
        place = place if place > 0 else MOST_TEXT
        yield text[:place]
        text = text[place:].lstrip()
    yield text


def questions_for_text(definition: Definition) -> tuple[tuple[Chapter, tuple[Question, ...]], ...]:
    """Return the questions that paragraphs may answer, by chapter; chapters without one are left out."""
    found = (
        (chapter, tuple(one for part in chapter.parts for one in part.questions if one.kind == "text"))
        for chapter in definition.chapters
    )
    return tuple((chapter, questions) for chapter, questions in found if questions)


def placed_below(content: PlanContent, row_id: str, question: Question) -> PlanContent:
    """Return the content with a set-aside text below the answer to a question; its heading goes first.

    Raises ``Refused`` when the answer has no room for it.
    """
    row = next(row for row in content.set_aside if row.id == row_id)
    own = "" if row.name in {question.label, None} else str(row.name)
    text = "\n".join(said for said in (own, row.text or "") if said)
    before = content.text(question.id)
    joined = clean(f"{before}\n\n{text}" if before else text, question.max_chars or TEXT_LIMIT)
    made = content.model_dump() | {"answers": {**content.answers, question.id: joined}}
    made["set_aside"] = [one.model_dump() for one in content.set_aside if one.id != row_id]
    return PlanContent.model_validate(made)
