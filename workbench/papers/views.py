"""Pages and files of a plan's document, by URL."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template, send_file, url_for

from workbench.kit.documents.render import REASONS
from workbench.kit.jobs import State
from workbench.kit.storage import afterwards
from workbench.kit.web import gate
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.papers import operations, queries
from workbench.papers.access import EXPORT
from workbench.papers.rules.workbook import workbook_of
from workbench.plans.access import PlanPermission, can
from workbench.plans.queries import plan_for
from workbench.plans.queries.exported import exported_json

if TYPE_CHECKING:
    import uuid

    from flask import Response
    from flask.typing import ResponseReturnValue

    from workbench.kit.jobs import Job
    from workbench.plans.models import Plan

blueprint = Blueprint("papers", __name__, url_prefix="/plannen/<uuid:plan_id>")
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


def _load(plan_id: uuid.UUID) -> Plan:
    return plan_for(plan_id, who=gate.actor(), permission=PlanPermission(gate.permission()))


def _page(plan: Plan, *, ready: bool = False, job: Job | None = None) -> str:
    failed = job is not None and job.state is State.FAILED
    reason = KNOWN_REASONS.get(job.error or "") if failed and job else None
    return render_template(
        "papers_pages/progress.html",
        plan=plan,
        ready=ready,
        failed=failed,
        reason=translate(reason) if reason else "",
        refresh=REFRESH_SECONDS,
    )


def _file(data: bytes, mimetype: str, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=name)
