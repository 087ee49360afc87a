"""A real mail server on this machine, which keeps what it gets and misbehaves when told to."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from email.message import EmailMessage

USER, PASSWORD = "wijkplan", "p@ss:woord"


@dataclass(frozen=True)
class Arrived:
    """One mail as the server got it."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    encrypted: bool
    with_password: bool
    source: bytes = field(repr=False)


class MailServer:
    """Take mail at a port of its own; ``refusals`` are replies by recipient, ``dying`` says how many it drops."""

    def __init__(self, *, port: int = 0, **options: Any) -> None:
        self.port = port or free_port()
        self.arrived: list[Arrived] = []
        self.refusals: dict[str, str] = {}
        self.dying = 0
        self._options = options
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """The MAIL_URL of this server, without a password."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> MailServer:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._options)
        self._controller.start()
        return self

    def stop(self) -> None:
        """Refuse connections from now on."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def by_recipient(self) -> Iterator[str]:
        """Tell who got something, once for each mail."""
        return (address for mail in self.arrived for address in mail.recipients)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Accept or refuse one recipient."""
        del server, session, options
        reply = self.refusals.get(address, "250 welcome")
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        """Keep what came; a dying server has it, and says nothing."""
        source = cast("bytes", envelope.content)
        message = message_from_bytes(source, policy=default)
        encrypted = server.transport.get_extra_info("ssl_object") is not None
        known = bool(session.authenticated)
        self.arrived.append(Arrived(envelope.mail_from, tuple(envelope.rcpt_tos), message, encrypted, known, source))
        if self.dying:
            self.dying -= 1
            server.transport.abort()
        return "250 taken"


def with_password(context: ssl.SSLContext, *, direct: bool = False) -> dict[str, Any]:
    """Return the options of a server that knows a password: after STARTTLS only, or encrypted from the first byte."""

    def check(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
        fits = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=fits, handled=False)

    if direct:
        return {"ssl_context": context, "authenticator": check, "auth_require_tls": False}
    return {"tls_context": context, "require_starttls": True, "authenticator": check, "auth_required": True}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
