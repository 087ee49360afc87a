"""Marks in every text of the world of the attacks: each names its owner, and is looked for in every answer.

A mark reads ``KANARIE-A-p1-answers_title``: the organisation (one letter), the thing that it belongs to, its field.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

    from workbench.definitions.schema import Definition, Question
    from workbench.plans.content import PlanContent

MARK = re.compile(rb"kanarie-([a-z])-([a-z0-9]+)-([a-z0-9_]+)", re.IGNORECASE)
WORDS = frozenset({"line", "text"})
LIMITS = {"line": 300, "text": 20_000}
PARTIAL = 206
ZIPPED, PDF = b"PK\x03\x04", b"%PDF"


@dataclass(frozen=True, order=True)
class Canary:
    """Whose a text is, and what it belongs to."""

    owner: str
    thing: str
    field: str = ""

    def __str__(self) -> str:
        """Return the mark as it stands in a text."""
        return f"KANARIE-{self.owner}-{self.thing}-{self.field}"


def planted(content: PlanContent, definition: Definition, owner: str, thing: str) -> PlanContent:
    """Return a content in which every line and text, filled or not, begins with a mark of its own."""
    data: dict[str, Any] = content.model_dump(mode="json")
    for key, question in definition.questions.items():
        if question.kind in WORDS:
            data["answers"][key] = _marked(Canary(owner, thing, key), data["answers"].get(key), question)
    for name, part in definition.set_parts.items():
        for row in data[name]:
            for column in part.columns:
                _mark_cell(row, column, Canary(owner, thing, f"{name}_{column.id}"))
    aside = str(Canary(owner, f"w{thing}", "aside"))
    data["set_aside"] = [{"id": f"aside-{number}", "name": aside, "origin": aside, "text": aside} for number in (1, 2)]
    return type(content).model_validate(data)


def _mark_cell(row: dict[str, Any], column: Question, canary: Canary) -> None:
    if column.kind in WORDS and not row.get("unread", {}).get(column.id):
        place = row if column.id in row else row["extra"]
        place[column.id] = _marked(canary, place.get(column.id), column)


def _marked(canary: Canary, text: object, question: Question) -> str:
    return f"{canary} {text or ''}"[: question.max_chars or LIMITS[question.kind]].strip()


def canaries_in(answer: TestResponse) -> set[Canary]:
    """Return the marks in every byte of an answer: its headers, its body, and what is packed inside that."""
    return {one for part in _parts(answer) for one in _found(part)}


def _parts(answer: TestResponse) -> Iterator[bytes]:
    yield "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
    yield answer.data
    if answer.status_code == PARTIAL:
        return
    if answer.data.startswith(ZIPPED):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if answer.data.startswith(PDF):
        yield _words_of(answer.data)


@lru_cache(maxsize=32)
def _words_of(pdf: bytes) -> bytes:
    # Lines break inside a mark at its hyphens.
    try:
        words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    except PyPdfError:
        return b""  # a piece of a file, or one that only has the name of a PDF; its own bytes were looked at
    return re.sub(r"(?<=-)\s+|\s+(?=-)", "", words).encode()


def _found(part: bytes) -> Iterator[Canary]:
    for owner, thing, field in MARK.findall(part):
        yield Canary(owner.decode().upper(), thing.decode().lower(), field.decode().lower())
