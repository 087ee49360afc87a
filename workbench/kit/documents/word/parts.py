"""The parts of a Word file besides its text: what refers to what, and which styles make a heading or a list."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.kit.documents.zipped import too_large

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from workbench.kit.documents.zipped import Package

TITLE_LEVEL = 0
MOST_ELEMENTS = 1_200_000  # of all parts that are read: they are kept
_HEADING_NAME = re.compile(r"(?:heading|kop) ?([1-9])")
_CONTENTS_NAME = re.compile(r"(?:toc|inhopg|index) ?[1-9]")
_RUNNING_TEXT = 9  # the outline level by which Word says that a paragraph is no heading


@dataclass(frozen=True)
class Style:
    """What a paragraph style says: its heading level (0 is the title), whether it makes list items or contents."""

    level: int | None = None
    is_list: bool = False
    is_contents: bool = False
    is_bold: bool = False


class Parts:
    """The parts that the text refers to, each read when it is asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main
        self._trees: dict[str, Element] = {}
        self._elements = 0

    def tree(self, name: str) -> Element:
        """Return a part as elements, parsed once however often it is referred to; raises ``Refused``."""
        if name not in self._trees:
            self._trees[name] = self.package.tree(name)
            self._elements += sum(1 for _ in self._trees[name].iter())
            if self._elements > MOST_ELEMENTS:
                raise too_large(self.package.program)
        return self._trees[name]

    def of_kind(self, kind: str) -> list[str]:
        """Return the parts that stand in this relation to the main text: ``footnotes``, ``styles``, ..."""
        return [target for of_kind, target in self._relations.values() if of_kind == kind]

    def named(self, relation: str) -> str | None:
        """Return the part behind the id of a relation; never an address outside the file."""
        found = self._relations.get(relation)
        return found[1] if found else None

    @cached_property
    def styles(self) -> Mapping[str, Style]:
        """The paragraph styles by their id."""
        trees = [self.tree(target) for target in self.of_kind("styles")[:1]]
        written = {value(one, "styleId"): one for tree in trees for one in tree if local(one) == "style"}
        found: dict[str, Style] = {}
        for style_id in written:
            _resolve(style_id, written, found)
        return found

    def notes(self, kind: str) -> dict[str, Element]:
        """Return the ``footnotes`` or ``endnotes`` by their id."""
        found = [self.tree(target) for target in self.of_kind(kind)[:1]]
        return {value(note, "id"): note for tree in found for note in tree}

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(self.main)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.package.names:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for one in self.tree(listed):
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            if one.get("TargetMode") != "External" and target in self.package.names:
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return found


def local(element: Element) -> str:
    """Return the name of an element without its namespace: strict and older files have others than usual ones."""
    return element.tag.rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute by its name without namespace, empty when there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element on a path of names without namespace."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def is_on(element: Element | None) -> bool:
    """Say whether a mark such as bold or hidden is there and not switched off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


def heading_level(properties: Element | None) -> int | None:
    """Return the level of a heading (1 is the highest) that a paragraph or style states itself."""
    stated = value(child(properties, "outlineLvl"))
    return int(stated) + 1 if stated.isdecimal() and int(stated) < _RUNNING_TEXT else None


def _resolve(style_id: str, written: Mapping[str, Element], found: dict[str, Style]) -> None:
    """Put a style in ``found`` with all it is based on; each is read once, also in a ring of styles."""
    chain: dict[str, None] = {}
    while style_id in written and style_id not in found and style_id not in chain:
        chain[style_id] = None
        style_id = value(child(written[style_id], "basedOn"))
    base = found.get(style_id, Style())
    for one in reversed(chain):
        base = found[one] = _style(written[one], base)


def _style(written: Element, base: Style) -> Style:
    """Return a style as it is written over the one it is based on."""
    name = value(child(written, "name")).casefold()
    named = _HEADING_NAME.fullmatch(name)
    level = heading_level(child(written, "pPr"))
    if level is None and named:
        level = int(named[1])
    if level is None and name in {"title", "titel"}:
        level = TITLE_LEVEL
    return Style(
        base.level if level is None else level,
        base.is_list or child(written, "pPr", "numPr") is not None or name.startswith("list "),
        base.is_contents or _CONTENTS_NAME.fullmatch(name) is not None,
        base.is_bold or is_on(child(written, "rPr", "b")),
    )
