"""Pasted text is split at lines that look like headings."""

from __future__ import annotations

import pytest

from workbench.kit.documents.word import BlockKind, read_pasted
from workbench.kit.values.errors import Refused

PASTED = """1 Missie en visie
1.1 Missie
Wij willen dat ouderen langer thuis wonen.
Dat doen wij samen.

Speerpunten

- vallen voorkomen
• geldzorgen
1. eerst bellen
2. dan langsgaan

Wie\tWat
An\tbelt
"""


def test_numbered_lines_and_short_lines_alone_are_headings() -> None:
    headings = [(block.text, block.level) for block in read_pasted(PASTED) if block.kind is BlockKind.HEADING]
    assert headings == [("1 Missie en visie", 1), ("1.1 Missie", 2), ("Speerpunten", 1)]


def test_lines_with_a_mark_are_items_and_lines_with_tabs_a_table() -> None:
    blocks = read_pasted(PASTED)
    assert [block.text for block in blocks if block.kind is BlockKind.ITEM] == ["vallen voorkomen", "geldzorgen"]
    assert blocks[-1].rows == (("Wie", "Wat"), ("An", "belt"))


def test_a_numbered_list_is_no_row_of_headings() -> None:
    assert [block.kind for block in read_pasted("1. eerst bellen\n2. dan langsgaan")] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize("text", ["Er wonen 15.000 mensen in de wijk.", "Wij werken samen aan:", "2025 was een jaar"])
def test_a_sentence_is_no_heading(text: str) -> None:
    assert [block.kind for block in read_pasted(f"{text}\nMeer tekst.")] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\x00"])
def test_nothing_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match="no text here"):
        read_pasted(text)
