"""Declaring events and writing them down, with who acts taken from the context."""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.kit.audit.models import AuditEvent
from workbench.kit.audit.seals import mac_of
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator, Mapping

_declared: dict[str, Event] = {}


class Event:
    """A kind of event: its name in the past tense (``plan.created``) and the details that it may carry.

    ``words`` tell a person what it means: "began a plan".
    """

    def __init__(self, name: str, *, keys: tuple[str, ...] = (), words: Message | None = None) -> None:
        if name in _declared:
            raise ValueError(f"the event {name} is declared twice")
        _declared[name] = self
        self.name = name
        self.words = words or Message(name)
        self.keys = frozenset(keys)

    def __repr__(self) -> str:
        return f"Event({self.name!r})"


def declared() -> Mapping[str, Event]:
    """Return all kinds of events by name."""
    return dict(_declared)


def _no_roles(_organisation_id: uuid.UUID) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Origin:
    """From where somebody acts: a keyed hash of their session, a coarse network address, a kind of program."""

    session_ref: str | None = None
    address: str | None = None
    client: str | None = None
    roles_in: Callable[[uuid.UUID], frozenset[str]] = _no_roles


NOWHERE = Origin()


@dataclass(frozen=True)
class _Acting:
    actor_id: uuid.UUID | None = None
    request_id: str | None = None
    origin: Origin = NOWHERE


_keys: list[bytes] = []


def use_key(key: bytes | None) -> None:
    """Let events from now on carry a keyed hash; once at the start of the application, or nothing in a test."""
    _keys[:] = [key] if key else []


_acting: ContextVar[_Acting] = ContextVar("acting", default=_Acting())  # noqa: B039 - frozen
_folding: ContextVar[bool] = ContextVar("folding", default=False)


def enter(actor_id: uuid.UUID | None, request_id: str | None = None, origin: Origin = NOWHERE) -> Token[Any]:
    """Let events from now on name this actor, request and origin, until ``leave``."""
    return _acting.set(_Acting(actor_id, request_id, origin))


def leave(token: Token[Any]) -> None:
    """Undo ``enter``."""
    _acting.reset(token)


@contextmanager
def acting_as(actor_id: uuid.UUID | None, request_id: str | None = None) -> Iterator[None]:
    """Let the events of a block name this actor: for commands, jobs and tests."""
    token = enter(actor_id, request_id, _acting.get().origin)
    try:
        yield
    finally:
        leave(token)


def request_id() -> str | None:
    """Return the id of the running request, also printed on the 500 page and in the log."""
    return _acting.get().request_id


@contextmanager
def folded() -> Iterator[None]:
    """Keep the operations of a block from writing events of their own; the caller records one event after it.

    What they gave to ``add_detail`` waits for that event.
    """
    token = _folding.set(True)
    try:
        yield
    finally:
        _folding.reset(token)


def add_detail(**details: Any) -> None:  # noqa: ANN401 - any JSON value
    """Add to the event that the outer operation records in this context."""
    pending = session().info.setdefault("audit_details", {})
    pending.update(details)


def record(
    event: Event,
    *,
    organisation_id: uuid.UUID | None,
    object_type: str,
    object_id: str,
    **details: Any,  # noqa: ANN401 - any JSON value
) -> None:
    """Write one event in the running transaction; inside ``folded()`` nothing is written.

    ``details`` are JSON values, never texts of a plan; a key that the event did not declare raises ``ValueError``.
    """
    if _folding.get():
        return
    told = _declared_only(event, {**session().info.pop("audit_details", {}), **details})
    made = _made(event, organisation_id, told)
    made.object_type, made.object_id = object_type, object_id
    made.mac = mac_of(made, _keys[-1]) if _keys else None
    session().add(made)
    session().flush()


def _made(event: Event, organisation_id: uuid.UUID | None, told: dict[str, Any]) -> AuditEvent:
    acting = _acting.get()
    origin, roles = acting.origin, acting.origin.roles_in(organisation_id) if organisation_id else ()
    return AuditEvent(
        at=now(),
        event=event.name,
        actor_id=acting.actor_id,
        request_id=acting.request_id,
        organisation_id=organisation_id,
        # As the database gives it back, so that the hash over it stays true.
        details=json.loads(json.dumps(told)),
        roles=",".join(sorted(roles)) or None,
        session_ref=origin.session_ref,
        address=origin.address,
        client=origin.client,
    )


def _declared_only(event: Event, details: dict[str, Any]) -> dict[str, Any]:
    if strange := set(details) - event.keys:
        raise ValueError(f"{event.name} does not declare {', '.join(sorted(strange))}")
    return details
