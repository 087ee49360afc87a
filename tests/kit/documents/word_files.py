"""Word files made part by part, so that a test can make one that no program would write."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
Parts = dict[str, "str | bytes"]


def p(text: str, style: str = "", *, inner: str = "", properties: str = "") -> str:
    """Return a paragraph."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{r(text)}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """Return a table around its rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(inner: str, span: int = 0) -> str:
    """Return a cell."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span else ""
    return f"<w:tc><w:tcPr>{wide}</w:tcPr>{inner}</w:tc>"


def document(body: str) -> str:
    """Return the main part around its body."""
    return f"{HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>"


STYLES = (
    f"{HEAD}<w:styles {NAMES}>"
    '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:styleId="Eigen"><w:name w:val="Onze kop"/><w:basedOn w:val="Kop2"/></w:style>'
    '<w:style w:styleId="Rond"><w:name w:val="Rond"/><w:basedOn w:val="Rond"/></w:style>'
    '<w:style w:styleId="Lijst"><w:name w:val="List Paragraph"/></w:style>'
    '<w:style w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    "</w:styles>"
)


def parts(body: str, kind: str = MAIN_TYPE, links: Mapping[str, str] | None = None, **more: str | bytes) -> Parts:
    """Return the parts of a document; ``links`` are kinds of relation with the names in ``word/`` they lead to."""
    listed = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{of_kind.split("#")[0]}" Target="{target}"/>'
        for place, (of_kind, target) in enumerate({"styles": "styles.xml", **(links or {})}.items())
    )
    made: Parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{listed}</Relationships>',
        "word/styles.xml": STYLES,
    }
    return made | {f"word/{name}.xml": text for name, text in more.items()}


def zipped(made: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, text in made.items():
            archive.writestr(name, text)
    return file.getvalue()


def word_file(body: str, kind: str = MAIN_TYPE, links: Mapping[str, str] | None = None, **more: str | bytes) -> bytes:
    """Return a Word file."""
    return zipped(parts(body, kind, links, **more))


def with_flag(made: bytes, flag: int) -> bytes:
    """Return a ZIP of which the first entry of the table of contents has this flag."""
    place = made.find(b"PK\x01\x02")
    return made[: place + 8] + struct.pack("<H", flag) + made[place + 10 :]
