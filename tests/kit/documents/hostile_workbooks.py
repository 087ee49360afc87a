"""Files that somebody may send for a workbook: hostile, damaged, or of another kind. Each must be refused."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

from tests.kit.documents.workbooks import (
    GOOD,
    HEAD,
    MAIN,
    OFFICE,
    RELATIONS,
    TYPES,
    Parts,
    cell,
    parts,
    row,
    shared,
    sheet,
    workbook,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY e0 "ha">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BODY = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>&x;</v></c></row></sheetData></worksheet>'
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _typed(kind: str) -> str:
    return f'{HEAD}<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'


def _without(name: str) -> bytes:
    return zipped({key: text for key, text in parts().items() if key != name})


def _many_sheets() -> bytes:
    return workbook({f"B{n}": GOOD for n in range(50_000)})


def _with_entries(count: int) -> bytes:
    made: Parts = parts()
    return zipped(made | {f"xl/media/{n}.png": b"" for n in range(count)})


def _encrypted_entry() -> bytes:
    data = bytearray(workbook())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into("<H", data, at + place, 1)
            at = data.find(mark, at + 4)
    return bytes(data)


def _wrong_sum() -> bytes:
    made = zipped(parts(), zipfile.ZIP_STORED)
    return made.replace(b"Naam", b"Maan")


def _lies_about_size() -> bytes:
    data = bytearray(workbook({"Blad1": sheet(row(1, cell("A1", "x" * 3_000_000, "inlineStr")))}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


def _overlapping() -> bytes:
    """Return a file of which hundreds of entries share one packed body."""
    body = zipped({"a": b"\0" * 20_000_000})
    file = io.BytesIO(body)
    with zipfile.ZipFile(file, "a") as archive:
        first = archive.infolist()[0]
        for number in range(900):
            twin = zipfile.ZipInfo(f"b{number}")
            twin.header_offset, twin.compress_size, twin.file_size = 0, first.compress_size, first.file_size
            twin.compress_type, twin.CRC = first.compress_type, first.CRC
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
        archive._didModify = True  # type: ignore[attr-defined]  # noqa: SLF001 - no call writes a table that lies
    return file.getvalue()


def _deep(levels: int) -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{"<a>" * levels}{"</a>" * levels}</worksheet>'


def _long_namespace(inner: str = "<q:c/>") -> str:
    """Return a sheet with a name that expat copies for each element, too small to be seen as packed too well."""
    long = "u" * 240_000
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData xmlns:q="{long}">{inner * 90_000}</sheetData></worksheet>'


def _two_sheets_of_one_part() -> str:
    link = f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"'
    both = f'<Relationship Id="rId1" {link}/><Relationship Id="rId2" {link}/>'
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{both}</Relationships>'


def _linked(target: str, mode: str = "Internal") -> str:
    link = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}" TargetMode="{mode}"/>'
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{link}</Relationships>'


def _one(cells: str, **more: str) -> bytes:
    return workbook({"Blad1": sheet(cells)}, **more)


REFUSED: dict[str, Callable[[], bytes]] = {
    # No workbook at all
    "nothing": lambda: b"",
    "one byte": lambda: b"P",
    "text": lambda: b"Omschrijving;Bedrag\nZaalhuur;1250\n",
    "text with a mark of order": lambda: "\ufeffNaam\tBedrag\n".encode("utf-16"),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "a PDF": lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "a PDF and a workbook in one": lambda: b"%PDF-1.7\n" + workbook(),
    "a web page": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "XML of Excel 2003": lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    ),
    "an old workbook (.xls)": lambda: OLE + b"\0" * 4000,
    "a workbook with a password": lambda: OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000,
    "a ZIP of something else": lambda: zipped({"readme.txt": "hallo"}),
    "an empty ZIP": lambda: zipped({}),
    "an open document (.ods)": lambda: zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
    ),
    "a Word file": lambda: zipped(parts(types=_typed(WORD))),
    "a workbook with macros (.xlsm)": lambda: zipped(parts(types=_typed(MACROS))),
    "random bytes behind PK": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
    # Damaged
    "half a file": lambda: workbook()[:400],
    "a file without its end": lambda: workbook()[:-20],
    "another text under the same sum": _wrong_sum,
    "no content types": lambda: _without("[Content_Types].xml"),
    "no workbook part": lambda: _without("xl/workbook.xml"),
    "no relations": lambda: _without("xl/_rels/workbook.xml.rels"),
    "no sheet part": lambda: _without("xl/worksheets/sheet1.xml"),
    "no sheets": lambda: workbook({}),
    "XML that breaks off": lambda: _one("<row r='1'><c"),
    "XML of another encoding than it says": lambda: workbook({"Blad1": GOOD.replace("UTF-8", "UTF-7")}),
    "an encoding that is none": lambda: workbook({"Blad1": GOOD.replace("UTF-8", "klingon")}),
    "a NUL in the XML": lambda: _one("<row r='1'>\0</row>"),
    "a shared text that is not there": lambda: _one(row(1, cell("A1", "7", "s")), shared=shared("<t>x</t>")),
    "a shared text below zero": lambda: _one(row(1, cell("A1", "-1", "s")), shared=shared("<t>x</t>")),
    "a cell twice": lambda: _one(row(1, cell("A1", "1"), cell("A1", "2"))),
    "a cell without a place": lambda: _one('<row r="1"><c r="1A"><v>1</v></c></row>'),
    "a row number of a thousand digits": lambda: _one(f'<row r="{"9" * 1000}"><c><v>1</v></c></row>'),
    "a row below the first": lambda: _one('<row r="0"><c><v>1</v></c></row>'),
    "a style of a thousand digits": lambda: _one(f'<row r="1"><c r="A1" s="{"9" * 1000}"><v>1</v></c></row>'),
    # Hostile
    "a cell at XFD1048576": lambda: _one(row(1, cell("A1", "1")) + row(1_048_576, cell("XFD1048576", "1"))),
    "a cell at ZZZ9999999": lambda: _one(row(1, cell("ZZZ9999999", "1"))),
    "a million rows": lambda: _one("".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 400_000))),
    "a thousand columns": lambda: _one(f"<row r='1'>{'<c><v>1</v></c>' * 1000}</row>"),
    "an entity bomb": lambda: workbook({"Blad1": BOMB + BODY.replace("&x;", "&e11;")}),
    "an entity bomb in the shared texts": lambda: workbook(shared=BOMB + shared("<t>&e11;</t>")),
    "an entity bomb in the styles": lambda: workbook(styles=BOMB + "<styleSheet>&e11;</styleSheet>"),
    "an entity bomb in the workbook part": lambda: workbook(book=BOMB + "<workbook>&e11;</workbook>"),
    "a file as entity": lambda: workbook({"Blad1": OUTSIDE + BODY}),
    "a document type without entities": lambda: workbook({"Blad1": "<!DOCTYPE worksheet>" + BODY}),
    "a bomb of zeros": lambda: workbook(shared=b"\0" * 200_000_000),
    "a bomb of spaces in many parts": lambda: zipped(parts() | {f"xl/x{n}.xml": b" " * 2_000_000 for n in range(30)}),
    "entries that share one body": _overlapping,
    "a size that is a lie": _lies_about_size,
    "50,000 sheets": _many_sheets,
    "51 sheets": lambda: workbook({f"B{n}": GOOD for n in range(51)}),
    "50,000 entries": lambda: _with_entries(50_000),
    "elements ten thousand deep": lambda: workbook({"Blad1": _deep(10_000)}),
    "a million elements": lambda: _one("<row/>" * 1_000_000),
    "a tag of a million attributes": lambda: _one("<row " + " ".join(f"a{n}='1'" for n in range(500_000)) + "/>"),
    "a long namespace in every element": lambda: workbook({"Blad1": _long_namespace()}),
    "a long namespace in every attribute": lambda: workbook({"Blad1": _long_namespace("<c q:a=''/>")}),
    "50,000 sheets of one part": lambda: workbook(
        book=f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'{"".join(f"""<sheet name="B{n}" r:id="rId1"/>""" for n in range(50_000))}</sheets></workbook>'
    ),
    "a text of ten million letters": lambda: _one(row(1, cell("A1", "x" * 10_000_000, "inlineStr"))),
    "many texts": lambda: workbook(shared=shared(*("<t>abc</t>" for _ in range(300_000)))),
    "a locked entry": _encrypted_entry,
    "a name twice": lambda: zipped(parts(), twice="xl/workbook.xml"),
    "another way of packing": lambda: zipped(parts(), zipfile.ZIP_BZIP2),
    "a sheet from elsewhere": lambda: workbook(rels=_linked("file:///etc/passwd", "External")),
    "a sheet outside the file": lambda: workbook(rels=_linked("../../../etc/passwd")),
    "one part as two sheets": lambda: workbook({"A": GOOD, "B": GOOD}, rels=_two_sheets_of_one_part()),
    "more than fits": lambda: zipped({"x": bytes(6 * 1024 * 1024)}, zipfile.ZIP_STORED),
}
