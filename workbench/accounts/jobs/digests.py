"""The daily overview: everybody who has news gets one mail, soon after seven."""

from __future__ import annotations

from datetime import timedelta

from workbench.accounts.operations.digests import write_digest
from workbench.accounts.queries.news import waiting_for_digest
from workbench.accounts.rules.news import digest_ends
from workbench.kit.jobs import every, register
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

WRITE = "news.digest"
EVERY = timedelta(minutes=10)


@register(WRITE)
def write_digests(_payload: object) -> int:
    """Write today's digests, each in a transaction of its own, and return how many; before seven there are none."""
    until = digest_ends(now())
    if until is None:
        return 0
    with transaction(write=False):
        people = waiting_for_digest(until)
    written = 0
    for person_id in people:
        with transaction(write=True):
            written += write_digest(person_id=person_id, until=until)
    return written


every(WRITE, EVERY)
