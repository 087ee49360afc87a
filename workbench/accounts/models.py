"""Tables of people, their memberships and the ways in."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.rules import Delivery, Purpose
from workbench.kit.storage import Base, Json
from workbench.organisations.models import Organisation
from workbench.organisations.rules import Function, Role

if TYPE_CHECKING:
    from enum import StrEnum


def _among(column: str, values: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class Person(Base):
    """Somebody with an address; without ``password_hash`` only a link lets them in.

    ``totp_secret`` is encrypted under the installation's key; ``totp_step`` is the last half minute of which a code was
    used; ``totp_pending`` is a secret, encrypted too, of which no code was typed yet. Who was erased keeps a row
    without name, address or way in, so that what they did stays somebody's.
    """

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    password_changed_at: Mapped[datetime | None]
    totp_secret: Mapped[str | None] = mapped_column(String(300))
    totp_step: Mapped[int | None]
    totp_pending: Mapped[str | None] = mapped_column(String(500))
    signed_in_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    memberships: Mapped[list[Membership]] = relationship(back_populates="person", cascade="all, delete-orphan")


class Membership(Base):
    """One thing that a person is in one organisation; somebody may be several things there.

    ``via_id`` is the support organisation that sent an adviser: their roles here end with their role there.
    It counts until the end of ``until``, a moment, or for as long as the row stands.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "role"),
        CheckConstraint(_among("role", Role), name="role"),
        CheckConstraint(f"function IS NULL OR (role = 'board' AND {_among('function', Function)})", name="function"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    function: Mapped[str | None] = mapped_column(String(20))
    via_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    person: Mapped[Person] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(foreign_keys=organisation_id)


class Invitation(Base):
    """An offer of a role to whoever reads the mail of one address; ``token_hash`` is replaced when it is sent again.

    ``closed_at`` tells when it was accepted, refused or withdrawn (``outcome``); an open one ends at ``expires_at``.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(_among("role", Role), name="role"),
        CheckConstraint(f"function IS NULL OR (role = 'board' AND {_among('function', Function)})", name="function"),
        CheckConstraint("(outcome IS NULL) = (closed_at IS NULL)", name="closed"),
        CheckConstraint("outcome IS NULL OR outcome IN ('accepted', 'refused', 'withdrawn')", name="outcome"),
        Index("ix_invitation_organisation_id", "organisation_id", "made_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(20))
    function: Mapped[str | None] = mapped_column(String(20))
    via_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    until: Mapped[datetime | None]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    times_sent: Mapped[int] = mapped_column(default=1, server_default="1")
    expires_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(String(20))
    closed_at: Mapped[datetime | None]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class SignInSession(Base):
    """One browser in which somebody is signed in; ``id`` is the hash of its cookie, ``handle`` names it on pages.

    ``client`` says which kind of browser ("Firefox, Linux") and ``address`` a coarse part of where it came from.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    handle: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    client: Mapped[str] = mapped_column(String(80), default="", server_default="")
    address: Mapped[str] = mapped_column(String(50), default="", server_default="")
    with_factor: Mapped[bool] = mapped_column(default=False, server_default="0")
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class HalfSignIn(Base):
    """A browser that proved the first factor and not yet the second; ``id`` is the hash of its cookie."""

    __tablename__ = "half_sign_in"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    by: Mapped[str] = mapped_column(String(20))
    tries: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    person: Mapped[Person] = relationship()


class RecoveryCode(Base):
    """A code on paper that stands in for the second factor once; only its hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    used_at: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser in which somebody signed in before; ``id`` is the hash of its own cookie and of the person.

    Tries from it are counted apart, so that a stranger's tries do not lock out the owner. With ``skips_factor_until``
    it is not asked for the second factor.
    """

    __tablename__ = "known_device"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    skips_factor_until: Mapped[datetime | None]


class KeptTyping(Base):
    """A form that came after its session had ended, kept for its sender alone; ``fields`` are (name, text) in order."""

    __tablename__ = "kept_typing"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(String(2000))
    fields: Mapped[list[tuple[str, str]]] = mapped_column(Json)
    kept_at: Mapped[datetime]


class SignInTry(Base):
    """One try to sign in, under a keyed hash of what was typed as address; rows older than the limit are removed."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index("ix_sign_in_try_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)


class OneTimeToken(Base):
    """A secret in a mailed address that does one thing once; ``id`` is the hash of the secret.

    ``email`` is the new address that a change of address proves; ``used_at`` is also set when another event ends it.
    """

    __tablename__ = "one_time_token"
    __table_args__ = (CheckConstraint(_among("purpose", Purpose), name="purpose"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str | None] = mapped_column(String(254))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class Notification(Base):
    """Something that a person is told: on their start page, and by mail when they chose so.

    ``details`` fill the sentence of its kind (names of plans and organisations, never text of a plan); ``path`` is
    where to look. ``mailed_at`` tells when it went out, at once or in a digest.
    """

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_person_id", "person_id", "made_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    path: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]


class NotificationChoice(Base):
    """How a person wants to hear of one kind of news; without a row the kind's own default counts."""

    __tablename__ = "notification_choice"
    __table_args__ = (CheckConstraint(_among("delivery", Delivery), name="delivery"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    delivery: Mapped[str] = mapped_column(String(10))
