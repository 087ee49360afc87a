"""Files that say they are Word and are something else, or are made to break who reads them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from tests.kit.documents.word_files import HEAD, NAMES, p, parts, table, tc, with_flag, word_file, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DTD = f'{HEAD}<!DOCTYPE w [<!ENTITY l0 "ha">{_LAUGHS}]>'
UTF16 = f"{DTD.replace('UTF-8', 'UTF-16')}<w>&l9;</w>".encode("utf-16")
_ATTRIBUTES = " ".join(f"a{n}=''" for n in range(700_000))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _main(text: str | bytes) -> bytes:
    return zipped(parts("") | {"word/document.xml": text})


def _nested(depth: int) -> str:
    return "<w:sdt>" * depth + "</w:sdt>" * depth


def _chart(body: str) -> str:
    return f'{HEAD}<c:chart xmlns:c="urn:c" xmlns:w="urn:w">{body}</c:chart>'


def _charts(number: int) -> str:
    return p("x") + "".join(p("", inner='<w:r><w:chart w:id="r1"/></w:r>') for _ in range(number))


def _frames(depth: int) -> str:
    body = p("x")
    for _ in range(depth):
        body = table(tc(body))
    return body


def _styled(number: int) -> str:
    kept = "<w:uiPriority/>" * (200_000 // number)
    styles = (f'<w:style w:styleId="s{n}">{kept}<w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(number))
    return f"{HEAD}<w:styles {NAMES}>{''.join(styles)}</w:styles>"


def _notes_in_notes(number: int) -> str:
    notes = (f'<w:footnote w:id="{n}">{p("noot", inner=_note(n + 1))}</w:footnote>' for n in range(number))
    return f"{HEAD}<w:footnotes {NAMES}>{''.join(notes)}</w:footnotes>"


def _note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _many_entries() -> bytes:
    return zipped(parts(p("x")) | {f"word/media/{n}.png": b"" for n in range(5000)})


def _lying_count() -> bytes:
    made = _many_entries()
    place = made.rfind(b"PK\x05\x06")
    return made[: place + 8] + b"\1\0\1\0" + made[place + 12 :]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"P",
    "a text": lambda: b"Wijkplan 2025",
    "rich text": lambda: rb"{\rtf1 Wijkplan}",
    "a web page": lambda: b"<html><body>Wijkplan</body></html>",
    "a PDF with the name of a Word file": lambda: b"%PDF-1.7\n1 0 obj",
    "a PDF behind some white space": lambda: b"\n\n%PDF-1.7\n",
    "an old or encrypted Word file": lambda: OLE,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "a ZIP of something else": lambda: zipped({"lees.txt": "hallo"}),
    "an empty ZIP": lambda: zipped({}),
    "an open document": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "a workbook": lambda: word_file(p("x"), WORKBOOK),
    "a file with macros": lambda: word_file(p("x"), MACROS),
    "a main part that is not there": lambda: zipped({k: v for k, v in parts("").items() if k != "word/document.xml"}),
    "half a file": lambda: word_file(p("x" * 5000))[:700],
    "a file without its end": lambda: word_file(p("x"))[:-22],
    "a damaged part": lambda: word_file(p("x" * 5000)).replace(b"word/document.xml", b"word/dokument.xml", 1),
    "an encrypted entry": lambda: with_flag(word_file(p("x")), 1),
    "two entries of one name": lambda: zipped(parts("") | {"word/documenx.xml": ""}).replace(b"documenx", b"document"),
    "packed in another way": lambda: zipped(parts(p("x")), zipfile.ZIP_LZMA),
    "an entity bomb": lambda: _main(DTD + f"<w>{'&l9;' * 10}</w>"),
    "a document type alone": lambda: _main(f'{HEAD}<!DOCTYPE w SYSTEM "http://elders.example/x"><w/>'),
    "an entity bomb in the styles": lambda: word_file(p("x"), styles=DTD + "<w>&l9;</w>"),
    "an entity bomb in the list of types": lambda: zipped(parts("") | {"[Content_Types].xml": DTD + "<T>&l9;</T>"}),
    "an entity bomb in another alphabet": lambda: _main(
        (DTD.replace("UTF-8", "UTF-16") + "<w>&l9;</w>").encode("utf-16")
    ),
    "broken XML": lambda: _main(f"{HEAD}<w:document"),
    "no XML": lambda: _main(b"\x00\xff\x00"),
    "an unknown alphabet": lambda: _main('<?xml version="1.0" encoding="klingon"?><w/>'),
    "a bomb of spaces": lambda: _main(f"{HEAD}<w>{' ' * 35_000_000}</w>"),
    "a bomb larger than a part": lambda: _main(b"\0" * 130_000_000),
    "a bomb in a picture": lambda: zipped(parts(p("x")) | {"word/media/1.png": b"\0" * 119_000_000}),
    "five thousand entries": _many_entries,
    "five thousand entries, called one": _lying_count,
    "a million elements": lambda: _main(f"{HEAD}<w>{'<p/>' * 1_000_000}</w>"),
    "a hundred thousand levels": lambda: word_file(_nested(100_000)),
    "as many attributes in one tag": lambda: _main(f"{HEAD}<w {_ATTRIBUTES}/>"),
    "a name of megabytes": lambda: _main(f"{HEAD}<{'w' * 5_000_000}/>"),
    "more text than a plan": lambda: word_file("".join(p(f"Alinea {n} " * 60) for n in range(2500))),
    "rows as wide as they go": lambda: word_file(table(*[tc(p("x"), 63)] * 30_000)),
    "a drawing of a thousand words, a thousand times": lambda: word_file(
        _charts(1000), links={"chart": "chart.xml"}, chart=_chart("<w:p><w:t>woord</w:t></w:p>" * 5000)
    ),
    "paragraphs of a drawing within each other": lambda: word_file(
        _charts(1),
        links={"chart": "chart.xml"},
        chart=_chart("<w:p>" * 200 + "<w:t>x</w:t>" * 100_000 + "</w:p>" * 200),
    ),
    "notes that refer to each other": lambda: word_file(
        p("x", inner=_note(0)), links={"footnotes": "footnotes.xml"}, footnotes=_notes_in_notes(500)
    ),
    "no text at all": lambda: word_file(p("") + "<w:p/>"),
    "a file within the file": lambda: word_file(p("x") + '<w:altChunk r:id="r1"/>'),
    "more than 25 MB": lambda: zipped(parts(p("x")) | {"word/a.png": b"\1" * 27_000_000}, zipfile.ZIP_STORED),
    "a ZIP within text": lambda: b"MZ" + word_file(p("x")),
}

# Nothing is wrong with these, but a careless reader would take minutes.
SLOW: dict[str, Callable[[], bytes]] = {
    "tables in tables": lambda: word_file(_frames(22)),
    "a hundred references to one large drawing": lambda: word_file(
        _charts(100), links={"chart": "chart.xml"}, chart=_chart("<w:q/>" * 150_000 + "<w:p><w:t>woord</w:t></w:p>")
    ),
    "styles based on each other": lambda: word_file(p("x", "s0"), styles=_styled(4000)),
    "spaces before a word": lambda: word_file(p("x") + p("y" + " " * 200_000 + "y")),
}
