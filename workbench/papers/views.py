"""Pages and files of a plan's document, by URL."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, make_response, render_template, send_file, url_for

from workbench.kit.documents.render import REASONS
from workbench.kit.jobs import State
from workbench.kit.storage import afterwards
from workbench.kit.web import gate
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.papers import operations, queries
from workbench.papers.access import EXPORT, SHARED_EXPORT
from workbench.papers.rules.workbook import workbook_of
from workbench.plans.access import PlanPermission, can
from workbench.plans.queries import plan_for
from workbench.plans.queries.exported import exported_json
from workbench.plans.views.shared import load_share
from workbench.plans.views.viewing import note_opened

if TYPE_CHECKING:
    import uuid

    from flask import Response
    from flask.typing import ResponseReturnValue

    from workbench.kit.jobs import Job
    from workbench.plans.models import Plan, Share

blueprint = Blueprint("papers", __name__, url_prefix="/plannen/<uuid:plan_id>")
shared = Blueprint("papers_shared", __name__, url_prefix="/gedeeld/<uuid:share_id>")
REFRESH_SECONDS = 2
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KNOWN_REASONS = {reason.text: reason for reason in (*REASONS, operations.INCOMPLETE)}


@blueprint.get("/document")
@requires(EXPORT)
def document(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show which documents there are of the plan, and what they are for."""
    plan = _load(plan_id)
    return render_template("papers_pages/document.html", plan=plan, is_draft=plan.state in queries.DRAFTS)


@blueprint.get("/document/voortgang")
@requires(EXPORT)
def progress(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show whether the PDF is ready; the page asks again by itself until it is."""
    plan = _load(plan_id)
    key = queries.wanted(plan).key
    if queries.shelf.path(key).exists():
        return _page(plan, ready=True)
    _name, job = queries.try_of(key)
    if job is None:  # the plan changed while its PDF was made
        afterwards(partial(operations.ask_for_pdf, plan.id, key))
    return _page(plan, job=job)


@blueprint.get("/document.pdf")
@requires(EXPORT)
def pdf(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Hand out the PDF when it is made; otherwise have it made and answer 202 with the page that waits for it."""
    plan = _load(plan_id)
    key = queries.wanted(plan).key
    found = queries.shelf.find(key)
    if found is not None:
        return _file(found, "application/pdf", f"{plan.slug}.pdf")
    afterwards(partial(operations.ask_for_pdf, plan.id, key))
    answer = make_response(_page(plan), 202)
    answer.headers["Location"] = url_for("papers.progress", plan_id=plan.id)
    return answer


@blueprint.get("/document.xlsx")
@requires(EXPORT)
def xlsx(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Hand out the budget as a workbook."""
    plan = _load(plan_id)
    paper = queries.wanted(plan)
    data = workbook_of(paper.content, paper.definition, paper.meta, plan_id=str(plan.id))
    return _file(data, XLSX, f"{plan.slug}-begroting.xlsx")


@blueprint.get("/document.json")
@requires(EXPORT)
def json(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Hand out the plan in the interchange format."""
    plan = _load(plan_id)
    work = can(gate.actor(), PlanPermission.VIEW_WORK, plan)
    return _file(exported_json(plan, work=work), "application/json", f"{plan.slug}.json")


@shared.get("/document.pdf")
@requires(SHARED_EXPORT)
def shared_pdf(share_id: uuid.UUID) -> ResponseReturnValue:
    """Hand out the PDF of a version that was handed over; otherwise have it made and answer 202."""
    share, plan = load_share(share_id)
    paper = queries.wanted_shared(share, plan)
    found = queries.shelf.find(paper.key)
    if found is not None:
        return _file(found, "application/pdf", queries.shared_name(plan, paper))
    afterwards(partial(operations.ask_for_pdf, plan.id, paper.key, share.id))
    answer = make_response(_shared_page(share), 202)
    answer.headers["Location"] = url_for("papers_shared.shared_progress", share_id=share.id)
    return answer


@shared.get("/document/voortgang")
@requires(SHARED_EXPORT)
def shared_progress(share_id: uuid.UUID) -> ResponseReturnValue:
    """Show whether the PDF of a version is ready; the page asks again by itself until it is."""
    share, plan = load_share(share_id)
    key = queries.wanted_shared(share, plan).key
    if queries.shelf.path(key).exists():
        return _shared_page(share, ready=True)
    _name, job = queries.try_of(key)
    if job is None:  # the folder was emptied while it was made
        afterwards(partial(operations.ask_for_pdf, plan.id, key, share.id))
    return _shared_page(share, job=job)


def _load(plan_id: uuid.UUID) -> Plan:
    plan = plan_for(plan_id, who=gate.actor(), permission=PlanPermission(gate.permission()))
    note_opened(plan)
    return plan


def _shared_page(share: Share, *, ready: bool = False, job: Job | None = None) -> str:
    return render_template("papers_pages/shared_progress.html", share=share, **_standing(job, ready=ready))


def _page(plan: Plan, *, ready: bool = False, job: Job | None = None) -> str:
    return render_template("papers_pages/progress.html", plan=plan, **_standing(job, ready=ready))


def _standing(job: Job | None, *, ready: bool) -> dict[str, Any]:
    failed = job is not None and job.state is State.FAILED
    reason = KNOWN_REASONS.get(job.error or "") if failed and job else None
    return {
        "ready": ready,
        "failed": failed,
        "reason": translate(reason) if reason else "",
        "refresh": REFRESH_SECONDS,
    }


def _file(data: bytes, mimetype: str, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=name)
