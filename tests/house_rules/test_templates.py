"""Every template is used, every component is drawn on a page, and a component is one macro with its file's name."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, nodes

from tests.house_rules.project import fits, refuse, templates, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

PAPERS = "papers/"  # kit.documents has an environment of its own there
EMAILS = "emails/"  # and kit.mail here; Python names a letter without its ending
# The page that shows every component to us proves nothing about use.
STYLE_GUIDE = ("style_guide/",)


@cache
def parsed(text: str) -> nodes.Template:
    """Return the syntax tree of a template."""
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(text)


def referred(text: str) -> set[str]:
    """Return the names of the templates that a template extends, includes or imports; ``*`` for what it works out."""
    found: set[str] = set()
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in parsed(text).find_all(kinds):
        target: nodes.Expr = getattr(node, "template")  # noqa: B009 - find_all forgets which of the kinds it found
        if isinstance(target, nodes.Concat):
            found.add("".join(part.value if isinstance(part, nodes.Const) else "*" for part in target.nodes))
        else:
            constants = [target] if isinstance(target, nodes.Const) else target.find_all(nodes.Const)
            found |= {constant.value for constant in constants}
    return found


def words(text: str, name: str = "<text>") -> set[str]:
    """Return the words that a Python file holds as text: names of templates, and what is put into such names."""
    constants = (node.value for node in ast.walk(ast.parse(text, name)) if isinstance(node, ast.Constant))
    return {constant for constant in constants if isinstance(constant, str)}


def reached(spoken: set[str], library: dict[str, str]) -> set[str]:
    """Return the templates that Python names, and all that these need."""
    found: set[str] = set()
    waiting = [name for name in spoken if name in library]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [other for pattern in referred(library[name]) for other in _matches(pattern, spoken, library)]
    return found


def _matches(pattern: str, spoken: set[str], library: dict[str, str]) -> list[str]:
    """Return the templates of that name; where a part is worked out, Python must know the word that stands there."""
    before, star, after = pattern.partition("*")
    if not star:
        return [pattern] if pattern in library else []
    return [
        name for name in library if fits(name, [pattern]) and name.removeprefix(before).removesuffix(after) in spoken
    ]


def idle_imports(name: str, text: str) -> Iterator[str]:
    """Tell which macros a template imports and never calls."""
    used = {node.name for node in parsed(text).find_all(nodes.Name) if node.ctx == "load"}
    for node in parsed(text).find_all(nodes.FromImport):
        for item in node.names:
            local = item[1] if isinstance(item, tuple) else item
            if local not in used:
                yield f"templates/{name}:{node.lineno}: {local} is imported and not used"


def odd_components(name: str, text: str) -> Iterator[str]:
    """Tell that a component is not exactly one macro with the name of its file."""
    macros = [node.name for node in parsed(text).find_all(nodes.Macro)]
    if macros != [name.removeprefix("components/").removesuffix(".html")]:
        yield f"templates/{name}: one macro with the file's name, found {macros}"


def library(folder: str = "") -> dict[str, str]:
    """Return the templates of the pages, or those below a folder with an environment of its own, by Jinja's name."""
    start = f"templates/{folder}"
    found = {name.removeprefix(start): text for name, text in templates().items() if name.startswith(start)}
    return {name: text for name, text in found.items() if folder or not name.startswith((PAPERS, EMAILS))}


@cache
def spoken() -> frozenset[str]:
    """Return all words of the application's Python."""
    return frozenset(word for name, text in texts("workbench/*.py").items() for word in words(text, name))


@pytest.mark.parametrize("folder", ["", PAPERS])
def test_every_template_is_used(folder: str) -> None:
    unused = set(library(folder)) - reached(set(spoken()), library(folder))
    refuse(f"templates/{folder}{name}: nothing needs it" for name in unused)


def test_every_letter_is_written() -> None:
    letters = library(EMAILS)
    unused = set(letters) - reached({f"{word}.txt" for word in spoken()} | set(spoken()), letters)
    refuse(f"templates/{EMAILS}{name}: nothing writes it" for name in unused)


def test_every_component_is_drawn_on_a_page() -> None:
    pages = {word for word in spoken() if not word.startswith(("components/", *STYLE_GUIDE))}
    components = {name for name in library() if name.startswith("components/")}
    refuse(f"templates/{name}: on no page but the style guide" for name in components - reached(pages, library()))


def test_a_component_is_one_macro_with_the_name_of_its_file() -> None:
    for name, text in library().items():
        if name.startswith("components/"):
            refuse(odd_components(name, text))


def test_no_template_imports_what_it_does_not_use() -> None:
    refuse(line for name, text in library().items() for line in idle_imports(name, text))


def test_an_unused_template_is_seen() -> None:
    sample = {"page.html": "{% extends 'base.html' %}", "base.html": "", "components/lost.html": ""}
    used = reached(words("render_template('page.html')"), sample)
    assert set(sample) - used == {"components/lost.html"}


def test_a_template_whose_name_is_worked_out_is_used_when_python_knows_the_word() -> None:
    sample = {"page.html": "{% include 'parts/' ~ kind ~ '.html' %}", "parts/table.html": "", "parts/lost.html": ""}
    assert reached(words("page, kind = 'page.html', 'table'"), sample) == {"page.html", "parts/table.html"}


def test_a_template_behind_a_condition_counts_as_used() -> None:
    assert referred("{% extends 'a.html' if plain else 'b.html' %}{% include ['c.html'] %}") == {
        "a.html",
        "b.html",
        "c.html",
    }


def test_an_idle_import_and_an_odd_component_are_seen() -> None:
    assert list(idle_imports("a.html", "{% from 'components/tag.html' import tag %}"))
    assert not list(idle_imports("a.html", "{% from 'components/tag.html' import tag %}{{ tag('x') }}"))
    assert list(odd_components("components/tag.html", "{% macro label() %}{% endmacro %}"))
    assert not list(odd_components("components/tag.html", "{% macro tag() %}{% endmacro %}"))
