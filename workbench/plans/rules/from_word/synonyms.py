"""What last year's plans call the questions, lists and columns that the application knows, in Dutch.

From the field's glossary. A template's own titles and labels count as well, so that a question of its own needs no
line here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "summary": ("samenvatting", "managementsamenvatting", "kern van het plan", "het plan in het kort"),
        "changes": ("wijzigingen", "wat is er veranderd", "veranderingen sinds het vorige plan"),
        "area": ("werkgebied", "gebied", "verzorgingsgebied", "gebiedsafbakening"),
        "cooperation": ("samenwerking", "ontstaan", "geschiedenis", "wie zijn wij", "over ons", "inleiding"),
        "mandate": ("mandaat", "mandatering", "volmacht"),
        "mission": ("missie", "onze missie", "waar staan wij voor"),
        "vision": ("visie", "onze visie", "toekomstbeeld", "ambitie"),
        "board_tasks": ("taken bestuur", "bestuurstaken", "verantwoordelijkheden bestuur", "organisatiestructuur"),
        "decision_making": ("besluitvorming", "overlegstructuur", "governance"),
        "manager_role": ("wijkmanager", "rol wijkmanager", "coördinator", "GES-manager", "kwartiermaker"),
        "population": ("populatie", "bevolking", "inwoners", "demografie", "wijkprofiel", "wijkscan"),
        "questionnaire": ("vragenlijst", "enquête", "uitkomsten vragenlijst", "bijeenkomst", "beleidsdag"),
        "bottlenecks": ("knelpunten", "knelpunten samenwerking", "verbeterpunten"),
        "network": ("netwerk", "sociale kaart", "bestaand aanbod", "voorzieningen"),
        "priorities_chosen": ("keuze speerpunten", "totstandkoming", "speerpunten", "prioriteiten"),
        "activities_approach": ("aanpak", "werkwijze", "activiteiten", "projecten", "activiteitenplan"),
        "planning_note": ("planning", "tijdpad", "fasering", "mijlpalen", "mijlpalen en planning"),
        "monitoring": ("monitoring", "evaluatie", "monitoring en evaluatie", "meten", "kwaliteit"),
        "budget_note": ("begroting", "financiën", "financiering", "toelichting begroting", "begroting en dekking"),
        "conditions": ("randvoorwaarden", "voorwaarden", "borging"),
        "communication": ("communicatie", "communicatieplan", "informatievoorziening"),
        "participation": ("bewonersparticipatie", "participatie", "patiëntenparticipatie", "burgerparticipatie"),
        "lookback": ("terugblik", "geleerde lessen", "evaluatie vorige periode", "terugblik vorig jaar"),
    }
)

SETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "members": ("leden", "deelnemers", "deelnemende praktijken", "aangesloten praktijken", "disciplines"),
        "partners": ("partners", "samenwerkingspartners", "netwerkpartners", "ketenpartners"),
        "insured": ("verzekerden", "patiënten per verzekeraar", "ingeschreven verzekerden", "ION", "verzekeraars"),
        "patient_areas": ("patiënten per postcode", "herkomst patiënten"),
        "board": ("bestuur", "bestuursleden", "samenstelling bestuur", "portefeuilles", "stuurgroep"),
        "roles": ("rollen", "functies"),
        "tasks": ("taken", "taakverdeling", "verantwoordelijkheden", "RACI"),
        "areas": ("wijken", "buurten"),
        "figures": ("cijfers", "kerncijfers", "wijkcijfers", "de wijk in cijfers"),
        "signals": ("signalen", "uitkomsten", "knelpunten"),
        "priorities": ("speerpunten", "prioriteiten", "doelen", "doelstellingen"),
        "themes": ("thema’s", "themalijnen", "resultaatgebieden", "bouwstenen"),
        "activities": ("activiteiten", "acties", "actieplan", "werkplan", "projecten", "jaarplan", "werkgroepen"),
        "milestones": ("mijlpalen", "planning", "tijdpad", "stappen"),
        "indicators": ("indicatoren", "KPI", "meetpunten", "resultaatmeting"),
        "budget_lines": ("begroting", "kosten", "uitgaven", "lasten", "kostenbegroting"),
        "cover_lines": ("dekking", "inkomsten", "baten", "opbrengsten", "financiering"),
        "risks": ("risico’s", "risicoanalyse"),
        "results": ("resultaten", "behaalde resultaten", "terugblik", "bereikt"),
        "criteria": ("criteria", "checklist"),
        "appendices": ("bijlagen",),
        "abbreviations": ("afkortingen", "begrippen", "afkortingenlijst"),
        "signatures": ("ondertekening", "handtekeningen", "akkoord"),
    }
)

# By set and column; the empty set counts for every set.
COLUMNS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("", "name"): ("naam", "omschrijving"),
        ("", "source"): ("bron", "herkomst"),
        ("", "year"): ("jaar",),
        ("", "patients"): ("aantal patiënten", "patiënten", "ingeschreven", "ION", "aantal"),
        ("", "reference_date"): ("peildatum", "per datum"),
        ("members", "name"): ("praktijk", "organisatie", "naam praktijk", "deelnemer", "lid"),
        ("members", "discipline"): ("discipline", "beroepsgroep", "soort"),
        ("members", "location"): ("adres", "locatie", "plaats"),
        ("members", "professionals"): ("aantal professionals", "medewerkers", "aantal medewerkers"),
        ("partners", "name"): ("organisatie", "partij", "naam organisatie"),
        ("partners", "role"): ("rol", "taak", "betrokkenheid"),
        ("insured", "insurer"): ("zorgverzekeraar", "verzekeraar"),
        ("insured", "share"): ("percentage", "marktaandeel"),
        ("board", "name"): ("naam", "bestuurder", "lid"),
        ("board", "role"): ("functie", "rol"),
        ("board", "portfolio"): ("portefeuille", "aandachtsgebied", "taken"),
        ("board", "discipline"): ("beroep", "achtergrond"),
        ("board", "mandate_from"): ("namens", "mandaat"),
        ("figures", "name"): ("kenmerk", "onderwerp", "indicator"),
        ("figures", "value"): ("wijk", "waarde", "aantal", "percentage"),
        ("figures", "comparison"): ("gemeente", "stad"),
        ("figures", "national"): ("Nederland", "landelijk"),
        ("signals", "name"): ("signaal", "uitkomst", "knelpunt"),
        ("priorities", "name"): ("speerpunt", "prioriteit", "thema"),
        ("priorities", "signal"): ("waarom", "aanleiding", "signaal", "probleem"),
        ("priorities", "effect"): ("effect", "gewenst effect", "gewenste situatie"),
        ("priorities", "goal"): ("doel", "doelstelling", "SMART doel"),
        ("activities", "name"): ("activiteit", "actie", "project", "wat", "wat gaan we doen"),
        ("activities", "goal"): ("doel", "doelstelling", "waarom"),
        ("activities", "target_group"): ("doelgroep", "voor wie"),
        ("activities", "lead"): ("trekker", "wie", "verantwoordelijke", "projectleider", "eigenaar"),
        ("activities", "partners"): ("met wie", "betrokkenen", "samen met", "deelnemers"),
        ("activities", "start"): ("start", "begin", "startdatum", "van"),
        ("activities", "end"): ("einde", "gereed", "wanneer", "einddatum", "tot", "planning", "klaar"),
        ("activities", "result"): ("resultaat", "beoogd resultaat", "opbrengst"),
        ("activities", "priority"): ("speerpunt",),
        ("activities", "theme"): ("thema",),
        ("milestones", "name"): ("mijlpaal", "stap", "wat"),
        ("milestones", "due"): ("datum", "wanneer", "gereed", "planning", "deadline"),
        ("milestones", "responsible"): ("wie", "verantwoordelijke", "trekker"),
        ("milestones", "evidence"): ("bewijs", "blijkt uit", "resultaat"),
        ("indicators", "name"): ("indicator", "KPI", "wat meten we"),
        ("indicators", "baseline"): ("nulmeting", "uitgangswaarde", "nu", "huidig"),
        ("indicators", "target"): ("streefwaarde", "doel", "norm", "streven"),
        ("indicators", "moment"): ("meetmoment", "wanneer", "frequentie"),
        ("indicators", "measured_by"): ("wie", "wie meet", "door wie"),
        ("budget_lines", "description"): ("post", "kostenpost", "omschrijving", "onderdeel", "kosten"),
        ("budget_lines", "category"): ("categorie", "soort", "rubriek"),
        ("budget_lines", "quantity"): ("aantal", "uren", "aantal uren"),
        ("budget_lines", "rate"): ("tarief", "uurtarief", "prijs", "bedrag per eenheid", "bedrag per uur"),
        ("budget_lines", "funder"): ("financier", "wie betaalt", "bekostiging"),
        ("cover_lines", "description"): ("bron", "inkomsten", "omschrijving", "dekking"),
        ("cover_lines", "amount"): ("bedrag", "totaal", "begroot"),
        ("cover_lines", "tariff"): ("tarief",),
        ("cover_lines", "funder"): ("financier", "betaler"),
        ("risks", "name"): ("risico",),
        ("risks", "chance"): ("kans", "waarschijnlijkheid"),
        ("risks", "effect"): ("gevolg", "impact", "effect"),
        ("risks", "measure"): ("maatregel", "beheersmaatregel", "actie"),
        ("risks", "owner"): ("eigenaar", "wie", "verantwoordelijke"),
        ("results", "name"): ("activiteit", "project", "doel"),
        ("results", "achieved"): ("bereikt", "behaald", "gereed"),
        ("results", "outcome"): ("resultaat", "opbrengst", "toelichting"),
        ("results", "next_step"): ("vervolg", "hoe verder"),
        ("appendices", "name"): ("bijlage", "document"),
        ("abbreviations", "name"): ("afkorting", "term", "begrip"),
        ("abbreviations", "meaning"): ("betekenis", "uitleg", "omschrijving"),
        ("signatures", "name"): ("naam",),
        ("signatures", "function"): ("functie",),
    }
)
