"""Making papers: prove that the paper is whole, render it, keep it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import time
from typing import TYPE_CHECKING

from workbench.kit.documents.render import render_pdf
from workbench.kit.jobs import enqueue, forget_done
from workbench.kit.values.clock import now
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message
from workbench.papers.queries import KIND, shelf, try_of
from workbench.papers.rules.document import document_html, printable, stylesheet
from workbench.papers.rules.proof import proof_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from workbench.definitions.schema import Definition
    from workbench.papers.content import PaperMeta
    from workbench.plans.content import PlanContent

DAY_SECONDS = 24 * 60 * 60
INCOMPLETE = Message("The document would not hold every answer, so it was not made. Tell your administrator.")


class NotWhole(WorkbenchError):  # noqa: N818 - a sentence for a person, like the others
    """A paper lacks answers, or shows them in the wrong place: it is never handed out."""


def pdf_of(content: PlanContent, definition: Definition, meta: PaperMeta) -> bytes:
    """Return the PDF of a content; the same content, version and renderer give the same bytes.

    Raises ``NotWhole`` when an answer is missing or misplaced, ``RenderFailed`` when no PDF can be made within limits.
    """
    html = document_html(content, definition, meta)
    if not proof_of(html, content, definition).is_whole:
        raise NotWhole(INCOMPLETE)
    return render_pdf(printable(html), stylesheet())


def count_pages(plan_id: uuid.UUID, revision: int, pdf: bytes) -> None:
    """Remember how many pages the last paper of a plan has, so that a limit can be judged without making it again."""
    from pikepdf import Pdf, PdfError  # noqa: PLC0415 - heavy, and only needed where a paper was just made

    try:
        with Pdf.open(io.BytesIO(pdf)) as paper:
            pages = len(paper.pages)
    except PdfError:
        return  # the paper is handed out all the same; only the limit cannot be judged
    told = {"pages": pages, "at": now().isoformat(), "revision": revision}
    _put(shelf.count_path(plan_id), json.dumps(told).encode())


def keep(key: str, pdf: bytes) -> None:
    """Put a paper on the shelf, whole or not at all."""
    _put(shelf.path(key), pdf)


def _put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # or power loss could leave an empty file under a name that promises a whole one
    os.replace(name, place)  # noqa: PTH105 - atomic over an existing file, in one call


def drop_papers(needed: Collection[str]) -> list[str]:
    """Remove what nobody needs from the shelf, a day after it was made; return the keys of the papers that went."""
    before, gone = time.time() - DAY_SECONDS, []
    for file in shelf.kept():
        with contextlib.suppress(FileNotFoundError):  # another worker cleans as well
            if file.name not in needed and file.stat().st_mtime < before:
                file.unlink()
                gone.append(file.stem)
    return gone


def forget_jobs(keys: Sequence[str]) -> None:
    """Forget how papers that went were made, so that one that is wanted again is made as if for the first time."""
    for key in keys:
        forget_done(KIND, f"{key}/")


def ask_for_pdf(plan_id: uuid.UUID, key: str, share_id: uuid.UUID | None = None) -> None:
    """Have the PDF made unless that is under way; one that failed is tried again. Needs a write transaction.

    It is that of the plan as it stands, or of what was handed over as ``share_id``.
    """
    name, _job = try_of(key)
    enqueue(KIND, {"plan": str(plan_id)} | ({"share": str(share_id)} if share_id else {}), key=name)
