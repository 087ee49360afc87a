"""The time, asked in one place so that tests can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return the present moment as an aware time in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


def local(moment: datetime) -> datetime:
    """Return an aware moment as Dutch wall-clock time."""
    return moment.astimezone(AMSTERDAM)
