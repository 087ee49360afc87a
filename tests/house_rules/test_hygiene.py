"""The repository names no package server, no folder of one machine and no secret; what others made is unchanged."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from tests.house_rules.project import ROOT, refuse, repository, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

BINARY = (".woff", ".woff2", ".ttf", ".otf", ".png", ".ico", ".jpg", ".pdf", ".icc", ".gz", ".xlsx", ".docx")
KEY = "a secret with its value"
# Generous on purpose: a false alarm is a line to reword, a leak stays in the history for ever.
SIGNS = {
    "a package server": re.compile(
        r"\b(pypi\.org|pythonhosted\.org|registry\.(npmjs|yarnpkg)\.\w+|proxy\.golang\.org|artifactory\.\w|"
        r"--(extra-)?index-url\s*=?\s*\S+://|^registry\s*=\s*\S+)",
        re.MULTILINE,
    ),
    "a folder of one machine": re.compile(
        r"(?<![\w.*:/])/(root|home/[a-z][\w-]*|Users/\w+|work/[a-z]\w*|tmp/\w+)/[\w.-]"
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an access token": re.compile(r"\b(ghp_|gho_|github_pat_|glpat-|xox[abp]-|sk-|AKIA)[A-Za-z0-9_-]{16,}"),
    "a password in an address": re.compile(r"://[A-Za-z0-9._%-]+:(?!PASSWORD|password|\{)[^@\s/\[\]{}\"'<>]{3,}@"),
    KEY: re.compile(
        r"(?i)(secret_?key|api_?key|token)[\"']?\s*[=:]\s*[\"']?(?=[A-Za-z0-9_\-+/]*\d)[A-Za-z0-9_\-+/]{32,}",
    ),
}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# What others made may name its own home on the web.
THEIRS = "/vendor/"


def leaks(name: str, text: str) -> Iterator[str]:
    """Tell which lines of a file say what does not belong in a public repository."""
    for what, pattern in SIGNS.items():
        if name.startswith("tests/") and what == KEY:
            continue  # tests start servers with keys of their own, which open nothing else
        for found in pattern.finditer(HASH.sub("", text)):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line}: {what}: {found[0].strip()[:60]}"


def unhashed(name: str, text: str) -> Iterator[str]:
    """Tell which pins of a lock file have no hash."""
    for entry in re.split(r"\n(?=\S)", text):
        if re.match(r"[\w.\[\]-]+==", entry) and not HASH.search(entry):
            yield f"{name}: {entry.split()[0]} has no hash"


def _written_texts() -> dict[str, str]:
    names = [name for name in repository() if THEIRS not in name and not name.endswith(BINARY)]
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in names}


def test_nothing_leaks_into_the_repository() -> None:
    refuse(line for name, text in _written_texts().items() for line in leaks(name, text))


def test_every_lock_file_pins_with_hashes_and_names_no_host() -> None:
    locks = texts("*.lock", "*.lock.txt")
    assert locks
    refuse(f"{name}: names an address" for name, text in locks.items() if "://" in text)
    refuse(line for name, text in locks.items() for line in unhashed(name, text))


def test_no_database_key_or_catalogue_binary_is_kept() -> None:
    refuse(
        name for name in repository() if re.search(r"(\.db|\.sqlite3?|\.mo|\.pyc|\.env|secret_key|\.pem|\.key)$", name)
    )


def test_the_accessibility_checker_is_the_one_that_its_makers_published() -> None:
    folder = ROOT / "tests" / "vendor"
    assert hashlib.sha256((folder / "axe.min.js").read_bytes()).hexdigest() in (folder / "README.md").read_text(
        encoding="utf-8"
    )


def test_a_leak_is_seen() -> None:
    for bad in (
        "see https://" + "pypi" + ".org/simple",
        "registry" + "=http://10.0.0.1/npm",
        'open("/' + 'home/jan/plan.db")',
        "cd /" + "root/workbench",
        "-----BEGIN " + "PRIVATE KEY-----",
        "ghp" + "_" + "a1B2" * 9,
        "postgresql://wijk:" + "geheim123@db/plan",
        "SECRET_KEY=" + "4f9a" * 10,
    ):
        assert list(leaks("a.txt", bad)), bad
    assert not list(leaks("a.txt", "postgresql://USER@HOST/NAME, /plannen/nieuw, secret_key of DATA_DIR, /tmp"))


def test_a_pin_without_a_hash_is_seen() -> None:
    good = "flask==3.1.3 \\\n    --hash=sha256:" + "0" * 64
    assert list(unhashed("a.lock", good + "\njinja2==3.1.6\n")) == ["a.lock: jinja2==3.1.6 has no hash"]
