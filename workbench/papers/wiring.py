"""Joins papers to the application: the document pages, the job that makes a PDF, and the export of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_plan_tab
from workbench.papers import (
    jobs,  # noqa: F401 - joins the job that makes a PDF
    views,
)
from workbench.papers.operations import pdf_of
from workbench.papers.queries import shelf, wanted
from workbench.plans.commands.plan import EXPORTERS

if TYPE_CHECKING:
    from flask import Flask

    from workbench.plans.models import Plan


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)
    register_plan_tab(Message("Document"), "papers.document", order=40)
    shelf.set_up(app.config["SETTINGS"].data_dir / "papers")
    EXPORTERS["pdf"] = exported_pdf


def exported_pdf(plan: Plan) -> bytes:
    """Return the PDF of a plan as it stands now, for the command line."""
    paper = wanted(plan)
    return pdf_of(paper.content, paper.definition, paper.meta)
