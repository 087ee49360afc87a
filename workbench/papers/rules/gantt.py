"""The planning on paper: the drawing that the page shows too, divided over pages of about equal length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.documents.drawing import svg
from workbench.plans.rules import planning as plans
from workbench.plans.rules.gantt import Frame, divided, drawn, rows_of, title_of
from workbench.plans.rules.planning import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from workbench.plans.content import PlanContent
    from workbench.plans.rules.gantt import Row
    from workbench.plans.rules.numbering import Numbers

# From here the drawing gets a page of its own, on its side.
LANDSCAPE_FROM = 25
# Points: the width of a page, what it leaves for the rows below the heading, and the share of the names.
PORTRAIT, LANDSCAPE = (482.0, 560.0, 206.0), (728.0, 366.0, 250.0)
# A lower row has no room for the dates of milestones; letters grow with their row.
TALLEST, LOWEST, LARGEST_LETTERS, IN_A_ROW = 21.0, 14.0, 8.6, 1.82


@dataclass(frozen=True)
class Planning:
    """The drawings, one a page, whether they lie on their side, and what they hold that needs explaining."""

    drawings: tuple[Markup, ...]
    landscape: bool
    height: float
    has_arrows: bool = False


def planning_of(content: PlanContent, numbered: Numbers) -> Planning | None:
    """Return the planning, or nothing while no activity has a start and an end."""
    planning = plans.planning_of(content, numbered)
    if not planning.has_days:
        return None
    landscape = len(content.activities) >= LANDSCAPE_FROM
    width, height, left = LANDSCAPE if landscape else PORTRAIT
    pages = divided(rows_of(planning), int(height / LOWEST))
    row = min(TALLEST, height / max(len(page) for page in pages))
    frame = Frame(width, left, row, min(LARGEST_LETTERS, row / IN_A_ROW))
    drawings = tuple(_page(planning, page, frame, (at, len(pages))) for at, page in enumerate(pages, start=1))
    return Planning(drawings, landscape, frame.height(len(pages[0])), bool(planning.waits))


def _page(planning: plans.Planning, rows: Sequence[Row], frame: Frame, place: tuple[int, int]) -> Markup:
    part = f", deel {place[0]} van {place[1]}" if place[1] > 1 else ""
    sentences = "; ".join(told(row.bar, planning) for row in rows if row.bar)
    return svg(
        drawn(planning, rows, frame),
        width=frame.width,
        height=frame.height(len(rows)),
        title=f"{title_of(planning, part)}. {sentences}",
        css_class="gantt",
    )
