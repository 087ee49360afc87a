"""Reads plan templates from YAML; every mistake is named with its file, line and path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from workbench.definitions.frozen import MisplacedError, SeveralError
from workbench.definitions.schema import Definition
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 1_000_000
Location = tuple[str | int, ...]


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


def load_definition(file: Path) -> Definition:
    """Load one template; raise ``TemplateError`` when it cannot be read or does not fit the schema."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise TemplateError([Mistake(file.name, 1, "", f"the file cannot be read ({error.strerror})")]) from None
    if len(source) > MOST_BYTES:
        raise TemplateError([Mistake(file.name, 1, "", f"the file is larger than {MOST_BYTES} bytes")])
    try:
        text = source.decode()
        _refuse_aliases(file.name, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        _refuse_odd_keys(file.name, node)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, which names the line of a bad value
    except UnicodeDecodeError:
        raise TemplateError([Mistake(file.name, 1, "", "the file is not UTF-8 text")]) from None
    except RecursionError:
        raise TemplateError([Mistake(file.name, 1, "", "the values are nested too deeply")]) from None
    except yaml.YAMLError as error:
        raise TemplateError([_yaml_mistake(file.name, error)]) from None
    try:
        return Definition.model_validate(data)
    except ValidationError as error:
        found = [
            Mistake(file.name, _line(node, location), _path(location), expected)
            for location, expected in _places(error)
        ]
        raise TemplateError(sorted(found, key=lambda mistake: mistake.line)) from None


@lru_cache(maxsize=8)
def load_folder(folder: Path) -> dict[str, Definition]:
    """Load every ``*.yaml`` of a folder, by key; a file is named after the key it holds.

    Kept for the life of the process: templates change with a release, not while people write.
    """
    found: dict[str, Definition] = {}
    for file in sorted(folder.glob("*.yaml")):
        definition = load_definition(file)
        if definition.key != file.stem:
            expected = f"the file of {definition.key} is called {definition.key}.yaml"
            raise TemplateError([Mistake(file.name, 1, "key", expected)])
        found[definition.key] = definition
    if not found:
        raise TemplateError([Mistake(str(folder.name), 1, "", "there is no template in this folder")])
    return found


class _Loader(yaml.SafeLoader):
    """The safe loader; a scalar that looks like a date or number but is none keeps its line."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        """Return the value of a node."""
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


def _refuse_aliases(name: str, text: str) -> None:
    # Aliases of aliases grow a file of 1 kB to gigabytes; no template needs them.
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise TemplateError([Mistake(name, line, "", "aliases (*name) are not allowed")])


def _refuse_odd_keys(name: str, node: yaml.Node | None) -> None:
    for mapping in _mappings(node):
        seen: set[str] = set()
        for key, _value in mapping.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise TemplateError([Mistake(name, line, "", "a key is one word, not a list or a mapping")])
            if key.value in seen:
                raise TemplateError([Mistake(name, line, key.value, "this key stands twice")])
            seen.add(key.value)


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _key, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _places(error: ValidationError) -> Iterator[tuple[Location, str]]:
    """Yield where each mistake stands, as deep as is known, and what was expected there."""
    entries = error.errors()
    for entry in entries:
        depth = len(entry["loc"])
        if any(len(other["loc"]) > depth and other["loc"][:depth] == entry["loc"] for other in entries):
            continue  # what is wrong inside a list also makes the list too short: that would only confuse
        cause = entry.get("ctx", {}).get("error")
        if isinstance(cause, SeveralError):
            yield from (((*entry["loc"], *one.location), str(one)) for one in cause.mistakes)
            continue
        deeper = cause.location if isinstance(cause, MisplacedError) else ()
        yield (*entry["loc"], *deeper), entry["msg"].removeprefix("Value error, ")


def _line(node: yaml.Node | None, location: Location) -> int:
    """Return the line of the deepest node on the way to a location."""
    line = node.start_mark.line + 1 if node else 1
    for step in location:
        if isinstance(node, yaml.MappingNode):
            entry = next(((key, value) for key, value in node.value if key.value == step), None)
            if entry is None:
                break
            line, node = entry[0].start_mark.line + 1, entry[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _path(location: Location) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")


def _yaml_mistake(name: str, error: Exception) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return Mistake(name, mark.line + 1 if mark else 1, "", f"this is not YAML: {problem}")
