"""What the whole of mail needs to know; given once, when the application is composed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbench.kit.values.messages import Message


@dataclass(frozen=True)
class MailSettings:
    """``templates`` is the folder of the letters; ``server`` is MAIL_URL, empty when nothing can be sent.

    ``public_url`` is the one address that links begin with: no request has a say in it. ``in_dutch`` translates.
    """

    templates: Path
    public_url: str
    sender: str
    server: str = field(repr=False)
    in_dutch: Callable[[Message], str]


_given: list[MailSettings] = []


def set_up(settings: MailSettings) -> MailSettings:
    """Work with these settings from now on, and return them."""
    _given[:] = [settings]
    return settings


def given() -> MailSettings:
    """Return the settings; raises ``RuntimeError`` before ``set_up``."""
    if not _given:
        raise RuntimeError("mail is not set up")
    return _given[0]


def in_dutch(message: Message) -> str:
    """Return a message as it is mailed: in Dutch, its blanks filled."""
    return given().in_dutch(message)
