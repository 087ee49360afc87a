"""In which browsers somebody is signed in, ending that, and staying signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask import flash, jsonify, redirect, render_template, url_for

from workbench.accounts import operations, queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.operations import sessions as ending
from workbench.accounts.rules.limits import ABSOLUTE_LIMIT, IDLE_LIMIT, WARNING
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.kit.web.cookies import sent_token
from workbench.kit.web.gate import actor, actor_or_none, requires
from workbench.kit.web.language import translate
from workbench.kit.web.pages import datetime_short, time_short

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from workbench.accounts.models import SignInSession
    from workbench.accounts.queries import SignedIn

ENDED = Message("That browser is signed out.")
ALL_ENDED = Message("Everywhere else you are signed out.")


@blueprint.get("/account/sessies")
@requires(AccountPermission.OWN)
def sessions() -> ResponseReturnValue:
    """List the browsers in which the person is signed in now."""
    own = _who().session_handle
    found = sorted(queries.open_sessions(actor().id), key=lambda one: one.handle != own)
    return render_template(
        "accounts/sessions.html",
        sessions=[_drawn(one, own) for one in found],
        idle=IDLE_LIMIT.seconds // 3600,
        longest=ABSOLUTE_LIMIT.seconds // 3600,
    )


@blueprint.post("/account/sessies/<uuid:handle>/einde")
@requires(AccountPermission.OWN)
def end_session(handle: uuid.UUID) -> ResponseReturnValue:
    """Sign out one other browser; somebody else's does not exist here."""
    ending.end_one(person_id=actor().id, handle=handle)
    flash(translate(ENDED), "done")
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.post("/account/sessies/andere/einde")
@requires(AccountPermission.OWN)
def end_others() -> ResponseReturnValue:
    """Sign out every browser but this one."""
    ending.end_others(person_id=actor().id, but=_who().session_handle)
    flash(translate(ALL_ENDED), "done")
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.get("/sessie")
@requires(AccountPermission.OWN)
def session_state() -> ResponseReturnValue:
    """Say how long this session lasts, for the script that warns; asking does not make it longer."""
    return jsonify(_left(_who().session_ends or now()))


@blueprint.post("/sessie/verleng")
@requires(AccountPermission.OWN)
def stay() -> ResponseReturnValue:
    """Stay signed in, and say how long."""
    operations.touch_session(token=sent_token() or "")
    return jsonify(_left(now() + IDLE_LIMIT))


@blueprint.app_context_processor
def session_clock() -> dict[str, Any]:
    """Give every page of a signed-in person what the warning needs."""
    who = cast("SignedIn | None", actor_or_none())
    if who is None or who.session_ends is None:
        return {"session_clock": None}
    ends = now() + IDLE_LIMIT if who.must_be_touched else who.session_ends
    return {"session_clock": {**_left(ends), "warning": int(WARNING.total_seconds())}}


def _left(ends: datetime) -> dict[str, Any]:
    """Return in how many seconds the session ends, and whether that is for good (``until``: after which clock)."""
    last = _who().session_ends_at_last or ends
    seconds = int((min(ends, last) - now()).total_seconds())
    return {"seconds": max(0, seconds), "last": ends >= last, "until": time_short(last)}


def _drawn(one: SignInSession, own: uuid.UUID | None) -> dict[str, Any]:
    return {
        "handle": one.handle,
        "client": one.client,
        "address": one.address,
        "since": datetime_short(one.started_at),
        "seen": datetime_short(one.seen_at),
        "is_this": one.handle == own,
        "with_factor": one.with_factor,
    }


def _who() -> SignedIn:
    return cast("SignedIn", actor())
