"""The interchange file of a plan: written whole, and read back only when every path in it is right."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from pydantic import ValidationError

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.plans.content import SETS, FileRef, OrganisationRef, PlanContent, PlanFile
from workbench.plans.rules.visible import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.kinds import Stored
    from workbench.definitions.loader import Library
    from workbench.definitions.schema import Definition, Question
    from workbench.plans.content import Row

MOST_BYTES = 20_000_000
MOST_TOLD = 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def written_plan_file(
    content: PlanContent, *, slug: str, organisation: tuple[str, str], files: tuple[FileRef, ...] = ()
) -> bytes:
    """Return the file of a plan, UTF-8, with the hash of its content; ``organisation`` is (slug, name)."""
    owner = OrganisationRef(slug=organisation[0], name=organisation[1])
    made = PlanFile(slug=slug, organisation=owner, content=content, sha256=content.sha256, files=files)
    return made.to_json().encode()


def read_plan_file(data: bytes, *, name: str, library: Library, as_slug: str | None = None) -> PlanFile:
    """Read a plan file against its template.

    Raises ``Refused`` with file, path and what was expected: for damaged JSON, unknown keys, values of another kind,
    a template that is not there, and a content that was altered after it was written.
    """
    if len(data) > MOST_BYTES:
        raise _refused(name, [("", f"a file of at most {MOST_BYTES // 1_000_000} MB")])
    found = _shaped(data.removeprefix(BYTE_ORDER_MARK), name, as_slug)
    definition = library.followed(found.content.definition, found.content.definition_version)
    if definition is None:
        raise _refused(name, [_not_installed(found.content, library)])
    if problems := list(misfits(found.content, definition)):
        raise _refused(name, problems)
    if found.sha256 is not None and found.sha256 != found.content.sha256:
        expected = "the hash of this content; the file was altered. Remove sha256 to import it as it is"
        raise _refused(name, [("sha256", expected)])
    return found


def _not_installed(content: PlanContent, library: Library) -> tuple[str, str]:
    versions = sorted(one.version for one in library.versions.values() if one.key == content.definition)
    if versions:
        return "content.definition_version", " or ".join(str(one) for one in versions)
    return "content.definition", f"one of the installed templates: {', '.join(sorted(library.newest))}"


def _shaped(data: bytes, name: str, as_slug: str | None) -> PlanFile:
    """Return the file as a value; raises ``Refused`` for damaged JSON, and for any key or value out of place."""
    try:
        found = PlanFile.model_validate_json(data)
        if as_slug is not None:
            found = PlanFile.model_validate(found.model_dump() | {"slug": as_slug})
        json.loads(data, object_pairs_hook=_keys_once)
    except ValidationError as error:
        raise _refused(name, [(_path(entry["loc"]), _expected(entry["msg"])) for entry in error.errors()]) from None
    except _TwiceError as error:
        raise _refused(name, [(str(error), "this key once; it stands twice")]) from None
    return found


class _TwiceError(ValueError):
    """A key that stands twice in one object: JSON readers take either."""


def _keys_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _TwiceError(next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1))
    return made


def misfits(content: PlanContent, definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield (path, what was expected) for everything in a content that its template cannot hold."""
    if content.definition_version > definition.version:
        yield "content.definition_version", str(definition.version)
    may_be_left_out = {part.id for part in definition.parts if part.optional}
    for place, key in enumerate(content.not_applicable):
        if key not in may_be_left_out:
            yield f"content.not_applicable[{place}]", f"a part of {definition.key} that may be left out, not {key}"
    for where, cells in (("answers", content.answers), ("unread", content.unread)):
        for key in cells:
            if key not in definition.questions:
                yield f"content.{where}.{key}", f"a question of {definition.key}"
    for key, value in content.answers.items():
        if key in definition.questions and (expected := _not_of_its_kind(definition.questions[key], value)):
            yield f"content.answers.{key}", expected
    yield from _misfits_in_rows(content, definition)


def _misfits_in_rows(content: PlanContent, definition: Definition) -> Iterator[tuple[str, str]]:
    for name in SETS:
        rows, part = content.rows(name), definition.set_parts.get(name)
        if part is None:
            if rows and name != "set_aside":
                yield f"content.{name}", f"nothing: {definition.key} does not ask this"
            continue
        if len(rows) > part.max_rows:
            yield f"content.{name}", f"at most {part.max_rows} rows"
        asked = {column.id: column for column in part.columns}
        for place, row in enumerate(rows):
            for key, value in _cells(row):
                path = f"content.{name}[{place}].{key}"
                if key not in asked:
                    yield path, f"nothing: {definition.key} has no column {key} in {name}"
                elif value is not None and (expected := _not_of_its_kind(asked[key], value)):
                    yield path, expected


def _cells(row: Row) -> Iterator[tuple[str, Stored | None]]:
    """Yield every cell in which something stands; a value in its JSON form, None for one that was not read."""
    cells = row.model_dump(mode="json", exclude={"id", "unread", "extra"}, exclude_defaults=True)
    yield from (cells | row.extra).items()
    yield from ((key, None) for key in row.unread)


def _not_of_its_kind(question: Question, value: Stored) -> str | None:
    try:
        question.answer_kind.loaded(value)
    except (ValueError, ArithmeticError):
        return f"an answer of kind {question.kind}"
    if question.options and set(row_ids(value)) - {option.key for option in question.options}:
        return f"one of {', '.join(option.key for option in question.options)}"
    return None


def _refused(name: str, problems: list[tuple[str, str]]) -> Refused:
    shown = [f"{name}: {path or 'file'}: expected {expected}" for path, expected in problems[:MOST_TOLD]]
    if len(problems) > MOST_TOLD:
        shown.append(f"{name}: and {len(problems) - MOST_TOLD} more")
    return Refused(Message("%(problems)s", problems="\n".join(shown)))


def _path(location: tuple[int | str, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")


def _expected(message: str) -> str:
    for start, words in (
        ("Input should be ", ""),
        ("String should match pattern ", "text that fits "),
        ("String should have ", "text of "),
        ("Field required", "this key"),
        ("Extra inputs are not permitted", "nothing: this key is unknown"),
        ("Invalid JSON: ", "whole JSON, but it breaks off or is damaged: "),
        ("Value error, ", ""),
    ):
        if message.startswith(start):
            # A sentence that is whole already says nothing of what pydantic adds to it.
            return words if start.endswith(("required", "permitted")) else words + message.removeprefix(start)
    return message[:1].lower() + message[1:]
