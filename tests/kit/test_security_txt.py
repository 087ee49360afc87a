"""Who finds a weakness reads where to tell it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_app, make_settings
from workbench.config import SettingsError, settings_from_environment

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

ADDRESS = "/.well-known/security.txt"


def fields(text: str) -> dict[str, str]:
    return {name: value for name, _, value in (line.partition(": ") for line in text.splitlines())}


def test_it_names_a_contact_and_stands_for_less_than_a_year(tmp_path: Path) -> None:
    app = build_app(make_settings(tmp_path, security_contact="mailto:veilig@wijk.example"))
    answer = app.test_client().get(ADDRESS)
    found = fields(answer.get_data(as_text=True))
    ends = datetime.strptime(found["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert answer.mimetype == "text/plain"
    assert found["Contact"] == "mailto:veilig@wijk.example"
    assert timedelta(days=30) < ends - datetime.now(UTC) < timedelta(days=365)


def test_without_a_contact_there_is_none(app: Flask) -> None:
    assert app.test_client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize("wrong", ["veilig@wijk.example", "http://wijk.example", "mailto:a@b.example\nX: y"])
def test_a_contact_that_nobody_can_write_to_stops_the_start(wrong: str, tmp_path: Path) -> None:
    given = {"SECRET_KEY": "Jd8-q2LmZx7_vRk4TnB0wYc5HsPfUe1aGo9i", "DATA_DIR": str(tmp_path)}
    with pytest.raises(SettingsError, match="SECURITY_CONTACT"):
        settings_from_environment(given | {"SECURITY_CONTACT": wrong})
