"""Reading the mails that were put in a folder: the post box of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from uuid import UUID

from workbench.kit.mail.settings import given

if TYPE_CHECKING:
    import datetime as dt

LISTED = 200


@dataclass(frozen=True)
class Opened:
    """One mail as its reader sees it."""

    id: UUID
    recipient: str
    subject: str
    at: dt.datetime
    body: str


def folder() -> Path | None:
    """Return where mails are put; nothing when they go to a mail server, or nowhere."""
    parts = urlsplit(given().server)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def opened_mails() -> list[Opened]:
    """Return the mails of the folder, the last first; at most 200."""
    here = folder()
    files = sorted(here.glob("*.eml"), reverse=True) if here and here.is_dir() else []
    return [_opened(file) for file in files[:LISTED]]


def opened_mail(mail_id: UUID) -> Opened | None:
    """Return one mail of the folder, or nothing."""
    here = folder()
    files = sorted(here.glob(f"*-{mail_id}.eml")) if here and here.is_dir() else []
    return _opened(files[0]) if files else None


def _opened(file: Path) -> Opened:
    message = message_from_bytes(file.read_bytes(), policy=default)
    return Opened(
        id=UUID(file.stem.partition("-")[2]),
        recipient=str(message["To"]),
        subject=str(message["Subject"]),
        at=message["Date"].datetime,
        body=str(message.get_content()),
    )
