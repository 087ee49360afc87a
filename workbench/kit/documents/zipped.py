"""Office files (DOCX, XLSX) opened as the hostile ZIP of XML they may be: refused before anything large is read.

A chain of limits: the bytes, the table of contents, each entry, then each XML part while it is parsed. None needs a
process of its own, because none lets work or memory grow beyond what the limits say.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

MEGABYTE = 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"
_END_SIZE = 22
_MOST_COMMENT = 65_535
_FED = 64 * 1024
_LONG_NAME = 256


@dataclass(frozen=True)
class Program:
    """The program that a file belongs to: its name and suffix, and the content type of its main part."""

    name: str
    suffix: str
    family: str


WORD = Program("Word", ".docx", "wordprocessingml")
EXCEL = Program("Excel", ".xlsx", "spreadsheetml")


@dataclass(frozen=True)
class Limits:
    """What a file may hold: bytes, entries, a ratio of packing, and elements, depth and attributes of its XML.

    ``ratio`` counts only for entries above a megabyte: a small one may be packed very well.
    """

    packed: int = 25 * MEGABYTE
    unpacked: int = 120 * MEGABYTE
    part: int = 40 * MEGABYTE
    entries: int = 3000
    ratio: int = 150
    elements: int = 600_000
    depth: int = 256
    token: int = 256 * 1024


class Sink(Protocol):
    """What receives the XML of a part, names as ``namespace}local``."""

    def start(self, tag: str, attrs: dict[str, str], /) -> object:
        """Begin an element."""

    def end(self, tag: str, /) -> object:
        """End an element."""

    def data(self, text: str, /) -> object:
        """Take text of the element that is open."""


@dataclass(frozen=True)
class Package:
    """An office file whose table of contents was found fair; parts are read one at a time, each within the limits."""

    program: Program
    limits: Limits
    archive: zipfile.ZipFile

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its parts, without a slash in front."""
        return frozenset(self.archive.namelist())

    @cached_property
    def main(self) -> str:
        """The name of the main part; raises ``Refused`` when this is another kind of file, or one with macros."""
        types = self._types()
        for part, kind in types:
            if kind.startswith(f"{_OPEN_XML}{self.program.family}.") and kind.endswith(".main+xml"):
                return part.lstrip("/")
        raise _foreign(self.program, [kind for _, kind in types])

    def read(self, name: str) -> bytes:
        """Return the bytes of a part, at most ``limits.part``; raises ``Refused`` when it is broken or not there."""
        try:
            with self.archive.open(name) as part:
                data = part.read(self.limits.part + 1)
        except (KeyError, OSError, EOFError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile) as broken:
            raise _broken(self.program) from broken
        if len(data) > self.limits.part:
            raise too_large(self.program)
        return data

    def scan(self, name: str, sink: Sink | None = None) -> None:
        """Parse a part of XML into ``sink``, or only to know that it is harmless; raises ``Refused``."""
        _Scan(self.program, self.limits, sink).parse(self.read(name))

    def tree(self, name: str) -> Element:
        """Return a part of XML as elements, tags as ``{namespace}local``; raises ``Refused``."""
        tree = TreeBuilder()
        self.scan(name, _Braced(tree))
        return tree.close()

    def _types(self) -> list[tuple[str, str]]:
        if CONTENT_TYPES not in self.names:
            raise _foreign(self.program, [])
        found = [(one.get("PartName", ""), one.get("ContentType", "")) for one in self.tree(CONTENT_TYPES)]
        if any("macroenabled" in kind.casefold() or "vbaproject" in kind.casefold() for _, kind in found):
            raise Refused(
                Message(
                    "This file holds macros, small programs. Save it in %(program)s as %(suffix)s without macros.",
                    program=self.program.name,
                    suffix=self.program.suffix,
                )
            )
        return found


def open_zip(data: bytes, *, program: Program, limits: Limits = Limits()) -> Package:
    """Return an office file, opened; raise ``Refused`` with one sentence for anything that is none, or not fair."""
    if not data:
        raise Refused(Message("This file is empty. Choose the file again."))
    if len(data) > limits.packed:
        raise Refused(
            Message(
                "This file is larger than %(most)s MB. Make the pictures smaller, or leave them out.",
                most=limits.packed // MEGABYTE,
            )
        )
    _refuse_other_kinds(data, program)
    _refuse_long_contents(data, program, limits)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (OSError, EOFError, ValueError, struct.error, NotImplementedError, zipfile.BadZipFile) as broken:
        raise _broken(program) from broken
    _refuse_unfair_entries(archive.infolist(), program, limits)
    package = Package(program, limits, archive)
    if package.main not in package.names:
        raise _broken(program)
    return package


def _refuse_other_kinds(data: bytes, program: Program) -> None:
    if data.startswith(_OLE):
        raise Refused(
            Message(
                "This file has a password, or comes from an old %(program)s. "
                "Save it in %(program)s as %(suffix)s without a password.",
                program=program.name,
                suffix=program.suffix,
            )
        )
    if b"%PDF-" in data[:1024]:
        raise Refused(
            Message(
                "This is a PDF. Choose the %(program)s file from which it was made.",
                program=program.name,
            )
        )
    if not data.startswith(b"PK"):
        raise _foreign(program, [])


def _refuse_long_contents(data: bytes, program: Program, limits: Limits) -> None:
    """Look at the end record alone: reading a table of contents of a million entries would take the memory itself."""
    place = data.rfind(_END, max(0, len(data) - _END_SIZE - _MOST_COMMENT))
    if place < 0 or place + _END_SIZE > len(data):
        raise _broken(program)
    entries, size = struct.unpack_from("<HI", data, place + 10)
    # The 64-bit form is for files of 4 GB, and would let other numbers count than the ones just read.
    if data[max(0, place - 20) : place].startswith(_END64):
        raise _broken(program)
    if entries > limits.entries or size > limits.entries * 400:
        raise too_large(program)


def _refuse_unfair_entries(entries: Iterable[zipfile.ZipInfo], program: Program, limits: Limits) -> None:
    seen: set[str] = set()
    total = 0
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _PLAIN_METHODS or entry.filename in seen:
            raise _broken(program)
        seen.add(entry.filename)
        total += entry.file_size
        packed_too_well = entry.file_size > MEGABYTE and entry.file_size > limits.ratio * entry.compress_size
        if packed_too_well or total > limits.unpacked or len(seen) > limits.entries:
            raise too_large(program)


class _Scan:
    """One pass of expat: no document type, no entities, a limit on elements, depth and the length of one tag."""

    def __init__(self, program: Program, limits: Limits, sink: Sink | None) -> None:
        self.program, self.limits, self.sink = program, limits, sink
        self.depth = self.elements = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        if sink is not None:
            self.parser.CharacterDataHandler = sink.data

    def parse(self, data: bytes) -> None:
        try:
            for begin in range(0, len(data), _FED):
                self.parser.Parse(data[begin : begin + _FED], False)
                # What expat has not come through yet is one tag, of which it would keep everything.
                if begin + _FED - self.parser.CurrentByteIndex > self.limits.token + _FED:
                    raise too_large(self.program)
            self.parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as broken:
            if isinstance(broken, Refused):
                raise
            raise _broken(self.program) from broken

    def _doctype(self, *_: object) -> None:
        raise _broken(self.program)

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        self.depth += 1
        # A long namespace is copied into every name below it: 2 kB of file could keep us busy for half a minute.
        self.elements += 1 + len(attrs) + (len(tag) + sum(map(len, attrs))) // _LONG_NAME
        if self.elements > self.limits.elements or self.depth > self.limits.depth:
            raise too_large(self.program)
        if self.sink is not None:
            self.sink.start(tag, attrs)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.sink is not None:
            self.sink.end(tag)


class _Braced:
    """Builds elements with the names that ElementTree knows: ``{namespace}local``."""

    def __init__(self, tree: TreeBuilder) -> None:
        self.tree = tree
        self.data = tree.data

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.tree.start(_braced(tag), {_braced(name): value for name, value in attrs.items()})

    def end(self, tag: str) -> None:
        self.tree.end(_braced(tag))


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name


def _foreign(program: Program, kinds: Iterable[str]) -> Refused:
    kinds = list(kinds)
    for other in (WORD, EXCEL):
        if other != program and any(f".{other.family}." in kind for kind in kinds):
            return Refused(
                Message(
                    "This is a file of %(other)s. Choose a file of %(program)s (%(suffix)s).",
                    other=other.name,
                    program=program.name,
                    suffix=program.suffix,
                )
            )
    return Refused(
        Message(
            "This is no %(program)s file. Choose a file whose name ends in %(suffix)s.",
            program=program.name,
            suffix=program.suffix,
        )
    )


def _broken(program: Program) -> Refused:
    return Refused(
        Message(
            "This file cannot be read. Open it in %(program)s, save it again as %(suffix)s and choose that file.",
            program=program.name,
            suffix=program.suffix,
        )
    )


def too_large(program: Program) -> Refused:
    """Return the refusal of a file that asks for more work or memory than its limits allow."""
    return Refused(
        Message(
            "This file unpacks to more than can be read. Save a copy in %(program)s with only what is needed.",
            program=program.name,
        )
    )
