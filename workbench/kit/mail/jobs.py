"""The job that sends what waits; asked for after each commit that wrote mail, and every minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench.kit.jobs import every, register
from workbench.kit.mail.operations import SEND
from workbench.kit.mail.sending import send_what_is_due

EVERY = dt.timedelta(minutes=1)


@register(SEND)
def send(_payload: Any) -> dict[str, int]:  # noqa: ANN401 - JSON
    """Send all mails whose time has come; safe to run twice, and in two workers at once."""
    return send_what_is_due()


every(SEND, EVERY)
