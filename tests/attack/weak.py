"""What stands in the place of a guard in a weakened application: each does what the guard does, less one check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import redirect
from sqlalchemy import select

from workbench.accounts.models import KeptTyping, OneTimeToken, Person, SignInSession
from workbench.accounts.queries import people, ways_in
from workbench.accounts.queries.sessions import kept_typing
from workbench.accounts.rules import token_hash
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.kit.web import gate
from workbench.organisations import access as organisation_access
from workbench.plans import access as plan_access
from workbench.plans.access import PlanPermission as Plans
from workbench.plans.access import SharedPermission, can_see_shared
from workbench.plans.models import CalendarLink, Plan, Share, WordUpload
from workbench.plans.operations.spreadsheet import Incoming
from workbench.plans.queries.exported import exported_json
from workbench.plans.queries.from_word import kept_pieces
from workbench.plans.queries.plans import plan_for

if TYPE_CHECKING:
    from uuid import UUID

    import pytest
    from flask import Flask

    from workbench.organisations.access import OrganisationPermission
    from workbench.organisations.rules import Role

Change = Callable[["pytest.MonkeyPatch", "Flask"], None]


def everywhere(patch: pytest.MonkeyPatch, old: object, new: object) -> None:
    """Put something in the place of another thing in every module that has that by name."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("workbench")]
    hits = [(module, name) for module in modules for name, value in list(vars(module).items()) if value is old]
    assert hits, f"{old} stands nowhere"
    for module, name in hits:
        patch.setattr(module, name, new)


def instead(old: object, new: Callable[..., Any]) -> Change:
    """Replace a function."""
    return lambda patch, _app: everywhere(patch, old, new)


def always(old: object, answer: object = True) -> Change:
    """Replace a function by one that gives the same answer to everybody."""
    return instead(old, lambda *_, **__: answer)


def plan_right(role: Role, permission: Plans, right: plan_access.Right = plan_access.ALWAYS) -> Change:
    """Widen a row of the table of plans."""

    def change(patch: pytest.MonkeyPatch, _app: Flask) -> None:
        wide = {**plan_access.ROLES, role: {**plan_access.ROLES[role], permission: right}}
        everywhere(patch, plan_access.ROLES, wide)

    return change


def organisation_right(role: Role, permission: OrganisationPermission) -> Change:
    """Widen a row of the table of organisations."""

    def change(patch: pytest.MonkeyPatch, _app: Flask) -> None:
        wide = {**organisation_access.ROLES, role: organisation_access.ROLES[role] | {permission}}
        everywhere(patch, organisation_access.ROLES, wide)

    return change


def shared_right(role: Role) -> Change:
    """Give a role sight of what was handed over."""
    return lambda patch, _app: everywhere(
        patch, plan_access.SHARED, {**plan_access.SHARED, role: frozenset(SharedPermission)}
    )


def in_every_kind(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    """Let every right have a meaning in every kind of organisation."""
    everywhere(patch, organisation_access.ONLY_IN, {})


def public(*endpoints: str) -> Change:
    """Put routes on the public list; all of them when none is named."""

    def change(patch: pytest.MonkeyPatch, app: Flask) -> None:
        closed = app.extensions[gate.EXTENSION]
        patch.setattr(closed, "public", closed.public | (frozenset(endpoints) or frozenset(app.view_functions)))

    return change


def _found(model: type[Any], found_id: object) -> Any:
    found = session().get(model, found_id)
    if found is None:
        raise NotFound
    return found


def by_id(model: type[Any]) -> Callable[..., Any]:
    """Return a loader that finds a row by its first argument and asks nobody."""
    return lambda found_id, *_, **__: _found(model, found_id)


def by_second_id(model: type[Any]) -> Callable[..., Any]:
    """Return a loader that finds a row by its second argument, whatever the first is."""
    return lambda _owner, found_id, *_, **__: _found(model, found_id)


def every(model: type[Any]) -> Callable[..., Any]:
    """Return a query of all rows there are."""
    return lambda *_, **__: list(session().scalars(select(model)))


def signed_in(*, ended: bool = False, deactivated: bool = False) -> Callable[[str], object]:
    """Return the loader of the person who acts, without one of its checks."""

    def load(token: str) -> object:
        found = session().get(SignInSession, token_hash(token))
        if found is None or (found.ended_at and not ended) or (found.person.deactivated_at and not deactivated):
            return None
        later = now() + timedelta(hours=1)
        return replace(
            people.signed_in(found.person), session_handle=found.handle, session_ends=later, session_ends_at_last=later
        )

    return load


def no_end(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    """Let roles count for ever."""
    patch.setattr(people, "now", lambda: datetime(1970, 1, 1, tzinfo=UTC))


def closed_counts(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    """Let roles in closed organisations count."""
    old = people.signed_in

    def signed_in_anywhere(person: Person, **more: Any) -> object:
        for one in person.memberships:
            one.organisation.__dict__["closed_at"] = None  # for this look only: nothing is written
        return old(person, **more)

    everywhere(patch, old, signed_in_anywhere)


def share_for(*, ended: bool = False, receiver: bool = False) -> Callable[..., Share]:
    """Return the loader of shares, without the check of ``ended`` or of the ``receiver``."""

    def load(share_id: UUID, *, who: Any, permission: SharedPermission) -> Share:
        found = session().get(Share, share_id)
        if found is None or (found.ended_at and not ended):
            raise NotFound
        if not receiver and not can_see_shared(who, permission, found.organisation_id):
            raise NotFound
        return found

    return load


def who_may_read(plan_id: UUID, *, who: Any, permission: Plans) -> Plan:
    """Let whoever reads a plan do everything with it."""
    del permission
    return plan_for(plan_id, who=who, permission=Plans.READ)


def tells_strangers(plan_id: UUID, *, who: Any, permission: Plans) -> Plan:
    """Tell a stranger that there is such a plan."""
    try:
        return plan_for(plan_id, who=who, permission=permission)
    except NotFound:
        raise Forbidden from None


def any_calendar(token: str) -> tuple[bool, list[Plan]] | None:
    """Hand out a calendar whatever its owner may see now."""
    link = session().get(CalendarLink, token_hash(token))
    return (False, [session().get_one(Plan, link.plan_id)]) if link and link.plan_id else None


def any_pieces(plan: Plan, _who: object) -> Any:
    """Show whoever asks the Word file of somebody else."""
    found = session().scalars(select(WordUpload).where(WordUpload.plan_id == plan.id)).first()
    return kept_pieces(plan, session().get_one(Person, found.person_id)) if found else None


def any_workbook(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    """Find a workbook whoever sent it."""

    def find(self: Incoming, plan_id: UUID, person_id: UUID, key: str) -> bytes | None:
        folder = self._place(plan_id, person_id, key).parent.parent
        return next((file.read_bytes() for file in folder.glob(f"*/{key}.xlsx")), None)

    patch.setattr(Incoming, "find", find)


def any_typing(_person_id: UUID) -> Any:
    """Show everybody what was kept for the first person there is."""
    found = session().scalars(select(KeptTyping).order_by(KeptTyping.id)).first()
    return kept_typing(found.person_id) if found else []


def forget_any(*, person_id: UUID, kept_id: UUID) -> bool:
    """Throw away what was kept, whoever's it is."""
    del person_id
    session().delete(_found(KeptTyping, kept_id))
    return True


def end_any(*, person_id: UUID, handle: UUID) -> None:
    """End a session, whoever's it is."""
    del person_id
    found = session().scalars(select(SignInSession).where(SignInSession.handle == handle)).first()
    if found is None:
        raise NotFound
    found.ended_at = now()


def whole_json(plan: Plan, *, work: bool) -> bytes:
    """Put what its writers keep to themselves in the file of a plan."""
    del work
    return exported_json(plan, work=True)


def fragment(patch: pytest.MonkeyPatch, _app: Flask) -> None:
    """Send a piece of a page that asks without being signed in to the way in, as if it were a page."""
    patch.setattr(gate, "_lead_to", lambda address: redirect(address, 303))


def use_token(*, reuse: bool = False) -> Callable[..., OneTimeToken | None]:
    """Return what uses up a mailed secret, but does not."""

    def use(*, token: str, purpose: Any) -> OneTimeToken | None:
        found = ways_in.token_for_purpose(token, purpose)
        if found is not None and not reuse:
            found.used_at = now()
        return found

    return use


def token_for_purpose(
    *, any_purpose: bool = False, expired: bool = False, used: bool = False
) -> Callable[..., OneTimeToken | None]:
    """Return the loader of mailed secrets, without one of its checks."""

    def load(token: str, purpose: Any) -> OneTimeToken | None:
        found = session().get(OneTimeToken, token_hash(token))
        if found is None or (found.purpose != purpose.value and not any_purpose):
            return None
        over = (found.used_at and not used) or (found.expires_at <= now() and not expired)
        return None if over else found

    return load
