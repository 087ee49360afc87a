"""What a person sees in Word is read, in order, and nothing else."""

from __future__ import annotations

import pytest

from tests.kit.documents.word_files import W, p, r, table, tc, word_file
from workbench.kit.documents.word import Block, BlockKind, read_word


def typed(body: str) -> list[str]:
    return [block.typed for block in read_word(word_file(body))]


@pytest.mark.parametrize(
    ("style", "level"), [("Titel", 0), ("Kop1", 1), ("Kop2", 2), ("Eigen", 2)], ids=["title", "1", "2", "based on 2"]
)
def test_a_heading_is_known_by_its_style_in_any_language(style: str, level: int) -> None:
    assert read_word(word_file(p("Missie", style))) == (Block(BlockKind.HEADING, "Missie", level),)


def test_a_heading_may_be_marked_on_the_paragraph_alone() -> None:
    body = p("Visie", properties='<w:outlineLvl w:val="2"/>') + p(
        "Tekst", "Kop1", properties='<w:outlineLvl w:val="9"/>'
    )
    assert [block.level for block in read_word(word_file(body))] == [3, 1]


def test_a_style_that_is_based_on_itself_ends() -> None:
    assert typed(p("Gewoon", "Rond")) == ["Gewoon"]


def test_a_list_keeps_its_marks() -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Eerste", properties=numbered) + p("Tweede", "Lijst") + p("Derde", "Lijst", properties=none)
    assert typed(body) == ["- Eerste", "- Tweede", "Derde"]


def test_tracked_deletions_are_left_out_and_insertions_are_in() -> None:
    deleted = "<w:del><w:r><w:delText> oud</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{r(' nieuw')}</w:ins><w:moveTo>{r(' hierheen')}</w:moveTo><w:moveFrom>{r(' weg')}</w:moveFrom>"
    assert typed(p("Onze", inner=deleted + inserted)) == ["Onze nieuw hierheen"]


def test_hidden_text_and_commands_of_fields_are_left_out() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    shown = r("!", '<w:vanish w:val="0"/>')
    assert typed(p("Pagina ", inner=field + r("geheim", "<w:vanish/>") + shown)) == ["Pagina 12!"]


def test_tabs_line_ends_hyphens_and_ticks_are_kept() -> None:
    inner = '<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:sym w:char="F0FC"/><w:softHyphen/></w:r>'
    assert typed(p("x", inner=inner)) == ["x\ta\nb‑✓"]


def test_a_footnote_stands_after_its_paragraph_once() -> None:
    notes = f'<w:footnotes xmlns:w="{W}">'
    notes += f'<w:footnote w:id="2">{p("Bron: telling 2025.")}</w:footnote></w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p("Er wonen 15.000 mensen.", inner=reference + reference) + p("Daarna.")
    found = word_file(body, links={"footnotes": "footnotes.xml"}, footnotes=notes)
    assert [block.typed for block in read_word(found)] == ["Er wonen 15.000 mensen.", "Bron: telling 2025.", "Daarna."]


def test_a_footnote_of_a_frame_stays() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("Bron: telling.")}</w:footnote></w:footnotes>'
    frame = table(tc(p("In een kader.", inner='<w:r><w:footnoteReference w:id="2"/></w:r>')))
    found = word_file(frame, links={"footnotes": "footnotes.xml"}, footnotes=notes)
    assert [block.typed for block in read_word(found)] == ["In een kader.", "Bron: telling."]


def test_a_text_box_is_read_once_though_it_stands_there_twice() -> None:
    box = f"<w:txbxContent>{p('In het kader')}</w:txbxContent>"
    inner = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert typed(p("Ernaast", inner=inner)) == ["Ernaast", "In het kader"]


def test_a_table_keeps_its_rows_and_the_width_of_its_cells() -> None:
    body = table(tc(p("Wie"), 2) + tc(p("Wat")), tc(p("An")) + tc(p("Bo")) + tc(p("Loopt") + p("hard")))
    assert read_word(word_file(body))[0].rows == (("Wie", "", "Wat"), ("An", "Bo", "Loopt\nhard"))


def test_a_deleted_row_of_a_table_is_left_out() -> None:
    body = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + tc(p("Weg")) + "</w:tr><w:tr>" + tc(p("a")) + tc(p("b"))
    assert read_word(word_file(body + "</w:tr></w:tbl>"))[0].rows == (("a", "b"),)


def test_a_table_of_one_cell_is_a_frame_around_text() -> None:
    assert [block.kind for block in read_word(word_file(table(tc(p("Let op") + p("Kop", "Kop1")))))] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
    ]


def test_a_table_within_a_table_keeps_its_words() -> None:
    inner = table(tc(p("diep")) + tc(p("dieper")))
    assert "diep\tdieper" in read_word(word_file(table(tc(p("a")) + tc(inner))))[0].rows[0][1]


def test_content_controls_and_insertions_around_paragraphs_are_read() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Vak')}</w:sdtContent></w:sdt><w:ins>{p('Erbij')}</w:ins>"
    assert typed(body) == ["Vak", "Erbij"]


def test_margins_of_pages_come_last_each_text_once() -> None:
    header = f'<w:hdr xmlns:w="{W}">{p("Wijkplan 2025")}</w:hdr>'
    body = '<w:p><w:pPr><w:sectPr><w:headerReference r:id="r1"/></w:sectPr></w:pPr></w:p>' + p("Tekst")
    body += '<w:sectPr><w:headerReference r:id="r2"/></w:sectPr>'
    links = {"header#1": "kop1.xml", "header#2": "kop2.xml"}
    found = read_word(word_file(body, links=links, kop1=header, kop2=header))
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.PARAGRAPH, "Tekst"),
        (BlockKind.MARGIN, "Wijkplan 2025"),
    ]


def test_the_contents_are_known_as_contents() -> None:
    assert read_word(word_file(p("1 Missie\t3", "Inhopg1")))[0].kind is BlockKind.CONTENTS


def test_a_paragraph_that_is_bold_throughout_may_be_a_heading_made_by_hand() -> None:
    bold = f"<w:p>{r('Onze ', '<w:b/>')}{r('missie', '<w:b/>')}</w:p><w:p>{r('Half', '<w:b/>')}{r(' vet')}</w:p>"
    assert [block.strong for block in read_word(word_file(bold))] == [True, False]


def test_what_no_plan_can_store_is_left_out_of_the_text() -> None:
    assert typed(p("Zo\x7fnder" + "e" + "\u0301" * 40)) == ["Zonder" + "e" + "\u0301" * 12]
