"""The red thread as a picture, one for page and paper: columns from signal to person, a curve for each link.

A place on the thread where nothing hangs is an empty, dashed box with "geen" in it. Lengths are points of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbench.kit.documents.drawing import circle, diamond, line, rect, shortened, svg, text
from workbench.kit.values.money import money
from workbench.plans.rules.colours import ATTENTION, INK, LEAD, RULE, SOFT, WHITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.plans.rules.red_thread import Band, Knot, RedThread, Strand

WIDTH, HEAD = 728.0, 20.0
TALLEST, LOWEST, GAP = 12.6, 10.6, 7.0
ROOM = 380.0  # for the bands of a page on its side, under its heading and the heads of the columns
SIZE, SMALL = 7.6, 6.9
# Where each column begins, and how wide it is.
SIGNAL, PRIORITY, ACTIVITY = (0.0, 152.0), (174.0, 126.0), (320.0, 168.0)
MILESTONES, INDICATORS, MONEY, LEADS = (494.0, 42.0), (538.0, 38.0), (576.0, 50.0), (634.0, 94.0)
HEADS = (
    (SIGNAL, "Signaal"),
    (PRIORITY, "Speerpunt"),
    (ACTIVITY, "Activiteit"),
    (MILESTONES, "Mijlpaal"),
    (INDICATORS, "Indicator"),
    (LEADS, "Wie"),
)
LEADING = 1.2
LETTER = 0.475  # the width of an average letter, as a part of its size
MOST_DRAWN = 4
LEAST_ROWS = 2
MOST_STEP = 22.0  # between rows that have room to spare
DROP = 2.6


@dataclass(frozen=True)
class Picture:
    """One page of the thread: its drawing, and its height in points."""

    drawing: Markup
    height: float


def whole_picture(thread: RedThread) -> Picture | None:
    """Return the thread as one drawing, however long; nothing for an empty thread."""
    return _picture(thread.bands, TALLEST, (1, 1)) if thread.bands else None


def pictures_of(thread: RedThread) -> tuple[Picture, ...]:
    """Return the thread as drawings, each of one page on its side; none for an empty thread."""
    pages = list(_pages(thread.bands))
    return tuple(_picture(bands, _row(bands), (place, len(pages))) for place, bands in enumerate(pages, start=1))


def _rows(band: Band) -> int:
    return max(len(band.strands), len(band.signals), LEAST_ROWS)


def _row(bands: Sequence[Band]) -> float:
    """Return how high the rows of a page can be."""
    return min(TALLEST, (ROOM - GAP * len(bands)) / sum(map(_rows, bands)))


def _pages(bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Divide bands over pages; only a band that is longer than a page is cut."""
    page: list[Band] = []
    for band in (piece for whole in bands for piece in _cut(whole)):
        if page and _row([*page, band]) < LOWEST:
            yield page
            page = []
        page.append(band)
    if page:
        yield page


def _cut(band: Band) -> Iterator[Band]:
    most = int((ROOM - GAP) / LOWEST)
    if _rows(band) <= most:
        yield band
        return
    for start in range(0, max(len(band.strands), len(band.signals)), most):
        piece = slice(start, start + most)
        yield replace(band, strands=band.strands[piece], signals=band.signals[piece])


def _picture(bands: Sequence[Band], row: float, place: tuple[int, int]) -> Picture:
    shapes = [text(at, 9, words, size=SMALL, fill=SOFT, weight=600) for (at, _wide), words in HEADS]
    shapes.append(text(sum(MONEY), 9, "Begroting", size=SMALL, fill=SOFT, weight=600, anchor="end"))
    shapes.append(line(0, 14, WIDTH, 14, stroke=INK, width=0.75))
    top = HEAD
    for band in bands:
        shapes += _band(band, top, row)
        top += _rows(band) * row + GAP
    page, pages = place
    title = f"Rode draad{f', deel {page} van {pages}' if pages > 1 else ''}. {' '.join(map(_sentence, bands))}"
    return Picture(svg(shapes, width=WIDTH, height=top, title=title, css_class="thread"), top)


def _band(band: Band, top: float, row: float) -> Iterator[Markup]:
    height = _rows(band) * row
    middle = top + height / 2
    signals = list(_spread(len(band.signals) or 1, top, height))
    strands = list(_spread(len(band.strands) or 1, top, height))
    if band.priority is not None:
        for y in signals:
            yield _curve(sum(SIGNAL) + 3, y, PRIORITY[0] - 3, middle, gap=not band.signals)
        for y in strands:
            yield _curve(sum(PRIORITY) + 3, middle, ACTIVITY[0] - 3, y, gap=not band.strands)
        yield from _priority(band, middle)
    yield from _signals(band, signals)
    if not band.strands and band.priority is not None:
        yield from _nothing(ACTIVITY[0], strands[0])
    for strand, y in zip(band.strands, strands, strict=False):
        yield from _strand(strand, y)
    yield line(0, top + height + GAP / 2, WIDTH, top + height + GAP / 2, stroke=RULE, width=0.5)


def _spread(count: int, top: float, height: float) -> Iterator[float]:
    """Yield the middles of so many rows, spread over a height."""
    step = min(MOST_STEP, height / count)
    first = top + (height - step * count) / 2 + step / 2
    yield from (first + step * place for place in range(count))


def _signals(band: Band, places: Sequence[float]) -> Iterator[Markup]:
    if not band.signals and band.priority is not None:
        yield from _nothing(sum(SIGNAL) - 26, places[0])
    step = places[1] - places[0] if len(places) > 1 else MOST_STEP
    for knot, y in zip(band.signals, places, strict=False):
        lines = _lines(knot.name or "Zonder naam", SIGNAL[1] - 4, 2 if step >= 2 * SMALL * LEADING else 1)
        yield from _written(lines, SIGNAL[0], y, SMALL)


def _priority(band: Band, middle: float) -> Iterator[Markup]:
    knot = band.priority
    if knot is None:
        return
    lines = _lines(f"{knot.number} {knot.name or 'Zonder naam'}", PRIORITY[1] - 6, max(1, _rows(band) - 1))
    told = "" if band.goal else "geen doel"
    if band.indicators:
        told = ", ".join(one for one in (told, _counted(len(band.indicators), "indicator", "indicatoren")) if one)
    step = SIZE * LEADING
    first = middle - step * (len(lines) + bool(told) - 1) / 2 + DROP
    for place, words in enumerate(lines):
        yield text(PRIORITY[0], first + step * place, words, size=SIZE, fill=INK, weight=600)
    if told:
        colour = SOFT if band.goal else ATTENTION
        yield text(PRIORITY[0], first + step * len(lines), told, size=SMALL, fill=colour)


def _strand(strand: Strand, y: float) -> Iterator[Markup]:
    name = f"{strand.activity.number} {strand.activity.name or 'Zonder naam'}"
    yield text(ACTIVITY[0], y + DROP, shortened(name, ACTIVITY[1] - 4, SIZE), size=SIZE, fill=INK)
    yield from _marks(strand.milestones, MILESTONES[0], y, is_milestone=True)
    yield from _marks(strand.indicators, INDICATORS[0], y, is_milestone=False)
    if strand.lines:
        amount = "nog leeg" if strand.amount is None else money(strand.amount).removesuffix(",00")
        yield text(sum(MONEY), y + DROP, amount, size=SIZE, fill=INK, anchor="end")
    else:
        yield from _nothing(sum(MONEY) - 22, y)
    if strand.lead:
        yield text(LEADS[0], y + DROP, shortened(strand.lead, LEADS[1], SMALL), size=SMALL, fill=INK)
    else:
        yield from _nothing(LEADS[0], y)


def _marks(knots: Sequence[Knot], left: float, y: float, *, is_milestone: bool) -> Iterator[Markup]:
    """Draw a diamond for each milestone or a circle for each indicator; of many the last is a number."""
    if not knots:
        if is_milestone:
            yield from _nothing(left, y)
        return
    shown = len(knots) if len(knots) <= MOST_DRAWN else MOST_DRAWN - 1
    for place in range(shown):
        x = left + 4 + 9 * place
        if is_milestone:
            yield diamond(x, y, 3.4, fill=WHITE, stroke=INK, stroke_width=0.9)
        else:
            yield circle(x, y, 3, fill=LEAD)
    if shown < len(knots):
        yield text(left + 2 + 9 * shown, y + DROP, f"+{len(knots) - shown}", size=SMALL, fill=SOFT)


def _lines(words: str, width: float, most: int) -> list[str]:
    """Return words on at most so many lines; what does not fit is cut with an ellipsis."""
    lines = wrap(words, int(width / (SMALL * LETTER)))
    return lines if len(lines) <= most else [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, SMALL)]


def _written(lines: Sequence[str], x: float, y: float, size: float) -> Iterator[Markup]:
    first = y - size * LEADING * (len(lines) - 1) / 2 + DROP
    for place, words in enumerate(lines):
        yield text(x, first + size * LEADING * place, words, size=size, fill=INK)


def _nothing(x: float, y: float) -> Iterator[Markup]:
    yield rect(x, y - 4.4, 22, 8.8, fill="none", stroke=ATTENTION, stroke_width=0.7, stroke_dasharray="2 1.5")
    yield text(x + 11, y + 2.2, "geen", size=6, fill=ATTENTION, anchor="middle")


def _curve(x1: float, y1: float, x2: float, y2: float, *, gap: bool) -> Markup:
    middle = (x1 + x2) / 2
    return Markup('<path d="M{} {}C{} {} {} {} {} {}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(
        *(f"{one:.1f}" for one in (x1, y1, middle, y1, middle, y2, x2, y2)),
        ATTENTION if gap else LEAD,
        0.7 if gap else 1,
        Markup(' stroke-dasharray="2 1.5"') if gap else "",
    )


def _sentence(band: Band) -> str:
    """Return a band read aloud."""
    named = f"Speerpunt {band.priority.number} {band.priority.name}" if band.priority else "Zonder speerpunt"
    counted = [
        _counted(len(band.signals), "signaal", "signalen"),
        *(
            f"{one.activity.number} {one.activity.name}: {_counted(len(one.milestones), 'mijlpaal', 'mijlpalen')}, "
            f"{_counted(len(one.indicators), 'indicator', 'indicatoren')}, "
            f"{money(one.amount) if one.amount is not None else 'geen bedrag'}, {one.lead or 'geen trekker'}"
            for one in band.strands
        ),
    ]
    return f"{named}: {'; '.join(counted)}."


def _counted(count: int, one: str, more: str) -> str:
    return f"geen {more}" if not count else f"{count} {one if count == 1 else more}"
