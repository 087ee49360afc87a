"""The list of contents: two columns of about equal length, fewer entries when they do not fit, all of which lead on."""

from __future__ import annotations

import re

from tests.papers.papers import demo, html_of
from workbench.papers.rules.chapters import ChapterView, Section
from workbench.papers.rules.contents import COLUMN, contents_of
from workbench.papers.rules.document import printable

THREAD = ("De rode draad", "h-thread")


def chapter(number: int, parts: int) -> ChapterView:
    sections = tuple(Section("prose", f"p{at}", f"Deel {at}") for at in range(parts))
    return ChapterView(f"c{number}", number, f"Hoofdstuk {number}", sections, 0.0)


def test_the_entries_stand_in_two_columns_of_about_equal_length() -> None:
    columns = contents_of([chapter(number, 4) for number in range(1, 9)], [THREAD])
    assert [len(column) for column in columns] == [4, 5]
    assert abs(sum(entry.height for entry in columns[0]) - sum(entry.height for entry in columns[1])) < 100


def test_an_annex_stands_last_without_a_number() -> None:
    last = contents_of([chapter(1, 2)], [THREAD])[-1][-1]
    assert (last.number, last.title, last.anchor) == ("", "De rode draad", "h-thread")


def test_parts_that_do_not_fit_on_the_page_are_left_out() -> None:
    columns = contents_of([chapter(number, 12) for number in range(1, 13)], [])
    assert not any(entry.parts for column in columns for entry in column)
    assert all(sum(entry.height for entry in column) <= COLUMN for column in columns)


def test_chapters_that_do_not_fit_either_stand_in_one_list() -> None:
    assert [len(column) for column in contents_of([chapter(number, 0) for number in range(1, 80)], [])] == [79]


def test_every_entry_leads_to_a_heading() -> None:
    html = html_of(demo("merenwijk"))
    wanted = set(re.findall(r'class="entry [^"]*" href="#([^"]+)"', html))
    assert wanted
    assert wanted <= set(re.findall(r' id="([^"]+)"', html))


def test_what_is_printed_says_the_same_without_the_marks_of_the_proof() -> None:
    html = html_of(demo("merenwijk"))
    lean = printable(html)
    assert "data-answer" in html
    assert "data-answer" not in lean
    assert re.sub("<[^>]+>", "", lean) == re.sub("<[^>]+>", "", html)
