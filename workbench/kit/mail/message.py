"""A mail as it travels: headers and one plain text."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from workbench.kit.values.clock import local

if TYPE_CHECKING:
    from workbench.kit.mail.models import OutgoingMail


def message_of(mail: OutgoingMail, sender: str) -> EmailMessage:
    """Return a mail as it is sent; each time the same, so that who gets it twice can tell."""
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = mailable(mail.recipient)
    made["Subject"] = mail.subject
    made["Date"] = local(mail.made_at)
    made["Message-ID"] = mail.message_id
    # Nobody reads answers: these two keep holiday notices from being sent.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made["Content-Language"] = "nl"
    made.set_content(mail.body or "", charset="utf-8", cte="quoted-printable")
    return made


def mailable(address: str) -> str:
    """Return an address with its host in the letters that mail servers know (``xn--...``)."""
    name, at, host = address.rpartition("@")
    try:
        return f"{name}{at}{host.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address
