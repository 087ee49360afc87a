"""The last administrator lost telephone and codes: whoever runs the server lets them in again."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest

from tests.accounts.ways import enter, everything, give_factor, is_in, mails, quick_passwords, told
from tests.pages import Pages
from tests.people import ANNA, MARIT
from workbench import cli
from workbench.accounts.models import RecoveryCode
from workbench.kit.storage import db

if TYPE_CHECKING:
    from flask import Flask


def run(monkeypatch: pytest.MonkeyPatch, app: Flask, *words: str) -> int:
    """Run a command on the database of this test."""
    monkeypatch.setattr("workbench.cli.open_app", lambda: app)
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(SystemExit) as ended:
        cli.main(list(words))
    return int(str(ended.value.code))


def test_it_takes_the_factor_away_ends_sessions_and_is_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_passwords(monkeypatch)
    give_factor(ANNA)
    open_one = Pages(app, ANNA)
    url = db.engine.url
    assert run(monkeypatch, app, "user", "reset-factor", ANNA.email) == 0
    assert db.engine.url == url
    assert not is_in(open_one)
    assert enter(Pages(app), ANNA).location == "/"
    assert everything(RecoveryCode) == []
    assert [one.details for one in told("person.factor_removed")] == [{"by": "command"}]
    assert mails(ANNA.email)[-1].kind == "security"


def test_it_refuses_who_has_none_and_who_is_nobody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, app, "user", "reset-factor", MARIT.email) == 1
    assert run(monkeypatch, app, "user", "reset-factor", "nie@nergens.example") == 1
