"""The pages for what goes wrong: each says what to do now; a fault of our own shows its number, never its cause."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, g, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from workbench.kit.values.errors import Conflict, Forbidden, NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.csrf import CsrfRefused
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

_log = logging.getLogger("workbench.web")


@dataclass(frozen=True)
class Page:
    """Heading and sentence of one error page."""

    title: Message
    text: Message


PAGES = {
    400: Page(
        Message("We could not read this request"),
        Message("Go back to the previous page, load it again and try once more."),
    ),
    401: Page(Message("You are not signed in"), Message("Sign in first. Then open this page again.")),
    403: Page(
        Message("You may read this, but not change it"),
        Message("Do you need to change this? Ask the neighbourhood manager for access."),
    ),
    404: Page(
        Message("This page does not exist"),
        Message("The address may have a typing error, or the page belongs to an organisation you are not a member of."),
    ),
    405: Page(
        Message("This page cannot be opened in this way"), Message("Go to the start page and open the page from there.")
    ),
    409: Page(
        Message("Somebody else saved this in the meantime"),
        Message("Go back, load the page again and compare the texts."),
    ),
    413: Page(
        Message("This is too large"), Message("Send at most 2 MB at once. Split the text or the file and try again.")
    ),
    422: Page(Message("Something in this form is not right yet"), Message("Go back and check what you typed.")),
    429: Page(Message("Too many tries"), Message("Wait a moment and try again.")),
    500: Page(
        Message("Something went wrong on our side"),
        Message("What you saved before is safe. Try again. Does it happen again? Then pass on the number below."),
    ),
    503: Page(Message("The workbench is busy"), Message("Wait a few seconds and try again. Nothing was lost.")),
}
CSRF_PAGE = Page(
    Message("This form is no longer valid"),
    Message(
        "Your session may have ended, or you signed in again in another window. Go back, copy what you typed, "
        "load the page again and send the form once more."
    ),
)


def init_errors(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFound, lambda _error: _page(404))
    app.register_error_handler(Forbidden, lambda error: _page(403, error.message))
    app.register_error_handler(Conflict, lambda error: _page(409, error.message))
    app.register_error_handler(Refused, lambda error: _page(422, error.message))
    app.register_error_handler(CsrfRefused, lambda _error: (_draw(400, CSRF_PAGE), 400))
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(500, _fault)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect is no failure
        return error
    # Allow of 405, Retry-After of 429 and the like; type and length are those of our page.
    kept = [(name, value) for name, value in error.get_headers(request.environ) if name.lower() != "content-type"]
    return *_page(error.code), kept


def _busy(error: OperationalError) -> ResponseReturnValue:
    _log.error("the database did not answer", exc_info=error)
    return *_page(503), {"Retry-After": "5"}


def _fault(error: Exception) -> ResponseReturnValue:
    _log.error("a fault of our own", exc_info=getattr(error, "original_exception", None) or error)
    return _page(500)


def _page(code: int, text: Message | None = None) -> tuple[str, int]:
    page = PAGES.get(code) or PAGES[400 if code < 500 else 500]  # noqa: PLR2004 - the line between their fault and ours
    return _draw(code, Page(page.title, text or page.text)), code


def _draw(code: int, page: Page) -> str:
    reference = g.get("request_id", "") if code >= 500 else ""  # noqa: PLR2004 - see above
    return render_template(
        "errors/page.html", title=translate(page.title), text=translate(page.text), reference=reference
    )
