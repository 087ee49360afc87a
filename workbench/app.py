"""The application: settings, the web ground, the features; it composes and does nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

import workbench
from workbench.accounts import wiring as accounts
from workbench.config import resource_root
from workbench.home import wiring as home
from workbench.kit import mail
from workbench.kit.audit import key_from, use_key
from workbench.kit.storage import db
from workbench.kit.storage.migrations import head_revision
from workbench.kit.web import style_guide, system
from workbench.kit.web.application import Application
from workbench.kit.web.gate import init_gate, is_public, permission_of
from workbench.kit.web.language import in_dutch
from workbench.kit.web.setup import init_web
from workbench.neighbourhoods import wiring as neighbourhoods
from workbench.organisations import wiring as organisations
from workbench.papers import wiring as papers
from workbench.plans import wiring as plans

if TYPE_CHECKING:
    from flask import Flask

    from workbench.config import Settings

PACKAGE = Path(__file__).parent
# From the bottom of the staircase to the top; each offers register(app), and PUBLIC when it has pages for everybody.
FEATURES = (neighbourhoods, organisations, accounts, plans, papers, home)
PUBLIC = frozenset().union(
    system.PUBLIC, style_guide.PUBLIC, *(getattr(feature, "PUBLIC", frozenset()) for feature in FEATURES)
)


def create_app(settings: Settings) -> Flask:
    """Return the application on the database of the settings, which it opens."""
    root = resource_root()
    app = Application("workbench", template_folder=str(root / "templates"), static_folder=str(PACKAGE / "static"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        DEMO=settings.demo,
        SERVER_TIMING=settings.server_timing,
        SETTINGS=settings,
        VERSION=workbench.__version__,
        REVISION=cache(lambda: head_revision(root / "migrations")),
    )
    _behind_proxies(app, settings.trusted_proxies)
    db.open(app, settings.database_url)
    use_key(key_from(settings.secret_key))
    init_web(app, public_url=settings.public_url, translations=str(PACKAGE / "translations"))
    app.extensions["mail"] = mail.set_up(
        mail.MailSettings(
            templates=root / "templates" / "emails",
            public_url=settings.public_url,
            sender=settings.mail_from,
            server=settings.mail_url,
            in_dutch=in_dutch,
        )
    )
    for feature in FEATURES:
        feature.register(app)
    style_guide.init_style_guide(app)
    init_gate(app, public=PUBLIC, load_actor=accounts.load_actor, sign_in=accounts.SIGN_IN, keep=accounts.keep)
    return app


def routes(app: Flask) -> list[dict[str, object]]:
    """Return endpoint, rule, methods and permission (or ``public``) of every route, by rule."""
    return [
        {
            "endpoint": rule.endpoint,
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "permission": "public"
            if is_public(app, rule.endpoint)
            else str(permission_of(app, rule.endpoint) or "closed"),
        }
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    ]


def _behind_proxies(app: Flask, number: int) -> None:
    if number:
        # Only the address of who asks; what else a proxy says stays untrusted.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=0, x_host=0)  # type: ignore[method-assign]  # Flask's own way to wrap
