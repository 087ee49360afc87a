"""Where mail is handed over: a mail server, or a folder."""

from __future__ import annotations

import ipaddress
import os
import smtplib
import ssl
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self
from urllib.parse import unquote, urlsplit

from workbench.kit.mail.letters import on_one_line

if TYPE_CHECKING:
    from email.message import Message

TIMEOUT_SECONDS = 20
LONGEST_ERROR = 200
PORTS = {"smtps": 465, "smtp": 25}
PORT_WITH_PASSWORD = 587


class Unreachable(Exception):  # noqa: N818 - said as a sentence: raise Unreachable
    """Nothing can be handed over now, whatever the mail: no connection, no encryption, a password that is wrong."""


class NotTaken(Exception):  # noqa: N818 - as above
    """This mail was not taken; ``for_good`` says that another try would end the same."""

    def __init__(self, reason: str, *, for_good: bool) -> None:
        super().__init__(reason)
        self.for_good = for_good


class Post(Protocol):
    """Takes mails one by one; to be used in a ``with``, which raises ``Unreachable`` when nothing can be taken."""

    def __enter__(self) -> Self:
        """Make the connection."""

    def __exit__(self, *_error: object) -> None:
        """End it."""

    def deliver(self, message: Message, name: str) -> None:
        """Hand over one mail; raises ``NotTaken``, or ``Unreachable`` when the server is gone. ``name`` is its own."""


def post_at(address: str, sender: str) -> Post:
    """Return the post at a MAIL_URL; raises ``Unreachable`` when there is no address."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    if not parts.hostname:
        raise Unreachable("MAIL_URL is not set")
    return MailServer(address, sender)


class Folder:
    """A folder with one file a mail, for the demonstration and for trying out; a repeat replaces its file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Unreachable(_reason(error)) from error
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def deliver(self, message: Message, name: str) -> None:
        """Write the file, whole or not at all."""
        made, path = self._folder / f"{name}.{os.getpid()}", self._folder / f"{name}.eml"
        try:
            made.touch(mode=0o600)
            made.write_bytes(message.as_bytes())
            made.replace(path)
        except OSError as error:
            raise NotTaken(_reason(error), for_good=False) from error


class MailServer:
    """A mail server; one connection takes many mails, and is made anew when the server ended it."""

    def __init__(self, address: str, sender: str) -> None:
        parts = urlsplit(address)
        self._direct_tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._port = parts.port or (PORT_WITH_PASSWORD if self._user and not self._direct_tls else PORTS[parts.scheme])
        self._sender = parseaddr(sender)[1]
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        self._connection = self._connected()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._connection is not None:
            _end(self._connection)

    def deliver(self, message: Message, name: str) -> None:
        """Hand over one mail; a server that takes it and then goes away without a word counts as not taken."""
        del name
        if not str(message["To"]).isascii():
            raise NotTaken("few mail servers know an address with an accent before its @", for_good=True)
        connection = self._awake()
        try:
            connection.send_message(message, self._sender, [str(message["To"])])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise NotTaken(_reply(code, text), for_good=_is_final(code)) from error
        except smtplib.SMTPDataError as error:
            raise NotTaken(_reason(error), for_good=_is_final(error.smtp_code)) from error
        except smtplib.SMTPSenderRefused as error:
            # Our own address is not welcome: that is a matter of settings, and the same for every mail.
            raise Unreachable(_reason(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            connection.close()
            raise NotTaken(_reason(error), for_good=False) from error

    def _awake(self) -> smtplib.SMTP:
        """Return a connection that answers: servers end one after so many mails, or so many minutes."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._connection.noop()[0] == 250:  # noqa: PLR2004 - "fine" in SMTP
                    return self._connection
            _end(self._connection)
        self._connection = self._connected()
        return self._connection

    def _connected(self) -> smtplib.SMTP:
        own_name = self._sender.rpartition("@")[2]
        try:
            if self._direct_tls:
                made: smtplib.SMTP = smtplib.SMTP_SSL(
                    self._host, self._port, own_name, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
                )
            else:
                made = smtplib.SMTP(self._host, self._port, own_name, timeout=TIMEOUT_SECONDS)
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(_reason(error)) from error
        try:
            self._greet(made)
        except (smtplib.SMTPException, OSError) as error:
            _end(made)
            raise Unreachable(_reason(error)) from error
        return made

    def _greet(self, connection: smtplib.SMTP) -> None:
        connection.ehlo_or_helo_if_needed()
        # Within one machine nobody listens in, and the certificate of its own mail server is seldom one to check.
        needed = not self._direct_tls and (bool(self._user) or not _is_this_machine(self._host))
        if needed and connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif needed and self._user:
            raise smtplib.SMTPNotSupportedError("the server offers no STARTTLS; a password is not sent in the open")
        if self._user:
            connection.login(self._user, self._password)


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _end(connection: smtplib.SMTP) -> None:
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()


def _is_final(code: int) -> bool:
    return 500 <= code < 600  # noqa: PLR2004 - SMTP's numbers for "no, and do not ask again"


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return on_one_line(f"{type(error).__name__}: {error}")[:LONGEST_ERROR]


def _reply(code: int, text: bytes | str) -> str:
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return on_one_line(f"{code} {told}")[:LONGEST_ERROR]
