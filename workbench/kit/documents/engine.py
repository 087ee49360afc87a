"""The process that makes PDFs: reads a request from stdin, answers on stdout, keeps WeasyPrint warm in between.

Started by ``render`` and never imported by it. A message is one line of JSON, then as many bytes as the line says.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import os
import resource
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from workbench.kit.documents.typefaces import face, face_rules

if TYPE_CHECKING:
    from weasyprint.document import Document

VARIANT = "pdf/ua-1"
MEGABYTE = 1024 * 1024
# Layout makes very many small objects and few cycles: the collector's usual rhythm costs a tenth of the time.
COLLECT = (100_000, 50, 100)


class OwnFilesOnly(URLFetcher):
    """Hands out our typefaces and refuses every other address: no network, no file, no data URL."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint's signature
        """Return a typeface; raise ``ValueError`` for anything else."""
        found = face(url)
        if found is None:
            raise ValueError("this address may not be fetched")
        return URLFetcherResponse(url, found, {"Content-Type": "font/ttf"})


class Heard(logging.Handler):
    """Keeps what WeasyPrint and fontTools complain about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint; it may quote the text of a plan, so it is never logged."""
        self.messages.append(f"{record.name}: {record.getMessage()}")


@lru_cache(maxsize=4)
def _stylesheet(css: str) -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    return CSS(string=f"{face_rules()}\n{css}", url_fetcher=OwnFilesOnly(), font_config=fonts), fonts


def lay_out(html: str, css: str) -> Document:
    """Return the pages of a document, not yet written."""
    style, fonts = _stylesheet(css)
    return HTML(string=html, url_fetcher=OwnFilesOnly()).render(
        stylesheets=[style], font_config=fonts, pdf_variant=VARIANT
    )


def written(document: Document) -> bytes:
    """Return the PDF of laid-out pages: tagged, the same bytes for the same pages."""
    made = io.BytesIO()
    document.write_pdf(made, pdf_variant=VARIANT)
    return made.getvalue()


def answer(html: str, css: str, pages: int) -> tuple[dict[str, object], bytes]:
    """Return the reply to one request: its head and the PDF, or why there is none."""
    heard = Heard()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(heard)
        logger.propagate = False
    try:
        document = lay_out(html, css)
        count = len(document.pages)
        if count > pages:
            return {"ok": False, "why": "pages", "pages": count}, b""
        return {"ok": True, "pages": count, "messages": heard.messages}, written(document)
    except (MemoryError, RecursionError):
        return {"ok": False, "why": "memory"}, b""
    except Exception as error:  # noqa: BLE001 - whatever the renderer trips over is an answer too
        return {"ok": False, "why": "failed", "error": type(error).__name__}, b""
    finally:
        for logger in loggers:
            logger.removeHandler(heard)


def _bound(seconds: int, megabytes: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, resource.RLIM_INFINITY))


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until there are no more requests."""
    while line := requests.readline():
        asked = json.loads(line)
        html = requests.read(asked["html"]).decode()
        css = requests.read(asked["css"]).decode()
        _bound(asked["seconds"], asked["megabytes"])
        head, pdf = answer(html, css, asked["pages"])
        replies.write(json.dumps({**head, "pdf": len(pdf)}).encode() + b"\n" + pdf)
        replies.flush()
        del html, pdf
        gc.collect()


def main() -> None:
    """Serve on the given pipes; whatever else is printed goes nowhere."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.set_threshold(*COLLECT)
    gc.freeze()
    # The parent went away: there is nobody left to answer.
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(requests, replies)


if __name__ == "__main__":
    main()
