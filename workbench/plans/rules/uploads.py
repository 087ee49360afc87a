"""Which files may go with a plan, judged by what is in them, not by their names or by what a browser says."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.documents.pdf_check import State, state_of
from workbench.kit.documents.zipped import WORD, Limits, open_zip
from workbench.kit.values.clock import local
from workbench.kit.values.dates import date_long
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.numbers import number
from workbench.kit.values.text import clean_line, storable, without_direction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from workbench.definitions.schema import Part

KILOBYTE = 1024
MEGABYTE = 1024 * 1024
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
}
LONGEST_NAME = 120
MOST_PIXELS = 20_000  # a side
MOST_IN_ALL = 50_000_000  # pixels of a PNG, which few bytes may hold and a reader unpacks
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF_WITHIN = 1024
# Start of frame: the piece of a JPEG that tells its height and width (C4, C8 and CC are other things).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _ALONE = 0xDA, frozenset({0x01, *range(0xD0, 0xD8)})
_UNFIT = re.compile(r'[\\/:*?"<>|]+')
OTHER_KIND = Message("This kind of file cannot be added. Choose a PDF, a Word file (.docx), a PNG or a JPEG.")
BROKEN = Message(
    "This file cannot be read: it is damaged or not complete. Open it, save it again and choose that file."
)
TOO_MANY_PIXELS = Message(
    "This picture has more than %(most)s million pixels. Save it smaller and choose that file.",
    most=MOST_IN_ALL // 1_000_000,
)
NOTHING = Message("Choose a file from your computer.")
# The column of a list of pieces that says whether each is there, and its option for one that is.
STATE, THERE = "state", "included"


class TooLarge(Refused):
    """A file of more bytes than may be sent."""

    def __init__(self, most: int) -> None:
        super().__init__(
            Message("This file is larger than %(most)s MB. Make it smaller, or split it.", most=most // MEGABYTE)
        )


class NoRoom(Refused):
    """A file for which a collaboration has no room left."""

    def __init__(self, quota: int) -> None:
        super().__init__(
            Message(
                "Your collaboration has used its %(quota)s MB for files. Choose a smaller file, or ask your "
                "administrator for more room.",
                quota=quota // MEGABYTE,
            )
        )


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its name with the suffix of what it is, its kind (a key of ``TYPES``) and its bytes."""

    name: str
    kind: str
    data: bytes


def in_words(name: str, size: int, at: datetime) -> str:
    """Return what papers say of a file of ``size`` bytes that was added at a moment; in Dutch, as papers are."""
    return f"{name}, {number(-(-size // KILOBYTE))} kB, toegevoegd op {date_long(local(at).date())}"


def state_beside(part: Part) -> tuple[str, str] | None:
    """Return the column that says whether a piece is there, with its option for one that is; None without these."""
    column = part.column(STATE)
    return (STATE, THERE) if column is not None and THERE in {one.key for one in column.options} else None


def checked(name: str, data: bytes, *, most: int) -> Checked:
    """Return a file that was looked into; raises ``Refused`` with one sentence, ``TooLarge`` above ``most`` bytes."""
    if not data:
        raise Refused(NOTHING if not name else BROKEN)
    if len(data) > most:
        raise TooLarge(most)
    if data.startswith(_PNG):
        kind = "png"
        _check_png(data)
    elif data.startswith(_JPEG):
        kind = "jpg"
        _check_jpeg(data)
    elif b"%PDF-" in data[:_PDF_WITHIN]:
        kind = "pdf"
        _check_pdf(data)
    elif data.startswith(b"PK"):
        kind = "docx"
        open_zip(data, program=WORD, limits=Limits(packed=max(most, 1)))
    else:
        raise Refused(OTHER_KIND)
    return Checked(_named(name, kind), kind, data)


def _named(name: str, kind: str) -> str:
    """Return the last part of a name as it may be stored, with the suffix of the kind that was found."""
    try:
        shown = without_direction(storable(re.split(r"[\\/]", name)[-1]))
        plain = clean_line(shown[: 4 * LONGEST_NAME], 4 * LONGEST_NAME)
    except Refused:
        plain = ""
    stem, dot, suffix = plain.rpartition(".")
    known = suffix.casefold() in {*TYPES, "jpeg"}
    stem = " ".join(_UNFIT.sub(" ", stem if dot and known else plain).split()).strip(" .")[:LONGEST_NAME]
    return f"{stem or 'bestand'}.{kind}"


def _check_pdf(data: bytes) -> None:
    state = state_of(data)
    if state is State.LOCKED:
        raise Refused(Message("This PDF has a password. Save it without one, so that the insurer can open it."))
    if state is State.BUSY:
        raise Refused(Message("The workbench is busy with other files. Wait a moment and send this one again."))
    if state is State.BROKEN:
        raise Refused(BROKEN)


def _check_png(data: bytes) -> None:
    pieces = list(_png_pieces(data))
    if len(pieces) < 3 or pieces[0][0] != b"IHDR" or pieces[-1][0] != b"IEND" or len(pieces[0][1]) != 13:  # noqa: PLR2004 - header, picture, end
        raise Refused(BROKEN)
    width, height = struct.unpack(">II", pieces[0][1][:8])
    _check_size(width, height)
    if width * height > MOST_IN_ALL:
        raise Refused(TOO_MANY_PIXELS)
    if not any(name == b"IDAT" for name, _body in pieces):
        raise Refused(BROKEN)


def _png_pieces(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body, told = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(body) < length or told != struct.pack(">I", zlib.crc32(name + body)):
            raise Refused(BROKEN)
        yield name, body
        at += 12 + length
        if name == b"IEND":
            if at < len(data):  # something else may hide behind the picture
                raise Refused(BROKEN)
            return


def _check_jpeg(data: bytes) -> None:
    at, framed = 2, False
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - every piece begins with it
            break
        code = data[at + 1]
        if code == 0xFF or code in _ALONE:  # noqa: PLR2004 - filling, or a mark without length
            at += 1 if code == 0xFF else 2  # noqa: PLR2004 - see above
            continue
        if code == _SCAN:
            if framed and b"\xff\xd9" in data[at:]:
                return
            break
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        if code in _FRAMES and length >= 7 and at + 9 <= len(data):  # noqa: PLR2004 - precision, height, width
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            _check_size(width, height)
            framed = True
        at += 2 + length
    raise Refused(BROKEN)


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise Refused(BROKEN)
