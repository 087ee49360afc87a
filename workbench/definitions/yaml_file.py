"""Reads YAML with the file and line of everything in it; refuses what no template needs.

A file becomes a tree of nodes that carry their marks. Trees of several files can be joined (`inheritance`), and each
piece still knows where it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.definitions.frozen import Location

MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Mistake:
    """One mistake in a template: where it stands and what was expected."""

    file: str
    line: int
    path: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path or 'template'}: {self.expected}"


class TemplateError(WorkbenchError):
    """A template cannot be used; ``mistakes`` says why, in the order of the file."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(Message("%(problems)s", problems="\n".join(str(mistake) for mistake in mistakes)))
        self.mistakes = mistakes


def read_tree(file: Path) -> yaml.MappingNode:
    """Return the tree of a file; raises ``TemplateError`` for what is no YAML, too large, or oddly written."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise TemplateError([Mistake(file.name, 1, "", f"the file cannot be read ({error.strerror})")]) from None
    if len(source) > MOST_BYTES:
        raise TemplateError([Mistake(file.name, 1, "", f"the file is larger than {MOST_BYTES} bytes")])
    try:
        loader = _Loader(source.decode())
        loader.name = file.name
        tree = loader.get_single_node()
        _refuse_odd_keys(tree)
        values_of(tree)
    except UnicodeDecodeError:
        raise TemplateError([Mistake(file.name, 1, "", "the file is not UTF-8 text")]) from None
    except RecursionError:
        raise TemplateError([Mistake(file.name, 1, "", "the values are nested too deeply")]) from None
    except yaml.YAMLError as error:
        raise TemplateError([_mistake(file.name, error)]) from None
    if not isinstance(tree, yaml.MappingNode):
        raise TemplateError([Mistake(file.name, 1, "", "Input should be a valid dictionary")])
    return tree


def values_of(tree: yaml.Node | None) -> object:
    """Return the plain values of a tree; raises ``YAMLError`` for a value that is none."""
    return _Loader("").construct_document(tree) if tree else None


def line_of(tree: yaml.Node, location: Location) -> tuple[str, int]:
    """Return file and line of the deepest piece on the way to a location."""
    node: yaml.Node | None = tree
    mark = tree.start_mark
    for step in location:
        if isinstance(node, yaml.MappingNode):
            found = entry(node, str(step))
            if found is None:
                break
            mark, node = found[0].start_mark, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark if node else mark
        else:
            break
    return str(mark.name), mark.line + 1


def entry(node: yaml.MappingNode, key: str) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    """Return a key of a mapping with its value."""
    return next(((name, value) for name, value in node.value if name.value == key), None)


def path_of(location: Location) -> str:
    """Return a location as people write it: ``chapters[0].title``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")


class _Loader(yaml.SafeLoader):
    """The safe loader; a scalar that looks like a date or number but is none keeps its line."""

    name: str

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node. Aliases of aliases grow a file of 1 kB to gigabytes; no template needs them."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # untyped in its stubs
            raise yaml.composer.ComposerError(None, None, "aliases (*name) are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        """Return the value of a node."""
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


def _refuse_odd_keys(tree: yaml.Node | None) -> None:
    for mapping in _mappings(tree):
        seen: set[str] = set()
        for key, _value in mapping.value:
            file, line = key.start_mark.name, key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise TemplateError([Mistake(file, line, "", "a key is one word, not a list or a mapping")])
            if key.value in seen:
                raise TemplateError([Mistake(file, line, key.value, "this key stands twice")])
            seen.add(key.value)


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _key, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _mistake(name: str, error: Exception) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    sentence = problem if isinstance(error, yaml.composer.ComposerError) and "alias" in problem else None
    return Mistake(name, mark.line + 1 if mark else 1, "", sentence or f"this is not YAML: {problem}")
