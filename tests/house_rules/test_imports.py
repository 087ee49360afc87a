"""The staircase: import-linter's contracts in ``pyproject.toml`` are kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.house_rules.project import ROOT

CONTRACT = """
[tool.importlinter]
root_package = "samplehouse"
[[tool.importlinter.contracts]]
name = "downward only"
type = "layers"
layers = ["samplehouse.upper", "samplehouse.lower"]
"""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the contracts of a folder; its package is found there and nowhere else."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr


def test_an_upward_import_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "samplehouse"
    package.mkdir()
    (tmp_path / "pyproject.toml").write_text(CONTRACT, encoding="utf-8")
    for name, text in {"__init__": "", "upper": "", "lower": "import samplehouse.upper\n"}.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    told = lint(tmp_path)
    assert told.returncode == 1
    assert "samplehouse.lower is not allowed to import samplehouse.upper" in told.stdout
