"""Drawing in SVG: a few shapes with attributes that page and PDF read alike. Lengths are points of the drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

SANS = "Wijk Sans"
Length = float | int


def svg(
    parts: Iterable[Markup], *, width: Length, height: Length, title: str, desc: str = "", css_class: str = ""
) -> Markup:
    """Return a drawing that is read aloud by its title."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" class="{}" viewBox="0 0 {} {}" width="{}pt" height="{}pt">'
        "<title>{}</title>{}{}</svg>"
    ).format(
        css_class,
        _n(width),
        _n(height),
        _n(width),
        _n(height),
        title,
        Markup("<desc>{}</desc>").format(desc) if desc else Markup(""),
        Markup("").join(parts),
    )


def rect(x: Length, y: Length, width: Length, height: Length, *, fill: str, **more: str | Length) -> Markup:
    """Return a rectangle."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>').format(
        _n(x), _n(y), _n(width), _n(height), fill, _more(more)
    )


def line(
    x1: Length, y1: Length, x2: Length, y2: Length, *, stroke: str, width: Length = 0.5, **more: str | Length
) -> Markup:
    """Return a line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>').format(
        _n(x1), _n(y1), _n(x2), _n(y2), stroke, _n(width), _more(more)
    )


def polygon(points: Iterable[tuple[Length, Length]], *, fill: str, **more: str | Length) -> Markup:
    """Return a closed shape."""
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return Markup('<polygon points="{}" fill="{}"{}/>').format(corners, fill, _more(more))


def diamond(x: Length, y: Length, radius: Length, *, fill: str, **more: str | Length) -> Markup:
    """Return a diamond around a point."""
    return polygon(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), fill=fill, **more)


def circle(x: Length, y: Length, radius: Length, *, fill: str, **more: str | Length) -> Markup:
    """Return a circle."""
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"{}/>').format(_n(x), _n(y), _n(radius), fill, _more(more))


def text(
    x: Length, y: Length, words: str, *, size: Length, fill: str, weight: int = 400, anchor: str = "start"
) -> Markup:
    """Return a line of text from, around or up to a point on its baseline."""
    return Markup(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>'
    ).format(_n(x), _n(y), SANS, _n(size), weight, fill, anchor, words)


def shortened(words: str, width: Length, size: Length) -> str:
    """Return words cut with an ellipsis so that they fit a width, by the average letter of Wijk Sans."""
    most = max(1, int(width / (size * 0.475)))
    return words if len(words) <= most else f"{words[: most - 1].rstrip(' ,.;:-–')}…"


def _n(value: Length) -> str:
    # Two decimals are finer than print, and keep the file equal on every machine.
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _more(attributes: dict[str, str | Length]) -> Markup:
    return Markup("").join(
        Markup(' {}="{}"').format(name.replace("_", "-"), escape(value if isinstance(value, str) else _n(value)))
        for name, value in attributes.items()
    )
