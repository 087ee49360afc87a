"""What must happen to a request: each route named by hand, with rights copied before anybody weakens the tables."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.attack.actors import LETTERS
from tests.attack.world import HANDED, KINDS, PLANS, SLUGS
from workbench.organisations import access as of_organisations
from workbench.organisations.access import OrganisationPermission as Org
from workbench.organisations.rules import Kind
from workbench.plans import access as of_plans
from workbench.plans.access import Only, Phase, SharedPermission
from workbench.plans.access import PlanPermission as Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.attack.actors import Actor

# The tables as they were when this was read, so that a table that is widened later is seen.
PLAN_RIGHTS = {role: dict(rights) for role, rights in deepcopy(dict(of_plans.ROLES)).items()}
SHARED_RIGHTS = deepcopy(dict(of_plans.SHARED))
ORGANISATION_RIGHTS = deepcopy(dict(of_organisations.ROLES))
ONLY_IN = deepcopy(dict(of_organisations.ONLY_IN))


class Verdict(StrEnum):
    """What an answer means for who asked."""

    IN = "in"
    FORBIDDEN = "forbidden"
    HIDDEN = "hidden"
    SIGN_IN = "sign in"
    PUBLIC = "public"  # anything but a fault: the page decides by a secret in the address, or tells nothing


class Way(StrEnum):
    """How the application finds out whether somebody may."""

    PUBLIC = "public"
    OWN = "own"  # everybody who is signed in, about themselves; lists of what one may see
    PLAN = "plan"
    ROW = "row"
    SHARE = "share"
    ORGANISATION = "organisation"
    RATES = "rates"
    RATE = "rate"
    NEW_RATE = "new rate"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Entry:
    """One route: how it is guarded, and by which right."""

    way: Way
    permission: Plan | Org | SharedPermission | None = None


class UnclassifiedError(AssertionError):
    """A route, or an argument of one, of which nobody said who may use it."""


_PUBLIC = """
accounts.sign_in accounts.send_sign_in accounts.sign_in_as accounts.open_link accounts.send_link accounts.code
accounts.send_code accounts.ask_link accounts.send_ask_link accounts.forgot accounts.send_forgot accounts.open_reset
accounts.send_reset accounts.mailbox accounts.mailbox_mail accounts.invitation accounts.answer agenda.feed
style_guide.show_style_guide system.health system.ready system.choose_language system.security_txt static
"""
_OWN = """
home.start plans.index plans.new plans.create shared.index templates.index templates.show templates.explanation
rights.who_may_what members.mine accounts.account accounts.address accounts.send_address accounts.confirm_address
accounts.open_address accounts.news accounts.send_news accounts.send_read accounts.show_own_data accounts.take_own_data
accounts.name accounts.send_name accounts.sessions accounts.end_session accounts.end_others accounts.begin_factor
accounts.factor accounts.forget_devices accounts.codes accounts.send_codes accounts.connect accounts.send_connect
accounts.remove_factor accounts.send_remove_factor accounts.ask_to_erase accounts.erase accounts.password
accounts.send_password accounts.kept accounts.discard accounts.session_state accounts.stay accounts.sign_out
"""
_PLAN: Mapping[Plan, str] = {
    Plan.READ: "plans.overview plans.read",
    Plan.VIEW: """
plans.calendar_links plans.make_calendar_link plans.revoke_calendar_link plans.budget plans.download plans.findings
plans.chapter plans.planning plans.planning_screen plans.recipes plans.recipe plans.red_thread plans.raci
plans.neighbourhood plans.row
""",
    Plan.VIEW_WORK: "plans.texts_aside",
    Plan.EXPORT: "papers.document papers.json papers.pdf papers.xlsx papers.progress",
    Plan.SHARE: "plans.sharing plans.ask_to_take_back plans.take_back plans.ask_to_share plans.share "
    "plans.open_to_partners",
    Plan.SEE_VIEWERS: "plans.seen_by",
    Plan.ASSIGN: "plans.ask_to_assign plans.assign plans.let_go",
    Plan.EDIT: """
plans.keep_apart plans.restore_text plans.place_text plans.remove_text plans.send_spreadsheet plans.spreadsheet
plans.import_spreadsheet plans.preview_spreadsheet plans.part plans.save_part plans.paste plans.preview_paste
plans.restore_row plans.move_row plans.ask_to_remove plans.remove_row plans.add_row plans.new_row plans.send_with_new
plans.save_table plans.table plans.line plans.save_line plans.applicable plans.save_planning plans.begin_with_recipe
plans.change_template plans.template_change plans.save_raci plans.take plans.choose plans.save_choice plans.send_word
plans.word plans.arrange_word plans.fill_from_word plans.drop_word
""",
}
_ROW = "plans.save_row plans.files plans.send plans.remove_file"
_ORGANISATION: Mapping[Org, str] = {
    Org.VIEW: "organisations.overview",
    Org.LEAVE: "members.confirm_leave members.leave",
    Org.SEE_MEMBERS: "members.members",
    Org.SEE_PRACTICES: "organisations.practices organisations.areas",
    Org.SEE_BESIDE: "organisations.beside",
    Org.SEE_COLLABORATIONS: "members.collaborations",
    Org.EDIT_DATA: "organisations.data organisations.save_data",
    Org.EDIT_PRACTICES: """
organisations.practice organisations.save_practice organisations.confirm_removal organisations.remove_practice
organisations.add_practice organisations.new_practice organisations.add_area organisations.remove_area
""",
    Org.LINK: "organisations.link organisations.confirm_unlink organisations.unlink",
    Org.MANAGE_MEMBERS: """
members.give members.member members.confirm_end_all members.end_all members.change members.hat members.confirm_end
members.end
""",
    Org.INVITE: "members.invitations members.invite members.withdraw members.send_again",
    Org.SEND_ADVISERS: "members.send members.call_back",
    Org.SEE_LOG: "accounts.log",
}
_OPERATOR = """
installation.index installation.organisation installation.invite installation.withdraw installation.reopen
installation.close installation.create installation.new
"""
POLICY: dict[str, Entry] = (
    {one: Entry(Way.PUBLIC) for one in _PUBLIC.split()}
    | {one: Entry(Way.OWN) for one in _OWN.split()}
    | {one: Entry(Way.PLAN, right) for right, names in _PLAN.items() for one in names.split()}
    | {one: Entry(Way.ROW, Plan.EDIT_ASSIGNED) for one in _ROW.split()}
    | {one: Entry(Way.ORGANISATION, right) for right, names in _ORGANISATION.items() for one in names.split()}
    | {one: Entry(Way.OPERATOR) for one in _OPERATOR.split()}
    | {"shared.show": Entry(Way.SHARE, SharedPermission.VIEW)}
    | {one: Entry(Way.SHARE, SharedPermission.EXPORT) for one in ("papers_shared.shared_pdf",)}
    | {"papers_shared.shared_progress": Entry(Way.SHARE, SharedPermission.EXPORT)}
    | {"plans.rates": Entry(Way.RATES, Plan.VIEW_WORK), "plans.add_rate": Entry(Way.NEW_RATE, Plan.CREATE)}
    | {one: Entry(Way.RATE, Plan.CREATE) for one in ("plans.rate", "plans.save_rate", "plans.remove_rate")}
)


def entry_of(endpoint: str) -> Entry:
    """Return how a route is guarded; raises ``UnclassifiedError``."""
    if endpoint not in POLICY:
        raise UnclassifiedError(f"{endpoint}: who may use this? Name it in tests/attack/policy.py")
    return POLICY[endpoint]


def has(actor: Actor, permission: Plan, owner: str, thing: str, *, first_row: bool = False) -> bool:
    """Say whether an actor should have a right to a plan; ``first_row``: the row in hand is the one they work on."""
    locked, opened = PLANS[owner, thing]
    phase = Phase.LOCKED if locked else Phase.CONCEPT
    only = {None: True, Only.OPENED: opened, Only.ASSIGNED: first_row and actor.has_work}
    rights = [PLAN_RIGHTS[role].get(permission) for role in actor.roles(SLUGS[owner])]
    return any(right is not None and phase in right.phases and only[right.only] for right in rights)


def verdict(endpoint: str, actor: Actor, owner: str, thing: str, *, first_row: bool = False) -> Verdict:
    """Return what must happen; ``owner`` is the letter of an organisation, ``thing`` its plan or share, or empty."""
    entry = entry_of(endpoint)
    if entry.way is Way.PUBLIC:
        return Verdict.PUBLIC
    if not actor.signed_in:
        return Verdict.SIGN_IN
    if entry.way in {Way.OWN, Way.OPERATOR}:
        return Verdict.IN if entry.way is Way.OWN or actor.is_operator else Verdict.HIDDEN
    if entry.way in {Way.PLAN, Way.ROW}:
        return _of_plan(entry, actor, owner, thing, first_row=first_row)
    if entry.way is Way.SHARE:
        return _of_share(actor, owner, thing)
    return _of_organisation(entry, actor, owner) if entry.way is Way.ORGANISATION else _of_rates(entry, actor, owner)


def _of_plan(entry: Entry, actor: Actor, owner: str, thing: str, *, first_row: bool) -> Verdict:
    assert isinstance(entry.permission, Plan)
    if not has(actor, Plan.READ, owner, thing):
        return Verdict.HIDDEN
    if entry.way is Way.ROW and not has(actor, Plan.VIEW, owner, thing):
        return Verdict.FORBIDDEN
    if has(actor, entry.permission, owner, thing, first_row=entry.way is Way.ROW and first_row):
        return Verdict.IN
    return Verdict.HIDDEN if entry.permission is Plan.VIEW_WORK else Verdict.FORBIDDEN


def _of_share(actor: Actor, owner: str, thing: str) -> Verdict:
    receiver, ended = next((one[2], one[3]) for one in HANDED if one[:2] == (owner, thing))
    rights = [SHARED_RIGHTS.get(role, frozenset()) for role in actor.roles(receiver)]
    return Verdict.IN if any(rights) and not ended else Verdict.HIDDEN


def _of_organisation(entry: Entry, actor: Actor, owner: str) -> Verdict:
    assert isinstance(entry.permission, Org)
    roles = actor.roles(SLUGS[owner])
    if not roles:
        return Verdict.HIDDEN
    fits = KINDS.get(SLUGS[owner], Kind.COLLABORATION) in ONLY_IN.get(entry.permission, frozenset(Kind))
    given = any(entry.permission in ORGANISATION_RIGHTS[role] for role in roles)
    return Verdict.IN if fits and given else Verdict.FORBIDDEN


def _of_rates(entry: Entry, actor: Actor, owner: str) -> Verdict:
    reads, writes = (
        {letter for slug, letter in LETTERS.items() for role in actor.roles(slug) if right in PLAN_RIGHTS[role]}
        for right in (Plan.VIEW_WORK, Plan.CREATE)
    )
    if entry.way is Way.RATES:
        return Verdict.IN if reads else Verdict.HIDDEN
    if entry.way is Way.NEW_RATE:
        return Verdict.IN if writes else Verdict.FORBIDDEN
    if owner in writes:
        return Verdict.IN
    return Verdict.FORBIDDEN if owner in reads else Verdict.HIDDEN
