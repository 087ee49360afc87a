"""The loader names the file, the line and the path of every mistake, and lets nothing odd through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SMALL, changed, mistakes_of, template_file
from workbench.definitions.loader import MOST_BYTES, TemplateError, load_definition, load_folder

if TYPE_CHECKING:
    from pathlib import Path


def line_of(text: str, piece: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if piece in line)


def test_a_small_template_loads(tmp_path: Path) -> None:
    definition = load_definition(template_file(tmp_path))

    assert [part.id for part in definition.parts] == ["mission", "risks"]
    assert definition.questions["mission"].label == "Missie"
    assert definition.set_parts["risks"].columns[1].options[0].label == "Klein"


@pytest.mark.parametrize(
    ("old", "new", "piece", "path", "expected"),
    [
        (
            "kind: text, label: Missie",
            "kind: essay, label: Missie",
            "essay",
            "chapters[0].parts[0].questions[0].kind",
            "Input should be",
        ),
        ("set: risks", "set: gevaren", "gevaren", "chapters[0].parts[1].set", "there is no set gevaren"),
        ("id: risks", "id: mission", "id: mission\n", "chapters[0].parts[1]", "part mission stands twice"),
        (
            "kind: text, label: Missie",
            "kind: line, label: Missie",
            "kind: line",
            "chapters[0].parts[0].questions[0].kind",
            "question mission is of kind text, not line",
        ),
        (
            "kind: text, label: Risico",
            "kind: line, label: Risico",
            "kind: line",
            "chapters[0].parts[1].columns[0].kind",
            "column name is of kind text, not line",
        ),
        ("id: chance", "id: name", "- id: name", "chapters[0].parts[1].columns[1]", "column name stands twice"),
        ("key: high", "key: low", "Groot", "chapters[0].parts[1].columns[1].options[1]", "option low stands twice"),
        ("key: high", "key: huge", "- id: chance", "chapters[0].parts[1].columns[1]", "has unknown options huge"),
        ("    title: Begin\n", "    tilte: Begin\n", "tilte", "chapters[0].tilte", "Extra inputs are not permitted"),
        ("version: 1", "version: true", "version", "version", "valid integer"),
        ("title: Klein", "title: 2026", "title: 2026", "title", "valid string"),
        ("year: 2026", "year: 1926", "year", "year", "greater than or equal to 2018"),
        ("status: concept", "status: bijna", "status", "status", "'concept' or 'published'"),
    ],
)
def test_a_mistake_names_file_line_and_path(
    tmp_path: Path,
    old: str,
    new: str,
    piece: str,
    path: str,
    expected: str,
) -> None:
    text = changed(old, new)
    at_line = line_of(text, piece) if not piece.endswith("\n") else line_of(SMALL, old)

    found = next(mistake for mistake in mistakes_of(tmp_path, text) if mistake.path == path)

    assert found.line == at_line
    assert expected in found.expected
    assert str(found).startswith(f"klein-2026.yaml:{at_line}: {path}: ")


def test_a_missing_key_is_named_at_the_line_of_its_owner(tmp_path: Path) -> None:
    text = changed("    title: Begin\n", "")

    [mistake] = mistakes_of(tmp_path, text)

    assert (mistake.line, mistake.path) == (line_of(text, "- id: start"), "chapters[0].title")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = changed("version: 1", "version: 0").replace("year: 2026", "year: 20").replace("kind: choice", "kind: pick")

    lines = [mistake.line for mistake in mistakes_of(tmp_path, text)]

    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("key: [open", 1, "this is not YAML"),
        ("key: a\n\tversion: 1", 2, "this is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "found another document"),
        ("a: &x 1\nb: *x\n", 2, "aliases (*name) are not allowed"),
        ("a: 1\nb: 2\na: 3\n", 3, "this key stands twice"),
        ("a: 1\n? [b, c]\n: d\n", 2, "a key is one word"),
        ("a: 1\nb: 2026-13-41\n", 2, "month must be in 1..12"),
        ("a: !!python/object:os.system {}\n", 1, "could not determine a constructor"),
        ("[" * 5000 + "]" * 5000, 1, "nested too deeply"),
        ("a: \x07", 1, "special characters are not allowed"),
        ("", 1, "valid dictionary"),
        ("hallo", 1, "valid dictionary"),
        (SMALL.encode("utf-16"), 1, "the file is not UTF-8 text"),
        (SMALL.replace("Klein", "Één").encode("latin-1"), 1, "the file is not UTF-8 text"),
        (b"# " + b"a" * MOST_BYTES, 1, f"the file is larger than {MOST_BYTES} bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_a_file_that_is_no_template_is_refused_with_a_sentence(
    tmp_path: Path,
    text: str | bytes,
    line: int,
    sentence: str,
) -> None:
    mistake = mistakes_of(tmp_path, text)[0]

    assert sentence in mistake.expected
    assert (mistake.file, mistake.line) == ("klein-2026.yaml", line)


def test_aliases_that_would_grow_are_refused_before_they_are_built(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )

    assert "aliases" in mistakes_of(tmp_path, bomb)[0].expected


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"weg\.yaml:1: template: the file cannot be read"):
        load_definition(tmp_path / "weg.yaml")


def test_a_folder_gives_its_templates_by_key(tmp_path: Path) -> None:
    template_file(tmp_path)
    template_file(tmp_path, changed("klein-2026", "ander-2026"), "ander-2026.yaml")

    assert list(load_folder(tmp_path)) == ["ander-2026", "klein-2026"]


def test_a_file_is_named_after_its_key(tmp_path: Path) -> None:
    template_file(tmp_path, name="anders.yaml")

    with pytest.raises(TemplateError, match=r"the file of klein-2026 is called klein-2026\.yaml"):
        load_folder(tmp_path)


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="there is no template in this folder"):
        load_folder(tmp_path)
