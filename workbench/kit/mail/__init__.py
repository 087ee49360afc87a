"""Mail: a row in the outbox, written in the transaction of what it tells about, and sent by a job.

Nothing is lost while the mail server is away; what was sent once is not sent again; a sent mail keeps no text.
"""

from __future__ import annotations

from workbench.kit.mail import jobs  # noqa: F401 - joins the job that sends
from workbench.kit.mail.health import health
from workbench.kit.mail.models import OutgoingMail
from workbench.kit.mail.operations import write
from workbench.kit.mail.queries import mail_by_key
from workbench.kit.mail.settings import MailSettings, in_dutch, set_up

__all__ = ["MailSettings", "OutgoingMail", "health", "in_dutch", "mail_by_key", "set_up", "write"]
