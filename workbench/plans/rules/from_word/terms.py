"""Comparing headings by their words: without accents, endings, numbers and the small words of Dutch."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Terms = frozenset[str]

_WORD = re.compile(r"[a-z]+")
_SMALL_WORDS = """
    aan als bij dan dat de deze die dit door dus een eigen en er geen hebben hebt heeft het hier hoe hun ik in is
    jaar kan maar meer met na naar nog of om onder ons onze ook op over per te tot uit uw van vanaf voor waar
    waarom was wat we welke wie wij wil wilt willen word worden wordt zijn zo bijlage hoofdstuk paragraaf plan
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_FEW = 3
_COMMON = 6


@lru_cache(maxsize=4096)
def terms(text: str) -> Terms:
    """Return the words of a heading that tell something; of one with small words only, those."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = [word for word in _WORD.findall(plain) if len(word) > 1]
    return frozenset(_stem(word) for word in words if word not in _SMALL) or frozenset(words)


def likeness(one: Terms, other: Terms, commonness: Mapping[str, int]) -> float:
    """Return how alike two headings are, from 0 to 1; a word that many titles hold counts for little."""
    if one.isdisjoint(other):
        return 0.0
    shared = math.fsum(_weight(word, commonness) for word in one & other)
    return 2 * shared / math.fsum(_weight(word, commonness) for found in (one, other) for word in found)


def _weight(word: str, commonness: Mapping[str, int]) -> float:
    return 1 / math.sqrt(max(1, min(commonness.get(word, 1), _COMMON)))


def _stem(word: str) -> str:
    """Return a word without the ending of its plural: ``mijlpalen`` and ``mijlpaal`` are one."""
    for ending in ("en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _FEW:
            word = word.removesuffix(ending)
            break
    return re.sub(r"([a-z])\1", r"\1", word)
