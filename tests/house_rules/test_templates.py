"""Every template is used, every component is drawn on a page, and a component is one macro with its file's name."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, nodes

from tests.house_rules.project import refuse, templates, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

# The page that shows every component to us proves nothing about use.
STYLE_GUIDE = ("home/style", "style/", "stijl")


@cache
def parsed(text: str) -> nodes.Template:
    """Return the syntax tree of a template."""
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(text)


def referred(text: str) -> set[str]:
    """Return the names of the templates that a template extends, includes or imports."""
    found: set[str] = set()
    tree = parsed(text)
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in tree.find_all(kinds):
        target: nodes.Expr = getattr(node, "template")  # noqa: B009 - find_all forgets which of the kinds it found
        constants = [target] if isinstance(target, nodes.Const) else target.find_all(nodes.Const)
        found |= {constant.value for constant in constants}
    return found


def rendered(text: str, name: str = "<text>") -> set[str]:
    """Return the words in Python that name a template."""
    tree = ast.parse(text, name)
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {word for word in words if isinstance(word, str) and word.endswith((".html", ".txt", ".css", ".svg"))}


def reached(roots: set[str], library: dict[str, str]) -> set[str]:
    """Return the templates that one of the roots needs, themselves included."""
    found: set[str] = set()
    waiting = [name for name in roots if name in library]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [other for other in referred(library[name]) if other in library]
    return found


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


def library() -> dict[str, str]:
    """Return all templates by the name that Jinja knows."""
    return {name.removeprefix("templates/"): text for name, text in templates().items()}


def roots() -> set[str]:
    """Return the templates that Python names."""
    return {word for name, text in texts("workbench/*.py").items() for word in rendered(text, name)}


def test_every_template_is_used() -> None:
    refuse(f"templates/{name}: no page needs it" for name in set(library()) - reached(roots(), library()))


def test_every_component_is_drawn_on_a_page() -> None:
    pages = {name for name in roots() if not name.startswith(("components/", *STYLE_GUIDE))}
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
    used = reached(rendered("render_template('page.html')"), sample)
    assert set(sample) - used == {"components/lost.html"}


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
