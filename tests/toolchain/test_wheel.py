"""The wheel holds all that it needs: away from the repository, it migrates and brings in the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        words, cwd=folder, env=os.environ | environment, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), folder=ROOT)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "zipfile", "-e", str(wheel), str(folder / "site"), folder=folder)
    return folder / "site"


def test_a_wheel_brings_its_demo_along(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "DATA_DIR": str(tmp_path), "DEMO": "1"}
    environment["SECRET_KEY"] = "uY7-kd02Lq_mmZr84TnBv0wYc5HsPfUe"
    command = [sys.executable, "-c", "import workbench.cli; print(workbench.__file__); workbench.cli.main()"]
    out = run(*command, "demo", folder=tmp_path, **environment)
    assert out.splitlines()[0] == str(installed / "workbench" / "__init__.py")
    assert "merenwijk" in run(*command, "plan", "list", "--json", folder=tmp_path, **environment)


def test_a_wheel_holds_the_compiled_catalogue_but_no_leftovers(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert "workbench/translations/nl/LC_MESSAGES/messages.mo" in names
    assert "workbench/static/vendor/fonts/WijkSansVF-Upright.woff2" in names
    assert "workbench/kit/documents/fonts/WijkSerif-Regular.ttf" in names
    assert not [name for name in names if name.endswith((".pyc", ".db"))]
