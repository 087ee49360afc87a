"""Loads plan templates, one or a whole library; every mistake is named with its file, line and path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from workbench.definitions.frozen import MisplacedError, SeveralError
from workbench.definitions.inheritance import Extension, extended
from workbench.definitions.published import EARLIER, mistakes_of_published
from workbench.definitions.schema import Definition
from workbench.definitions.yaml_file import (
    MOST_BYTES,
    Mistake,
    TemplateError,
    entry,
    line_of,
    path_of,
    read_tree,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import yaml

    from workbench.definitions.frozen import Location

__all__ = [
    "MOST_BYTES",
    "Library",
    "Mistake",
    "TemplateError",
    "load_definition",
    "load_folder",
    "load_library",
]

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Library:
    """The templates of an installation: the newest of each key, and earlier published versions."""

    newest: Mapping[str, Definition]
    versions: Mapping[str, Definition]

    def current(self) -> dict[str, Definition]:
        """Return the newest version of each template, by key: what a new plan can follow."""
        return dict(self.newest)

    def of(self, key: str, version: int) -> Definition | None:
        """Return exactly this version."""
        return self.versions.get(f"{key}@{version}")

    def followed(self, key: str, version: int) -> Definition | None:
        """Return what a plan of this version follows: that version, or what its concept has grown into."""
        newest = self.newest.get(key)
        grown = newest if newest is not None and newest.version > version else None
        return self.of(key, version) or grown


def load_definition(file: Path, also: Path | None = None) -> Definition:
    """Load one template; raise ``TemplateError`` when it cannot be read or does not fit the schema.

    What it extends is looked for in its own folder, then in ``also``.
    """
    return _Reading(also).resolved(file).definition


@lru_cache(maxsize=8)
def load_library(folder: Path) -> Library:
    """Load every template of a folder, and the earlier versions kept in it; a file is named after what it holds.

    Raises ``TemplateError`` for a wrong template, and for a published one that changed. Kept for the life of the
    process: templates change with a release, not while people write.
    """
    reading = _Reading()
    files: dict[str, Definition] = {}
    mistakes: dict[Mistake, None] = {}
    for file in [*sorted(folder.glob("*.yaml")), *sorted((folder / EARLIER).glob("*.yaml"))]:
        name = file.relative_to(folder).as_posix()
        try:
            files[name] = reading.resolved(file).definition
        except TemplateError as error:
            mistakes |= dict.fromkeys(error.mistakes)
            continue
        is_earlier = file.parent != folder
        wanted = files[name].versioned if is_earlier else files[name].key
        if file.stem != wanted:
            mistakes[Mistake(file.name, 1, "key", f"the file of {wanted} is called {wanted}.yaml")] = None
    if not files and not mistakes:
        raise TemplateError([Mistake(str(folder.name), 1, "", "there is no template in this folder")])
    mistakes |= dict.fromkeys(
        _too_new(files) if mistakes else [*_too_new(files), *mistakes_of_published(folder, files)]
    )
    if mistakes:
        raise TemplateError(list(mistakes))
    newest = {one.key: one for name, one in files.items() if "/" not in name}
    return Library(MappingProxyType(newest), MappingProxyType({one.versioned: one for one in files.values()}))


def load_folder(folder: Path) -> dict[str, Definition]:
    """Return the newest templates of a folder by key; raises as `load_library` does."""
    return load_library(folder).current()


@dataclass(frozen=True)
class _Resolved:
    tree: yaml.MappingNode
    definition: Definition


class _Reading:
    """One reading of templates that extend each other; each file is read once."""

    def __init__(self, also: Path | None = None) -> None:
        self.also = also
        self.read = lru_cache(read_tree)
        self.found: dict[Path, _Resolved] = {}

    def resolved(self, file: Path, waiting: tuple[Path, ...] = ()) -> _Resolved:
        """Return a template with everything it extends worked in; ``waiting`` are the files that extend it."""
        if file in self.found:
            return self.found[file]
        tree = self.read(file)
        if entry(tree, "extends") is None:
            made = _Resolved(tree, _validated(Definition, tree))
        else:
            made = self._extended(file, tree, (*waiting, file))
        self.found[file] = made
        return made

    def _extended(self, file: Path, own: yaml.MappingNode, waiting: tuple[Path, ...]) -> _Resolved:
        wanted = _validated(Extension, own).extends
        base_file = self._file_of(wanted, file, own)
        if base_file in waiting:
            circle = " extends ".join(one.name for one in (*waiting[waiting.index(base_file) :], base_file))
            raise _at(own, ("extends",), f"a template does not extend itself: {circle}")
        base = self.resolved(base_file, waiting)
        try:
            tree = extended(base.tree, own)
            return _Resolved(tree, _validated(Definition, tree))
        except MisplacedError as mistake:
            raise _at(own, mistake.location, str(mistake)) from None
        except TemplateError as error:
            told = [one if one.file == file.name else _blamed(base.tree, own, one) for one in error.mistakes]
            raise TemplateError(sorted(dict.fromkeys(told), key=lambda one: one.line)) from None

    def _file_of(self, wanted: str, file: Path, own: yaml.MappingNode) -> Path:
        key, version = wanted.split("@")
        home = file.parent.parent if file.parent.name == EARLIER else file.parent
        other: list[str] = []
        for folder in dict.fromkeys([home, self.also or home]):
            if (folder / EARLIER / f"{wanted}.yaml").exists():
                return folder / EARLIER / f"{wanted}.yaml"
            newest = folder / f"{key}.yaml"
            if newest.exists():
                found = entry(self.read(newest), "version")
                if found is not None and found[1].value == version:
                    return newest
                other.append(f"{key}@{found[1].value if found else '?'}")
        there = f"; there is {', '.join(other)}, and the version is pinned" if other else ""
        raise _at(own, ("extends",), f"the template {wanted} is not there{there}")


def _validated(model: type[Model], tree: yaml.MappingNode) -> Model:
    try:
        return model.model_validate(values_of(tree))
    except ValidationError as error:
        found = [
            Mistake(*line_of(tree, location), path_of(location), expected) for location, expected in _places(error)
        ]
        raise TemplateError(sorted(found, key=lambda mistake: mistake.line)) from None


def _blamed(base: yaml.MappingNode, own: yaml.MappingNode, mistake: Mistake) -> Mistake:
    """Return the mistake at the change it comes from: the first one after which it does not go away."""
    found = entry(own, "changes")
    last = len(found[1].value) if found else 0
    while last and mistake.expected in _expectations(extended(base, own, last - 1)):
        last -= 1
    location: Location = ("changes", last - 1) if last else ("extends",)
    expected = f"{mistake.expected} (after this change, in {mistake.path} of {mistake.file}:{mistake.line})"
    return Mistake(*line_of(own, location), path_of(location), expected)


def _expectations(tree: yaml.MappingNode) -> set[str]:
    try:
        _validated(Definition, tree)
    except TemplateError as error:
        return {mistake.expected for mistake in error.mistakes}
    return set()


def _at(tree: yaml.MappingNode, location: Location, expected: str) -> TemplateError:
    return TemplateError([Mistake(*line_of(tree, location), path_of(location), expected)])


def _too_new(files: Mapping[str, Definition]) -> Iterator[Mistake]:
    """Yield earlier versions that are not earlier than the newest."""
    for name, one in files.items():
        newest = files.get(f"{one.key}.yaml")
        if "/" in name and newest is not None and newest.version <= one.version:
            expected = f"a version before {newest.version}, which {one.key}.yaml holds"
            yield Mistake(name, 1, "version", expected)


def _places(error: ValidationError) -> Iterator[tuple[Location, str]]:
    """Yield where each mistake stands, as deep as is known, and what was expected there."""
    entries = error.errors()
    for one in entries:
        depth = len(one["loc"])
        if any(len(other["loc"]) > depth and other["loc"][:depth] == one["loc"] for other in entries):
            continue  # what is wrong inside a list also makes the list too short: that would only confuse
        cause = one.get("ctx", {}).get("error")
        if isinstance(cause, SeveralError):
            yield from (((*one["loc"], *inner.location), str(inner)) for inner in cause.mistakes)
            continue
        deeper = cause.location if isinstance(cause, MisplacedError) else ()
        yield (*one["loc"], *deeper), one["msg"].removeprefix("Value error, ")
