"""Templates drawn without the application: a bare Jinja environment with stand-ins for what kit.web gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.kit.values.marks import prose

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES = Path(__file__).parents[2] / "templates"


def environment() -> Environment:
    """Return Jinja set up as kit.web does, in English, with nobody signed in."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the i18n extension adds it
    made.filters["prose"] = prose
    made.globals.update(
        asset=lambda name: f"/static/{name}",
        csrf_token=lambda: "token",
        get_flashed_messages=lambda **_: [("done", "Opgeslagen")],
        request=None,
        lang="nl",
    )
    return made


def page(name: str, **context: object) -> BeautifulSoup:
    """Draw a whole page."""
    return BeautifulSoup(environment().get_template(name).render(**context), "html.parser")


def component(name: str, *arguments: object, **named: object) -> BeautifulSoup:
    """Draw one component."""
    macro = getattr(environment().get_template(f"components/{name}.html").module, name)
    return BeautifulSoup(str(macro(*arguments, **named)), "html.parser")


def described(soup: BeautifulSoup, control: Mapping[str, str]) -> list[str]:
    """Return the texts that a control is described by, in order."""
    found = [soup.find(id=name) for name in control.get("aria-describedby", "").split()]
    return [one.get_text(" ", strip=True) for one in found if one]
