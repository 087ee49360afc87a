"""Rendering: fetches nothing, stays within its limits, and survives whatever people typed."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pikepdf
import pytest

from workbench.kit.documents import render as rendering
from workbench.kit.documents.render import TOO_LARGE, TOO_LONG, TOO_MANY, Limits, RenderFailed, render, render_pdf
from workbench.kit.values.marks import prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CSS = '@page { size: A4 } html { font-family: "Wijk Serif" } p { overflow-wrap: anywhere; hyphens: auto }'
SLOW = "<p>woord </p>" * 40_000


def page_of(body: str) -> str:
    return f'<!doctype html><html lang="nl"><head><title>Proef</title></head><body>{body}</body></html>'


def process_id() -> int | None:
    running = rendering._engine._process  # noqa: SLF001 - no page and no caller needs to know
    return running.pid if running else None


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Hears(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_words: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Hears)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    html = page_of("<h1>Kop</h1><p>Tekst</p>")
    first = render_pdf(html, CSS)
    rendering._engine.end()  # noqa: SLF001 - what happens when the process is replaced
    assert render_pdf(html, CSS) == first


def test_the_process_stays_warm_between_documents() -> None:
    render_pdf(page_of("Een"), CSS)
    before = process_id()
    render_pdf(page_of("Twee"), CSS)
    assert process_id() == before


def test_nothing_is_fetched_from_anywhere(server: tuple[str, list[str]], tmp_path: Path) -> None:
    url, asked = server
    secret = tmp_path / "secret.txt"
    secret.write_text("canarie-7291")
    places = (f"{url}/x.png", secret.as_uri(), f"{url}/a.css", "data:text/css,p{color:red}", "font:../render.py")
    body = "".join(
        f'<img alt="x" src="{place}"><object data="{place}"></object><link rel="stylesheet" href="{place}">'
        f'<style>@import "{place}"; p {{ background: url({place}) }}</style>'
        f'<link rel="attachment" href="{place}"><svg><image href="{place}"/><use href="{place}#a"/></svg>'
        for place in places
    )
    pdf = render_pdf(page_of(body), CSS)
    assert not asked
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [thing.read_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream)]
    assert not any(b"canarie-7291" in stream for stream in streams)


def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_made() -> None:
    with pytest.raises(RenderFailed) as failed:
        render_pdf(page_of(SLOW), CSS, limits=Limits(seconds=1))
    assert failed.value.message == TOO_LONG
    assert render(page_of("Daarna"), CSS).pages == 1


def test_a_document_with_too_many_pages_is_refused() -> None:
    with pytest.raises(RenderFailed) as failed:
        render_pdf(page_of('<p style="break-after: page">x</p>' * 4), CSS, limits=Limits(pages=2))
    assert failed.value.message == TOO_MANY


def test_a_document_that_needs_too_much_memory_is_refused() -> None:
    with pytest.raises(RenderFailed) as failed:
        render_pdf(page_of(SLOW), CSS, limits=Limits(megabytes=400))
    assert failed.value.message == TOO_LARGE


def test_a_process_that_was_killed_is_replaced() -> None:
    render_pdf(page_of("Een"), CSS)
    running = rendering._engine._process  # noqa: SLF001 - the one to kill
    assert running is not None
    running.kill()
    running.wait()
    assert render(page_of("Twee"), CSS).pages == 1


def test_the_process_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    rendering._engine.end()  # noqa: SLF001 - so that a new one starts
    monkeypatch.setenv("SECRET_KEY", "canarie-5512")
    render_pdf(page_of("Een"), CSS)
    with open(f"/proc/{process_id()}/environ", "rb") as environment:  # noqa: PTH123 - a file of the kernel
        assert b"canarie-5512" not in environment.read()


def test_asking_for_a_pdf_loads_no_renderer_here() -> None:
    code = "import sys, workbench.app, workbench.papers.views; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script><img src=file:///etc/passwd>",
        "{{ 7 * 7 }} {% raw %} %(x)s ${x}",
        "\u202eachterstevoren\u202c \u200bnul\ufeff",
        "👩‍👩‍👧 🇳🇱 العربية 漢字 Ж",
        "a" * 20_000,
        "woord " * 30_000,
        "\n" * 500,
        "- \n- \n\n - x",
    ],
    ids=["markup", "templates", "directions", "scripts", "long-word", "200k", "lines", "lists"],
)
def test_whatever_was_typed_becomes_pages(typed: str) -> None:
    made = render(page_of(f"<div>{prose(typed)}</div>"), CSS)
    assert made.pages >= 1
    # A machine need not have a typeface for every script; what it lacks is said, and nothing else.
    assert all(".notdef glyph" in message for message in made.messages)
