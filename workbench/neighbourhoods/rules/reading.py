"""Reading the cells, columns and rows of official files, with their traps: spaces, unknowns, commas, numbered names."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_BYTES = 200 * 1024 * 1024
CODE = re.compile(r"NL[0-9]{2}|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}")
UNKNOWN = frozenset({"", ".", "x", "X", "-"})
# The web service of the maps says "unknown" with numbers that no figure reaches.
LEAST = Decimal(-99_000)
MOST = Decimal(10) ** 12
_NUMBERED = re.compile(r"_[0-9]+$")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_OLD_PREFIX = re.compile(r"^Wijk [0-9]{2} (?=\S)")


def unpacked(data: bytes) -> str:
    """Return a file as text, whether or not it is packed with gzip; raises ``Refused`` for what is no text."""
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as damage:
            raise Refused(Message("This file is damaged: it cannot be unpacked.")) from damage
    if len(data) > MOST_BYTES:
        raise Refused(Message("This file is larger than the %(most)s MB that can be read.", most=MOST_BYTES >> 20))
    if b"\0" in data[:4096]:
        raise Refused(Message("This is no text. Save a workbook as CSV first."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what Excel writes on Windows


def table(text: str) -> tuple[list[str], Iterator[list[str]]]:
    """Return the names of the columns, without outer spaces, and the rows below them."""
    first = text.split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    return [name.strip() for name in next(rows, [])], rows


def places(header: Sequence[str], known: Mapping[str, object]) -> dict[str, int]:
    """Return where each known column stands; of a name that stands more often, the first.

    StatLine puts a number behind its names that shifts between releases, so the name without it counts too.
    """
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        base = name if name in known else _NUMBERED.sub("", name)
        if base in known:
            found.setdefault(base, place)
    return found


def figure(cell: str, where: str) -> Decimal | None:
    """Return the number in a cell, ``None`` for unknown; raises ``Refused`` naming the place for anything else."""
    text = cell.strip()
    if text in UNKNOWN:
        return None
    try:
        found = Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:  # pragma: no cover - the pattern lets nothing through that is no number
        found = None
    if found is None or found >= MOST:
        raise Refused(Message("%(where)s holds “%(cell)s”, which is no number.", where=where, cell=text[:40]))
    return None if found < LEAST else plain(found)


def plain(value: Decimal) -> Decimal:
    """Return a number in its one form: 57.0 and 57 are the same figure."""
    return Decimal(format(value.normalize() + 0, "f"))


def code(cell: str) -> str:
    """Return the code of an area, empty for anything else; the health monitor calls the country NL01."""
    text = cell.strip()
    if not CODE.fullmatch(text):
        return ""
    return "NL00" if text.startswith("NL") else text


def name(cell: str) -> str:
    """Return the name of an area without the number that old files put before it."""
    return _OLD_PREFIX.sub("", cell.strip())


def decimals(stored: Mapping[str, str]) -> dict[str, Decimal]:
    """Return stored values as exact numbers."""
    return {key: Decimal(value) for key, value in stored.items()}
