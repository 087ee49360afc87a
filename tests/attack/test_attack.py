"""A sample of `make attack`: every route and every sort of attack once; the whole takes twenty minutes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.attack.cases import Catalogue, rules
from tests.attack.guessing import Guess, auc
from tests.attack.headers import Look
from tests.attack.matrix import SEED, Found, Matrix, sample
from tests.attack.mutants import FORMS, MATRIX, MUTANTS, Hunt
from tests.attack.policy import POLICY, UnclassifiedError, entry_of
from tests.attack.probes import send_forged
from tests.attack.tokens import Trial
from tests.attack.world import make_world
from workbench.kit import mail
from workbench.kit.storage import db

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUESTS, SUBSTITUTIONS, TOKENS, ADDRESSES, HEADERS = 700, 150, 4, 3, 250
EASY = ("plans: can says yes", "organisations: can says yes", "every route is public", "forms of any page")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    """Make the world and its requests once."""
    return Matrix(make_world(tmp_path_factory.mktemp("world")))


@pytest.fixture
def matrix(made: Matrix) -> Iterator[Matrix]:
    """Open the world for one test, and put everything back after it."""
    db.bind(f"sqlite:///{made.world.database}", made.world.app)
    mail.set_up(made.world.app.extensions["mail"])
    yield made
    made.store.restore()
    db.close()


def none_wrong(found: Found) -> None:
    """Fail with what is wrong."""
    assert not found.faults, "\n".join(found.faults[:40])


def test_every_route_is_classified_and_none_besides(matrix: Matrix) -> None:
    assert {rule.endpoint for rule in rules(matrix.world.app)} == set(POLICY)
    catalogue = Catalogue(matrix.world)
    assert all(catalogue.targets(rule) for rule in rules(matrix.world.app))


def test_a_route_that_nobody_classified_is_seen() -> None:
    with pytest.raises(UnclassifiedError, match=r"plans\.secret"):
        entry_of("plans.secret")


def test_every_route_answers_as_the_policy_says(matrix: Matrix) -> None:
    none_wrong(matrix.run(sample(matrix.cases, REQUESTS)))


def test_forms_of_other_pages_are_refused(matrix: Matrix) -> None:
    none_wrong(send_forged(matrix))


def test_foreign_ids_open_and_change_nothing(matrix: Matrix) -> None:
    hunt, found = Hunt(matrix), Found()
    shots = random.Random(SEED).sample(hunt.shots, SUBSTITUTIONS)  # noqa: S311 - a choice that can be repeated
    for shot in shots:
        hunt.range.fire(shot, found)
    none_wrong(found)


@pytest.mark.parametrize("mutant", [one for one in MUTANTS if one.name in EASY], ids=lambda one: one.name)
def test_a_weakened_guard_is_seen(matrix: Matrix, mutant: object) -> None:
    assert mutant in MUTANTS
    chosen = next(one for one in MUTANTS if one is mutant)
    assert chosen.suite in {MATRIX, FORMS}
    assert Hunt(matrix, shots=False).hunt(chosen).fault


def test_there_are_enough_mutants() -> None:
    assert len({one.name for one in MUTANTS}) >= 30


def test_secrets_work_once_and_for_one_thing(matrix: Matrix) -> None:
    none_wrong(Trial(matrix.world, TOKENS).run())


def test_no_form_says_who_has_an_account(matrix: Matrix) -> None:
    guess = Guess(matrix.world, ADDRESSES)
    told = {form.name: guess.measure(form).bodies for form in guess.forms}
    assert {name: len(set().union(*bodies.values())) for name, bodies in told.items()} == dict.fromkeys(told, 1)


def test_samples_are_told_apart_as_well_as_they_are_apart() -> None:
    assert auc([1, 2, 3], [4, 5, 6]) == auc([4, 5, 6], [1, 2, 3]) == 1
    assert auc([1, 2, 3, 4], [1, 2, 3, 4]) == 0.5
    assert auc([1, 3, 5], [2, 4, 6]) == pytest.approx(6 / 9)


def test_headers_are_on_every_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    look = Look(make_world(tmp_path_factory.mktemp("https"), public_url="https://wijkplan.example"))
    random.Random(SEED).shuffle(look.cases)  # noqa: S311 - an order that can be repeated
    del look.cases[HEADERS // 4 :]
    none_wrong(look.run())
    db.close()
