"""A password is sent over a checked connection or not at all."""

from __future__ import annotations

import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.kit.mail.outbox import outbox, write
from tests.kit.mail.servers import PASSWORD, USER, MailServer, with_password
from workbench.kit.mail.sending import send_what_is_due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GIVEN = f"{USER}:{PASSWORD.replace('@', '%40').replace(':', '%3A')}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for localhost that is its own authority; its key stands in the same file."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        ["openssl", *words.split(), "-addext", "subjectAltName=DNS:localhost", "-keyout", file, "-out", f"{file}.crt"],
        check=True,
        capture_output=True,
    )
    file.write_bytes(file.read_bytes() + file.with_name("both.pem.crt").read_bytes())
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    """Return the server's side of an encrypted connection."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate)
    return made


@pytest.fixture
def guarded(settings: object, tls: ssl.SSLContext) -> Iterator[MailServer]:
    """Start a server that asks for a password, after STARTTLS only."""
    del settings
    made = MailServer(**with_password(tls)).start()
    yield made
    made.stop()


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine trust the certificate, as it would one of an authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def test_a_password_goes_over_starttls(guarded: MailServer, trusted: None, settings: Callable[..., object]) -> None:
    del trusted
    settings(server=f"smtp://{GIVEN}@localhost:{guarded.port}")
    write()
    assert send_what_is_due()["sent"] == 1
    assert (guarded.arrived[0].encrypted, guarded.arrived[0].with_password) == (True, True)


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    guarded: MailServer, settings: Callable[..., object]
) -> None:
    settings(server=f"smtp://{GIVEN}@localhost:{guarded.port}")
    write()
    assert send_what_is_due()["sent"] == 0
    assert "certificate verify failed" in (outbox()[0].error or "").lower()
    assert not guarded.arrived


def test_a_certificate_of_another_name_gets_no_mail(
    guarded: MailServer, trusted: None, settings: Callable[..., object]
) -> None:
    del trusted
    settings(server=f"smtp://{GIVEN}@127.0.0.1:{guarded.port}")
    write()
    assert send_what_is_due()["sent"] == 0
    assert not guarded.arrived


def test_a_password_is_not_sent_in_the_open(server: MailServer, settings: Callable[..., object]) -> None:
    settings(server=f"smtp://{GIVEN}@127.0.0.1:{server.port}")
    write()
    assert send_what_is_due()["sent"] == 0
    assert "STARTTLS" in (outbox()[0].error or "")


def test_a_wrong_password_is_told_without_the_password(
    guarded: MailServer, trusted: None, settings: Callable[..., object]
) -> None:
    del trusted
    settings(server=f"smtp://{USER}:verkeerd-woord@localhost:{guarded.port}")
    write()
    assert send_what_is_due()["sent"] == 0
    error = outbox()[0].error or ""
    assert error.startswith("535")
    assert "verkeerd-woord" not in error


def test_smtps_encrypts_from_the_first_byte(
    tls: ssl.SSLContext, trusted: None, settings: Callable[..., object]
) -> None:
    del trusted
    server = MailServer(**with_password(tls, direct=True)).start()
    try:
        settings(server=f"smtps://{GIVEN}@localhost:{server.port}")
        write()
        assert send_what_is_due()["sent"] == 1
        assert (server.arrived[0].encrypted, server.arrived[0].with_password) == (True, True)
    finally:
        server.stop()
