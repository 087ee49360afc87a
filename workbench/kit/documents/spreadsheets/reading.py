"""Reading a workbook that anybody may have made: within limits, or refused with one sentence."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets.meaning import date_styles
from workbench.kit.documents.spreadsheets.sinks import DAMAGED, Budget, Look, SharedTexts, SheetCells
from workbench.kit.documents.spreadsheets.values import Workbook
from workbench.kit.documents.zipped import EXCEL, Limits, open_zip
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from workbench.kit.documents.zipped import Package

MEGABYTE = 1024 * 1024
# A workbook of a budget is some tens of kilobytes; these leave room for pictures and other sheets.
MOST_BYTES = 5 * MEGABYTE
PACKED = Limits(packed=MOST_BYTES, unpacked=40 * MEGABYTE, part=24 * MEGABYTE, entries=1000, elements=400_000)
MOST_SHEETS = 50
MOST_ROWS, MOST_COLUMNS = 10_000, 256
MOST_ELEMENTS, MOST_CELLS, MOST_CHARACTERS = 400_000, 100_000, 4_000_000
TRUE = {"1", "true"}


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


def read_workbook(data: bytes) -> Workbook:
    """Return the filled cells of a file; raise ``Refused`` with one sentence for anything else.

    Formulas are not computed: a cell has the value that was last seen in it. Nothing in the file is followed.
    """
    package = open_zip(data, program=EXCEL, limits=PACKED)
    budget = Budget(MOST_ELEMENTS, MOST_CELLS, MOST_CHARACTERS, MOST_ROWS, MOST_COLUMNS)
    parts = _parts_of(package, package.main)
    book = package.tree(package.main)
    listed = list(_listed(book, parts, package))
    if not listed:
        raise Refused(Message("This workbook has no sheets with cells."))
    if len(listed) > MOST_SHEETS:
        raise Refused(
            Message("This workbook has more than %(most)s sheets. Remove those you do not need.", most=MOST_SHEETS)
        )
    look = _look(package, parts, book, budget)
    sheets = []
    for one in listed:
        cells = SheetCells(one.name, look, budget)
        package.scan(one.part, cells)
        sheets.append(cells.sheet(hidden=one.hidden))
    return Workbook(tuple(sheets))


def _parts_of(package: Package, owner: str) -> dict[str, tuple[str, str]]:
    """Return the parts that a part refers to, by id: the last word of their kind, and their name in the file."""
    folder, name = posixpath.split(owner)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.names:
        raise Refused(DAMAGED)
    found: dict[str, tuple[str, str]] = {}
    for one in package.tree(relations):
        if one.get("TargetMode", "").casefold() == "external":
            continue  # another file or a web address: never followed
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
    return found


def _listed(book: Element, parts: dict[str, tuple[str, str]], package: Package) -> Iterator[_Listed]:
    seen: set[str] = set()
    for one in _children(book, "sheets"):
        relation = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
        kind, part = parts.get(relation, ("", ""))
        if kind in {"chartsheet", "dialogsheet"}:
            continue  # no cells in it
        if kind != "worksheet" or part not in package.names or part in seen:
            raise Refused(DAMAGED)
        seen.add(part)
        yield _Listed(one.get("name", ""), one.get("state", "visible") != "visible", part)


def _look(package: Package, parts: dict[str, tuple[str, str]], book: Element, budget: Budget) -> Look:
    names = {kind: part for kind, part in parts.values() if part in package.names}
    shared = SharedTexts(budget)
    if "sharedStrings" in names:
        package.scan(names["sharedStrings"], shared)
    dates = date_styles(package.tree(names["styles"])) if "styles" in names else frozenset()
    settings = next((one for one in book if one.tag.rpartition("}")[2] == "workbookPr"), None)
    since_1904 = settings is not None and settings.get("date1904", "").casefold() in TRUE
    return Look(shared.texts, dates, since_1904)


def _children(book: Element, local: str) -> Sequence[Element]:
    return next((tuple(one) for one in book if one.tag.rpartition("}")[2] == local), ())
