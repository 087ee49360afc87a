"""Hashing passwords, comparing with a hash, and changing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import update

from workbench.accounts.models import Person
from workbench.accounts.operations.devices import ask_everywhere
from workbench.accounts.operations.news import tell_of_security
from workbench.accounts.operations.sessions import end_sessions
from workbench.accounts.operations.tokens import end_tokens
from workbench.accounts.rules.limits import LONGEST_PASSWORD
from workbench.accounts.rules.passwords import normal_password
from workbench.accounts.rules.tokens import new_token
from workbench.kit.audit import Event, acting_as, record, request_id
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

PASSWORD_CHANGED = Event("person.password_changed", keys=("by",), words=Message("changed the password"))

# OWASP's smallest setting: 41 ms here; the library's default takes 250 ms on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)
# Unknown people cost as much time as known ones: this hash is checked in their place.
_NOBODY = _hasher.hash(new_token())


def password_hash_of(typed: str) -> str:
    """Return what is stored of a password (argon2id, 41 ms)."""
    return _hasher.hash(normal_password(typed))


def password_fits(password_hash: str | None, typed: str) -> bool:
    """Compare a typed password with a hash, as slowly for unknown people as for known ones (41 ms; no database)."""
    password = normal_password(typed)[: LONGEST_PASSWORD + 1].encode("utf-8", "replace")
    try:
        _hasher.verify(password_hash or _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return False
    return password_hash is not None and len(password) > 0


def renewed_hash(password_hash: str, typed: str) -> str | None:
    """Return a new hash of the right password when the stored one was made with older settings (41 ms; no database)."""
    return password_hash_of(typed) if _hasher.check_needs_rehash(password_hash) else None


def keep_hash(*, person_id: uuid.UUID, old: str, new: str) -> None:
    """Store another hash of the same password, unless the password was changed meanwhile; part of a sign-in."""
    same = Person.id == person_id, Person.password_hash == old
    session().execute(update(Person).where(*same).values(password_hash=new))


def change_password(*, person: Person, password_hash: str, by: str, but: uuid.UUID | None = None) -> None:
    """Give a person another password, whose hash the caller made; ``by`` says how: ``self`` or ``reset``.

    All their sessions end but the one with the handle ``but``, all mailed secrets too, and every browser asks for the
    second factor again. They are told by mail.
    """
    person.password_hash, person.password_changed_at = password_hash, now()
    session().flush()
    end_sessions(person_id=person.id, but=but)
    end_tokens(person.id)
    ask_everywhere(person.id)
    tell_of_security(person=person, kind="password_changed")
    with acting_as(person.id, request_id()):
        record(PASSWORD_CHANGED, organisation_id=None, object_type="person", object_id=str(person.id), by=by)
