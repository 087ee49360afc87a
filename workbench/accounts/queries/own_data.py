"""Everything that is stored about one person, found by following each table that points at people.

A table that a later feature adds is in here by itself; its secrets and other people's data must be named below.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select
from sqlalchemy.types import LargeBinary

from workbench.accounts.models import Person
from workbench.kit.audit import AuditEvent
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import Base, session
from workbench.kit.values.errors import NotFound

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from sqlalchemy import Column, Table

# What lets somebody in, or would; nobody gets these, not even their owner.
SECRETS = frozenset(
    {
        ("person", "password_hash"),
        ("person", "totp_secret"),
        ("person", "totp_step"),
        ("person", "totp_pending"),
        ("sign_in_session", "id"),
        ("half_sign_in", "id"),
        ("recovery_code", "id"),
        ("known_device", "id"),
        ("one_time_token", "id"),
        ("invitation", "token_hash"),
        ("calendar_link", "id"),
    }
)
# A piece of a plan as it stood: also what others wrote in it, and its people may have left the collaboration since.
OF_PLANS = frozenset({("plan_change", "content")})
# Columns that name who did something to a thing that is about others: of those, only what, and when.
DEED = ("by", "invited_by", "assigned_by", "shared_by", "ended_by", "made_by")
MOST_OF_A_KIND = 20_000


def own_data(person_id: uuid.UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all rows about a person by table, as JSON values. Raises ``NotFound`` when there is no such person."""
    person = session().get(Person, person_id)
    if person is None:
        raise NotFound
    found = {"person": [_told(Base.metadata.tables["person"], _row(Base.metadata.tables["person"], person_id))]}
    for table, column in links_to_people():
        rows = session().execute(select(table).where(column == person_id).limit(MOST_OF_A_KIND)).mappings()
        told = [_told(table, dict(row), deed=column.name in DEED) for row in rows]
        if told:
            found.setdefault(table.name, []).extend(told)
    return found | _beside(person)


def links_to_people() -> Iterator[tuple[Table, Column[Any]]]:
    """Yield each column of each table that points at a person, by name of table and column."""
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        for column in sorted(table.columns, key=lambda one: one.name):
            if any(key.target_fullname == "person.id" for key in column.foreign_keys):
                yield table, column


def _beside(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what names a person without pointing at them: the trail, and mails to their address."""
    events = Base.metadata.tables[AuditEvent.__tablename__]
    mails = Base.metadata.tables[OutgoingMail.__tablename__]
    about = or_(
        events.c.actor_id == person.id, (events.c.object_type == "person") & (events.c.object_id == str(person.id))
    )
    rows = session().execute(select(events).where(about).order_by(events.c.seq).limit(MOST_OF_A_KIND)).mappings()
    sent = session().execute(select(mails).where(mails.c.recipient == person.email)).mappings()
    return {
        "audit_event": [_told(events, dict(row)) for row in rows],
        "outgoing_mail": [
            {"subject": row["subject"], "made_at": _json(row["made_at"]), "sent_at": _json(row["sent_at"])}
            for row in sent
        ],
    }


def _row(table: Table, person_id: uuid.UUID) -> dict[str, Any]:
    return dict(session().execute(select(table).where(table.c.id == person_id)).mappings().one())


def _told(table: Table, row: dict[str, Any], *, deed: bool = False) -> dict[str, Any]:
    columns = {column.name: column for column in table.columns}
    return {
        name: _json(value)
        for name, value in row.items()
        if (table.name, name) not in SECRETS | OF_PLANS
        and not isinstance(columns[name].type, LargeBinary)
        and (not deed or columns[name].primary_key or isinstance(value, date))
    }


def _json(value: Any) -> Any:  # noqa: ANN401 - any column's value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)
