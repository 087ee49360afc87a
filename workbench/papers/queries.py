"""What is known of a paper before it is made: its version, its key, and whether it is kept already."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config import resource_root
from workbench.kit.jobs import State, done_jobs, job_by_key
from workbench.kit.values.clock import local
from workbench.papers.content import PaperMeta
from workbench.plans.queries import all_plans, definition_of, plan_content
from workbench.plans.queries.shares import frozen_of
from workbench.plans.queries.uploads import files_in_words
from workbench.plans.rules.circumstances import Rendered

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterable

    from workbench.definitions.schema import Definition
    from workbench.kit.jobs import Job
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan, Share

KIND = "papers.pdf"
MOST_TRIES = 20
# State of a plan -> the word on its papers. Everything before adoption is a draft.
STATES = {"concept": "concept"}
DRAFTS = frozenset({"concept"})
SHARED_STATE = "concept, ter inzage"
# What decides how a content looks: a change in any of these makes another paper.
SOURCES = ("workbench/papers/rules", "workbench/plans/rules", "workbench/kit/documents", "templates/papers")


@dataclass(frozen=True)
class Wanted:
    """A paper that somebody wants: everything it is made of, and the key under which it is kept."""

    content: PlanContent
    definition: Definition
    meta: PaperMeta
    key: str


def wanted(plan: Plan) -> Wanted:
    """Return the paper of a plan as it stands now."""
    content, definition = plan_content(plan), definition_of(plan)
    meta = meta_of(plan, content, definition)
    return Wanted(content, definition, meta, key_of(content, definition, meta))


def wanted_shared(share: Share, plan: Plan) -> Wanted:
    """Return the paper of a version that was handed over: nothing in it comes from the plan as it stands now."""
    frozen = frozen_of(share)
    meta = PaperMeta(
        state=SHARED_STATE,
        version=" · ".join(filter(None, (frozen.content.text("version_label"), f"versie {frozen.number}"))),
        revision=frozen.revision,
        content_time=frozen.made_at,
        sha256=frozen.content.sha256,
        draft=True,
        files=files_in_words(plan, frozen.content, frozen.definition),
    )
    return Wanted(frozen.content, frozen.definition, meta, key_of(frozen.content, frozen.definition, meta))


def shared_name(plan: Plan, paper: Wanted) -> str:
    """Return the name of the file of a version that was handed over, with its number and day."""
    number = paper.meta.version.rpartition(" ")[2]
    return f"{plan.slug}-versie-{number}-{local(paper.meta.content_time).date().isoformat()}.pdf"


def meta_of(plan: Plan, content: PlanContent, definition: Definition) -> PaperMeta:
    """Return what the paper says of its version; the time is that of the last change, never now."""
    return PaperMeta(
        state=STATES.get(plan.state, plan.state),
        version=content.text("version_label") or f"bewerking {plan.revision}",
        revision=plan.revision,
        content_time=plan.changed_at,
        sha256=content.sha256,
        draft=plan.state in DRAFTS,
        files=files_in_words(plan, content, definition),
    )


def key_of(content: PlanContent, definition: Definition, meta: PaperMeta) -> str:
    """Return the hash of everything that decides the bytes of a paper."""
    told = (content.sha256, definition.model_dump_json(), repr(meta), renderer_version())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@cache
def renderer_version() -> str:
    """Return the hash of everything that turns content into a paper: our own files, and the library's version."""
    made = hashlib.sha256(version("weasyprint").encode())
    package = Path(__file__).parents[1]
    for name in SOURCES:
        folder = resource_root() / name if name.startswith("templates") else package.parent / name
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".html", ".css", ".ttf"}:
                made.update(file.read_bytes())
    return made.hexdigest()


class Shelf:
    """The folder in which made papers are kept, by key; a paper can always be made again."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def set_up(self, folder: Path) -> None:
        """Keep papers in this folder from now on."""
        self._folder = folder

    def path(self, key: str) -> Path:
        """Return where a paper is kept, or would be; raises ``RuntimeError`` before ``set_up``."""
        if self._folder is None:
            raise RuntimeError("the shelf of papers has no folder")
        return self._folder / f"{key}.pdf"

    def count_path(self, plan_id: uuid.UUID) -> Path:
        """Return where the number of pages of a plan's last paper is kept."""
        return self.path(str(plan_id)).with_suffix(".json")

    def find(self, key: str) -> bytes | None:
        """Return a kept paper, or nothing."""
        try:
            return self.path(key).read_bytes()
        except FileNotFoundError:
            return None

    def kept(self) -> list[Path]:
        """Return everything that stands on the shelf."""
        return sorted(self._folder.iterdir()) if self._folder and self._folder.exists() else []


shelf = Shelf()
# Features above bring what they refer to: the keys of papers that must stay.
REFERENCES: list[Callable[[], Iterable[str]]] = []


def papers_needed() -> frozenset[str]:
    """Return the names of what stays on the shelf.

    Of each plan and of each version that was handed over the newest paper, and the count of its pages.
    """
    plans = {str(plan.id) for plan in all_plans()}
    done = [(job.payload, (job.result or {}).get("key", "")) for job in done_jobs(KIND)]
    newest = {(told["plan"], told.get("share", "")): key for told, key in done if told["plan"] in plans}
    referred = {key for keys in REFERENCES for key in keys()}
    return frozenset({f"{key}.pdf" for key in {*newest.values(), *referred}} | {f"{plan}.json" for plan in plans})


def last_rendered(plan_id: uuid.UUID) -> Rendered | None:
    """Return the pages of the last paper of a plan, with its time and the revision that it shows."""
    try:
        told = json.loads(shelf.count_path(plan_id).read_bytes())
        return Rendered(told["pages"], datetime.fromisoformat(told["at"]), told["revision"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def try_of(key: str) -> tuple[str, Job | None]:
    """Return the latest attempt to make a paper: its name, and its job when it was asked for and is not done.

    A job that is done while its paper is gone (the folder was emptied) is no attempt any more: the next name is free.
    """
    for number in range(MOST_TRIES):
        name = f"{key}/{number}"
        job = job_by_key(KIND, name)
        if job is None or job.state is not State.DONE:
            return name, job
    return f"{key}/{MOST_TRIES}", None
