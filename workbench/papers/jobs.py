"""Making a PDF apart from the pages, and cleaning up old ones; both safe to run twice."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from workbench.kit.jobs import every, register
from workbench.kit.storage import transaction
from workbench.papers.operations import count_pages, drop_papers, forget_jobs, keep, pdf_of
from workbench.papers.queries import KIND, papers_needed, shelf, wanted, wanted_shared
from workbench.plans.queries import plan_by_name
from workbench.plans.queries.shares import share_by_id

CLEAN = "papers.clean"
every(CLEAN, timedelta(days=1))


@register(KIND)
def make_pdf(payload: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    """Make and keep the PDF of a plan as it stands now, or of a version that was handed over; the answer names it."""
    plan_id, share_id = uuid.UUID(payload["plan"]), payload.get("share")
    with transaction(write=False):
        plan = plan_by_name(str(plan_id))
        share = share_by_id(uuid.UUID(share_id)) if share_id else None
        if plan is None or (share_id and share is None):
            return {"key": ""}
        paper = wanted_shared(share, plan) if share else wanted(plan)
    if not shelf.path(paper.key).exists():
        pdf = pdf_of(paper.content, paper.definition, paper.meta)
        keep(paper.key, pdf)
        if not share_id:
            count_pages(plan_id, paper.meta.revision, pdf)
    return {"key": paper.key}


@register(CLEAN)
def clean_papers(_payload: object) -> int:
    """Remove papers of old revisions; each can be made again from its content. Returns how many went."""
    with transaction(write=False):
        needed = papers_needed()
    gone = drop_papers(needed)
    with transaction(write=True):
        forget_jobs(gone)
    return len(gone)
