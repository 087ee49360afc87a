"""Small files of every kind that may go with a plan, and some that may not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    """Return a PDF of blank pages."""
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def pdf_bomb(megabytes: int = 1024) -> bytes:
    """Return a PDF of a few kilobytes whose table of objects unpacks, twice, to this many zeros."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packer.flush()
    table = zlib.compress(once, 9)
    head = f"<</Type/XRef/Size 3/Root 1 0 R/W[1 2 1]/Filter[/FlateDecode/FlateDecode]/Length {len(table)}>>"
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 3 0 R>>endobj\n"
    stream = b"2 0 obj" + head.encode() + b"stream\n" + table + b"\nendstream endobj\n"
    return body + stream + f"startxref\n{len(body)}\n%%EOF\n".encode()


def docx(kind: str = WORD) -> bytes:
    """Return a Word file of one empty document; ``kind`` is the content type of its main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        overrides = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        file.writestr("[Content_Types].xml", f'<?xml version="1.0"?><Types xmlns="{TYPES}">{overrides}</Types>')
        file.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def png(width: int = 1, height: int = 1) -> bytes:
    """Return a PNG that tells this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pieces = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in pieces
    )


def jpeg(width: int = 1, height: int = 1) -> bytes:
    """Return what a JPEG of this size has to hold, without a picture that can be seen."""
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC0, 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\xd9"
