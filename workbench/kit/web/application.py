"""The Flask application with one transaction a request: a returned response commits, an exception rolls back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from flask import Flask, Response, request

from workbench.kit.storage import begin, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue
    from werkzeug.exceptions import HTTPException

View = TypeVar("View", bound="Callable[..., Any]")
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Application(Flask):
    """Flask that undoes the transaction before any error page is made."""

    def handle_user_exception(self, e: Exception) -> HTTPException | ResponseReturnValue:
        """Undo everything, then find the error page."""
        undo()
        return super().handle_user_exception(e)

    def log_exception(self, exc_info: object) -> None:
        """Leave the log to the error page: Flask's own line holds the address, which may hold a token."""

    def handle_exception(self, e: Exception) -> Response:
        """Undo everything, also when the commit itself failed."""
        undo()
        return super().handle_exception(e)


def manages_own_transactions(view: View) -> View:
    """Mark a view that opens its transactions itself, because it does slow work between them."""
    view.own_transactions = True  # type: ignore[attr-defined]  # a mark on the view
    return view


def begin_transaction(app: Flask) -> None:
    """Begin the transaction of the running request; the database hears of it at the first statement."""
    undo()  # what a broken connection left behind in this thread
    view = app.view_functions.get(request.endpoint or "")
    if request.endpoint != "static" and not getattr(view, "own_transactions", False):
        begin(write=request.endpoint is not None and request.method not in READING)


def complete_transaction(response: Response) -> Response:
    """Commit before the first byte of the answer leaves."""
    if found := running():
        found.complete()
    return response


def undo() -> None:
    """Abandon the running transaction, if any."""
    if found := running():
        found.abandon()
