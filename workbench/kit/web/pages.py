"""What every page may use: filters, globals, the way back within the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workbench.kit.values.clock import local
from workbench.kit.values.dates import date_long, date_short
from workbench.kit.values.marks import prose
from workbench.kit.values.money import money, money_typed, tariff
from workbench.kit.values.numbers import number
from workbench.kit.web.assets import asset
from workbench.kit.web.csrf import csrf_token
from workbench.kit.web.gate import actor_or_none
from workbench.kit.web.language import language, translate
from workbench.kit.web.navigation import main_items, plan_tabs

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

_FORMS = (prose, money, money_typed, tariff, number, date_long, date_short, translate)


def datetime_short(moment: datetime) -> str:
    """Show a moment as Dutch time: ``3-5-2027, 14:03``."""
    there = local(moment)
    return f"{date_short(there.date())}, {there:%H:%M}"


def time_short(moment: datetime) -> str:
    """Show the clock of a moment in Dutch time: ``14:03``."""
    return f"{local(moment):%H:%M}"


def within_site(target: str, fallback: str = "/") -> str:
    """Return ``target`` when it is a path of this site, else ``fallback``: a link may send nobody elsewhere."""
    fits = target.startswith("/") and not target.startswith(("//", "/\\"))
    # Browsers drop tabs and line ends and read "\" as "/": such a path is none of ours.
    if not fits or any(char <= " " or char in "\\\x7f" for char in target):
        return fallback
    try:
        parts = urlsplit(target)
    except ValueError:
        return fallback
    return fallback if parts.scheme or parts.netloc else target


def init_pages(app: Flask) -> None:
    """Give templates their filters and globals."""
    for function in (*_FORMS, datetime_short, time_short):
        app.jinja_env.filters[function.__name__] = function
        app.jinja_env.globals[function.__name__] = function
    app.jinja_env.globals.update(asset=asset, csrf_token=csrf_token, plan_tabs=plan_tabs)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    return {"actor": actor_or_none(), "lang": language(), "navigation": main_items()}
