"""The demo plans as papers, each laid out once a session."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.papers.papers import DEMOS, Laid, demo, laid

if TYPE_CHECKING:
    from collections.abc import Callable

_laid: Callable[[str], Laid] = cache(lambda name: laid(demo(name)))


@pytest.fixture(params=DEMOS)
def paper(request: pytest.FixtureRequest) -> Laid:
    """Return each demo plan as a paper."""
    return _laid(request.param)


@pytest.fixture
def merenwijk() -> Laid:
    """Return the big demo plan as a paper."""
    return _laid("merenwijk")
