"""Pages after the chapters, which answer nothing: the red thread as a picture, the demands, the abbreviations."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.kit.values.dates import date_long
from workbench.kit.values.numbers import number
from workbench.papers.rules.abbreviations import abbreviations_table, has_place
from workbench.plans.rules.applied_rules import Verdict
from workbench.plans.rules.red_thread import red_thread_of
from workbench.plans.rules.standing import standing
from workbench.plans.rules.thread_drawing import pictures_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition
    from workbench.papers.rules.tables import Table
    from workbench.plans.content import PlanContent

# Where a demand stands, as the paper says it; of the pages and the day a paper cannot know.
VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.MET: "Voldaan",
        Verdict.NOT_MET: "Nog niet voldaan",
        Verdict.UNKNOWN: "Eis onbekend",
        Verdict.REGION: "Bijdrage aan het regioplan",
        Verdict.BY_HAND: "Zelf na te gaan",
    }
)
# A demand in words, for a template that gives none.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "required_part": "“{part}” is ingevuld.",
        "min_rows": "“{set}” heeft ten minste {least} regels.",
        "min_patients": "Er zijn ten minste {least} ingeschreven patiënten.",
        "mandate_share": "Ten minste {least} procent van de huisartsen heeft mandaat gegeven.",
        "other_domains": "Ten minste {least} andere domeinen doen mee.",
        "budget_balanced": "De dekking is ten minste gelijk aan de kosten.",
        "reference_date_named": "Bij elk aantal patiënten staan een peildatum en een bron.",
        "cofunding_committed": "Het geld van andere betalers is toegezegd.",
        "line_has_activity": "Elke kostenpost hoort bij een activiteit.",
        "activity_has_line": "Elke activiteit heeft een regel in de begroting.",
        "contingency_at_most": "De post onvoorzien is hooguit {percent} procent van de kosten.",
        "appendix_included": "De bijlage “{row}” is bijgevoegd.",
        "criterion_met": "Aan het criterium “{row}” is voldaan.",
        "signature_present": "Het plan is getekend.",
        "agb_code": "De AGB-code heeft acht cijfers.",
        "kvk": "Het KvK-nummer heeft acht cijfers.",
        "priority_has_signal": "Elk speerpunt rust op een signaal uit de wijk.",
        "priority_has_indicator": "Elk speerpunt heeft een indicator.",
        "activity_has_lead": "Elke activiteit heeft een trekker.",
        "milestone_in_activity": "Elke mijlpaal valt binnen de looptijd van haar activiteit.",
    }
)


# Titles and anchors of these pages.
THREAD, CHECKLIST = ("De rode draad", "h-thread"), ("Wat er wordt gevraagd", "h-checklist")
SHORT = ("Afkortingen", "h-abbreviations")


@dataclass(frozen=True)
class CheckedDemand:
    """A line of the checklist: where it stands, what is asked, how firmly, and on which source it rests."""

    verdict: str
    met: bool
    words: str
    firmness: str
    source: str


@dataclass(frozen=True)
class Annexes:
    """The pages after the chapters, each empty when there is nothing to show."""

    thread: tuple[Markup, ...]
    checked: tuple[CheckedDemand, ...]
    abbreviations: Table | None

    @property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """Titles and anchors of the pages that are shown, in order."""
        shown = ((THREAD, self.thread), (CHECKLIST, self.checked), (SHORT, self.abbreviations))
        return tuple(title for title, one in shown if one)


def annexes_of(seen: PlanContent, asked: Definition, checked: tuple[CheckedDemand, ...]) -> Annexes:
    """Return the annexes of what is visible; abbreviations stand there when no part of the template holds them."""
    return Annexes(thread_pages(seen), checked, None if has_place(asked, seen) else abbreviations_table(seen, asked))


def thread_pages(content: PlanContent) -> tuple[Markup, ...]:
    """Return the red thread as drawings of one page each; none while there is no priority, signal or activity."""
    return tuple(picture.drawing for picture in pictures_of(red_thread_of(content)))


def checklist(content: PlanContent, definition: Definition) -> tuple[CheckedDemand, ...]:
    """Return what the template asks, in its order, as far as the content itself can tell."""
    verdicts = standing(content, definition).verdicts
    return tuple(
        CheckedDemand(
            VERDICTS[verdicts[rule.id]],
            verdicts[rule.id] is Verdict.MET,
            _words(rule, definition),
            "eis" if rule.level == "blocking" else "advies",
            _source(rule, definition),
        )
        for rule in definition.rules
        if verdicts.get(rule.id) in VERDICTS
    )


def _words(rule: Rule, definition: Definition) -> str:
    part, of_set = definition.part(rule.part or ""), definition.set_parts.get(rule.set or "")
    row = next((one for each in definition.parts for one in each.rows if one.id == rule.row), None)
    return rule.text or WORDS.get(rule.check, "").format(
        part=part.title if part else "",
        set=of_set.title if of_set else "",
        least=number(rule.least or 0),
        percent=rule.percent,
        row=row.name if row else "",
    )


def _source(rule: Rule, definition: Definition) -> str:
    found = definition.source_named(rule.source or "")
    if found is None:
        return ""
    return f"{found.publisher}: {found.title}{f', {date_long(found.date)}' if found.date else ''}"
