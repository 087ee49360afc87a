"""Makes papers for tests, and reads their pages."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import workbench
from workbench.config import resource_root
from workbench.definitions.loader import load_library
from workbench.kit.documents.engine import Heard, lay_out, written
from workbench.papers.content import PaperMeta
from workbench.papers.rules.document import document_html, printable, stylesheet
from workbench.plans.content import PlanFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent

DEMO = Path(workbench.__file__).parent / "demo"
DEMOS = sorted(file.stem for file in DEMO.glob("*.json"))
MOMENT = datetime(2026, 11, 3, 13, 3, tzinfo=UTC)
HEADINGS = {"h1", "h2", "h3", "h4"}


@dataclass(frozen=True)
class Laid:
    """A paper: its HTML, its pages, its PDF, and what the renderer complained about."""

    content: PlanContent
    html: str
    document: Any
    pdf: bytes
    complaints: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A line of text or a drawing on a page: what it is part of, and where it stands (CSS pixels)."""

    kind: str
    words: str
    right: float
    bottom: float


def demo(name: str) -> PlanContent:
    """Return the content of a demo plan."""
    return PlanFile.model_validate_json((DEMO / f"{name}.json").read_bytes()).content


def template_of(content: PlanContent) -> Definition:
    """Return the template by which a content was written."""
    found = load_library(resource_root() / "plan_templates").of(content.definition, content.definition_version)
    if found is None:
        raise LookupError(content.definition)
    return found


def meta(content: PlanContent, *, draft: bool = True) -> PaperMeta:
    """Return what a paper says of its version."""
    return PaperMeta("concept" if draft else "vastgesteld", "1.0", 12, MOMENT, content.sha256, draft)


def html_of(content: PlanContent, definition: Definition | None = None, *, draft: bool = True) -> str:
    """Return the paper of a content as HTML."""
    return document_html(content, definition or template_of(content), meta(content, draft=draft))


def laid(content: PlanContent) -> Laid:
    """Return the paper of a content with its pages."""
    html, heard = html_of(content), Heard()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(heard)
    try:
        document = lay_out(printable(html), stylesheet())
        return Laid(content, html, document, written(document), tuple(heard.messages))
    finally:
        for logger in loggers:
            logger.removeHandler(heard)


def box_of(page: Any) -> Any:
    """Return the box of a page, which the renderer keeps to itself."""
    return page._page_box  # noqa: SLF001 - where things stand is told nowhere else


def marks_of(page: Any) -> list[Mark]:
    """Return what stands on a page, in reading order, without its head and foot."""
    return [mark for child in box_of(page).children if _is_content(child) for mark in _marks(child, "text")]


def head_of(page: Any) -> list[Mark]:
    """Return what stands in the head of a page."""
    boxes = [child for child in box_of(page).children if getattr(child, "at_keyword", "") == "@top-left"]
    return [mark for box in boxes for mark in _marks(box, "text")]


def rows_of(page: Any) -> dict[Any, str]:
    """Return the rows of tables that stand on a page, as element and class."""
    found: dict[Any, str] = {}
    for child in box_of(page).children:
        if _is_content(child):
            for box in child.descendants():
                if box.element_tag == "tr" and box.element is not None and not _in_head(box):
                    found[box.element] = box.element.get("class", "")
    return found


def _is_content(box: Any) -> bool:
    return type(box).__name__ != "MarginBox"


def _in_head(box: Any) -> bool:
    return any(cell.element_tag == "th" and cell.element.get("scope") == "col" for cell in box.children)


def _marks(box: Any, kind: str) -> Iterator[Mark]:
    box = getattr(box, "_box", box)
    tag = box.element_tag or ""
    if tag in HEADINGS:
        kind = "heading"
    elif tag == "tr" and box.element is not None:
        kind = "head" if _in_head(box) or box.element.get("class") == "group" else kind
    name = type(box).__name__
    if name == "TextBox":
        yield Mark(kind, box.text, box.position_x + box.width, box.position_y + box.height)
    elif "Replaced" in name:
        yield Mark(kind, "", box.position_x + box.width, box.position_y + box.height)
    for child in getattr(box, "children", ()):
        yield from _marks(child, kind)
