"""The log of an organisation: who did what, for its administrators."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from workbench.accounts.queries.people import names_of
from workbench.accounts.views.blueprint import blueprint
from workbench.kit import audit
from workbench.kit.values.clock import AMSTERDAM, today
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.kit.web.pages import datetime_short
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.queries import organisation_for
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import FUNCTION_NAMES, ROLE_NAMES

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Mapping

    from flask.typing import ResponseReturnValue

    from workbench.kit.audit import AuditEvent

A_PAGE = 50
SHOWN = timedelta(days=30)
DETAILS = {
    "role": Message("role"),
    "function": Message("function"),
    "until": Message("until"),
    "number": Message("version"),
    "slug": Message("short name"),
    "definition": Message("template"),
    "part": Message("part"),
    "year": Message("year"),
    "code": Message("code"),
    "discipline": Message("discipline"),
}
NAMES = {("role", str(one)): name for one, name in ROLE_NAMES.items()} | {
    ("function", str(one)): name for one, name in FUNCTION_NAMES.items()
}


@blueprint.get("/organisaties/<uuid:organisation_id>/logboek")
@requires(OrganisationPermission.SEE_LOG)
def log(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show what was done between two dates, newest first, a page at a time."""
    organisation = organisation_for(organisation_id, who=actor(), permission=OrganisationPermission.SEE_LOG)
    until = _day(request.args.get("tot", "")) or today()
    since = _day(request.args.get("van", "")) or until - SHOWN
    found = audit.events_of_organisation(
        organisation.id,
        since=_begin(since),
        until=_begin(until + timedelta(days=1)),
        before=request.args.get("voor", type=int),
        limit=A_PAGE + 1,
    )
    names = names_of({one.actor_id for one in found if one.actor_id})
    seq = found[A_PAGE - 1].seq if found[A_PAGE:] else 0
    return render_template(
        "accounts/log.html",
        organisation=organisation,
        lines=[_line(one, names) for one in found[:A_PAGE]],
        since=since.isoformat(),
        until=until.isoformat(),
        older=url_for("accounts.log", organisation_id=organisation.id, van=since, tot=until, voor=seq) if seq else "",
    )


def _line(event: AuditEvent, names: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    known = audit.declared().get(event.event)
    roles = [translate(ROLE_NAMES[Role(one)]) for one in (event.roles or "").split(",") if one in set(Role)]
    return {
        "at": datetime_short(event.at),
        "who": names.get(event.actor_id, "") if event.actor_id else "",
        "roles": ", ".join(roles),
        "what": translate(known.words) if known else event.event,
        "details": ", ".join(_details(event.details)),
        "from": ", ".join(part for part in (event.client, event.address) if part),
    }


def _details(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a person can read of an event; numbers of rows and hashes are for programs."""
    for key, label in DETAILS.items():
        value = told.get(key)
        if isinstance(value, str | int) and value != "":
            name = NAMES.get((key, str(value)))
            yield f"{translate(label)}: {translate(name) if name else value}"


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)
