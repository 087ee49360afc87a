"""Style sheets and script: small, nothing of others fetched, every name they use is there."""

from __future__ import annotations

import re

from tests.design.colours import STATIC

SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPT = STATIC / "js" / "workbench.js"


def test_the_script_is_under_eight_kilobytes() -> None:
    assert SCRIPT.stat().st_size < 8 * 1024


def test_only_tokens_hold_colours() -> None:
    for sheet in SHEETS:
        if sheet.name not in {"tokens.css", "print.css"}:
            rules = re.sub(r'url\("data:.*?"\)', "", sheet.read_text(encoding="utf-8"))
            assert not re.findall(r":[^;{]*#[0-9a-fA-F]{3,8}\b", rules), sheet.name


def test_every_token_in_use_is_declared() -> None:
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    declared = set(re.findall(r"(--[\w-]+):", text))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= declared


def test_style_sheets_fetch_only_files_of_this_house() -> None:
    for sheet in SHEETS:
        for address in re.findall(r'url\("(.*?)"\)', sheet.read_text(encoding="utf-8")):
            if not address.startswith("data:image/svg+xml"):
                assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_motion_stops_for_who_asks_so() -> None:
    text = (STATIC / "css" / "base.css").read_text(encoding="utf-8")
    assert "prefers-reduced-motion: reduce" in text
