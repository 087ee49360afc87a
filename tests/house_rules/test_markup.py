"""Templates keep to the Content-Security-Policy and to escaping: nothing inline, nothing marked safe, all quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.house_rules.project import fits, refuse, templates, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where text may pass unescaped, and why.
SAFE: dict[str, str] = {}
# Papers become PDF without a browser: no policy stands between them and their style sheet.
PAPERS = ("templates/papers/*",)
# An e-mail has no style sheet of ours to point to.
EMAILS = ("templates/emails/*",)

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
INLINE = {
    "a style attribute": re.compile(r"<[a-zA-Z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^<>]*\ssrc\s*=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[a-zA-Z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "hx-on (needs eval)": re.compile(r"\shx-on[:=]", re.IGNORECASE),
}
UNSAFE = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false", re.IGNORECASE)
UNQUOTED = re.compile(r"\s[\w:.-]+=(?![\"'])[^\s>]*")


def _blanked(text: str) -> str:
    """Return the HTML that stays when Jinja is taken out; lines keep their numbers."""
    kept = JINJA.sub(lambda found: "\n" * found[0].count("\n"), text)
    return PRINTED.sub(lambda found: "X" + "\n" * found[0].count("\n"), kept)


def _told(name: str, text: str, start: int, what: str) -> str:
    return f"{name}:{text.count(chr(10), 0, start) + 1}: {what}"


def inline(name: str, text: str) -> Iterator[str]:
    """Tell where a template holds style or script of its own."""
    html = _blanked(text)
    for what, pattern in INLINE.items():
        if not (what.startswith("a style") and fits(name, PAPERS + EMAILS)):
            yield from (_told(name, html, found.start(), what) for found in pattern.finditer(html))


def unsafe(name: str, text: str) -> Iterator[str]:
    """Tell where a template lets text pass unescaped without standing on the list."""
    if name not in SAFE:
        for found in UNSAFE.finditer(text):
            yield _told(name, text, found.start(), f"{found[0]}: text passes unescaped")


def unquoted(name: str, text: str) -> Iterator[str]:
    """Tell which attributes have no quotes."""
    html = _blanked(text)
    for tag in TAG.finditer(html):
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", "''", tag[0])
        yield from (
            _told(name, html, tag.start(), f"{found[0].strip()} needs quotes") for found in UNQUOTED.finditer(bare)
        )


def test_no_template_holds_style_or_script() -> None:
    refuse(line for name, text in templates().items() for line in inline(name, text))


def test_nothing_passes_unescaped() -> None:
    refuse(line for name, text in templates().items() for line in unsafe(name, text))
    refuse(
        f"{name}: on the list of unescaped templates for nothing"
        for name in SAFE
        if not UNSAFE.search(templates()[name])
    )


def test_every_attribute_is_quoted() -> None:
    refuse(line for name, text in templates().items() for line in unquoted(name, text))


def test_our_script_writes_no_html_and_evaluates_nothing() -> None:
    sinks = re.compile(r"\.(innerHTML|outerHTML)\s*\+?=|insertAdjacentHTML|document\.write|\beval\(|new Function\(")
    scripts = {name: text for name, text in texts("workbench/static/*.js").items() if "/vendor/" not in name}
    refuse(
        _told(name, text, found.start(), found[0]) for name, text in scripts.items() for found in sinks.finditer(text)
    )


def test_inline_style_and_script_are_seen() -> None:
    for bad in (
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>go()</script>",
        '<a class="x" onclick="go()">',
        '<a href="javascript:go()">',
        '<p {% if a %} style="x"{% endif %}>',
    ):
        assert list(inline("templates/a.html", bad)), bad
    good = '<script src="{{ asset("a.js") }}" defer></script><p class="{{ style }}" data-once="1">one = 1</p>'
    assert not list(inline("templates/a.html", good))


def test_text_that_passes_unescaped_is_seen() -> None:
    assert list(unsafe("templates/a.html", "\n{{ text|safe }}")) == ["templates/a.html:2: |safe: text passes unescaped"]
    assert list(unsafe("templates/a.html", "{% autoescape false %}"))
    assert not list(unsafe("templates/a.html", "{{ text }} is |safely| shown"))


def test_an_unquoted_attribute_is_seen() -> None:
    assert list(unquoted("templates/a.html", "<input value={{ value }}>"))
    assert not list(
        unquoted("templates/a.html", '<input value="{{ a if b=="x" }}" required{% if c %} id="{{ d }}"{% endif %}>')
    )
