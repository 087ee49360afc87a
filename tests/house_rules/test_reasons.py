"""Nothing is switched off without a reason beside it: no warning, no rule of a tool, no test."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from typing import TYPE_CHECKING

from tests.house_rules.project import ROOT, python_files, refuse, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

SWITCH = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover)")
CODES = re.compile(r"noqa:\s*([A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)|type:\s*ignore\[([\w\-, ]+)\]|(pragma:\s*no cover)")
FEWEST_LETTERS = 4  # "JSON" is a reason
SKIPS = {"skip", "skipif", "xfail", "importorskip"}


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the comments of a Python file with their lines."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def silent_switches(name: str, text: str) -> Iterator[str]:
    """Tell which comments switch a rule off without a reason; one reason a file is enough for the same code."""
    explained: set[str] = set()
    for line, comment in comments(text):
        if not SWITCH.match(comment):
            continue
        found = CODES.search(comment)
        if not found:
            yield f"{name}:{line}: {comment}: name what is switched off"
            continue
        codes = set(re.split(r"[,\s]+", next(group for group in found.groups() if group)))
        if len(comment[found.end() :].strip(" -#")) >= FEWEST_LETTERS:
            explained |= codes
        elif codes - explained:
            yield f"{name}:{line}: {comment}: say why"


def silent_skips(name: str, text: str) -> Iterator[str]:
    """Tell which tests are skipped or expected to fail without a reason."""
    for node in ast.walk(ast.parse(text, name)):
        if isinstance(node, ast.Attribute) and node.attr in SKIPS and not _explained(node, text):
            yield f"{name}:{node.lineno}: {node.attr} without a reason"


def _explained(switch: ast.Attribute, text: str) -> bool:
    if ast.unparse(switch.value) not in {"pytest", "pytest.mark"}:
        return True
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.dump(node.func, include_attributes=True) == ast.dump(
            switch, include_attributes=True
        ):
            words = [keyword.value for keyword in node.keywords if keyword.arg == "reason"]
            words += node.args[:1] if switch.attr == "skip" else []
            return any(not isinstance(word, ast.Constant) or bool(word.value) for word in words)
    return False


def silent_settings(text: str) -> Iterator[str]:
    """Tell which lines of ``pyproject.toml`` switch something off without a comment beside or above them."""
    inside = False
    previous = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if inside and line.startswith("]"):
            inside = False
        elif (
            inside and line.startswith('"') and line != '"error",' and "#" not in line and not previous.startswith("#")
        ):
            yield f"pyproject.toml:{number}: {line}: say why"
        elif re.match(r"ignore = \[$|filterwarnings = \[$|\"[^\"]+\" = \[$", line):
            inside = True
        elif line.startswith("module = ") and not previous.startswith("#"):
            yield f"pyproject.toml:{number}: {line}: say above it why these modules are let off"
        previous = line
    assert not inside, "pyproject.toml: a list that does not end"


def test_no_rule_is_switched_off_in_silence() -> None:
    refuse(line for name, text in python_files().items() for line in silent_switches(name, text))


def test_no_test_is_skipped_in_silence() -> None:
    refuse(line for name, text in texts("tests/*.py").items() for line in silent_skips(name, text))


def test_no_setting_switches_off_in_silence() -> None:
    refuse(silent_settings((ROOT / "pyproject.toml").read_text(encoding="utf-8")))


def test_a_silent_switch_is_seen() -> None:
    bad = "import a  # " + "noqa: F401\n"
    good = "import a  # " + "noqa: F401 - registers its tables\nimport b  # " + "noqa: F401\n"
    assert list(silent_switches("a.py", bad))
    assert list(silent_switches("a.py", "x = y  # " + "noqa\n"))
    assert list(silent_switches("a.py", "x = y  # " + "type: ignore[arg-type]\n"))
    assert not list(silent_switches("a.py", good))
    assert not list(silent_switches("a.py", 'x = "# ' + 'noqa"\n'))


def test_a_silent_skip_is_seen() -> None:
    assert list(silent_skips("a.py", "@pytest.mark.skip\ndef test_a(): ..."))
    assert list(silent_skips("a.py", "@pytest.mark.xfail()\ndef test_a(): ..."))
    assert list(silent_skips("a.py", "pytest.mark.skipif(True)"))
    assert not list(silent_skips("a.py", "pytest.skip('no PostgreSQL here')"))
    assert not list(silent_skips("a.py", "pytest.mark.skipif(True, reason='needs Java')"))


def test_a_silent_setting_is_seen() -> None:
    assert list(silent_settings('ignore = [\n  "D203",\n]'))
    assert list(silent_settings('filterwarnings = [\n  "error",\n  "ignore:x",\n]'))
    assert list(silent_settings('[[tool.mypy.overrides]]\nmodule = ["x.*"]'))
    assert not list(silent_settings('ignore = [\n  "D203",  # the opposite of D211\n]'))
    assert not list(silent_settings('filterwarnings = [\n  "error",\n  # its own file\n  "ignore:x",\n]'))
