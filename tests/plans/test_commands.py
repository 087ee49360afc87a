"""Plans, templates and schemas from the command line: results on stdout, sentences on stderr, exit codes."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.conftest import SECRET
from workbench import cli
from workbench.kit.storage import Base, db, transaction
from workbench.plans import queries
from workbench.plans.rules.interchange import written_plan_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

CONTENT = make.filled(rows=2)
FILE = written_plan_file(CONTENT, slug="proef", organisation=("lindewijk", "Samenwerking Lindewijk"))
DRAFT = written_plan_file(make.content(), slug="begin", organisation=("lindewijk", "Samenwerking Lindewijk"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Yield a runner of commands on an installation with tables: (exit code, stdout, stderr)."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SECRET_KEY", SECRET)

    def runner(*words: str, typed: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(typed)))
        with pytest.raises(SystemExit) as ended:
            cli.main(list(words))
        told = capsys.readouterr()
        return int(str(ended.value.code)), told.out, told.err

    runner("doctor")
    Base.metadata.create_all(db.engine)
    yield runner
    db.close()


@pytest.fixture
def stored(run: Run) -> Run:
    """Return a runner on an installation with a complete plan and one that has only begun."""
    assert run("plan", "import", "-", typed=FILE)[0] == 0
    assert run("plan", "import", "-", typed=DRAFT)[0] == 0
    return run


def slugs() -> list[str]:
    """Return the slugs of all plans."""
    with transaction(write=False):
        return [plan.slug for plan in queries.all_plans()]


def test_plans_are_listed_in_words_and_as_json(stored: Run) -> None:
    code, out, err = stored("plan", "list")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == ["begin", "proef"]
    code, out, _ = stored("plan", "list", "--json")
    found = json.loads(out)
    assert (code, [one["slug"] for one in found]) == (0, ["begin", "proef"])
    assert found[1]["template"] == make.EXAMPLE


def test_an_export_read_back_under_another_name_is_an_equal_plan(stored: Run) -> None:
    code, exported, err = stored("plan", "export", "proef", "--format", "json", "--output", "-")
    assert (code, err) == (0, "")
    code, out, err = stored("plan", "import", "-", "--as", "kopie", typed=exported.encode())
    assert (code, out.split()[0], err) == (0, "kopie", "")
    again = json.loads(stored("plan", "export", "kopie", "--format", "json", "--output", "-")[1])
    assert again == json.loads(exported) | {"slug": "kopie"}


def test_an_export_goes_to_a_file_by_slug_or_by_id(stored: Run, tmp_path: Path) -> None:
    found = json.loads(stored("plan", "list", "--json")[1])[1]
    for name in ("proef", found["id"]):
        target = tmp_path / f"{name}.json"
        assert stored("plan", "export", name, "--format", "json", "--output", str(target)) == (0, "", "")
        assert json.loads(target.read_bytes())["content"] == json.loads(FILE)["content"]


def test_a_file_that_is_there_already_is_refused_without_another_name(stored: Run) -> None:
    code, out, err = stored("plan", "import", "-", typed=FILE)
    assert (code, out) == (1, "")
    assert "There is already a plan proef" in err
    assert slugs() == ["begin", "proef"]


@pytest.mark.parametrize("size", [0, 1, len(FILE) // 2, len(FILE) - 3])
def test_a_truncated_file_is_refused_with_its_name_and_changes_nothing(run: Run, tmp_path: Path, size: int) -> None:
    file = tmp_path / "half.json"
    file.write_bytes(FILE[:size])
    code, out, err = run("plan", "import", str(file))
    assert (code, out) == (1, "")
    assert f"{file}: file: expected whole JSON" in err
    assert "Traceback" not in err
    assert slugs() == []


def test_an_altered_file_is_refused_with_its_path_and_changes_nothing(run: Run) -> None:
    data = json.loads(FILE)
    data["content"]["members"][0]["patients"] = "veel"
    code, out, err = run("plan", "import", "-", typed=json.dumps(data).encode())
    assert (code, out) == (1, "")
    assert "content.members[0].patients: expected" in err
    assert slugs() == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("plan", "check", "geen"), "There is no plan geen."),
        (("plan", "export", "geen", "--format", "json", "--output", "-"), "There is no plan geen."),
        (("plan", "import", "/bestaat/niet.json"), "cannot be read: No such file"),
        (("plan", "import", "/"), "cannot be read: Is a directory"),
        (
            ("plan", "export", "proef", "--format", "json", "--output", "/bestaat/niet"),
            "cannot be written: No such file",
        ),
        (("plan", "import", "-", "--as", "Kopie van"), "slug: expected"),
        (("plan", "import", "-", "--as", "0f8fad5b-d9cb-469f-a165-70867728950e"), "slug: expected"),
    ],
)
def test_what_cannot_be_done_is_exit_1_and_a_sentence(stored: Run, words: tuple[str, ...], told: str) -> None:
    code, out, err = stored(*words, typed=FILE)
    assert (code, out) == (1, "")
    assert told in err


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "export", "proef"),
        ("plan", "export", "proef", "--format", "doc", "--output", "-"),
        ("plan", "x"),
    ],
)
def test_wrong_use_is_exit_2(run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert "Usage" in err


def test_a_check_says_what_is_needed_and_ends_with_1(stored: Run) -> None:
    code, out, err = stored("plan", "check", "begin")
    assert code == 1
    assert any(line.startswith("blocking mission/mission: ") for line in out.splitlines())
    assert "parts done" in err
    code, out, _ = stored("plan", "check", "begin", "--json")
    found = json.loads(out)
    assert code == 1
    assert {"rule", "level", "part", "row", "question", "sentence", "path"} == set(found[0])
    assert {"blocking"} <= {one["level"] for one in found} <= {"blocking", "advice"}
    assert all(one["rule"] and one["path"].startswith("/plannen/") for one in found)


def test_templates_are_listed_and_checked(run: Run) -> None:
    code, out, _ = run("template", "list")
    assert code == 0
    assert f"{make.EXAMPLE}  version {make.example().version}  {make.example().status}  " in out
    code, out, err = run("template", "check", f"plan_templates/{make.EXAMPLE}.yaml")
    assert (code, err) == (0, "")
    assert f"{make.EXAMPLE}: {len(make.example().chapters)} chapters" in out


def test_a_wrong_template_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fout.yaml"
    file.write_text("key: fout-2027\nversion: nul\nstatus: concept\n", encoding="utf-8")
    code, out, err = run("template", "check", str(file))
    assert (code, err) == (1, "")
    assert "fout.yaml:2: version: " in out
    assert run("template", "check", str(tmp_path / "geen.yaml"))[0] == 1


def test_a_wrong_template_of_the_installation_stops_every_command_with_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan_templates").mkdir()
    (tmp_path / "plan_templates" / "fout.yaml").write_text("key: fout-2027\nversion: nul\n", encoding="utf-8")
    monkeypatch.setattr(sys.modules["workbench.plans.queries.definitions"], "resource_root", lambda: tmp_path)
    code, out, err = run("template", "list")
    assert (code, out) == (3, "")
    assert "fout.yaml:2: version: " in err
    assert "fault" not in err


@pytest.mark.parametrize(("words", "title"), [(("schema",), "PlanFile"), (("template", "schema"), "Definition")])
def test_the_schemas_are_json_schema(run: Run, words: tuple[str, ...], title: str) -> None:
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert json.loads(out)["title"] == title


def test_without_tables_the_sentence_says_what_to_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "leeg"))
    code, out, err = run("plan", "list")
    assert (code, out) == (3, "")
    assert "workbench migrate" in err
