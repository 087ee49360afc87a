"""Weakened applications: each lacks one guard, and a suite must see it. One that stays green is a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.attack import weak
from tests.attack.matrix import Found, Matrix, sample
from tests.attack.probes import send_forged
from tests.attack.substitution import Range
from tests.attack.tokens import Trial
from workbench.accounts.models import Invitation, Notification
from workbench.accounts.operations import sessions
from workbench.accounts.operations.kept import forget_typing
from workbench.accounts.operations.tokens import use_token
from workbench.accounts.queries import kept_typing, signed_in_by_token, token_for_purpose
from workbench.accounts.queries.invitations import invitation_of
from workbench.accounts.queries.news import news_of
from workbench.accounts.rules.invitations import State, state_of
from workbench.kit.web import csrf
from workbench.organisations import access as of_organisations
from workbench.organisations.access import OrganisationPermission as Org
from workbench.organisations.models import Organisation, Practice
from workbench.organisations.queries.organisations import organisation_for
from workbench.organisations.queries.parts import practice_of
from workbench.organisations.rules import Role
from workbench.plans import access as of_plans
from workbench.plans.access import PlanPermission as Plans
from workbench.plans.models import Plan, Rate, Share, Upload
from workbench.plans.queries import calendars, rates, shares, uploads
from workbench.plans.queries import people as plan_people
from workbench.plans.queries import plans as plan_queries
from workbench.plans.queries.exported import exported_json
from workbench.plans.queries.from_word import kept_pieces
from workbench.plans.rules.for_partners import for_partners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MATRIX, MIXED, TOKENS, FORMS = "matrix", "substitutions", "tokens", "forms"
MOST_CASES = 16_000
FEW_TOKENS = 4
BROKEN = re.compile(r"(got|:) 5\d\d")


@dataclass(frozen=True)
class Mutant:
    """One weakness: what is gone, how, and which suite must see it."""

    name: str
    change: weak.Change
    suite: str = MATRIX


MUTANTS = (
    Mutant("plans: can says yes", weak.always(of_plans.can)),
    Mutant("plans: allowed says yes", weak.always(of_plans.allowed)),
    Mutant("plans: can_see_shared says yes", weak.always(of_plans.can_see_shared)),
    Mutant("organisations: can says yes", weak.always(of_organisations.can)),
    Mutant("organisations: operates says yes", weak.always(of_organisations.operates)),
    Mutant("plan_for finds every plan", weak.instead(plan_queries.plan_for, weak.by_id(Plan))),
    Mutant("plan_for asks for reading only", weak.instead(plan_queries.plan_for, weak.who_may_read)),
    Mutant("plan_for tells strangers", weak.instead(plan_queries.plan_for, weak.tells_strangers)),
    Mutant("may_write_row says yes", weak.always(plan_queries.may_write_row)),
    Mutant("every row is assigned to everybody", weak.always(plan_people.is_assigned)),
    Mutant("plans_of lists all plans", weak.instead(plan_queries.plans_seen_by, weak.every(Plan))),
    Mutant("organisation_for finds every one", weak.instead(organisation_for, weak.by_id(Organisation))),
    Mutant("share_for finds every share", weak.instead(shares.share_for, weak.by_id(Share))),
    Mutant("share_for finds what was taken back", weak.instead(shares.share_for, weak.share_for(ended=True))),
    Mutant("share_for asks not to whom", weak.instead(shares.share_for, weak.share_for(receiver=True))),
    Mutant("rate_for finds every rate", weak.instead(rates.rate_for, weak.by_id(Rate))),
    Mutant("rates_of lists all rates", weak.instead(rates.rates_of, weak.every(Rate))),
    Mutant("calendars ask not what their owner sees", weak.instead(calendars.plans_of_calendar, weak.any_calendar)),
    Mutant("the Word file of somebody else", weak.instead(kept_pieces, weak.any_pieces)),
    Mutant("the workbook of somebody else", weak.any_workbook),
    Mutant("kept typing of somebody else is shown", weak.instead(kept_typing, weak.any_typing)),
    Mutant("kept typing of somebody else is thrown away", weak.instead(forget_typing, weak.forget_any)),
    Mutant("a session of somebody else is ended", weak.instead(sessions.end_one, weak.end_any)),
    Mutant("news of everybody", weak.instead(news_of, weak.every(Notification))),
    Mutant("the file of a plan holds what is kept apart", weak.instead(exported_json, weak.whole_json)),
    Mutant("partners read what an hour costs", weak.instead(for_partners, lambda definition: definition)),
    Mutant("readers may edit", weak.plan_right(Role.READER, Plans.EDIT, of_plans.CONCEPT)),
    Mutant("advisers may share", weak.plan_right(Role.ADVISER, Plans.SHARE)),
    Mutant("managers edit what is locked", weak.plan_right(Role.MANAGER, Plans.EDIT)),
    Mutant("group members edit rows of others", weak.plan_right(Role.GROUP_MEMBER, Plans.EDIT_ASSIGNED)),
    Mutant("partners read what is not opened", weak.plan_right(Role.COMMENTER, Plans.READ)),
    Mutant("administrators read plans", weak.plan_right(Role.ADMINISTRATOR, Plans.READ)),
    Mutant("readers see what is kept apart", weak.plan_right(Role.READER, Plans.VIEW_WORK)),
    Mutant("readers manage members", weak.organisation_right(Role.READER, Org.MANAGE_MEMBERS)),
    Mutant("managers invite", weak.organisation_right(Role.MANAGER, Org.INVITE)),
    Mutant("readers see addresses", weak.organisation_right(Role.READER, Org.SEE_ADDRESSES)),
    Mutant("advisers read the log", weak.organisation_right(Role.ADVISER, Org.SEE_LOG)),
    Mutant("administrators see what was handed over", weak.shared_right(Role.ADMINISTRATOR)),
    Mutant("a right counts in every kind of organisation", weak.in_every_kind),
    Mutant("every route is public", weak.public()),
    Mutant("the list of plans is public", weak.public("plans.index")),
    Mutant("a session that ended counts", weak.instead(signed_in_by_token, weak.signed_in(ended=True))),
    Mutant("a deactivated person counts", weak.instead(signed_in_by_token, weak.signed_in(deactivated=True))),
    Mutant("roles never end", weak.no_end),
    Mutant("closed organisations let in", weak.closed_counts),
    Mutant("a piece of a page leads to the way in as a page does", weak.fragment),
    Mutant("a file of another plan", weak.instead(uploads.upload_of, weak.by_second_id(Upload)), MIXED),
    Mutant("a share of another plan", weak.instead(shares.share_of, weak.by_second_id(Share)), MIXED),
    Mutant("a practice of another collaboration", weak.instead(practice_of, weak.by_second_id(Practice)), MIXED),
    Mutant("an invitation of others", weak.instead(invitation_of, weak.by_second_id(Invitation)), MIXED),
    Mutant("forms of any page", weak.always(csrf.check, None), FORMS),
    Mutant("the token of any browser", weak.always(csrf.drawn_for), FORMS),
    Mutant(
        "a secret is for any purpose", weak.instead(token_for_purpose, weak.token_for_purpose(any_purpose=True)), TOKENS
    ),
    Mutant("a secret never expires", weak.instead(token_for_purpose, weak.token_for_purpose(expired=True)), TOKENS),
    Mutant("a secret works again", weak.instead(use_token, weak.use_token(reuse=True)), TOKENS),
    Mutant("an invitation never expires", weak.always(state_of, State.OPEN), TOKENS),
)


@dataclass(frozen=True)
class Seen:
    """Which request saw a mutant first, and after how many; empty when none did."""

    mutant: Mutant
    fault: str
    after: int


class Hunt:
    """Weakens the application in one way at a time, and lets the suite look until it sees that."""

    def __init__(self, matrix: Matrix, *, shots: bool = True) -> None:
        self.matrix = matrix
        self.cases = sample(matrix.cases, MOST_CASES)
        self.range = Range(matrix)
        self.shots = list(self.range.shots(self.range.forms())) if shots else []

    def hunt(self, mutant: Mutant) -> Seen:
        """Return which request saw a mutant."""
        suites: dict[str, Callable[[], Found]] = {
            MATRIX: lambda: self.matrix.run(self.cases, stop=True),
            MIXED: self._mixed,
            TOKENS: lambda: Trial(self.matrix.world, FEW_TOKENS).run(),
            FORMS: lambda: send_forged(self.matrix, stop=True),
        }
        with pytest.MonkeyPatch.context() as patch:
            mutant.change(patch, self.matrix.world.app)
            found = suites[mutant.suite]()
        self.matrix.store.restore()
        # An application that breaks is not weak: a fault of its own proves nothing.
        seen = [one for one in found.faults if not BROKEN.search(one)]
        return Seen(mutant, seen[0] if seen else "", found.total)

    def _mixed(self) -> Found:
        found = Found()
        for shot in self.shots:
            if shot.headers or found.faults:
                continue
            self.range.fire(shot, found)
        return found


def table(seen: list[Seen]) -> Iterator[str]:
    """Yield the lines of the table of mutants: which request saw each of them first."""
    for one in seen:
        yield f"  {one.mutant.name:58} {one.mutant.suite:14} {one.after:5}  {one.fault[-150:] or 'NOT SEEN'}"
