"""The language of the screens: Dutch, or English for who asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from babel.support import NullTranslations, Translations
from flask import current_app, has_request_context, request
from flask_babel import Babel, gettext

if TYPE_CHECKING:
    from flask import Flask, Response

    from workbench.kit.values.messages import Message

TRANSLATIONS = Path(__file__).parents[2] / "translations"
LANGUAGES = ("nl", "en")
COOKIE = "taal"
YEAR = 31_536_000


def language() -> str:
    """Return the language of the running page.

    Dutch unless the person chose otherwise: many Dutch people have an English browser, and the plan itself is Dutch.
    """
    if not has_request_context():
        return LANGUAGES[0]
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def translate(message: Message) -> str:
    """Return a message in the language of the running page, its blanks filled."""
    return message.filled(cast("str", gettext(message.text)))


def in_dutch(message: Message) -> str:
    """Return a message in Dutch, outside any page: for the command line, whose findings are about a Dutch plan."""
    return message.filled(_dutch().gettext(message.text))


@cache
def _dutch() -> NullTranslations:
    return Translations.load(str(TRANSLATIONS), ["nl"])


def keep_language(response: Response, chosen: str) -> Response:
    """Remember a choice in this browser for a year; anything but a language is ignored."""
    if chosen in LANGUAGES:
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=current_app.config["IS_HTTPS"]
        )
    return response


def init_language(app: Flask, translations: str) -> None:
    """Translate an application from a folder of catalogues."""
    Babel(
        app,
        default_locale=LANGUAGES[0],
        default_timezone="Europe/Amsterdam",
        default_translation_directories=translations,
        locale_selector=language,
    )
