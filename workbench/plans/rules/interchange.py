"""The interchange file of a plan: written whole, and read back only when every path in it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.plans.content import OrganisationRef, PlanContent, PlanFile, all_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.definitions.schema import Definition, Question

MOST_BYTES = 20_000_000
MOST_TOLD = 20


def written_plan_file(content: PlanContent, *, slug: str, organisation: tuple[str, str]) -> bytes:
    """Return the file of a plan, UTF-8, with the hash of its content; ``organisation`` is (slug, name)."""
    owner = OrganisationRef(slug=organisation[0], name=organisation[1])
    return PlanFile(slug=slug, organisation=owner, content=content, sha256=content.sha256).to_json().encode()


def read_plan_file(
    data: bytes, *, name: str, definitions: Mapping[str, Definition], as_slug: str | None = None
) -> PlanFile:
    """Read a plan file against its template.

    Raises ``Refused`` with file, path and what was expected: for damaged JSON, unknown keys, values of another kind,
    a template that is not there, and a content that was altered after it was written.
    """
    if len(data) > MOST_BYTES:
        raise _refused(name, [("", f"a file of at most {MOST_BYTES // 1_000_000} MB")])
    try:
        found = PlanFile.model_validate_json(data)
        if as_slug is not None:
            found = PlanFile.model_validate(found.model_dump() | {"slug": as_slug})
    except ValidationError as error:
        raise _refused(name, [(_path(entry["loc"]), _expected(entry["msg"])) for entry in error.errors()]) from None
    definition = definitions.get(found.content.definition)
    if definition is None:
        raise _refused(
            name, [("content.definition", f"one of the installed templates: {', '.join(sorted(definitions))}")]
        )
    if problems := list(misfits(found.content, definition)):
        raise _refused(name, problems)
    if found.sha256 is not None and found.sha256 != found.content.sha256:
        raise _refused(
            name,
            [
                (
                    "sha256",
                    "the hash of this content; the file was altered. Remove sha256 to import it as it is",
                )
            ],
        )
    return found


def misfits(content: PlanContent, definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield (path, what was expected) for everything in a content that its template cannot hold."""
    if content.definition_version != definition.version:
        yield "content.definition_version", str(definition.version)
    known_parts = {part.id for part in definition.parts}
    for place, part in enumerate(content.not_applicable):
        if part not in known_parts:
            yield f"content.not_applicable[{place}]", f"a part of {definition.key}"
    for where, cells in (("answers", content.answers), ("unread", content.unread)):
        for key in cells:
            if key not in definition.questions:
                yield f"content.{where}.{key}", f"a question of {definition.key}"
    for key, value in content.answers.items():
        if key in definition.questions and (expected := _not_of_its_kind(definition.questions[key], value)):
            yield f"content.answers.{key}", expected
    yield from _misfits_in_rows(content, definition)


def _misfits_in_rows(content: PlanContent, definition: Definition) -> Iterator[tuple[str, str]]:
    places: dict[str, int] = {}
    for name, row in all_rows(content):
        place = places[name] = places.get(name, -1) + 1
        part = definition.set_parts.get(name)
        if part is None:
            yield f"content.{name}", f"nothing: {definition.key} does not ask this"
            return
        for column in part.columns:
            value = row.cell(column.id)
            if column.kind == "choice" and value is not None and (expected := _not_of_its_kind(column, str(value))):
                yield f"content.{name}[{place}].{column.id}", expected
        for key in (*row.extra, *row.unread):
            if part.column(key) is None:
                yield f"content.{name}[{place}].{key}", f"a column of {name} in {definition.key}"


def _not_of_its_kind(question: Question, value: str | int) -> str | None:
    try:
        question.answer_kind.loaded(value)
    except (ValueError, ArithmeticError):
        return f"an answer of kind {question.kind}"
    if question.kind == "choice" and value not in {option.key for option in question.options}:
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
        ("Field required", "this key"),
        ("Extra inputs are not permitted", "nothing: this key is unknown"),
        ("Invalid JSON: ", "whole JSON, but it breaks off or is damaged: "),
        ("Value error, ", ""),
    ):
        if message.startswith(start):
            return words + message.removeprefix(start) if words.endswith(": ") or not words else words
    return message[:1].lower() + message[1:]
