"""Settings: a bad value stops the start with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.config import SettingsError, generate_secret, settings_from_environment

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "Jd8-q2LmZx7_vRk4TnB0wYc5HsPfUe1aGo9i"


def read(folder: Path, **variables: str) -> object:
    """Read settings from an environment that holds only these."""
    return settings_from_environment({"DATA_DIR": str(folder), "SECRET_KEY": SECRET} | variables)


def test_the_defaults_are_those_of_the_contract(tmp_path: Path) -> None:
    settings = settings_from_environment({"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET})
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert settings.database_url == f"sqlite:///{tmp_path / 'workbench.db'}"
    assert (settings.demo, settings.server_timing, settings.mail_url) == (False, False, "")


@pytest.mark.parametrize(("demo", "demand"), [("0", "administrators"), ("1", "optional")])
def test_administrators_need_a_second_factor_but_in_the_demo(tmp_path: Path, demo: str, demand: str) -> None:
    settings = settings_from_environment({"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET, "DEMO": demo})
    assert (settings.second_factor, settings.trusted_proxies) == (demand, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 40),
        ("SECRET_KEY", "please-change-this-key-before-you-start-0123"),
        ("PORT", "0"),
        ("PORT", "eighty"),
        ("PUBLIC_URL", "plan.example"),
        ("PUBLIC_URL", "ftp://plan.example"),
        ("PUBLIC_URL", "https://plan.example/plan"),
        ("PUBLIC_URL", "https://plan.example:99999"),
        ("WEB_WORKERS", "0"),
        ("DEMO", "perhaps"),
        ("MAIL_URL", "http://mail.example"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://mail.example:zero"),
        ("MAIL_URL", "file:"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "Wijkplan <a@b.nl>\r\nBcc: c@d.nl"),
    ],
)
def test_a_bad_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name}: ") as refused:
        read(tmp_path, **{name: value})
    assert name != "SECRET_KEY" or value not in str(refused.value)


def test_mail_comes_from_the_host_that_people_know(tmp_path: Path) -> None:
    def sender(**variables: str) -> str:
        variables = {"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET} | variables
        return settings_from_environment(variables).mail_from

    assert sender(PUBLIC_URL="https://plan.example:8443") == "Wijkplan <no-reply@plan.example>"
    assert sender(PUBLIC_URL="http://127.0.0.1:8000") == "Wijkplan <no-reply@localhost.localdomain>"
    assert sender(MAIL_FROM="Wijkplan <wsv@lindewijk.nl>") == "Wijkplan <wsv@lindewijk.nl>"


@pytest.mark.parametrize("address", ["smtp://mail.example", "smtps://mail.example:465", "file:///tmp/mail"])
def test_a_mail_server_or_a_folder_takes_mail(tmp_path: Path, address: str) -> None:
    assert read(tmp_path, MAIL_URL=address)


def test_the_demo_stays_on_this_machine(tmp_path: Path) -> None:
    assert read(tmp_path, DEMO="1")
    with pytest.raises(SettingsError, match=r"^DEMO: needs a PUBLIC_URL on this machine"):
        read(tmp_path, DEMO="1", PUBLIC_URL="https://plan.example")


def test_without_a_key_nothing_starts(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^SECRET_KEY: must have at least 32"):
        read(tmp_path, SECRET_KEY="")


def test_a_key_that_make_run_generated_is_used_and_kept(tmp_path: Path) -> None:
    first = generate_secret(tmp_path / "data").read_text()
    assert generate_secret(tmp_path / "data").read_text() == first
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
    settings = settings_from_environment({"DATA_DIR": str(tmp_path / "data")})
    assert settings.secret_key == first
    assert first not in repr(settings)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match=r"DATA_DIR: .*cannot be written"):
        generate_secret(tmp_path / "file" / "data")
