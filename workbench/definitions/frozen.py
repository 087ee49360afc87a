"""The ground of the schema: frozen values, the names in them, and mistakes that know where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{0,39}$")]
TemplateKey = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{2,59}$")]
Prose = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=4000)]
Location = tuple[str | int, ...]


class Frozen(BaseModel):
    """A value that does not change and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class MisplacedError(ValueError):
    """A mistake inside a value, with the way from that value to the place where it stands."""

    def __init__(self, sentence: str, *location: str | int) -> None:
        super().__init__(sentence)
        self.location = location


class SeveralError(ValueError):
    """Mistakes inside one value, so that an author hears of all of them at once."""

    def __init__(self, mistakes: Sequence[MisplacedError]) -> None:
        super().__init__("; ".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def twice(what: str, places: Iterable[tuple[str, Location]]) -> list[MisplacedError]:
    """Return a mistake for each place where a name stands that stood before."""
    seen: set[str] = set()
    found = []
    for name, where in places:
        if name in seen:
            found.append(MisplacedError(f"{what} {name} stands twice", *where))
        seen.add(name)
    return found


def refuse(mistakes: Sequence[MisplacedError]) -> None:
    """Raise what was found, if anything was."""
    if mistakes:
        raise SeveralError(mistakes)
