"""The plan as one HTML document with its stylesheet: what becomes the PDF."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.config import resource_root
from workbench.kit.documents.pages import environment
from workbench.kit.values.clock import local
from workbench.kit.values.dates import date_long
from workbench.papers.rules.annexes import annexes_of, checklist
from workbench.papers.rules.chapters import chapters_of
from workbench.papers.rules.charts import cover_lines
from workbench.papers.rules.contents import contents_of
from workbench.papers.rules.palette import THEMES
from workbench.papers.rules.summary import period, summary_of
from workbench.plans.rules.applicable import scope_of, seen_content
from workbench.plans.rules.numbering import numbers

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition
    from workbench.papers.content import PaperMeta
    from workbench.plans.content import PlanContent

# What only the proof of completeness reads: a span that is nothing but an answer's place, and the marks of places.
_PLACE = re.compile(r'<span data-answer="[^"]*">([^<]*)</span>')
_MARK = re.compile(r' data-(?:answer|chapter|part|row|set)="[^"]*"')
# Letters of the title that fit in the head of a page, beside the mark of a draft.
LONGEST_HEAD = 90
ROOM_STEP = 5
SMALLEST_ROOM, LARGEST_ROOM = 35, 450
# Widths in em of a tabular figure and of a comma in Wijk Sans.
DIGIT, COMMA = 0.497, 0.249
# Points from the top of a heading's last line to what follows it: its line and the gap under it.
HEADINGS = {"h1": 41.25, "h2": 24.0, ".theme": 21.0, ".block-name": 17.25}


def document_html(content: PlanContent, definition: Definition, meta: PaperMeta) -> str:
    """Return the whole document as HTML; every visible answer carries its key in ``data-answer``."""
    template, scope = definition, scope_of(content, definition)
    definition, seen, numbered = scope.asked, seen_content(content, scope), numbers(content, files=meta.files)
    chapters = chapters_of(definition, content, numbered)
    # Our own advice helps the board with its draft; in what is handed in stands what an insurer asks.
    annexes = annexes_of(seen, definition, checklist(content, template) if template.insurer or meta.draft else ())
    made = local(meta.content_time)
    title = content.text("title") or definition.document_title
    return (
        environment(resource_root() / "templates" / "papers")
        .get_template("plan.html")
        .render(
            content=content,
            definition=definition,
            meta=meta,
            chapters=chapters,
            contents=contents_of(chapters, annexes.titles),
            title=title,
            head=title if len(title) <= LONGEST_HEAD else f"{title[:LONGEST_HEAD]}…",
            period=period(content),
            summary=summary_of(seen, definition, numbered),
            drawing=cover_lines(content, width=482, height=210),
            made=f"{date_long(made.date())}, {made:%H:%M} uur",
            made_iso=meta.content_time.isoformat(timespec="seconds"),
            sources=sources(seen),
            annexes=annexes,
            room=_room,
        )
    )


def printable(html: str) -> str:
    """Return a document without what only its proof reads: a third of its length, and a tenth of the time it takes."""
    return _MARK.sub("", _PLACE.sub(r"\1", html))


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the stylesheet, with the rules that are only numbers: widths, room under headings, decimals, themes."""
    css = (resource_root() / "templates" / "papers" / "plan.css").read_text(encoding="utf-8")
    rules = [f".w{share} {{ width: {share}% }}" for share in range(1, 101)]
    for points in range(SMALLEST_ROOM, LARGEST_ROOM + 1, ROOM_STEP):
        # The heading's last line is made as high as what must stand under it; the margin takes that height back.
        rules.append(f".room-{points}::after {{ height: {points}pt }}")
        rules += [f"{heading}.room-{points} {{ margin-bottom: {own - points}pt }}" for heading, own in HEADINGS.items()]
    for places in range(7):
        rules.append(f".pad-{places} {{ padding-right: {places * DIGIT:.3f}em }}")
        rules.append(f".pad-{places}.no-comma {{ padding-right: {places * DIGIT + COMMA:.3f}em }}")
    rules += [f".theme-{place} {{ --theme: {colour} }}" for place, colour in enumerate(THEMES, start=1)]
    return "\n".join([css, *rules])


def sources(content: PlanContent) -> tuple[str, ...]:
    """Return the sources that the plan names for its figures, each once, in order."""
    named = [f"{row.source}, {row.year}" if row.year else row.source for row in content.figures if row.source]
    named += [row.source for row in content.insured if row.source]
    named += [row.source for row in content.indicators if row.source]
    return tuple(dict.fromkeys(named))


def _room(points: float) -> str:
    """Return the class that keeps a heading together with what follows it."""
    return f"room room-{min(LARGEST_ROOM, max(SMALLEST_ROOM, -(-int(points) // ROOM_STEP) * ROOM_STEP))}"
