"""As who somebody is on the pages of a plan: the line that says it, and the tabs that open to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

from workbench.kit.values.messages import Message
from workbench.kit.web import gate, navigation
from workbench.kit.web.language import translate
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import role_name
from workbench.plans.access import PlanPermission, allowed, can
from workbench.plans.queries.plans import plan_in_hand
from workbench.plans.views.viewing import keep_opened

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.accounts.queries import SignedIn
    from workbench.kit.web.navigation import Item
    from workbench.plans.models import Plan


TASKS = "plans.overview"


def lists_plans(who: gate.Actor) -> bool:
    """Say whether somebody has a role in which plans are listed for them."""
    return any(allowed(who, PlanPermission.LIST, one) for one in who.organisation_ids)


def init_here(app: Flask) -> None:
    """Let every page say as who somebody is at its plan, show the tabs that open, and keep who looked."""
    app.jinja_env.globals.update(here_as=here_as, plan_tabs=plan_tabs)
    app.after_request(keep_opened)


def here_as(plan: Plan | None) -> str:
    """Return under which roles the actor is at a plan; empty where there is no plan, or nobody."""
    who, owner = gate.actor_or_none(), getattr(plan, "organisation_id", None)
    if who is None or owner is None:
        return ""
    member = cast("SignedIn", who)
    hats = sorted(member.hats_in(owner), key=lambda hat: list(Role).index(Role(hat[0])))
    roles = [_in_a_sentence(translate(role_name(role, function or None))) for role, function in hats]
    if not roles:
        return ""
    return translate(
        Message(
            "You are here as %(roles)s of %(organisation)s.",
            roles=_joined(roles),
            organisation=member.organisation_name(owner),
        )
    )


def plan_tabs(plan_id: uuid.UUID) -> list[Item]:
    """Return the tabs of the plan in hand that open to the actor."""
    who, plan = gate.actor(), plan_in_hand(plan_id)

    def opens(endpoint: str) -> bool:
        permission = gate.permission_of(current_app, endpoint)
        # Who may only read the text is led from the tasks to the text.
        needed = PlanPermission.VIEW if endpoint == TASKS else permission
        return plan is not None and isinstance(needed, PlanPermission) and can(who, needed, plan)

    return navigation.plan_tabs(opens, plan_id=plan_id)


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _joined(words: list[str]) -> str:
    first, last = ", ".join(words[:-1]), words[-1]
    return translate(Message("%(first)s and %(last)s", first=first, last=last)) if first else last
