"""Which function does which kind of job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# What a row can hold: JSON in, JSON out.
Handler = Callable[[Any], Any]

_handlers: dict[str, Handler] = {}


def register(kind: str) -> Callable[[Handler], Handler]:
    """Make the decorated function do this kind of job; raises ``ValueError`` when another one does already.

    The function gets the payload and returns the result, both JSON. It runs outside any transaction and opens its
    own, so that work of seconds locks nobody out. It must be safe to run twice.
    """

    def keep(handler: Handler) -> Handler:
        known = _handlers.setdefault(kind, handler)
        # A module that is loaded anew brings the same function again.
        if (known.__module__, known.__qualname__) != (handler.__module__, handler.__qualname__):
            raise ValueError(f"two handlers for jobs of kind {kind}")
        _handlers[kind] = handler
        return handler

    return keep


def handler_for(kind: str) -> Handler:
    """Return the function for this kind; raises ``LookupError`` when there is none."""
    try:
        return _handlers[kind]
    except KeyError:
        raise LookupError(f"no handler for jobs of kind {kind}") from None
