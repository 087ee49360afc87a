"""Typed text: what is stored as it is, what is refused, and how many words a reader counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean, clean_line, words

KEPT = (
    "<img src=file:///etc/passwd>",
    "{{7*7}}",
    "%(name)s",
    "\\n",
    "' OR 1=1 --",
    "e\u0301",
    "a\u200db",
    "\u202eomgekeerd",
    "👩‍👩‍👧‍👦",
    "🇳🇱",
    "שלום",
    "Het\u00adwoord",
    "a\ufeffb",
    "\ue000",
    "regel\n\n\nregel",
    "e" + "\u0301" * 12,
    "a\tb",
)  # fmt: skip - a list of texts
REFUSED = (
    "a\u0000b",
    "a\u0007",
    "\u001b[31m",
    "a\u0085b",
    "a\u000bb",
    "\ud800",
    "a\ufffe",
    "\ufdd0",
    "\U0010ffff",
    "e" + "\u0301" * 13,
    "क" + "\u0903" * 13,
    "a" + "\U000e0100" * 13,
    "a" + "\u200d\u0301" * 7,
    "a" * 101,
)  # fmt: skip - as above
NOTHING = ("", " ", "\r\n\t", "\u00a0", "\u3000\u2003", "\ufeff", "\u200b", "\u200e \u200f", "\u2060\u00ad")


@pytest.mark.parametrize("typed", KEPT)
def test_odd_text_is_kept_as_it_is(typed: str) -> None:
    assert clean(typed, 100) == typed


@pytest.mark.parametrize("typed", REFUSED)
def test_text_that_would_break_something_later_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        clean(typed, 100)


@pytest.mark.parametrize("typed", NOTHING)
def test_text_in_which_nothing_can_be_seen_is_empty(typed: str) -> None:
    assert clean(typed, 100) == clean_line(typed, 100) == ""


@given(st.text(max_size=60))
def test_only_line_ends_and_outer_white_space_change(typed: str) -> None:
    try:
        found = clean(typed, 100)
    except Refused:
        return
    assert clean(found, 100) == found
    assert not found or found in typed.replace("\r\n", "\n").translate({0x0D: "\n", 0x2028: "\n", 0x2029: "\n"})


def test_a_line_has_no_line_ends() -> None:
    assert clean_line("een\r\ntwee\tdrie\u2028vier", 100) == "een twee drie vier"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" – … ", 0),
        ("een twee", 2),
        ("e-mail en zo'n 1.234 wijk-GGZ/POH", 5),
        ("coo\u0308rdinatie", 1),
        ("a, b; c", 3),
        ("- punt\n- punt", 2),
        ("<b>vet</b>", 3),
        ("7,5 uur à € 90", 4),
    ],
)
def test_words_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert words(text) == count
