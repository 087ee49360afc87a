"""Keeping who looked at a plan: noted where a page is loaded, written after it was answered, once a day and kind.

A process remembers what it wrote, so that most pages ask the database nothing for it. Calendar programs read by
themselves: that is nobody's looking.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from flask import g, request

from workbench.kit.storage import afterwards, running
from workbench.kit.values.clock import today
from workbench.kit.web.gate import actor
from workbench.plans.operations.shares import keep_viewing

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from flask import Response

    from workbench.plans.models import Plan, Share

    Key = tuple[date, uuid.UUID, uuid.UUID, str, str]

FINE = 200
MOST_KNOWN = 20_000
_known: OrderedDict[Key, None] = OrderedDict()


def note_opened(plan: Plan, share: Share | None = None) -> None:
    """Note that the running request opens a plan, or what was handed over of it."""
    g.opened = (plan.id, plan.organisation_id, str(share.id) if share else "")


def keep_opened(response: Response) -> Response:
    """Keep that somebody looked, when the page or file was really handed out."""
    opened = g.pop("opened", None)
    if opened is None or request.method != "GET" or response.status_code != FINE or running() is None:
        return response
    plan_id, organisation_id, share = opened
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    key = (today(), plan_id, actor().id, "file" if is_file else "pages", share)
    if key not in _known:
        afterwards(partial(_keep, key, organisation_id))
    return response


def _keep(key: Key, organisation_id: uuid.UUID) -> None:
    _day, plan_id, person_id, how, share = key
    keep_viewing(plan_id=plan_id, organisation_id=organisation_id, person_id=person_id, how=how, share=share)
    _known[key] = None
    if len(_known) > MOST_KNOWN:
        _known.popitem(last=False)
