"""What somebody was told, and how they want to hear of it."""

from __future__ import annotations

import uuid
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import operations
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.news import NewsForm
from workbench.accounts.queries.news import choices_of, news_of
from workbench.accounts.rules.news import CHOSEN, KINDS, delivery_of, told
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.kit.web.pages import within_site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

CHOSEN_NOW = Message("We will mail you as you chose.")


@blueprint.get("/account/berichten")
@requires(AccountPermission.NEWS)
def news() -> ResponseReturnValue:
    """Show the news of the last months, and the choices."""
    chosen = choices_of([actor().id])[actor().id]
    return _page(NewsForm(data={kind: delivery_of(kind, chosen).value for kind in CHOSEN}), 200)


@blueprint.post("/account/berichten")
@requires(AccountPermission.NEWS)
def send_news() -> ResponseReturnValue:
    """Keep the choices."""
    form = NewsForm(request.form)
    if not form.validate():
        return _page(form, 422)
    operations.choose_news(person_id=actor().id, chosen=form.chosen())
    flash(translate(CHOSEN_NOW), "done")
    return redirect(url_for("accounts.news"), 303)


@blueprint.post("/account/berichten/gelezen")
@requires(AccountPermission.NEWS)
def send_read() -> ResponseReturnValue:
    """Mark the news that a page showed as read, and go back to that page."""
    shown: list[uuid.UUID] = []
    for sent in request.form.getlist("news"):
        with suppress(ValueError):
            shown.append(uuid.UUID(sent))
    operations.read_news(person_id=actor().id, ids=shown)
    return redirect(within_site(request.form.get("next", ""), url_for("home.start")), 303)


def _page(form: NewsForm, status: int) -> tuple[str, int]:
    page = render_template(
        "accounts/news.html",
        form=form,
        errors=form.errors_in_order(),
        kinds=[(kind, KINDS[kind].label) for kind in CHOSEN],
        news=news_of(actor().id, actor().organisation_ids),
        told=partial(told, translate=translate),
    )
    return page, status
