"""The page that shows every component in every state; there in the demonstration only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from workbench.kit.values.errors import NotFound

if TYPE_CHECKING:
    from flask import Flask

blueprint = Blueprint("style_guide", __name__)
PUBLIC = frozenset({"style_guide.show_style_guide"})

# Example texts for the page alone; Dutch, as a plan is.
CHAPTERS = [
    {
        "number": 3,
        "key": "3",
        "title": "Het samenwerkingsverband",
        "state": "in_progress",
        "url": "#plan",
        "needed": "",
        "parts": [
            {
                "title": "Leden en disciplines",
                "url": "#plan",
                "state": "done",
                "needed": "",
                "worked": "Karim Haddad, gisteren om 16:20",
            },
            {
                "title": "Ingeschreven patiënten per verzekeraar",
                "url": "#plan",
                "state": "in_progress",
                "needed": "Vul de peildatum in bij twee verzekeraars",
                "worked": "Anna de Wit, vandaag om 14:03",
            },
            {
                "title": "Organisatie van de praktijkondersteuning",
                "url": "#plan",
                "state": "not_applicable",
                "needed": "",
                "worked": "",
            },
        ],
    },
    {
        "number": 4,
        "key": "4",
        "title": "Missie en visie",
        "state": "not_started",
        "url": "#plan",
        "needed": "Twee teksten, samen ongeveer 300 woorden.",
        "parts": [
            {"title": "Missie", "url": "#plan", "state": "not_started", "needed": "Nog te schrijven", "worked": ""},
            {"title": "Visie", "url": "#plan", "state": "not_started", "needed": "Nog te schrijven", "worked": ""},
        ],
    },
    {
        "number": 10,
        "key": "10",
        "title": "Monitoring en indicatoren",
        "state": "done",
        "url": "#plan",
        "needed": "",
        "parts": [],
    },
]


@blueprint.get("/stijl")
def show_style_guide() -> str:
    """Show every component; outside the demonstration there is no such page."""
    if not current_app.config["DEMO"]:
        raise NotFound
    return render_template("style_guide/index.html", chapters=CHAPTERS)


def init_style_guide(app: Flask) -> None:
    """Register the page; the gate lets ``PUBLIC`` pass."""
    app.register_blueprint(blueprint)
