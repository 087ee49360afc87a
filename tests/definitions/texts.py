"""The texts of a template, as lists to measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition, Part, Question

SENTENCE_END = re.compile(r"(?<=[.?:;])\s+|\n+")
# An example of a table row has a line for each cell, and cells may be alike; sentences of people may not.
ROW_OF_AN_EXAMPLE = re.compile(r"^[^:.?]{2,40}: ")


def sentences(text: str | None) -> list[str]:
    return [piece.strip(" -") for piece in SENTENCE_END.split(text or "") if piece.strip(" -")]


def all_questions(definition: Definition) -> Iterator[tuple[Part, Question]]:
    for part in definition.parts:
        for question in part.questions or part.columns:
            yield part, question


def explanations(definition: Definition) -> Iterator[str]:
    """Yield every text that explains: of chapters, parts and questions."""
    yield from (definition.description, definition.source)
    for chapter in definition.chapters:
        yield chapter.intro or ""
    for part in definition.parts:
        yield from (part.why or "", part.guidance or "")
    for _part, question in all_questions(definition):
        yield question.help or ""


def all_texts(definition: Definition) -> Iterator[str]:
    yield from explanations(definition)
    yield from (part.example or "" for part in definition.parts)
    yield from (part.title for part in definition.parts)
    yield from (question.label for _part, question in all_questions(definition))


def prose(definition: Definition) -> Iterator[str]:
    """Yield every explanation and every example, without the cells of example rows."""
    yield from explanations(definition)
    for part in definition.parts:
        for line in (part.example or "").split("\n"):
            yield "" if ROW_OF_AN_EXAMPLE.match(line) else line
