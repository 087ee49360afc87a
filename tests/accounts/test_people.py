"""Making people: what may be in a name and in a password."""

from __future__ import annotations

import pytest

from workbench.accounts.operations import create_person
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused

GOOD = "vier losse woorden hier"


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Jan\0", "Jan\x07de", "\udcff", "\u200e"])
def test_a_name_that_nobody_can_read_is_refused(name: str) -> None:
    with pytest.raises(Refused), transaction(write=True):
        create_person(email="jan@lindewijk.example", name=name, password=GOOD)


@pytest.mark.usefixtures("ids")
def test_a_name_stands_on_one_line() -> None:
    with transaction(write=True):
        assert create_person(email="jan@lindewijk.example", name=" Jan\nde Wit ", password=GOOD).name == "Jan de Wit"


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("password", [f"{GOOD}\udcff", f"{GOOD}\0", "x" * 129, "kort"])
def test_a_password_that_nobody_can_type_is_refused(password: str) -> None:
    with pytest.raises(Refused), transaction(write=True):
        create_person(email="jan@lindewijk.example", name="Jan", password=password)
