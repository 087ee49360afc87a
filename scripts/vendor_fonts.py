"""Cut the house's typefaces from Adobe's npm packages: what Dutch, its neighbours and our own signs need.

Interface: Source Sans 3, one variable file a slope. Papers: static files, because a PDF embeds one instance at a time,
and TrueType as it is, because WeasyPrint would unpack anything else anew for every document.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
INTERFACE = ROOT / "workbench" / "static" / "vendor" / "fonts"
PAPERS = ROOT / "workbench" / "kit" / "documents" / "fonts"

# The package and its version, with the SHA-256 of what the registry hands out for it.
PACKAGES = {
    "source-sans@3.52.0": "49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88",
    "source-serif@4.5.1": "19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746",
}

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x2BC, 0x2C6, 0x2DA, 0x2DC]
# Hyphens and dashes, quotes, spaces of fixed width, marks of text; WeasyPrint hyphenates with U+2010.
PUNCTUATION = [0x2009, *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030]
PUNCTUATION += [0x2032, 0x2033, 0x2039, 0x203A, 0x2044]
SIGNS = [ord(sign) for sign in "€№™←↑→↓↗↘−×÷±≈≠≤≥∞√∑◆◇●○■□▲▼▶◀✓✗₀₁₂₃₄⁰⁴⅓⅔"]
# What our own pages and papers print themselves: a face without one of these is refused. Bullets other than • stand in
# the sans only.
REQUIRED = "\u00a0\u202f\u2010\u2011–—‘’“”„…•€→←↑↓−×≤≥✓◆"
REQUIRED_SANS = REQUIRED + "●○"

OWN_NAMES = {"Source Sans 3": "Wijk Sans", "SourceSans3": "WijkSans"}
OWN_NAMES |= {"Source Serif 4": "Wijk Serif", "SourceSerif4": "WijkSerif"}
NAMES_OF_FACE = {1, 3, 4, 6, 16, 25}

# Kerning, figures that stand under each other, small figures for notes, Dutch ij with an accent.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "tnum", "lnum", "pnum", "onum"]
FEATURES += ["sups", "frac", "case"]


def fetch(folder: Path) -> dict[str, Path]:
    """Unpack each package below `folder`; raises ValueError when one is not the one that we know."""
    unpacked = {}
    for package, expected in PACKAGES.items():
        target = folder / package.split("@")[0]
        target.mkdir()
        done = subprocess.run(
            ["npm", "pack", "--silent", "--ignore-scripts", package],
            cwd=target,
            check=True,
            capture_output=True,
            text=True,
        )
        archive = target / done.stdout.strip().splitlines()[-1]
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != expected:
            message = f"{package}: SHA-256 is {found}, expected {expected}"
            raise ValueError(message)
        shutil.unpack_archive(archive, target, filter="data")
        unpacked[target.name] = target / "package"
    return unpacked


def cut(font: TTFont, flavour: str | None) -> TTFont:
    """Keep only our characters and features; raises ValueError when a required character is missing."""
    required = REQUIRED_SANS if "Sans" in font["name"].getBestFamilyName() else REQUIRED
    missing = sorted(set(map(ord, required)) - set(font.getBestCmap()))
    if missing:
        message = "missing: " + " ".join(f"U+{code:04X}" for code in missing)
        raise ValueError(message)
    options = Options()
    options.layout_features = FEATURES
    options.flavor = flavour
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17, 25]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS + PUNCTUATION + SIGNS)
    subsetter.subset(font)
    rename(font)
    font.flavor = flavour
    return font


def rename(font: TTFont) -> None:
    """Give a cut face a name of its own: its licence reserves "Source" for faces that nobody changed."""
    for record in font["name"].names:
        if record.nameID in NAMES_OF_FACE:
            record.string = own_name(str(record))


def own_name(name: str) -> str:
    """Return our name for a face or file of Adobe's: Wijk Sans, Wijk Serif."""
    for theirs, ours in OWN_NAMES.items():
        name = name.replace(theirs, ours)
    return name


def cut_interface(sans: Path) -> None:
    """Write the variable faces of the interface, weights 400 to 700."""
    for slope in ("Upright", "Italic"):
        font = cut(TTFont(sans / "VF" / f"SourceSans3VF-{slope}.ttf", recalcTimestamp=False), "woff2")
        instantiateVariableFont(font, {"wght": (400, 700)}).save(INTERFACE / f"WijkSansVF-{slope}.woff2")


def cut_papers(sans: Path, serif: Path) -> None:
    """Write the static faces of the papers."""
    styles = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
    wanted = [serif / "TTF" / f"SourceSerif4-{style}.ttf" for style in styles]
    wanted += [sans / "TTF" / f"SourceSans3-{style}.ttf" for style in styles]
    for source in wanted:
        name = source.name.replace("SemiboldIt.", "SemiboldItalic.").replace("-It.", "-Italic.")
        cut(TTFont(source, recalcTimestamp=False), None).save(PAPERS / own_name(name))


def finish(folder: Path, licences: dict[str, Path]) -> None:
    """Put the licences and the checksums beside the faces."""
    for package, source in licences.items():
        (folder / f"LICENSE-{package}.md").write_bytes(source.read_bytes())
    files = sorted(file for file in folder.iterdir() if file.suffix in {".woff2", ".ttf", ".md"})
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Fetch, cut and write everything anew."""
    for folder in (INTERFACE, PAPERS):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        packages = fetch(Path(temporary))
        cut_interface(packages["source-sans"])
        cut_papers(packages["source-sans"], packages["source-serif"])
        licences = {name: folder / "LICENSE.md" for name, folder in packages.items()}
        finish(PAPERS, licences)
        finish(INTERFACE, {"source-sans": licences["source-sans"]})


if __name__ == "__main__":
    main()
