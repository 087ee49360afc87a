"""Writing plans without pages: what somebody types is read and saved in a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from tests import make
from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import transaction
from workbench.plans import operations, queries
from workbench.plans.models import Change
from workbench.plans.rules.reading import read

if TYPE_CHECKING:
    from tests.plans.conftest import Ground, Writer
    from workbench.definitions.schema import Part
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.reading import Reading


def part(key: str) -> Part:
    """Return a part of the shipped template."""
    found = make.example().part(key)
    assert found is not None, key
    return found


def readings(key: str, typed: dict[str, str]) -> dict[str, Reading]:
    """Return what comes of typing in the fields of a part."""
    asked = {question.id: question for question in (*part(key).questions, *part(key).columns)}
    return {name: read(text, asked[name]) for name, text in typed.items()}


def answer(ground: Ground, key: str, typed: dict[str, str], version: int | dict[str, int], who: Writer) -> list[str]:
    """Save the answers of a page; one version counts for every question."""
    versions = version if isinstance(version, dict) else dict.fromkeys(typed, version)
    with transaction(write=True) as session:
        return operations.save_answers(
            ground.plan(session), part=part(key), readings=readings(key, typed), versions=versions, who=who
        )


def add(ground: Ground, key: str, row_id: str, typed: dict[str, str]) -> bool:
    """Add a row as Marit."""
    with transaction(write=True) as session:
        return operations.add_row(
            ground.plan(session), part=part(key), row_id=row_id, readings=readings(key, typed), who=ground.marit
        )


def save(ground: Ground, key: str, row_id: str, typed: dict[str, str], version: int, who: Writer) -> bool:
    """Save a row."""
    with transaction(write=True) as session:
        return operations.save_row(
            ground.plan(session),
            part=part(key),
            row_id=row_id,
            readings=readings(key, typed),
            version=version,
            who=who,
        )


def content(ground: Ground) -> PlanContent:
    """Return the plan as it stands."""
    with transaction(write=False) as session:
        return queries.plan_content(ground.plan(session))


def revision(ground: Ground) -> int:
    """Return the revision of the plan."""
    with transaction(write=False) as session:
        return ground.plan(session).revision


def row(ground: Ground, name: str, row_id: str) -> Any:
    """Return a row of a set as it stands; fails when it is not there."""
    found = content(ground).row(name, row_id)
    assert found is not None, row_id
    return found


def counted(ground: Ground) -> tuple[int, int]:
    """Return how many lines of history the plan has, and how many audit events there are."""
    with transaction(write=False) as session:
        history = session.scalar(select(func.count()).where(Change.plan_id == ground.plan_id)) or 0
        return history, session.scalar(select(func.count()).select_from(AuditEvent)) or 0
