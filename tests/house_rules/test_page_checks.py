"""The client that checks every page sees each fault, and lets a good page pass."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask, Response, jsonify, request
from werkzeug.datastructures import MultiDict

from tests.page_checks import PAGE_CHECKS, in_dutch, parse_errors
from tests.page_forms import form_of
from tests.pages import Pages

GOOD = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Plan</title>
<script src="/a.js" defer></script></head>
<body><a href="#main">Naar de inhoud</a><main id="main"><h1>Plan</h1><h2>Doel</h2>
<form method="post" action="/plan"><input type="hidden" name="csrf_token" value="x">
<label for="a">Naam</label><p id="a-help">Kort.</p><input id="a" name="a" value="1" aria-describedby="a-help">
<fieldset><legend>Soort</legend><label><input type="radio" name="soort" value="wijk" checked> Wijk</label></fieldset>
<table><caption>Regels</caption><thead><tr><th scope="col">Naam</th></tr></thead><tbody><tr><td>x</td></tr></tbody>
</table>
<template><tr><td><input name="b" aria-label="Naam"></td></tr></template>
<svg aria-hidden="true"><path d="M1 1"/></svg><button>Opslaan</button></form></main></body></html>"""

FAULTS = {
    "exactly one h1": ("<h2>Doel</h2>", "<h1>Doel</h1>"),
    "a level is passed over": ("<h2>Doel</h2>", "<h3>Doel</h3>"),
    "no lang": (' lang="nl"', ""),
    "the title is empty": ("<title>Plan</title>", "<title> – Wijkplan</title>"),
    "no viewport": ('<meta name="viewport" content="width=device-width">', ""),
    "no label": ('<label for="a">Naam</label>', ""),
    "no label: <input name=": (' aria-label="Naam"', ""),
    "no words": ("<button>Opslaan</button>", '<button><svg aria-hidden="true"></svg></button>'),
    "a fieldset without legend": ("<legend>Soort</legend>", ""),
    "stands 2 times": ('<p id="a-help">', '<p id="main">Kort.</p><p id="a-help">'),
    "aria-describedby='a-help' points at nothing": ('<p id="a-help">', "<p>"),
    "a link to nothing": ('href="#main"', 'href="#inhoud"'),
    "inline ['style']": ("<h2>", '<h2 style="color:red">'),
    "inline ['onclick']": ("<button>", '<button onclick="go()">'),
    "a script without src": ('<script src="/a.js" defer>', "<script>"),
    "no alt": ("<h2>", '<img src="a.png"><h2>'),
    "neither hidden nor named": ('<svg aria-hidden="true">', "<svg>"),
    "no csrf_token": ('name="csrf_token" value="x"', 'name="csrf_token" value=""'),
    "no button to send": ("<button>Opslaan</button>", ""),
    "in a list stands": ("<h2>", "<ul><p>x</p></ul><h2>"),
    "to press inside something to press": ("<button>Opslaan</button>", '<a href="/b"><button>Opslaan</button></a>'),
    "a table without column headings": (' scope="col"', ""),
    "a table without caption": ("<caption>Regels</caption>", ""),
}


def wrong(html: str) -> str:
    """Return everything the checks say of a page."""
    page = BeautifulSoup(html, "html.parser")
    return "\n".join([*parse_errors(html), *(line for check in PAGE_CHECKS for line in check(page))])


def one_page(html: str) -> Pages:
    """Return a browser on an application that answers every GET with one page, and echoes every POST as JSON."""
    app = Flask(__name__)

    @app.get("/")
    def show() -> str:
        return html

    @app.post("/plan")
    def take() -> Response:
        return jsonify(list(request.form.items(multi=True)))

    @app.get("/weg")
    def away() -> Response:
        return Response(status=302, headers={"Location": "/"})

    return Pages(app)


def test_a_good_page_passes() -> None:
    assert wrong(GOOD) == ""
    assert one_page(GOOD).get("/").heading == "Plan"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str) -> None:
    before, after = FAULTS[fault]
    assert GOOD.count(before) == 1
    assert fault in wrong(GOOD.replace(before, after))


@pytest.mark.parametrize(
    "bad", ["<p><div></div></p>", "<b><i></b></i>", '<p id="a" id="b"></p>', "<h2></h3>", "<td>x</td>"]
)
def test_html_that_breaks_the_standard_is_seen(bad: str) -> None:
    assert "HTML, line" in wrong(GOOD.replace("<h2>", f"{bad}<h2>"))


def test_a_fault_inside_a_template_element_is_seen() -> None:
    assert "HTML, line" in wrong(GOOD.replace("<template><tr><td>", "<template><tr></p><td>"))


def test_english_on_a_dutch_page_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.page_checks._translated", lambda: frozenset({"Save"}))
    english = GOOD.replace("Opslaan", "Save")
    assert list(in_dutch(BeautifulSoup(english, "html.parser"))) == ["in English on a Dutch page: 'Save'"]
    assert not list(in_dutch(BeautifulSoup(english.replace('lang="nl"', 'lang="en"'), "html.parser")))


def test_the_client_refuses_a_faulty_page_a_bare_piece_and_another_status() -> None:
    with pytest.raises(AssertionError, match="exactly one h1"):
        one_page(GOOD.replace("h1", "h2")).get("/")
    with pytest.raises(AssertionError, match="no doctype"):
        one_page("<p>stuk</p>").get("/")
    with pytest.raises(AssertionError, match="200 instead of 404"):
        one_page(GOOD).get("/", status=404)
    assert one_page("<p>stuk</p>").get("/", HX_Request="true").text == "stuk"


def test_a_redirect_is_followed_only_when_asked() -> None:
    pages = one_page(GOOD)
    gone = pages.get("/weg", status=302)
    assert gone.location == "/"
    assert pages.follow(gone).heading == "Plan"


def test_a_form_is_sent_as_a_browser_would() -> None:
    controls = """<textarea name="t" aria-label="t">\na\nb</textarea>
        <select name="s" aria-label="s"><option>1</option><option value="2" selected>twee</option></select>
        <input type="checkbox" name="c" aria-label="c"><input name="off" disabled aria-label="off">
        <button name="do" value="keep">Bewaren</button><button name="do" value="go">Verder</button>"""
    pages = one_page(GOOD.replace("<button>Opslaan</button>", controls))
    form = form_of(pages.get("/"), press="go")
    sent = MultiDict(pages.submit(form, {"b-1": "x"}, a="2", soort=None, status=200).response.get_json())
    assert sent.to_dict() == {"csrf_token": "x", "a": "2", "t": "a\r\nb", "s": "2", "do": "go", "b-1": "x"}
    assert sent.getlist("do") == ["go"]
