"""Making a PDF apart from the pages; safe to run twice, since the same content gives the same file."""

from __future__ import annotations

import uuid
from typing import Any

from workbench.kit.jobs import register
from workbench.kit.storage import transaction
from workbench.papers.operations import count_pages, keep, pdf_of
from workbench.papers.queries import KIND, shelf, wanted
from workbench.plans.queries import plan_by_name


@register(KIND)
def make_pdf(payload: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    """Make and keep the PDF of a plan as it stands now; the answer names it."""
    plan_id = uuid.UUID(payload["plan"])
    with transaction(write=False):
        plan = plan_by_name(str(plan_id))
        if plan is None:
            return {"key": ""}
        paper = wanted(plan)
    if not shelf.path(paper.key).exists():
        pdf = pdf_of(paper.content, paper.definition, paper.meta)
        keep(paper.key, pdf)
        count_pages(plan_id, paper.meta.revision, pdf)
    return {"key": paper.key}
