"""The typefaces of documents: the only files that a document may fetch, each by its exact name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
SERIF = "Wijk Serif"
SANS = "Wijk Sans"
SCHEME = "font:"

# Family, weight, slope -> file.
FACES: tuple[tuple[str, int, str, str], ...] = (
    (SERIF, 400, "normal", "WijkSerif-Regular.ttf"),
    (SERIF, 400, "italic", "WijkSerif-Italic.ttf"),
    (SERIF, 600, "normal", "WijkSerif-Semibold.ttf"),
    (SANS, 400, "normal", "WijkSans-Regular.ttf"),
    (SANS, 400, "italic", "WijkSans-Italic.ttf"),
    (SANS, 600, "normal", "WijkSans-Semibold.ttf"),
    (SANS, 700, "normal", "WijkSans-Bold.ttf"),
)


@cache
def face_rules() -> str:
    """Return the ``@font-face`` rules that stand before a document's own stylesheet."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slope}; '
        f'src: url("{SCHEME}{file}"); }}'
        for family, weight, slope, file in FACES
    )


def face(url: str) -> bytes | None:
    """Return the file behind ``font:<name>``, or None for any other address."""
    known = {f"{SCHEME}{file}": file for *_rest, file in FACES}
    return (FOLDER / known[url]).read_bytes() if url in known else None
