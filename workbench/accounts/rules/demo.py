"""The invented people of the demo."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.organisations.rules import Function, Role


@dataclass(frozen=True)
class DemoPerson:
    """An invented person of the demo."""

    email: str
    name: str
    role: Role
    organisation: str
    function: Function | None = None


DEMO_PASSWORD = "zeven groene fietsen"  # noqa: S105 - public on purpose; DEMO=1 only runs on a loopback address
DEMO_ORGANISATIONS = {"merenwijk": "Samenwerkingsverband Merenwijk", "zuidrand": "Gezondheidsnetwerk Zuidrand"}
DEMO_PEOPLE = (
    DemoPerson("voorzitter@demo.example", "Aleida Vroonland", Role.BOARD, "merenwijk", Function.CHAIR),
    DemoPerson("penningmeester@demo.example", "Berend Oosterlaak", Role.BOARD, "merenwijk", Function.TREASURER),
    DemoPerson("bestuurslid@demo.example", "Samira El Quardaoui", Role.BOARD, "merenwijk"),
    DemoPerson("manager@demo.example", "Jorinde Waterhoek", Role.MANAGER, "merenwijk"),
    DemoPerson("adviseur@demo.example", "Tjerk Hazelveen", Role.ADVISER, "merenwijk"),
    DemoPerson("inkoper@demo.example", "Mirthe van Duinkerken-Los", Role.READER, "merenwijk"),
    DemoPerson("anders@demo.example", "Ruben Zandeweer", Role.MANAGER, "zuidrand"),
)
