"""The command: results on stdout, sentences on stderr, the exit codes of the contract."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from workbench import cli
from workbench.accounts.models import Membership, Person
from workbench.definitions.loader import Mistake, TemplateError
from workbench.kit.storage import Base, db, session, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

SECRET = "Jd8-q2LmZx7_vRk4TnB0wYc5HsPfUe1aGo9i"
PASSWORD = "vijf paarse ganzen\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Return a runner of commands on an empty installation: (exit code, stdout, stderr)."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", SECRET)

    def runner(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            cli.main(list(words))
        told = capsys.readouterr()
        return int(str(ended.value.code)), told.out, told.err

    yield runner
    db.close()


@pytest.fixture
def tables(run: Run) -> None:
    """Give the installation its tables."""
    run("doctor")
    Base.metadata.create_all(db.engine)


def test_routes_are_told_as_json(run: Run) -> None:
    code, out, _ = run("routes", "--json")
    assert code == 0
    assert {"endpoint": "home.start", "rule": "/", "methods": ["GET"], "permission": "home.start"} in json.loads(out)


@pytest.mark.parametrize("words", [("nonsense",), ("user", "create", "a@b.nl"), ("routes", "--yaml")])
def test_wrong_use_is_exit_2(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "Usage" in err


def test_a_bad_setting_is_exit_3_and_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    code, out, err = run("doctor")
    assert (code, out) == (3, "")
    assert err.startswith("PORT: ")


def test_missing_tables_are_exit_3_and_say_what_to_do(run: Run) -> None:
    code, _, err = run("user", "link", "anna@lindewijk.example")
    assert (code, err) == (3, "The database is not up to date. Run: workbench migrate\n")


def test_a_fault_of_our_own_is_exit_70_without_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "settings_from_environment", lambda: 1 / 0)
    code, _, err = run("doctor")
    assert code == 70
    assert "Traceback" not in err


@pytest.mark.usefixtures("tables")
def test_a_person_is_made_with_a_password_from_stdin(run: Run) -> None:
    code, out, _ = run("user", "create", "Anna@Lindewijk.example", "--name", "Anna", typed=PASSWORD)
    assert (code, out.split()[0]) == (0, "anna@lindewijk.example")
    code, _, err = run("user", "create", "anna@lindewijk.example", "--name", "Anna", typed=PASSWORD)
    assert code == 1
    assert "has an account already" in err


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("typed", ["veertien tekens"[:14], "", "a" * 20, "anna anna anna anna", "x y" * 50])
def test_a_weak_password_is_exit_1(run: Run, typed: str) -> None:
    code, _, err = run("user", "create", "anna@lindewijk.example", "--name", "Anna", typed=f"{typed}\n")
    assert code == 1
    assert "assword" in err
    with transaction(write=False):
        assert session().scalars(select(Person)).all() == []


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("email", ["anna", "anna@", "@b.nl", "a b@c.nl", "a@b", "a@b.nl\nbcc:c@d.nl"])
def test_what_is_no_address_is_exit_1(run: Run, email: str) -> None:
    assert run("user", "create", email, "--name", "Anna", typed=PASSWORD)[0] == 1


@pytest.mark.usefixtures("tables")
def test_a_role_makes_an_installation_usable_without_the_demo(run: Run) -> None:
    run("user", "create", "anna@lindewijk.example", "--name", "Anna", typed=PASSWORD)
    words = ("user", "role", "anna@lindewijk.example", "lindewijk", "board", "--function", "chair")
    code, _, err = run(*words)
    assert code == 1
    assert "no organisation lindewijk" in err
    assert run(*words, "--organisation-name", "Samenwerking Lindewijk")[0] == 0
    with transaction(write=False):
        assert [(one.role, one.function) for one in session().scalars(select(Membership))] == [("board", "chair")]


@pytest.mark.usefixtures("tables")
def test_a_role_stands_beside_the_others_and_must_fit_its_organisation(run: Run) -> None:
    run("user", "create", "anna@lindewijk.example", "--name", "Anna", typed=PASSWORD)
    funder = ("--organisation-name", "Zekerveld", "--kind", "funder", "--funder-kind", "insurer")
    for role in ("funder_reader", "administrator"):
        assert run("user", "role", "anna@lindewijk.example", "zekerveld", role, *funder)[0] == 0
    assert run("user", "role", "anna@lindewijk.example", "zekerveld", "board")[0] == 1
    assert run("user", "role", "anna@lindewijk.example", "x", "board", "--funder-kind", "insurer")[0] == 2
    with transaction(write=False):
        held = {one.role for one in session().scalars(select(Membership))}
        assert held == {"funder_reader", "administrator"}


@pytest.mark.usefixtures("tables")
def test_the_link_command_prints_an_address_of_this_installation(run: Run) -> None:
    run("user", "create", "anna@lindewijk.example", "--name", "Anna", typed=PASSWORD)
    code, out, _ = run("user", "link", "anna@lindewijk.example")
    assert code == 0
    assert out.startswith("http://127.0.0.1:8000/inloggen/link/")
    assert run("user", "link", "nobody@lindewijk.example")[0] == 1


def test_the_demo_does_not_come_where_others_can_reach_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://wijkplan.example")
    code, out, err = run("demo")
    assert (code, out) == (3, "")
    assert "PUBLIC_URL" in err


def test_a_wrong_template_is_exit_3_with_its_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise TemplateError([Mistake("klein.yaml", 7, "chapters[0].id", "a text")])

    monkeypatch.setattr("workbench.plans.wiring.definitions", fail)
    code, out, err = run("plan", "list")
    assert (code, out) == (3, "")
    assert "klein.yaml:7: chapters[0].id" in err
