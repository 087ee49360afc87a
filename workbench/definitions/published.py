"""What was published stays as it is: ``PUBLISHED`` holds the hash of each published version.

A line is ``key@version sha256``. The hash is that of the resolved definition (`Definition.sha256`), so a change in a
base is found too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.definitions.yaml_file import Mistake, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from workbench.definitions.schema import Definition

PUBLISHED = "PUBLISHED"
EARLIER = "earlier"
_LINE = re.compile(r"([a-z0-9][a-z0-9-]{2,59}@[1-9][0-9]*) +([0-9a-f]{64})")


def published_in(folder: Path) -> dict[str, tuple[str, int]]:
    """Return hash and line of each published version, by ``key@version``; raises ``TemplateError`` for an odd line."""
    file = folder / PUBLISHED
    if not file.exists():
        return {}
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        read = _LINE.fullmatch(line.strip())
        if read is None or read[1] in found:
            expected = "key@version and its hash, once for each version"
            raise TemplateError([Mistake(PUBLISHED, number, "", expected)])
        found[read[1]] = (read[2], number)
    return found


def mistakes_of_published(folder: Path, files: Mapping[str, Definition]) -> Iterator[Mistake]:
    """Yield what was published and is not there as it was; ``files`` is by the name of the file."""
    listed = published_in(folder)
    status = {definition.versioned: definition.status for definition in files.values()}
    for name, definition in files.items():
        known, line = listed.get(definition.versioned, ("", 0))
        if definition.status == "published":
            yield from _mistakes_of_one(folder / name, definition, known)
            if definition.extends and status.get(definition.extends) == "concept":
                expected = f"a published template extends a published one, and {definition.extends} is a concept"
                yield _at(folder / name, "extends", expected)
        elif name.startswith(f"{EARLIER}/"):
            yield _at(folder / name, "status", "an earlier version is published, or else it is not kept")
        elif known:
            expected = f"{definition.versioned} was published, so it is no concept; raise its version to change it"
            yield Mistake(PUBLISHED, line, "", expected)
    for versioned in sorted(listed.keys() - status.keys()):
        yield Mistake(PUBLISHED, listed[versioned][1], "", f"{versioned} was published; {how_to_keep(versioned)}")


def how_to_keep(versioned: str) -> str:
    """Return how an earlier version stays with the application."""
    key = versioned.split("@", maxsplit=1)[0]
    return (
        f"keep it as {EARLIER}/{versioned}.yaml, unchanged, because plans may follow it "
        f"(git log --follow {key}.yaml finds it)"
    )


def publish(folder: Path, definition: Definition) -> str:
    """Write the line of a definition into ``PUBLISHED`` and return what was done; raises ``TemplateError``."""
    listed = published_in(folder)
    file, known = folder / f"{definition.key}.yaml", listed.get(definition.versioned, ("", 0))[0]
    if definition.status != "published":
        raise TemplateError([_at(file, "status", "published; write that first, then publish")])
    if known == definition.sha256:
        return f"{definition.versioned} is published already, as it stands."
    if known:
        raise TemplateError(list(_mistakes_of_one(file, definition, known)))
    lost = [
        Mistake(PUBLISHED, line, "", f"{one} was published; {how_to_keep(one)}")
        for one, (_sha, line) in listed.items()
        if one.startswith(f"{definition.key}@") and not (folder / EARLIER / f"{one}.yaml").exists()
    ]
    if lost:
        raise TemplateError(lost)
    lines = folder / PUBLISHED
    before = lines.read_text("utf-8") if lines.exists() else ""
    lines.write_text(f"{before.rstrip()}\n{definition.versioned} {definition.sha256}\n".lstrip("\n"), "utf-8")
    raised = definition.version + 1
    return f"{definition.versioned} is published. From now on it stays as it is; a change is version {raised}."


def _mistakes_of_one(file: Path, definition: Definition, known: str) -> Iterator[Mistake]:
    if not known:
        expected = f"a line in {PUBLISHED}: workbench template publish {definition.key}"
        yield _at(file, "status", expected)
    elif known != definition.sha256:
        expected = (
            f"{definition.versioned} ({definition.title}) was published and has changed since. Put it back as it was, "
            f"or raise its version to {definition.version + 1} and keep version {definition.version} "
            f"as {EARLIER}/{definition.versioned}.yaml"
        )
        yield _at(file, "version", expected)


def _at(file: Path, key: str, expected: str) -> Mistake:
    """Return a mistake at the line of a key of the heading."""
    lines = file.read_text("utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, start=1) if text.startswith(f"{key}:")), 1)
    return Mistake(file.name, line, key, expected)
