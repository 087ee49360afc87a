"""Compile the translation catalogues (.po, in the repository) to what gettext reads (.mo, never in the repository)."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogues(root: Path) -> list[Path]:
    """Write a .mo beside each .po that is newer than it, and return those written."""
    written = []
    for source in sorted((root / "workbench" / "translations").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3])
        # Beside it first, then renamed: a server that starts at this moment reads the old file or the new one.
        draft = target.with_suffix(".mo.new")
        with draft.open("wb") as binary:
            write_mo(binary, catalogue)
        draft.replace(target)
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues before the package is put together, so that every wheel holds them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; hatchling calls this at the start of each build, editable or not."""
        del version, build_data
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    for path in compile_catalogues(ROOT):
        print(path.relative_to(ROOT), file=sys.stderr)
