"""Who may ever read a mark: the other half of the policy, on words instead of addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attack.actors import BY_KEY, LETTERS, Actor
from tests.attack.policy import ORGANISATION_RIGHTS, SHARED_RIGHTS, has
from tests.attack.world import BESIDE, HANDED, KINDS, PLANS, SLUGS
from workbench.organisations.access import OrganisationPermission
from workbench.plans.access import PlanPermission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.attack.canaries import Canary

ANYBODY_SEES = frozenset(KINDS)  # collaborations choose from all of these
WITHHELD = frozenset({"budget_lines_rate_source"})  # from partners
BETWEEN = frozenset(frozenset({slug, other}) for slug, others in BESIDE.items() for other in others)


def leaks(viewers: Iterable[Actor], found: Iterable[Canary]) -> list[Canary]:
    """Return the marks that none of these people should have been given."""
    return sorted(one for one in found if not any(sees(viewer, one) for viewer in viewers))


def sees(viewer: Actor, canary: Canary) -> bool:
    """Say whether somebody may read a mark."""
    owner, thing = canary.owner, canary.thing
    prefix = next((one for one in OF_PEOPLE if thing.startswith(one)), "")
    if prefix or not viewer.signed_in:
        other = BY_KEY.get(thing.removeprefix(prefix), viewer)
        return bool(prefix) and (_is(viewer, other) or OF_PEOPLE[prefix](viewer, other))
    if thing in {"name", "data", "work", "invited"}:
        return _sees_of_organisation(viewer, owner, thing)
    if thing.startswith("w"):
        return _writes(viewer, owner, "p1" if thing[1] in "ets" else thing[1:], PlanPermission.VIEW_WORK)
    if canary.field == "note" and viewer.has_work:
        return LETTERS[viewer.home] == owner  # it was written to them
    if (owner, thing) in PLANS:
        return _reads(viewer, owner, thing, canary.field)
    return _handed(viewer, owner, thing)


def _is(viewer: Actor, other: Actor) -> bool:
    return viewer.signed_in and viewer.key == other.key


def _ever(actor: Actor) -> set[str]:
    return {actor.home, *(hat.organisation for hat in actor.hats)}


def _knows(viewer: Actor, other: Actor) -> bool:
    """Names go round within an organisation, and between those that stand beside each other."""
    mine = viewer.organisations
    near = mine | {slug for pair in BETWEEN if pair & mine for slug in pair}
    return bool(near & _ever(other))


def _manages(viewer: Actor, other: Actor) -> bool:
    right = OrganisationPermission.SEE_ADDRESSES
    return any(_may(viewer, right, slug) for slug in _ever(other))


def _may(viewer: Actor, right: OrganisationPermission, slug: str) -> bool:
    return any(right in ORGANISATION_RIGHTS[role] for role in viewer.roles(slug))


def _sees_of_organisation(viewer: Actor, owner: str, thing: str) -> bool:
    slug = SLUGS[owner]
    if thing == "name":
        near = any(frozenset({slug, mine}) in BETWEEN for mine in viewer.organisations)
        return viewer.is_operator or slug in ANYBODY_SEES or near or slug in {viewer.home, *viewer.organisations}
    if thing == "data":
        return bool(viewer.roles(slug))
    if thing == "work":
        return any(_writes(viewer, owner, plan, PlanPermission.VIEW_WORK) for own, plan in PLANS if own == owner)
    return viewer.is_operator or _may(viewer, OrganisationPermission.INVITE, slug)


def _writes(viewer: Actor, owner: str, thing: str, right: PlanPermission) -> bool:
    return (owner, thing) in PLANS and has(viewer, right, owner, thing)


def _reads(viewer: Actor, owner: str, thing: str, field: str) -> bool:
    if has(viewer, PlanPermission.VIEW, owner, thing):
        return True
    return field not in WITHHELD and has(viewer, PlanPermission.READ, owner, thing)


def _handed(viewer: Actor, owner: str, thing: str) -> bool:
    receiver, ended = next((one[2], one[3]) for one in HANDED if one[:2] == (owner, thing))
    reads = any(role in SHARED_RIGHTS for role in viewer.roles(receiver))
    return (reads and not ended) or _writes(viewer, owner, "p1", PlanPermission.SHARE)


# What belongs to one person, by the beginning of its name: who else may read it.
OF_PEOPLE = {"own": _is, "who": _knows, "address": _manages}
