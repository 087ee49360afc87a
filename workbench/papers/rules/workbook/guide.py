"""The first sheet: what is in the workbook, how one edits it, and how it comes back into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import OutSheet
from workbench.kit.values.dates import date_long
from workbench.plans.rules.sheets.layout import GUIDE, TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.kit.documents.spreadsheets import Content, Look

NARROW, WIDE = 26, 90
HOW = (
    ("", ""),
    ("Wijzigen", "Verander alleen witte cellen. Grijze cellen zijn formules; die gaan niet terug naar het plan."),
    ("", "Kies waar een lijst staat een woord uit die lijst. Een ander woord wordt bij het terugzetten geweigerd."),
    ("", "Typ bedragen en aantallen als getal, en data als datum."),
    ("", "Een kwartaal of ander veld met meer keuzes: zet er een puntkomma tussen."),
    ("Regel toevoegen", "Typ verder onder de laatste regel, of kopieer een rij en wijzig de kopie."),
    ("Regel verwijderen", "Verwijder de hele rij, of maak alle witte cellen van de rij leeg."),
    ("Kolommen", "U mag kolommen verplaatsen en breder maken. Laat de verborgen kolom A en rij 4 staan."),
    ("", "Kolommen die u nog niet gebruikt, zijn ingeklapt. Klik op het plusje erboven om ze te zien."),
    ("Volgorde", "De volgorde van de regels in het plan blijft zoals die is. Nieuwe regels komen onderaan."),
    ("", ""),
    ("Terugzetten", "Sla het bestand op als Excel-werkmap (.xlsx), zonder wachtwoord."),
    ("", "Ga in het plan naar Begroting en kies: Werk eraan in Excel. Kies daar uw bestand."),
    (
        "",
        "U ziet eerst wat er zou veranderen. Pas als u dat bevestigt, verandert het plan. Alles gaat in één keer.",
    ),
    ("", "Heeft een collega intussen dezelfde cel gewijzigd? Dan blijft zijn tekst staan en ziet u beide."),
    ("", "Download daarna een nieuw werkblad als u verder wilt werken in Excel."),
)


def guide_sheet(title: str, version: str, day: date, sheets: Iterable[str], *, insured: str = "") -> OutSheet:
    """Return the sheet; ``insured`` names the sheet of insured patients when there is one."""
    lines: list[tuple[str, str]] = [
        ("Plan", title),
        ("Versie", f"{version}, stand van {date_long(day)}"),
        ("", ""),
        ("Wat staat waar", f"{' en '.join(sheets)}: elke regel van de begroting staat op één rij."),
    ]
    if insured:
        lines.append(("", f"{insured}: de aantallen waarmee de dekking rekent."))
    lines.append(("", f"{TOTALS}: kosten en dekking per jaar, en opgeteld per soort. Dit blad rekent zichzelf uit."))
    lines += HOW
    cells: dict[tuple[int, int], tuple[Content, Look]] = {(1, 1): ("Toelichting bij dit werkblad", "title")}
    for row, (name, words) in enumerate(lines, start=3):
        cells[row, 1], cells[row, 2] = (name, "strong"), (words, "plain")
    return OutSheet(GUIDE, cells, widths={1: NARROW, 2: WIDE}, portrait=True)
