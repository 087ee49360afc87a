"""Tables of people, their memberships and the ways in."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.accounts.rules import Function, Role
from workbench.kit.storage import Base, Json


def _among(column: str, values: type[Role | Function]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class Person(Base):
    """Somebody with an address; without ``password_hash`` only a link lets them in."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    memberships: Mapped[list[Membership]] = relationship(back_populates="person", cascade="all, delete-orphan")


class Membership(Base):
    """What a person is in one organisation; one role each."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(_among("role", Role), name="role"),
        CheckConstraint(f"function IS NULL OR (role = 'board' AND {_among('function', Function)})", name="function"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(20))
    function: Mapped[str | None] = mapped_column(String(20))
    person: Mapped[Person] = relationship(back_populates="memberships")


class SignInSession(Base):
    """One browser in which somebody is signed in; ``id`` is the hash of its cookie."""

    __tablename__ = "sign_in_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    person: Mapped[Person] = relationship()


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


class SignInLink(Base):
    """A link that lets one person in once; ``id`` is the hash of its token."""

    __tablename__ = "sign_in_link"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
