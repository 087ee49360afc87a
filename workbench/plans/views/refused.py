"""Refusals of a plan's pages: in words that fit, and with everything that was typed, which nobody saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from workbench.accounts.rules.kept import typed_values
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.csrf import FIELD
from workbench.kit.web.gate import permission
from workbench.kit.web.language import translate
from workbench.plans.access import PlanPermission
from workbench.plans.views.blueprint import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

MOST_TEXTS = 1000
CHANGING = {PlanPermission.EDIT, PlanPermission.EDIT_ASSIGNED, PlanPermission.ASSIGN, PlanPermission.CREATE}
NOT_SAVED = Message("This is not saved: you may not change it")
MAY_NOT_CHANGE = Message("You may read this, but not change it")
NOT_FOR_YOU = Message("This page is not for your role")
NOT_FOR_YOU_TEXT = Message("Do you need it for your work? Ask the neighbourhood manager.")
GONE = Message("This is not saved: the page no longer exists for you")
GONE_TEXT = Message(
    "It was removed, or you are no longer a member here. Ask the neighbourhood manager. What you typed stands below."
)
COPY = Message("What you typed stands below. Copy it and give it to somebody who may change this.")
NO_PAGE = Message("This page does not exist")
NO_PAGE_TEXT = Message(
    "The address may have a typing error, or the page belongs to an organisation you are not a member of."
)


@blueprint.errorhandler(Forbidden)
def forbidden(error: Forbidden) -> ResponseReturnValue:
    """Say what somebody may not do here; what they typed comes back."""
    typed = _typed()
    if typed:
        return _page(NOT_SAVED, COPY, typed, 403)
    if permission() not in CHANGING:
        return _page(NOT_FOR_YOU, NOT_FOR_YOU_TEXT, [], 403)
    return _page(MAY_NOT_CHANGE, error.message, [], 403)


@blueprint.errorhandler(NotFound)
def not_found(error: NotFound) -> ResponseReturnValue:
    """Say that something is not there, the same of what never was; what was typed comes back."""
    typed = _typed()
    if typed:
        return _page(GONE, GONE_TEXT, typed, 404)
    told = error.message if error.message.text != NotFound().message.text else NO_PAGE_TEXT
    return _page(NO_PAGE, told, [], 404)


def _typed() -> list[str]:
    if request.method != "POST":
        return []
    sent = [(name, text) for name, text in request.form.items(multi=True) if name != FIELD]
    return typed_values(sent)[:MOST_TEXTS]


def _page(title: Message, text: Message, typed: list[str], status: int) -> ResponseReturnValue:
    return render_template("plans/refused.html", title=translate(title), text=translate(text), typed=typed), status
