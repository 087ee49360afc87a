"""How long and how many: the limits of accounts in one place; how often stands in ``tries``."""

from __future__ import annotations

from datetime import timedelta

IDLE_LIMIT = timedelta(hours=2)  # a board member may think for an hour over one paragraph
ABSOLUTE_LIMIT = timedelta(hours=12)
KEPT_FOR = timedelta(days=7)  # what was sent too late waits over a weekend; the session it came from is known as long
MOST_KEPT = 20
LARGEST_KEPT = 1_000_000  # bytes of one form
SEEN_STEP = timedelta(minutes=1)  # how exactly the last use of a session is kept: no write for every click
LINK_LIMIT = timedelta(hours=1)
WARNING = timedelta(minutes=2)  # so long before a session ends the page says so
HALF_LIMIT = timedelta(minutes=10)  # between the password and the code
CODE_TRIES = 5  # then the password is asked again
SETUP_LIMIT = timedelta(minutes=15)  # between the password and the first code of a new second factor
DEVICE_KNOWN_FOR = timedelta(days=180)
DEVICE_SKIPS_FOR = timedelta(days=30)
SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 128
LONGEST_EMAIL = 254
LONGEST_NAME = 120
