"""The trail seals itself, its end is written down beside the database, and a command follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.conftest import SECRET
from workbench.accounts.jobs.trail import anchor, seal, trail
from workbench.cli import main
from workbench.kit.audit import ANCHORS, anchors, key_from
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    import uuid
    from pathlib import Path


@pytest.fixture
def sealed(ids: dict[str, uuid.UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seal and anchor what the people of the tests did; return the file of anchors."""
    del ids
    monkeypatch.setattr(trail, "key", key_from(SECRET))
    monkeypatch.setattr(trail, "anchors", tmp_path / ANCHORS)
    assert seal({}) > 0
    assert anchor({}) == 0
    return tmp_path / ANCHORS


def verified(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["audit", "verify", *words])
    return int(str(ended.value.code))


def test_the_second_run_finds_nothing_to_seal(sealed: Path) -> None:
    assert (seal({}), anchor({})) == (0, 0)
    assert len(anchors(sealed)) == 1


def test_the_nightly_walk_counts_what_was_altered(sealed: Path) -> None:
    del sealed
    with transaction(write=True) as writing:
        writing.execute(text("DROP TRIGGER audit_event_no_update"))
        writing.execute(text("update audit_event set object_id = 'x' where seq = 2"))
    assert anchor({}) > 0


@pytest.mark.usefixtures("sealed")
def test_the_command_ends_with_1_when_something_was_altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert verified() == 0
    assert verified("--anchor", f"1:{'0' * 64}") == 1
    assert verified("--anchor", "1:short") == 2
