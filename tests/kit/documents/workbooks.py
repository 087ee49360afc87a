"""Workbooks made part by part, so that a test can make one that no program would write."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
Parts = dict[str, "str | bytes"]


def cell(address: str, value: str, kind: str = "n", style: int = 0) -> str:
    """Return a cell as it is stored."""
    inner = f"<is><t>{escape(value)}</t></is>" if kind == "inlineStr" else f"<v>{escape(value)}</v>"
    return f'<c r="{address}" t="{kind}" s="{style}">{inner}</c>'


def sheet(rows: str, head: str = "") -> str:
    """Return a sheet around its rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'


def row(number: int, *cells: str) -> str:
    """Return a row."""
    return f'<row r="{number}">{"".join(cells)}</row>'


GOOD = sheet(row(1, cell("A1", "Naam", "inlineStr"), cell("B1", "12.5")))


FILES = {
    "book": "xl/workbook.xml",
    "rels": "xl/_rels/workbook.xml.rels",
    "types": "[Content_Types].xml",
    "styles": "xl/styles.xml",
    "shared": "xl/sharedStrings.xml",
}


def parts(sheets: Mapping[str, str] | None = None, **more: str | bytes) -> Parts:
    """Return the parts of a workbook with these sheets; ``more`` adds or replaces parts by their word in ``FILES``."""
    named = sheets if sheets is not None else {"Blad1": GOOD}
    book = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(named, start=1)
    )
    made: Parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK_TYPE}"/></Types>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{book}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(len(named), more),
    }
    made |= {f"xl/worksheets/sheet{place}.xml": text for place, text in enumerate(named.values(), start=1)}
    return made | {FILES[word]: text for word, text in more.items()}


def _relations(count: int, more: Mapping[str, object]) -> str:
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, count + 1)
    )
    for word, file in (("styles", "styles"), ("shared", "sharedStrings")):
        if word in more:
            links += f'<Relationship Id="{word}" Type="{OFFICE}/{file}" Target="{file}.xml"/>'
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def zipped(made: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED, twice: str = "") -> bytes:
    """Return parts as the bytes of a file; the part ``twice`` stands in it a second time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name in (*made, *([twice] if twice else [])):
            archive.writestr(zipfile.ZipInfo(name), made[name], method)
    return file.getvalue()


def workbook(sheets: Mapping[str, str] | None = None, **more: str | bytes) -> bytes:
    """Return the bytes of a workbook."""
    return zipped(parts(sheets, **more))


def styles(*formats: str) -> str:
    """Return a stylesheet in which style n has the nth format."""
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(formats))
    cells = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>'


def shared(*texts: str) -> str:
    """Return a table of shared texts, given as the XML inside each."""
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'
