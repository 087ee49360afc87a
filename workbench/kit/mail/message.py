"""A mail as it travels: headers and one plain text."""

from __future__ import annotations

from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.utils import format_datetime, formataddr, parseaddr
from typing import TYPE_CHECKING, Any

from workbench.kit.values.clock import local

if TYPE_CHECKING:
    from workbench.kit.mail.models import OutgoingMail

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP


def message_of(mail: OutgoingMail, sender: str) -> Message:
    """Return a mail as it is sent; each time the same, so that who gets it twice can tell.

    Raises ``ValueError`` for a header that would not stay on its line; what is in the outbox was checked before.
    """
    # Not the newer EmailMessage: in Python 3.11 it loses spaces of a subject between two words with accents.
    made: Message[Any, Any] = Message()
    made.set_payload(mail.body or "", _UTF8)
    headers = {
        "From": formataddr(parseaddr(sender)),
        "To": mailable(mail.recipient),
        "Date": format_datetime(local(mail.made_at)),
        "Message-ID": mail.message_id,
        # Nobody reads answers: these two keep holiday notices from being sent.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "nl",
    }
    if odd := [name for name, value in {**headers, "Subject": mail.subject}.items() if not value.isprintable()]:
        raise ValueError(f"a header with a sign that cannot be printed: {', '.join(odd)}")
    for name, value in headers.items():
        made[name] = value
    made["Subject"] = Header(mail.subject, "us-ascii" if mail.subject.isascii() else "utf-8", header_name="Subject")
    return made


def mailable(address: str) -> str:
    """Return an address with its host in the letters that mail servers know (``xn--...``)."""
    name, at, host = address.rpartition("@")
    try:
        return f"{name}{at}{host.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address
