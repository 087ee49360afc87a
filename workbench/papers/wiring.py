"""Joins papers to the application: the document pages, the job that makes a PDF, and the export of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_plan_tab
from workbench.papers import (
    jobs,  # noqa: F401 - joins the job that makes a PDF
    views,
)
from workbench.papers.operations import count_pages, pdf_of
from workbench.papers.queries import last_rendered, shelf, wanted
from workbench.papers.rules.workbook import workbook_of
from workbench.plans.commands.plan import EXPORTERS
from workbench.plans.queries.rendered import TELLERS

if TYPE_CHECKING:
    from flask import Flask

    from workbench.plans.models import Plan


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)
    app.register_blueprint(views.shared)
    register_plan_tab(Message("Document"), "papers.document", order=40)
    shelf.set_up(app.config["SETTINGS"].data_dir / "papers")
    EXPORTERS["pdf"] = exported_pdf
    EXPORTERS["xlsx"] = exported_xlsx
    TELLERS["pdf"] = last_rendered


def exported_pdf(plan: Plan) -> bytes:
    """Return the PDF of a plan as it stands now, for the command line."""
    paper = wanted(plan)
    pdf = pdf_of(paper.content, paper.definition, paper.meta)
    count_pages(plan.id, paper.meta.revision, pdf)
    return pdf


def exported_xlsx(plan: Plan) -> bytes:
    """Return the budget of a plan as a workbook, for the command line."""
    paper = wanted(plan)
    return workbook_of(paper.content, paper.definition, paper.meta, plan_id=str(plan.id))
