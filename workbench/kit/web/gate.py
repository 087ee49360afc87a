"""Closed unless opened: every request needs a person and a named permission, unless its endpoint is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from urllib.parse import urlencode

from flask import Response, current_app, g, make_response, redirect, request
from werkzeug.exceptions import NotFound, Unauthorized

from workbench.kit import audit
from workbench.kit.storage import transaction
from workbench.kit.web import csrf, door, origin
from workbench.kit.web.application import READING
from workbench.kit.web.cookies import sent_token

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable
    from enum import StrEnum

    from flask import Flask

EXTENSION = "gate"
View = TypeVar("View", bound="Callable[..., Any]")


class Actor(Protocol):
    """The person who acts; supplied by the feature that knows people."""

    @property
    def id(self) -> uuid.UUID:
        """The person's id."""

    @property
    def name(self) -> str:
        """The name that others see."""

    @property
    def email(self) -> str:
        """The address to sign in with."""

    @property
    def is_operator(self) -> bool:
        """Whether the person runs this installation."""

    @property
    def organisation_ids(self) -> frozenset[uuid.UUID]:
        """The organisations of which the person is a member."""

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the person's roles there; empty for a stranger."""


class _Gate:
    def __init__(
        self, public: frozenset[str], load_actor: Callable[[], Actor | None], sign_in: str, keep: Callable[[], str]
    ) -> None:
        self.public = public
        self.load_actor = load_actor
        self.sign_in = sign_in
        self.keep = keep


def requires(permission: StrEnum) -> Callable[[View], View]:
    """Name the permission that a view needs; which role has it is said in the feature's ``access.py``."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]  # a mark on the view
        return view

    return mark


def init_gate(
    app: Flask,
    *,
    public: frozenset[str],
    load_actor: Callable[[], Actor | None],
    sign_in: str,
    keep: Callable[[], str] = str,
) -> None:
    """Close an application: ``public`` are endpoints for everybody, ``sign_in`` is the endpoint to send strangers to.

    ``load_actor`` reads the browser's session and returns the person or nothing. ``keep`` puts aside the form of a
    session that ended, and returns the address where it comes back, or an empty text.
    """
    app.extensions[EXTENSION] = _Gate(public, load_actor, sign_in, keep)


def guard() -> Response | None:
    """Let the running request in, or answer in its place: actor, then permission, then CSRF."""
    gate = _gate()
    if request.endpoint == "static":
        return None
    with transaction(write=False):  # joins the request's own, where it has one
        g.actor = gate.load_actor()
    audit.enter(g.actor.id if g.actor else None, audit.request_id(), _origin(g.actor))
    if request.endpoint is None:
        return None  # unknown address or method: the error page follows
    if request.endpoint not in gate.public:
        if permission_of(current_app, request.endpoint) is None:
            return _closed()
        if g.actor is None:
            _keep(gate)
            return _to_sign_in(gate)
    if request.method not in READING:
        door.check_body()
        try:
            csrf.check()
        except csrf.CsrfRefused:
            if g.actor is not None and (address := _keep(gate)):
                return _lead_to(address)
            raise
    return None


def actor() -> Actor:
    """Return the person who acts; raises ``Unauthorized`` on a public page that nobody signed in to."""
    found = actor_or_none()
    if found is None:
        raise Unauthorized
    return found


def actor_or_none() -> Actor | None:
    """Return the person who acts, or nothing."""
    return cast("Actor | None", g.get("actor"))


def permission() -> StrEnum:
    """Return the permission that the running endpoint names."""
    found = permission_of(current_app, request.endpoint or "")
    if found is None:
        raise NotFound
    return found


def permission_of(app: Flask, endpoint: str) -> StrEnum | None:
    """Return the permission that an endpoint names, or nothing."""
    return getattr(app.view_functions.get(endpoint), "permission", None)


def is_public(app: Flask, endpoint: str) -> bool:
    """Say whether an endpoint is on the public list."""
    return endpoint == "static" or endpoint in cast("_Gate", app.extensions[EXTENSION]).public


def _origin(who: Actor | None) -> audit.Origin:
    known = {"roles_in": who.roles_in} if who else {}
    ref = origin.session_ref(sent_token()) if who else None
    return audit.Origin(session_ref=ref, address=origin.coarse_address() or None, client=origin.client(), **known)


def _gate() -> _Gate:
    return cast("_Gate", current_app.extensions[EXTENSION])


def _closed() -> Response:
    # A developer forgot to name the permission: loud in tests, closed and silent elsewhere.
    if current_app.testing:
        raise RuntimeError(f"{request.endpoint} names no permission")
    raise NotFound


def _keep(gate: _Gate) -> str:
    # Never of public pages: a sign-in form holds a password.
    if request.method in READING or request.endpoint in gate.public:
        return ""
    return gate.keep()


def _to_sign_in(gate: _Gate) -> Response:
    came_from = request.full_path.rstrip("?") if request.method in READING else ""
    wanted = current_app.url_for(gate.sign_in)
    address = f"{wanted}?{urlencode({'volgende': came_from})}" if came_from not in {"", "/"} else wanted
    # A piece of a page has no address to come back to.
    return _lead_to(wanted if request.headers.get("HX-Request") == "true" else address)


def _lead_to(address: str) -> Response:
    if request.headers.get("HX-Request") == "true":
        response = make_response("", 401)
        response.headers["HX-Redirect"] = address
        return response
    return cast("Response", redirect(address, 303))
