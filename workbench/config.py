"""Settings from the environment, read once; a bad value stops the start with the name of its variable."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST_SECRET = 32
FEWEST_SECRET_CHARACTERS = 8  # "aaaa...", "0123 0123 ..." are no secrets
PLACEHOLDERS = ("change", "secret", "example", "placeholder", "password", "wachtwoord", "geheim", "your-")

ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


class SettingsError(Exception):
    """A variable of the environment holds something that cannot be; commands end with exit code 3."""


class Settings(BaseModel):
    """All that differs between installations; the names of the variables are the fields in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Path("instance")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = ""
    web_workers: int = Field(default=2, ge=1, le=64)
    secret_key: str = Field(repr=False)
    demo: bool = False
    server_timing: bool = False
    mail_url: str = Field(default="", repr=False)
    mail_from: str = ""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    second_factor: Literal["", "optional", "administrators", "everyone"] = ""
    security_contact: str = ""
    upload_max_mb: int = Field(default=10, ge=1, le=100)
    upload_quota_mb: int = Field(default=500, ge=1, le=1_000_000)

    @field_validator("secret_key")
    @classmethod
    def _is_secret(cls, value: str) -> str:
        if len(value) < SHORTEST_SECRET:
            raise ValueError(
                f"must have at least {SHORTEST_SECRET} characters; make one with: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        if len(set(value)) < FEWEST_SECRET_CHARACTERS or any(word in value.lower() for word in PLACEHOLDERS):
            raise ValueError("must be random, not a word or a placeholder")
        return value

    @field_validator("public_url")
    @classmethod
    def _is_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        try:
            parts.port  # noqa: B018 - reading it is the check
        except ValueError:
            raise ValueError("has a port that is no port") from None
        if value and (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or parts.path not in {"", "/"}
            or parts.query
            or parts.fragment
            or parts.username
        ):
            raise ValueError("must be an address like https://plan.example.nl, without a path")
        return value.rstrip("/").lower()

    @field_validator("mail_url")
    @classmethod
    def _is_mail_address(cls, value: str) -> str:
        parts = urlsplit(value)
        with suppress(ValueError):
            fits = bool(parts.hostname) and (parts.port or 1) > 0 and parts.path in {"", "/"}
            if not value or (fits if parts.scheme in {"smtp", "smtps"} else parts.scheme == "file" and parts.path):
                return value
        raise ValueError("must be smtp://[user:password@]host:port, smtps://... or file:///folder")

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        if value and not (value.isprintable() and ADDRESS.fullmatch(parseaddr(value)[1])):
            raise ValueError("must be an address like Wijkplan <no-reply@plan.example.nl>")
        return value

    @field_validator("security_contact")
    @classmethod
    def _is_contact(cls, value: str) -> str:
        fits = value.startswith(("mailto:", "https://")) and value.isprintable() and " " not in value
        if value and not fits:
            raise ValueError("must be an address to write to: mailto:veiligheid@example.nl, or https://...")
        return value

    @property
    def is_local(self) -> bool:
        """Whether people reach this installation on its own machine only."""
        return is_loopback(urlsplit(self.public_url).hostname or "")

    @model_validator(mode="after")
    def _fill_and_compare(self) -> Self:
        # Derived defaults; the model is frozen for everybody else.
        data_dir = self.data_dir.expanduser().resolve()
        object.__setattr__(self, "data_dir", data_dir)
        object.__setattr__(self, "public_url", self.public_url or f"http://127.0.0.1:{self.port}")
        object.__setattr__(self, "database_url", self.database_url or f"sqlite:///{data_dir / 'workbench.db'}")
        demand = self.second_factor or ("optional" if self.demo else "administrators")
        object.__setattr__(self, "second_factor", demand)
        if self.demo:
            object.__setattr__(self, "mail_url", self.mail_url or (data_dir / "mail").as_uri())
        object.__setattr__(self, "mail_from", self.mail_from or f"Wijkplan <no-reply@{_mail_host(self.public_url)}>")
        if self.demo and not self.is_local:
            raise ValueError(
                "needs a PUBLIC_URL on this machine only, such as http://127.0.0.1:8000: "
                "everybody knows the passwords of the demo"
            )
        return self

    @property
    def is_https(self) -> bool:
        """Say whether people reach the workbench over TLS."""
        return self.public_url.startswith("https://")


def settings_from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ``SettingsError`` with the name of the first variable that is wrong."""
    found = os.environ if environment is None else environment
    given = {name: found[name.upper()] for name in Settings.model_fields if found.get(name.upper(), "") != ""}
    if "secret_key" not in given:
        given["secret_key"] = _kept_secret(Path(given.get("data_dir", "instance")))
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "DEMO"
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None


def generate_secret(data_dir: Path) -> Path:
    """Write a random key into DATA_DIR unless there is one; only ``make run`` does this. Returns its file.

    Raises ``SettingsError`` for a folder that cannot be written.
    """
    path, made = data_dir / "secret_key", data_dir / f"secret_key.{os.getpid()}"
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            made.touch(mode=0o600)
            made.write_text(secrets.token_urlsafe(48), encoding="ascii")
            # Two starts at once, or one that is cut off, never leave half a key or two different ones.
            with suppress(FileExistsError):
                path.hardlink_to(made)
            made.unlink()
    except OSError as error:
        raise SettingsError(f"DATA_DIR: {data_dir} cannot be written ({error.strerror or 'unknown'})") from None
    return path


def resource_root() -> Path:
    """Return the folder of templates/, plan_templates/ and migrations/: a checkout's root, or inside the wheel."""
    packed = Path(__file__).parent / "_data"
    return packed if packed.is_dir() else Path(__file__).parents[1]


def is_loopback(host: str) -> bool:
    """Say whether a host name means this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _mail_host(public_url: str) -> str:
    """Return the host that our own address stands at; a bare number is no host of an address."""
    host = urlsplit(public_url).hostname or ""
    return host if "." in host and not host.replace(".", "").isdigit() and ":" not in host else "localhost.localdomain"


def _kept_secret(data_dir: Path) -> str:
    try:
        return (data_dir.expanduser() / "secret_key").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
