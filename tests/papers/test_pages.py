"""How the pages come out: nothing stranded, nothing torn, nothing outside its page, no complaint, our own typefaces."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from page import ValidationProfile, validate_pdf_bytes

from tests import make
from tests.papers.papers import Laid, box_of, head_of, laid, marks_of, rows_of, template_of
from workbench.kit.documents.engine import lay_out

CSS_PIXEL = 1.0
ANNEXES = ("De rode draad", "Wat er wordt gevraagd")


def fonts_in(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = (font for page in opened.pages for font in dict(page.Resources.get("/Font", {})).values())
        return {str(font.BaseFont).split("+")[1] for font in fonts}


def stranded(document: Any) -> list[str]:
    """Return headings and heads of tables that are the last of their page."""
    last = [(number, marks_of(page)[-1]) for number, page in enumerate(document.pages, start=1)]
    return [f"page {number}: {mark.kind} {mark.words}" for number, mark in last if mark.kind != "text"]


def test_no_heading_and_no_head_of_a_table_is_stranded_at_a_page_foot(paper: Laid) -> None:
    assert not stranded(paper.document)


def test_a_stranded_heading_is_seen() -> None:
    css = (
        "@page { size: 10cm 10cm; margin: 0 } p { height: 9cm; margin: 0 } "
        "h2 { margin: 0; font-size: 12pt; break-after: auto }"
    )
    document = lay_out('<html lang="nl"><p>Eerst</p><h2>Kop</h2><p>Dan</p>', css)
    assert stranded(document) == ["page 1: heading Kop"]


def test_no_row_is_torn_over_two_pages(paper: Laid) -> None:
    pages = [rows_of(page) for page in paper.document.pages]
    torn = [row for one, two in pairwise(pages) for row in one if row in two]
    assert all("divides" in row.get("class", "") for row in torn)


def test_nothing_stands_outside_its_page(paper: Laid) -> None:
    for number, page in enumerate(paper.document.pages, start=1):
        box = box_of(page)
        right, bottom = box.content_box_x() + box.width, box.content_box_y() + box.height
        out = [mark for mark in marks_of(page) if mark.right > right + CSS_PIXEL or mark.bottom > bottom + CSS_PIXEL]
        assert not out, f"page {number}: {out[:3]}"


def test_the_renderer_complains_of_nothing(paper: Laid) -> None:
    assert not paper.complaints


def test_only_our_own_typefaces_are_in_the_file(paper: Laid) -> None:
    assert {name.split("-")[0] for name in fonts_in(paper.pdf)} == {"Wijk"}


def test_the_file_is_tagged_and_keeps_the_rules_of_accessible_pdf(paper: Laid) -> None:
    report = validate_pdf_bytes(paper.pdf, profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures][:5]


def test_the_file_says_its_title_and_language(merenwijk: Laid) -> None:
    with pikepdf.open(io.BytesIO(merenwijk.pdf)) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert str(opened.docinfo["/Title"]) == merenwijk.content.text("title")
        found = [str(entry.title) for entry in opened.open_outline().root]
    assert len(found) == len(make.example().chapters) + 3 + len(ANNEXES)
    assert found[-3:] == [*ANNEXES, "Colofon"]


def test_the_planning_of_a_big_plan_lies_on_its_side_on_two_pages(merenwijk: Laid) -> None:
    beside = [page for page in merenwijk.document.pages if page.width > page.height]
    heads = ["".join(mark.words for mark in head_of(page)) for page in beside]
    assert [("planning" in head, "rode draad" in head) for head in heads] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_the_summary_is_one_page(paper: Laid) -> None:
    texts = ["".join(mark.words for mark in marks_of(page)) for page in paper.document.pages[:3]]
    assert texts[1].startswith("In het kort")
    assert texts[2].startswith("Inhoud")


@pytest.mark.parametrize("rows", [0, 1])
def test_a_plan_with_hardly_anything_in_it_has_whole_pages(rows: int) -> None:
    found = laid(make.filled(rows=rows) if rows else make.content())
    assert not stranded(found.document)
    assert not found.complaints


def test_the_head_of_a_page_names_the_first_chapter_that_begins_on_it_or_the_one_that_goes_on(paper: Laid) -> None:
    running = ""
    for page in paper.document.pages[3:-1]:
        opened = [mark.words for mark in marks_of(page) if mark.kind == "heading" and mark.words in titles(paper)]
        assert next(iter(opened), running) in "".join(mark.words for mark in head_of(page))
        running = opened[-1] if opened else running


def titles(paper: Laid) -> set[str]:
    return {chapter.title for chapter in template_of(paper.content).chapters} | set(ANNEXES)


def test_a_row_stays_with_what_stands_below_it(merenwijk: Laid) -> None:
    pages = [list(rows_of(page).values()) for page in merenwijk.document.pages]
    assert any("above" in row for rows in pages for row in rows)
    assert not [number for number, rows in enumerate(pages, start=1) if rows and "above" in rows[-1]]


def test_the_contents_are_one_page(paper: Laid) -> None:
    heads = ["".join(mark.words for mark in head_of(page)) for page in paper.document.pages[:5]]
    assert sum("Inhoud" in head for head in heads) == 1


def test_the_file_is_sound(paper: Laid) -> None:
    with pikepdf.open(io.BytesIO(paper.pdf)) as opened:
        assert not opened.check_pdf_syntax()
