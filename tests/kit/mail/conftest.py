"""A mail server for each test, letters of its own, and the settings that lead to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.kit.mail.servers import MailServer
from workbench.kit.mail import MailSettings, set_up
from workbench.kit.mail.settings import given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LETTER = "Onderwerp: Bericht van {{ name }}\n\nGoedendag,\n\n{{ name }} schrijft u.\n{{ address('/a') }}\n"


@pytest.fixture
def settings(ids: object, tmp_path: Path) -> Iterator[Callable[..., MailSettings]]:
    """Change the settings of mail for one test: ``settings(server=...)``; the letters stand in ``tmp_path``."""
    del ids
    before = given()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "signature.txt").write_text("Wijkplan\n")
    (tmp_path / "letters" / "letter.txt").write_text(LETTER)
    ours = replace(before, templates=tmp_path / "letters", sender="Wijkplan <no-reply@plan.example>", server="")

    def change(**changes: Any) -> MailSettings:
        changed = replace(ours, **changes)
        set_up(changed)
        return changed

    change()
    yield change
    set_up(before)


@pytest.fixture
def server(settings: Callable[..., MailSettings]) -> Iterator[MailServer]:
    """Start a mail server, and send to it."""
    made = MailServer().start()
    settings(server=made.url)
    yield made
    made.stop()
