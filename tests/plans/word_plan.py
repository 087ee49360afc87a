"""A wijkplan of about twenty pages, as a wijkmanager made it in Word last year: the file and the text that is in it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from tests.kit.documents.word_files import HEAD, NAMES, OFFICE, p
from tests.make import example

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

DEMO = Path(__file__).parents[2] / "workbench" / "demo" / "merenwijk.json"
NOTE = "Telling van de vijf praktijken op 1 oktober 2025, zonder dubbele inschrijvingen."
BOX = "Wij beginnen klein: één doelgroep, één verwijzer, één coach."
HEADER = "Wijksamenwerkingsplan Merenwijk 2025–2026, definitief"
INSERTED = " Dit is op de laatste vergadering toegevoegd."
# Heading of last year -> level, question of the demo plan whose text stands there.
CHAPTERS: tuple[tuple[str, int, str], ...] = (
    ("Managementsamenvatting", 1, "summary"),
    ("1. Inleiding", 1, "cooperation"),
    ("1.1 Ons werkgebied", 2, "area"),
    ("1.2 Mandatering", 2, "mandate"),
    ("2. Missie en visie", 1, ""),
    ("2.1 Onze missie", 2, "mission"),
    ("2.2 Visie op de wijk", 2, "vision"),
    ("3. Bestuur", 1, ""),
    ("3.1 Taken van het bestuur", 2, "board_tasks"),
    ("3.2 Besluitvorming en overlegstructuur", 2, "decision_making"),
    ("3.3 Rol van de wijkmanager", 2, "manager_role"),
    ("4. De wijk", 1, ""),
    ("4.1 Wijkprofiel", 2, "population"),
    ("4.2 Uitkomsten vragenlijst", 2, "questionnaire"),
    ("4.3 Knelpunten", 2, "bottlenecks"),
    ("4.4 Sociale kaart", 2, "network"),
    ("5. Speerpunten", 1, "priorities_chosen"),
    ("6. Activiteitenplan", 1, "activities_approach"),
    ("7. Planning", 1, "planning_note"),
    ("8. Monitoring en evaluatie", 1, "monitoring"),
    ("9. Begroting", 1, "budget_note"),
    ("10. Randvoorwaarden", 1, "conditions"),
    ("11. Communicatie", 1, "communication"),
    ("11.1 Bewonersparticipatie", 2, "participation"),
    ("12. Terugblik 2023–2024", 1, "lookback"),
    ("13. De borrel", 1, ""),
)
TABLES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "1.2 Mandatering": (
        "members",
        ("Praktijk", "Beroepsgroep", "Locatie", "Kleur op de kaart"),
        ("name", "", "location", ""),
    ),
    "3. Bestuur": ("board", ("Naam", "Functie", "Portefeuille"), ("name", "role", "portfolio")),
    "6. Activiteitenplan": (
        "activities",
        ("Activiteit", "Doel", "Trekker", "Doelgroep", "Gereed", "Beoogd resultaat"),
        ("name", "goal", "lead", "target_group", "end", "result"),
    ),
    "7. Planning": ("milestones", ("Mijlpaal", "Activiteit", "Wanneer", "Wie"), ("name", "", "due", "responsible")),
    "9. Begroting": (
        "budget_lines",
        ("Kostenpost", "Jaar", "Aantal", "Uurtarief"),
        ("description", "year", "quantity", "rate"),
    ),
    "10. Randvoorwaarden": ("risks", ("Risico", "Maatregel", "Eigenaar"), ("name", "measure", "owner")),
}


def demo() -> dict[str, Any]:
    """Return the content of the big demo plan, whose texts are those of a real plan."""
    found: dict[str, Any] = json.loads(DEMO.read_text(encoding="utf-8"))["content"]
    return found


def word_plan() -> tuple[bytes, list[str]]:
    """Return the file, and every text in it that a person sees."""
    content, document, said = demo(), Document(), list[str]()
    document.sections[0].header.paragraphs[0].text = HEADER
    _say(said, document.add_heading("Wijksamenwerkingsplan Merenwijk", 0))
    _say(said, document.add_paragraph("Samen gezond in de Merenwijk. Vastgesteld op 14 november 2024."))
    for heading, level, question in CHAPTERS:
        if level == 1:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _say(said, document.add_heading(heading, level))
        _texts(document, said, content["answers"].get(question, ""))
        if heading in TABLES:
            _table(document, said, heading, content)
    _say(said, document.add_paragraph("Eerste vrijdag van de maand, in wijkgebouw De Kooi.", "List Bullet"))
    return _with_extras(document, said)


def _say(said: list[str], paragraph: Any) -> None:
    said.append(paragraph.text)


def _texts(document: WordDocument, said: list[str], text: str) -> None:
    for paragraph in text.split("\n\n"):
        for line in paragraph.split("\n"):
            if line.startswith("- "):
                _say(said, document.add_paragraph(line.removeprefix("- "), "List Bullet"))
            elif line:
                _say(said, document.add_paragraph(line))


def _table(document: WordDocument, said: list[str], heading: str, content: dict[str, Any]) -> None:
    name, labels, columns = TABLES[heading]
    table = document.add_table(1, len(labels), "Table Grid")
    for cell, label in zip(table.rows[0].cells, labels, strict=True):
        cell.text = label
    for row in content[name]:
        cells = table.add_row().cells
        for cell, column, label in zip(cells, columns, labels, strict=True):
            cell.text = _cell(name, row, column) if column else f"{label} {row['id']}"
    said += [cell.text for row in table.rows for cell in row.cells]


def _cell(name: str, row: dict[str, Any], column: str) -> str:
    """Return a cell as it would be typed."""
    found = example().set_parts[name].column(column)
    if found is None or row.get(column) is None:
        return ""
    return found.answer_kind.typed(found.answer_kind.loaded(row[column]))


def _with_extras(document: WordDocument, said: list[str]) -> tuple[bytes, list[str]]:
    """Add what the library cannot make: a footnote, a text box, a tracked change."""
    marked = next(one for one in document.paragraphs if one.text.startswith("Samen gezond"))
    marked._p.append(parse_xml(f'<w:r {NAMES}><w:footnoteReference w:id="2"/></w:r>'))  # noqa: SLF001 - no public way
    box = f"<v:textbox><w:txbxContent>{p(BOX)}</w:txbxContent></v:textbox>"
    box = f"<w:r {NAMES}><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"
    marked._p.append(parse_xml(box))  # noqa: SLF001 - as above
    change = f'<w:ins {NAMES} w:id="9" w:author="x"><w:r><w:t xml:space="preserve">{INSERTED}</w:t></w:r></w:ins>'
    gone = f'<w:del {NAMES} w:id="8" w:author="x"><w:r><w:delText>Geschrapt.</w:delText></w:r></w:del>'
    marked._p.append(parse_xml(change))  # noqa: SLF001 - as above
    marked._p.append(parse_xml(gone))  # noqa: SLF001 - as above
    file = io.BytesIO()
    document.save(file)
    return _with_footnotes(file.getvalue()), [*said, NOTE, BOX, INSERTED, HEADER]


def _with_footnotes(made: bytes) -> bytes:
    rels = "word/_rels/document.xml.rels"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == rels:
                link = f'<Relationship Id="rIdNotes" Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(name, data)
        new.writestr(
            "word/footnotes.xml",
            f'{HEAD}<w:footnotes {NAMES}><w:footnote w:id="2">{p(NOTE)}</w:footnote></w:footnotes>',
        )
    return out.getvalue()
