"""Mail: a row in the outbox, written in the transaction of what it tells about, and sent by a job.

Nothing is lost while the mail server is away; what was sent once is not sent again; a sent mail keeps no text.
"""

from __future__ import annotations

from workbench.kit.mail.models import OutgoingMail

__all__ = ["OutgoingMail"]
