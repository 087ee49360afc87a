"""The parts of `make attack`: each returns lines of build/attack.json, and tells on standard error what went wrong."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, TypedDict

import pytest

from tests.attack import weak
from tests.attack.guessing import Guess, auc, worst
from tests.attack.headers import Look
from tests.attack.matrix import SEED, Found, Matrix, sample
from tests.attack.mutants import FEW_TOKENS, MUTANTS, Hunt, table
from tests.attack.probes import send_forged
from tests.attack.substitution import Range
from tests.attack.tokens import Trial
from tests.attack.world import make_papers, make_world
from tests.postgres import fresh, serving
from workbench.accounts.operations.passwords import password_fits
from workbench.kit.storage import db
from workbench.kit.web import headers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REQUESTS, ON_POSTGRES, TOKENS, ADDRESSES = 16_000, 1_500, 500, 1_000
LEAST = {"matrix": 10_000, "substitutions": 2_000, "mutants": 30, "forms": 400, "headers": 1_000}
MOST_AUC, LEAST_AUC = 0.55, 0.9
SHOWN = 40


class Line(TypedDict):
    """One line of the result, as the contract names its parts."""

    goal: str
    figure: str
    n: int
    control: str
    verdict: str


def matrix(folder: Path) -> list[Line]:
    """Send the matrix on SQLite."""
    world = make_world(folder)
    make_papers(world)
    made = Matrix(world)
    found = made.run(sample(made.cases, REQUESTS))
    routes = len({case.endpoint for case in made.cases})
    control = f"part mutants; {routes} routes, all classified"
    goal = "matrix: nothing leaked or changed, every verdict as the policy says"
    forged = send_forged(made)
    return [
        _line(goal, found, LEAST["matrix"], control),
        _line("forms of other pages are refused", forged, LEAST["forms"], "part mutants"),
    ]


def substitutions(folder: Path) -> list[Line]:
    """Replace ids of B by ids of A."""
    shots = Range(Matrix(make_world(folder)))
    found, order = Found(), list(shots.shots(shots.forms()))
    random.Random(SEED).shuffle(order)  # noqa: S311 - an order that can be repeated
    for shot in order:
        shots.fire(shot, found)
    goal = "substitutions of foreign ids: nothing leaked or changed, no fault"
    return [_line(goal, found, LEAST["substitutions"], "part mutants")]


def mutants(folder: Path) -> list[Line]:
    """Weaken one guard at a time, and see that a suite goes red; the whole application stays green in each suite."""
    hunt = Hunt(Matrix(make_world(folder)))
    seen = [hunt.hunt(mutant) for mutant in MUTANTS]
    print(*table(seen), sep="\n", file=sys.stderr)  # noqa: T201 - the table that the brief of the part asks for
    alive = [one.mutant.name for one in seen if not one.fault]
    sound = hunt.matrix.run(hunt.cases[: FEW_TOKENS * 100])
    control = f"the application as it is: {len(sound.faults)} faults in {sound.total} of the same requests"
    met = not alive and not sound.faults and len(seen) >= LEAST["mutants"]
    figure = f"{len(seen) - len(alive)} of {len(seen)} seen" + (f"; not: {', '.join(alive)}" if alive else "")
    goal = "weakened guards are seen"
    return [Line(goal=goal, figure=figure, n=len(seen), control=control, verdict=_verdict(met=met))]


def tokens(folder: Path) -> list[Line]:
    """Try mailed secrets of each kind."""
    found = Trial(make_world(folder), TOKENS).run()
    kinds = {name.removeprefix("tokens "): count for name, count in found.sent.items() if name.startswith("tokens")}
    least = all(count >= TOKENS for count in kinds.values())
    goal = f"secrets: none twice, expired, replaced, altered, for another purpose, or used up by looking ({kinds})"
    line = _line(goal, found, TOKENS * len(kinds), "part mutants")
    line["verdict"] = line["verdict"] if least else "missed"
    return [line]


def guessing(folder: Path) -> list[Line]:
    """Tell accounts from unknown addresses, by bodies and by time."""
    guess = Guess(make_world(folder), ADDRESSES)
    lines = []
    for form in guess.forms:
        measured = guess.measure(form)
        found, bodies = worst(measured), len(set().union(*measured.bodies.values()))
        figure = f"AUC {found['seconds']:.3f} (processor {found['processor']:.3f}), {bodies} different answers"
        met = max(found.values()) <= MOST_AUC and bodies == 1
        goal = f"{form.name}: nobody tells known, invited, deactivated and unknown addresses apart"
        lines.append(Line(goal=goal, figure=figure, n=2 * guess.size, control="", verdict=_verdict(met=met)))
    red = _without_the_dummy(guess)
    for line in lines:
        line["control"] = f"sign-in without the dummy hash: AUC {red:.3f}"
        line["verdict"] = line["verdict"] if red > LEAST_AUC else "missed"
    return lines


def _without_the_dummy(guess: Guess) -> float:
    with pytest.MonkeyPatch.context() as patch:
        weak.everywhere(patch, password_fits, lambda stored, typed: bool(stored) and password_fits(stored, typed))
        times = guess.measure(guess.forms[0], 100).times["seconds"]
    return auc(times["known"], times["never"])


def at_headers(folder: Path) -> list[Line]:
    """Look at the headers of every kind of answer, on https."""
    look = Look(make_world(folder, public_url="https://wijkplan.example"))
    found = look.run()
    with pytest.MonkeyPatch.context() as patch:
        hooks = look.world.app.after_request_funcs
        patch.setitem(hooks, None, [one for one in hooks[None] if one is not headers.send_headers])
        look.found = Found()
        look.ask(look.cases[0], {})
        red = len(look.found.faults)
    statuses = ", ".join(sorted(found.sent))
    control = f"header hook off: {red} faults in one answer"
    line = _line(f"headers pass on every answer ({statuses})", found, LEAST["headers"], control)
    line["verdict"] = line["verdict"] if red else "missed"
    return [line]


def postgres(folder: Path) -> list[Line]:
    """Send a sample of the matrix on PostgreSQL."""
    with serving() as place, fresh(place) as url:
        made = Matrix(make_world(folder, url=url))
        found = made.run(sample(made.cases, ON_POSTGRES))
        db.close()
    return [_line("matrix on PostgreSQL, a sample", found, ON_POSTGRES, "part mutants, on SQLite")]


def _line(goal: str, found: Found, least: int, control: str) -> Line:
    for fault in found.faults[:SHOWN]:
        print(fault, file=sys.stderr)  # noqa: T201 - to who reads why it missed
    met = not found.faults and found.total >= least
    return Line(
        goal=goal, figure=f"{len(found.faults)} faults", n=found.total, control=control, verdict=_verdict(met=met)
    )


def _verdict(*, met: bool) -> str:
    return "met" if met else "missed"


PARTS: dict[str, Callable[[Path], list[Line]]] = {
    "matrix": matrix,
    "substitutions": substitutions,
    "mutants": mutants,
    "tokens": tokens,
    "guessing": guessing,
    "headers": at_headers,
    "postgres": postgres,
}
