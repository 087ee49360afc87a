"""What pages, saves and exports cost: ``python -m tests.bench``, on the big demo plan and on one ten times as big.

Milliseconds of work on one core, of this process and of those it starts (a PDF is made by one), so that what else the
machine does counts as little as possible; waiting for a disk is not counted. The control is a page of the same
application that does next to nothing. Writes ``build/bench.json``; exit 1 when a stated goal is missed.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests import make
from tests.conftest import build_app, make_settings
from tests.page_forms import form_of
from tests.pages import Pages
from tests.papers.papers import demo, meta
from tests.people import MARIT, make_people
from tests.plans.test_standing_speed import grown
from workbench.config import resource_root
from workbench.kit.documents.render import RenderFailed
from workbench.kit.storage import count_queries, db, transaction
from workbench.kit.storage.migrations import migrate
from workbench.papers.operations import pdf_of
from workbench.plans.content import PlanContent
from workbench.plans.rules.standing import standing

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from flask import Flask

ROUNDS, FEW = 15, 3
TIMES, LINES = 10, 300
RESULT = Path("build") / "bench.json"


@dataclass(frozen=True)
class Goal:
    """What an issue asks: at most so many milliseconds in the middle, and so many queries."""

    milliseconds: float
    queries: int | None = None


@dataclass
class Item:
    """Something that is measured: its times, its queries, and what it must keep to."""

    name: str
    goal: Goal | None = None
    taken: list[float] = field(default_factory=list)
    queries: int | None = None
    refused: str = ""

    @property
    def verdict(self) -> str:
        """``kept`` or ``missed`` where there is a goal, else ``measured`` or ``refused``."""
        if self.refused or self.goal is None:
            return "refused" if self.refused else "measured"
        many = self.goal.queries is not None and (self.queries or 0) > self.goal.queries
        return "missed" if many or median(self.taken) >= self.goal.milliseconds else "kept"

    def line(self) -> str:
        """Return the item as a row of the table."""
        middle, worst = (f"{one(self.taken):9.1f}" if self.taken else f"{'–':>9}" for one in (median, max))
        asked = "–" if self.queries is None else str(self.queries)
        goal = f"< {self.goal.milliseconds:.0f} ms" if self.goal else ""
        goal += f", at most {self.goal.queries} queries" if self.goal and self.goal.queries is not None else ""
        told = f"{self.name:42}{middle}{worst}{asked:>9}{len(self.taken):>4}  {self.verdict:9}{goal}{self.refused}"
        return told.rstrip()

    def as_json(self, control: float) -> dict[str, object]:
        """Return the item as ``build/bench.json`` holds it."""
        figure = (
            {"median_ms": round(median(self.taken), 2), "worst_ms": round(max(self.taken), 2)} if self.taken else {}
        )
        asked = {"milliseconds": self.goal.milliseconds, "queries": self.goal.queries} if self.goal else None
        return {
            "item": self.name,
            "goal": asked,
            "figure": {**figure, "queries": self.queries},
            "n": len(self.taken),
            "control": round(control, 2),
            "verdict": self.verdict,
        }


def worked() -> float:
    """Return the seconds that this process and those it started have worked: also one that goes on, as Linux tells."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    going = sum(_ticks(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
    return time.process_time() + ended.ru_utime + ended.ru_stime + going / os.sysconf("SC_CLK_TCK")


def _ticks(pid: str) -> int:
    """Return the ticks that a process and those it waited for have worked; its name may hold spaces."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:15])


@contextmanager
def timed(item: Item) -> Iterator[None]:
    """Add what the block takes to an item, without what Python collects of before."""
    gc.collect()
    gc.disable()
    try:
        with count_queries() as tally:
            began = worked()
            yield
            item.taken.append((worked() - began) * 1000)
        item.queries = max(item.queries or 0, tally.queries)
    finally:
        gc.enable()


def page(client: Any, name: str, url: str, goal: Goal | None = None, rounds: int = ROUNDS) -> Item:
    """Measure a page; the first visit, which stores the standing of the revision, does not count."""
    item = Item(name, goal)
    assert client.get(url).status_code == 200, url
    for _ in range(rounds):
        with timed(item):
            client.get(url)
    return item


def save(app: Flask, client: Any, name: str, plan: str) -> Item:
    """Measure the saving of one question, each time with another text."""
    item, marit = Item(name), Pages(app, MARIT)
    for place in range(ROUNDS):
        form = form_of(marit.get(f"{plan}/onderdeel/mission"), "form[data-form='plans.part']")
        sent = {**form.fields, "answer": f"Gezond oud worden in de eigen buurt, poging {place}."}
        with timed(item):
            answer = client.post(form.action, data=sent)
        assert answer.status_code == 303
    return item


def judged(name: str, content: PlanContent, goal: Goal | None) -> Item:
    """Measure the standing of a content."""
    item, template = Item(name, goal), make.example()
    for _ in range(ROUNDS):
        with timed(item):
            standing(content, template)
    item.queries = None
    return item


def printed(name: str, content: PlanContent, rounds: int) -> Item:
    """Measure the making of the PDF; what is too large says so."""
    item = Item(name)
    try:
        for _ in range(rounds):
            with timed(item):
                pdf_of(content, make.example(), meta(content))
    except RenderFailed as refused:
        item.refused = str(refused)
    item.queries = None
    return item


def with_lines(content: PlanContent, many: int) -> PlanContent:
    """Return a content with so many budget lines, made of its own."""
    data = content.model_dump(mode="json", exclude_none=True)
    own = data["budget_lines"]
    data["budget_lines"] = [{**own[at % len(own)], "id": f"regel-{at}"} for at in range(many)]
    return PlanContent.model_validate(data)


def measured(app: Flask, organisation: uuid.UUID) -> Iterator[Item]:
    """Yield every item, in the order of the table."""
    client: Any = app.test_client()
    client.sign_in(MARIT)
    yield page(client, "a page that does nothing (control)", "/health")
    with transaction(write=True):
        lines = f"/plannen/{make.plan(organisation, with_lines(demo('merenwijk'), LINES), slug='regels').id}"
    yield page(client, f"budget page, {LINES} lines", f"{lines}/begroting", Goal(150, 25))
    yield page(client, f"table of costs, {LINES} lines", f"{lines}/onderdeel/budget_lines/tabel", rounds=FEW)
    for times in (1, TIMES):
        content = grown(demo("merenwijk"), times) if times > 1 else demo("merenwijk")
        with transaction(write=True):
            plan = f"/plannen/{make.plan(organisation, content, slug=f'merenwijk-{times}').id}"
        of = "demo plan" if times == 1 else f"{times} x demo plan"
        yield judged(f"standing, {of}", content, Goal(30) if times == 1 else None)
        yield page(client, f"plan page, {of}", f"{plan}/")
        yield page(client, f"budget page, {of}", f"{plan}/begroting")
        yield page(client, f"question page, {of}", f"{plan}/onderdeel/mission")
        yield save(app, client, f"question save, {of}", plan)
        yield page(client, f"XLSX, {of}", f"{plan}/document.xlsx", rounds=FEW)
        yield printed(f"PDF, {of}", content, FEW if times == 1 else 1)


def main() -> int:
    """Measure, print the table, write the result; returns 1 when a goal is missed."""
    items: list[Item] = []
    sys.stdout.write(f"{'':42}{'median ms':>9}{'worst':>9}{'queries':>9}{'n':>4}\n")
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(make_settings(Path(folder)))
        migrate(resource_root() / "migrations")
        with transaction(write=True):
            ids = make_people()
        for item in measured(app, ids["lindewijk"]):
            items.append(item)
            sys.stdout.write(f"{item.line()}\n")
            sys.stdout.flush()
        db.close()
    RESULT.parent.mkdir(exist_ok=True)
    control = median(items[0].taken)
    RESULT.write_text(json.dumps([one.as_json(control) for one in items], indent=1) + "\n", encoding="utf-8")
    missed = [one.name for one in items if one.verdict == "missed"]
    sys.stdout.write(f"{RESULT}: {'missed: ' + '; '.join(missed) if missed else 'every stated goal is kept'}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
