"""A file is split at its headings, and every word of it is in one piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.kit.documents.word import Block, BlockKind
from workbench.plans.rules.aside import MOST_TEXT
from workbench.plans.rules.from_word import MOST_PIECES, pieces_of
from workbench.plans.rules.from_word.pieces import Sort


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, level)


def text(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words)


def test_a_piece_begins_at_each_heading_and_knows_what_it_stands_under() -> None:
    found = pieces_of([heading("Bestuur"), text("Vijf leden."), heading("Taken", 2), text("Sturen."), text("Kiezen.")])
    assert [(one.above, one.headings, one.text) for one in found] == [
        ((), ("Bestuur",), "Vijf leden."),
        (("Bestuur",), ("Taken",), "Sturen.\n\nKiezen."),
    ]


def test_a_heading_without_text_goes_with_the_piece_below_it() -> None:
    found = pieces_of([heading("Missie en visie"), heading("Missie", 2), text("Langer thuis.")])
    assert [(one.above, one.headings) for one in found] == [((), ("Missie en visie", "Missie"))]


def test_a_heading_without_text_at_the_end_is_a_piece() -> None:
    assert [one.headings for one in pieces_of([text("x"), heading("Bijlagen")])] == [(), ("Bijlagen",)]


def test_a_table_is_a_piece_under_the_heading_above_it() -> None:
    table = Block(BlockKind.TABLE, rows=(("Wie", "Wat"), ("An", "belt")))
    found = pieces_of([heading("Acties"), text("Vooraf."), table, text("Achteraf.")])
    assert [one.sort for one in found] == [Sort.TEXT, Sort.TABLE, Sort.TEXT]
    assert found[1].above == found[2].above == ("Acties",)
    assert found[1].text == "Wie\tWat\nAn\tbelt"


def test_items_of_a_list_stay_together() -> None:
    items = [Block(BlockKind.ITEM, one) for one in ("vallen", "geldzorgen")]
    assert pieces_of([text("Wij kozen:"), *items])[0].text == "Wij kozen:\n\n- vallen\n- geldzorgen"


def test_bold_lines_are_headings_where_word_has_none() -> None:
    bold = Block(BlockKind.PARAGRAPH, "Onze missie", strong=True)
    numbered = Block(BlockKind.PARAGRAPH, "1.2 Werkgebied")
    found = pieces_of([bold, text("Langer thuis."), numbered, text("De wijk.")])
    assert [one.headings for one in found] == [("Onze missie",), ("1.2 Werkgebied",)]
    assert len(pieces_of([heading("Kop"), bold, text("Langer thuis.")])) == 1


def test_a_long_paragraph_that_looks_like_a_heading_is_text() -> None:
    assert pieces_of([heading("woord " * 100)])[0].headings == ()


def test_a_text_longer_than_an_answer_becomes_more_pieces() -> None:
    found = pieces_of([heading("Lang"), text("woord " * 10_000)])
    assert all(len(one.text) <= MOST_TEXT for one in found)
    assert [one.name for one in found] == ["Lang"] * len(found)


def test_a_file_of_a_thousand_headings_becomes_few_enough_pieces() -> None:
    blocks = [block for n in range(1000) for block in (heading(f"Kop{n}", 1 + n % 3), text(f"Tekst{n}"))]
    found = pieces_of(blocks)
    assert len(found) <= MOST_PIECES
    assert all(f"Tekst{n}" in "\n".join(one.words for one in found) for n in range(1000))


BLOCKS = st.lists(
    st.tuples(st.sampled_from(BlockKind), st.integers(0, 4), st.booleans(), st.integers(1, 3)), max_size=30
)


def blocks_of(shapes: list[tuple[BlockKind, int, bool, int]]) -> list[Block]:
    """Return blocks of which every word is another."""
    found = []
    for place, (kind, level, strong, size) in enumerate(shapes):
        words = [f"w{place}x{n}" for n in range(size * 2)]
        if kind is BlockKind.TABLE:
            found.append(Block(kind, rows=(tuple(words[:size]), tuple(words[size:]))))
        else:
            found.append(Block(kind, " ".join(words), level, strong))
    return found


@given(BLOCKS)
def test_every_word_stands_in_one_piece(shapes: list[tuple[BlockKind, int, bool, int]]) -> None:
    blocks = blocks_of(shapes)
    words = " ".join(block.typed for block in blocks).replace("- ", "").split()
    found = " ".join(piece.words for piece in pieces_of(blocks)).replace("- ", "").split()
    assert sorted(words) == sorted(found)
