"""Files that go with a plan: where their bytes stand, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, cast, func, select

from workbench.kit.storage import session
from workbench.plans.content import FileRef
from workbench.plans.models import Plan, Upload, WordUpload
from workbench.plans.queries.waiting import waiting_bytes
from workbench.plans.rules.checks_of_files import file_ids, findings
from workbench.plans.rules.uploads import in_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable
    from pathlib import Path

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.findings import Finding


class Folder:
    """The folder of files, each under the hash of its bytes; equal files are kept once."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self.most = self.quota = 0

    def set_up(self, folder: Path, *, most: int, quota: int) -> None:
        """Keep files of at most ``most`` bytes in this folder from now on, and ``quota`` bytes a collaboration."""
        self._folder, self.most, self.quota = folder, most, quota

    def path(self, sha256: str) -> Path:
        """Return where the bytes of that hash stand, or would; raises ``RuntimeError`` before ``set_up``."""
        if self._folder is None:
            raise RuntimeError("the uploads have no folder")
        return self._folder / sha256

    def files(self) -> list[Path]:
        """Return everything that stands in the folder."""
        return sorted(self._folder.iterdir()) if self._folder and self._folder.exists() else []


folder = Folder()


def room_in(organisation_id: uuid.UUID) -> int:
    """Return how many bytes of files a collaboration may still send: 0 when its room is full.

    Counted are its files, equal ones once, the texts from Word and the workbooks that wait to be brought in.
    """
    plans = select(Plan.id).where(Plan.organisation_id == organisation_id)
    kept = select(Upload.sha256, Upload.size).where(Upload.plan_id.in_(plans)).distinct().subquery()
    files = session().scalar(select(func.coalesce(func.sum(kept.c.size), 0))) or 0
    texts = select(func.coalesce(func.sum(func.length(cast(WordUpload.pieces, Text))), 0))
    words = session().scalar(texts.where(WordUpload.plan_id.in_(plans))) or 0
    workbooks = sum(waiting_bytes(plan_id) for plan_id in session().scalars(plans))
    return max(0, folder.quota - files - words - workbooks)


def named_hashes() -> frozenset[str]:
    """Return the hash of every file that a plan has or once had."""
    return frozenset(session().scalars(select(Upload.sha256).distinct()))


def upload_of(plan: Plan, file_id: str) -> Upload | None:
    """Return a file of this plan, or nothing."""
    found = session().get(Upload, file_id)
    return found if found is not None and found.plan_id == plan.id else None


def bytes_of(upload: Upload) -> bytes | None:
    """Return the bytes of a file, or nothing when they are gone from the folder."""
    try:
        return folder.path(upload.sha256).read_bytes()
    except FileNotFoundError:
        return None


def uploads_of(plan_id: uuid.UUID, ids: Iterable[str]) -> list[Upload]:
    """Return the files of a plan with these ids, by id; asks nothing when there are no ids."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    found = select(Upload).where(Upload.plan_id == plan_id, Upload.id.in_(wanted)).order_by(Upload.id)
    return list(session().scalars(found))


def files_named(plan: Plan, content: PlanContent, definition: Definition) -> tuple[FileRef, ...]:
    """Return what is known of each file that a content names, for the interchange file."""
    found = uploads_of(plan.id, file_ids(content, definition).values())
    return tuple(FileRef(id=one.id, name=one.name, kind=one.kind, size=one.size, sha256=one.sha256) for one in found)


def files_in_words(plan: Plan, content: PlanContent, definition: Definition) -> dict[str, str]:
    """Return the words for each file that a content names, by its id; asks nothing when it names none."""
    found = uploads_of(plan.id, file_ids(content, definition).values())
    return {one.id: in_words(one.name, one.size, one.at) for one in found}


def lost_files(plan: Plan, content: PlanContent, definition: Definition) -> tuple[Finding, ...]:
    """Return a finding for each file that the plan names and that is not here."""
    named = file_ids(content, definition)
    known = {one.id for one in uploads_of(plan.id, named.values()) if folder.path(one.sha256).exists()}
    return tuple(findings(content, definition, known))
