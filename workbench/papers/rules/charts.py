"""Small drawings beside the words: bars that compare, the square of a risk, the lines on the cover."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.kit.documents.drawing import line, rect, svg
from workbench.papers.rules.palette import COMPARED, INK, LEAD, RULE, WHITE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from workbench.plans.content import PlanContent

LEVELS = ("low", "medium", "high")
BAR, THICK, GAP = 66.0, 6.0, 2.5
SQUARE = 7.0


def pair_of_bars(value: Decimal, comparison: Decimal, title: str) -> Markup:
    """Return two bars on one scale: the neighbourhood above, what it is compared with below."""
    largest: Decimal = max([value, comparison])
    most = largest or Decimal(1)
    lengths = [max(0.75, float(amount / most) * BAR) for amount in (value, comparison)]
    parts = [rect(0, 0, lengths[0], THICK, fill=LEAD), rect(0, THICK + GAP, lengths[1], THICK, fill=COMPARED)]
    return svg(parts, width=BAR, height=2 * THICK + GAP, title=title, css_class="bars")


def one_bar(value: int, most: int, *, fill: str, title: str, width: float = 190) -> Markup:
    """Return one bar of a row of bars that share a scale."""
    length = max(0.75, value / most * width) if most > 0 else 0.75
    return svg([rect(0, 0, length, 9, fill=fill)], width=width, height=9, title=title, css_class="bar")


def risk_square(chance: str, effect: str, title: str) -> Markup:
    """Return three by three squares, chance upward and effect to the right, with the risk's own filled."""
    parts = []
    for column, level in enumerate(LEVELS):
        for row, height in enumerate(reversed(LEVELS)):
            own = level == effect and height == chance
            parts.append(rect(column * (SQUARE + 1), row * (SQUARE + 1), SQUARE, SQUARE, fill=INK if own else RULE))
    size = 3 * SQUARE + 2
    return svg(parts, width=size, height=size, title=title, css_class="risk")


def cover_lines(content: PlanContent, *, width: float, height: float) -> Markup:
    """Return the plan's own activities as fine lines over its period: the drawing of the cover."""
    spans = [(row.start, row.end) for row in content.activities if row.start and row.end and row.start <= row.end]
    title = "Tekening: de looptijd van de activiteiten"
    if not spans:
        return svg(
            [line(0, height / 2, width, height / 2, stroke=WHITE, width=0.75, stroke_opacity=0.5)],
            width=width,
            height=height,
            title=title,
        )
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    step = height / max(len(spans), 8)
    return svg(
        [_cover_line(index, start, end, (first, last), width, step) for index, (start, end) in enumerate(spans)],
        width=width,
        height=height,
        title=title,
    )


def _cover_line(index: int, start: date, end: date, period: tuple[date, date], width: float, step: float) -> Markup:
    days = max(1, (period[1] - period[0]).days)
    x1, x2 = ((day - period[0]).days / days * width for day in (start, end))
    y = (index + 0.5) * step
    return line(x1, y, max(x2, x1 + 6), y, stroke=WHITE, width=min(1.6, step * 0.3), stroke_opacity=0.6)


def by_size(values: Sequence[int]) -> int:
    """Return the largest of some values, at least one, as the scale of their bars."""
    return max([1, *values])
