"""Names as people type them: without accents, capitals and outer spaces; postcodes with or without letters."""

from __future__ import annotations

import re
import unicodedata

_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([a-z]{2})?")
_SPACES = re.compile(r"[\s\u2019'-]+")


def folded(name: str) -> str:
    """Return a name as it is searched: ``’s-Gravenzande`` as ``s gravenzande``."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return _SPACES.sub(" ", "".join(char for char in apart if not unicodedata.combining(char))).strip()


def postcode(typed: str) -> str:
    """Return the four digits of a postcode, empty for anything else."""
    found = _POSTCODE.fullmatch(folded(typed))
    return found[1] if found else ""
