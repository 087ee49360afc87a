"""The operational log: one line of JSON to stderr for each request and fault, without secrets or texts of plans."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import g, request

from workbench.kit.web.gate import actor_or_none

if TYPE_CHECKING:
    from flask import Response

_log = logging.getLogger("workbench.web")
# Files of our own, and what monitors ask every few seconds.
UNTOLD = frozenset({"static", "system.health", "system.ready"})


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; line ends in values cannot forge a second one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def log_to_stderr() -> None:
    """Send the lines of the workbench to stderr; called once, by the process that serves."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("workbench")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


def log_request(response: Response) -> Response:
    """Write one line about the running request; the rule instead of the address, which may hold a token."""
    if request.endpoint in UNTOLD and response.status_code < 400:  # noqa: PLR2004 - where refusals begin
        return response
    actor = actor_or_none()
    _log.info(
        "request",
        extra={
            "facts": {
                "request_id": g.get("request_id"),
                "method": request.method,
                "rule": str(request.url_rule or "-"),
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.began) * 1000, 1) if "began" in g else None,
                "queries": g.tally.queries if "tally" in g else None,
                "actor": str(actor.id) if actor else None,
            }
        },
    )
    return response
