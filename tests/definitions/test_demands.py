"""What an insurer asks, beside its questions: each thing that does not fit is told with its line and path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SMALL, mistakes_of, template_file
from workbench.definitions.loader import load_definition

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = (
    SMALL.replace(
        "chapters:\n",
        """\
insurer: Zorgverzekeraar De Brug
applicant: regio
max_pages: 30
sources:
  - {id: policy, title: Inkoopbeleid, publisher: De Brug, url: "https://brug.example/beleid", date: 2026-04-01}
facts:
  - {topic: titles, text: Er zijn drie titels., source: policy}
  - {topic: billing, text: Wie declareert dan, unknown: true}
deadlines:
  - {id: portal, label: Portaal dicht, date: 2026-09-30, time: "17:00", source: policy}
income:
  - {id: wijk, label: Wijkmanagement, kind: per_patient, per: quarter, source: policy}
rules:
  - {id: pages, check: max_pages, level: blocking, source: policy}
  - {id: mandate, check: mandate_share, level: advice, least: 85, regional: true, source: policy}
  - {id: paper, check: appendix_included, level: blocking, row: budget-form, source: policy}
  - {id: hours, check: unknown_demand, level: advice, text: Zoek de uren op}
chapters:
""",
        1,
    )
    + """\
          - {id: owner, kind: line, label: Eigenaar, when: {question: kind_of_plan, is: first}}
      - id: kind_of_plan
        title: Soort plan
        source: policy
        questions:
          - id: kind_of_plan
            kind: choice
            label: Soort plan
            options: [{key: first, label: Eerste}, {key: next, label: Vervolg}]
          - {id: size, kind: number, label: Omvang}
      - id: appendices
        title: Bijlagen
        set: appendices
        when: {all: [{question: kind_of_plan, in: [first]}, {not: {question: size, at_most: 3}}]}
        columns:
          - {id: name, kind: line, label: Bijlage}
          - {id: state, kind: choice, label: Staat, options: [{key: included, label: Erbij}]}
        rows:
          - {id: budget-form, name: Begroting, required: true, source: policy}
"""
)
MISTAKES: list[tuple[str, str, str, str, str]] = [
    (
        "source: policy}\n  - {topic",
        "source: law}\n  - {topic",
        "facts[0].source",
        "there is no source law; listed are policy",
        "{topic: titles",
    ),
    (
        "        source: policy\n",
        "        source: law\n",
        "chapters[0].parts[2].source",
        "there is no source law",
        "",
    ),
    (
        "required: true, source: policy",
        "source: law",
        "chapters[0].parts[3].rows[0].source",
        "there is no source law",
        "",
    ),
    (
        "kind: per_patient",
        "kind: granted",
        "income[0].kind",
        "per quarter or per year, and only that",
        "",
    ),
    (
        'time: "17:00"',
        "time: 17:00",
        "deadlines[0].time",
        "a time between quotes",
        "",
    ),
    (
        'time: "17:00"',
        'time: "25:00"',
        "deadlines[0].time",
        "should match pattern",
        "",
    ),
    (
        "date: 2026-09-30",
        "date: 30 september",
        "deadlines[0].date",
        "valid date",
        "",
    ),
    (
        'url: "https://brug.example/beleid"',
        "url: javascript:x",
        "sources[0].url",
        "should match pattern",
        "",
    ),
    (
        "  - {topic: billing, text: Wie declareert dan, unknown: true}",
        "  - {topic: billing, text: A.}",
        "facts[1]",
        "a fact has a source",
        "",
    ),
    (
        "topic: billing",
        "topic: weather",
        "facts[1].topic",
        "'titles', 'contracting'",
        "",
    ),
    (
        "applicant: regio",
        "applicant: land",
        "applicant",
        "'wijk' or 'regio'",
        "",
    ),
    (
        "max_pages: 30\n",
        "",
        "rules[0].check",
        "check max_pages needs max_pages of the template",
        "{id: pages",
    ),
    (
        "check: max_pages",
        "check: min_pages",
        "rules[0].check",
        "there is no check min_pages; known are required_part",
        "",
    ),
    (
        "check: max_pages,",
        "check: max_pages, least: 3,",
        "rules[0].least",
        "check max_pages has no least; its parameters: none",
        "",
    ),
    (
        "least: 85, ",
        "",
        "rules[1]",
        "check mandate_share needs least",
        "",
    ),
    (
        "least: 85",
        "least: 101",
        "rules[1].least",
        "at most 100 percent",
        "",
    ),
    (
        "level: advice, least",
        "level: blocking, least",
        "rules[1].level",
        "never blocks a neighbourhood",
        "",
    ),
    (
        "row: budget-form",
        "row: budget",
        "rules[2].row",
        "no row budget is prescribed in appendices",
        "",
    ),
    (
        "          - {id: state, kind: choice, label: Staat, options: [{key: included, label: Erbij}]}\n",
        "",
        "rules[2].check",
        "reads appendices.state",
        "{id: paper",
    ),
    (
        ", row: budget-form",
        "",
        "rules[2]",
        "check appendix_included needs row",
        "",
    ),
    (
        "unknown_demand, level: advice",
        "unknown_demand, level: blocking",
        "rules[3].level",
        "not publicly known is advice",
        "",
    ),
    (
        ", text: Zoek de uren op",
        "",
        "rules[3]",
        "check unknown_demand needs text",
        "",
    ),
    (
        "level: blocking, source: policy}\n  - {id: mandate",
        "level: blocking}\n  - {id: mandate",
        "rules[0]",
        "names its source, or says unknown",
        "{id: pages",
    ),
    (
        "id: mandate",
        "id: pages",
        "rules[1]",
        "rule pages stands twice",
        "",
    ),
    (
        "question: kind_of_plan, is: first",
        "question: kind, is: first",
        "chapters[0].parts[1].columns[2].when.question",
        "has no question kind",
        "",
    ),
    (
        "is: first",
        "is: last",
        "chapters[0].parts[1].columns[2].when.is",
        "kind_of_plan has no option last; it has first, next",
        "",
    ),
    (
        "is: first",
        "at_least: 3",
        "chapters[0].parts[1].columns[2].when.at_least",
        "of kind choice, which goes with is",
        "",
    ),
    (
        "is: first",
        "like: first",
        "chapters[0].parts[1].columns[2].when.like",
        "not permitted",
        "",
    ),
    (
        "question: size, at_most: 3",
        "rows: members, at_most: 3",
        "chapters[0].parts[3].when.all[1].not.rows",
        "does not ask the set members",
        "",
    ),
    (
        "at_most: 3",
        "is: drie",
        "chapters[0].parts[3].when.all[1].not.is",
        "size is a number, and 'drie' is not",
        "",
    ),
    (
        "question: size, at_most: 3",
        "rows: appendices, at_most: 3",
        "chapters[0].parts[3].when",
        "set appendices is asked depends on its own",
        "when: {all",
    ),
    (
        "label: Omvang",
        "label: Omvang, when: {question: size, filled: true}",
        "chapters[0].parts[2].questions[1].when",
        "question size is asked depends",
        "label: Omvang",
    ),
    (
        "required: true, source: policy",
        "required: true, regional: true",
        "chapters[0].parts[3].rows[0].regional",
        "never required",
        "",
    ),
    (
        "label: Omvang",
        "label: Omvang, required: true, regional: true",
        "chapters[0].parts[2].questions[1].regional",
        "never required",
        "",
    ),
    (
        "id: budget-form",
        "id: Budget",
        "chapters[0].parts[3].rows[0].id",
        "should match pattern",
        "",
    ),
    (
        "          - {id: name, kind: line, label: Bijlage}\n",
        "",
        "chapters[0].parts[3].rows",
        "by their name",
        "        rows:",
    ),
]


def test_a_template_holds_everything_that_an_insurer_asks(tmp_path: Path) -> None:
    made = load_definition(template_file(tmp_path, WHOLE))

    assert (made.insurer, made.applicant, made.max_pages) == ("Zorgverzekeraar De Brug", "regio", 30)
    assert [rule.is_unknown for rule in made.rules] == [False, False, False, True]
    assert [row.name for row in made.set_parts["appendices"].rows] == ["Begroting"]
    assert made.deadline("portal") is made.deadlines[0]
    assert made.source_named("policy") is made.sources[0]


@pytest.mark.parametrize(("old", "new", "path", "expected", "piece"), MISTAKES, ids=lambda value: str(value)[:40])
def test_what_does_not_fit_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, path: str, expected: str, piece: str
) -> None:
    assert WHOLE.count(old) == 1, f"{old!r} stands {WHOLE.count(old)} times"
    text = WHOLE.replace(old, new)
    line = text.count("\n", 0, text.index(piece) if piece else WHOLE.index(old)) + 1

    told = mistakes_of(tmp_path, text)

    assert (path, line) in {(one.path, one.line) for one in told if expected in one.expected}, list(map(str, told))


def test_all_that_does_not_fit_together_is_told_at_once(tmp_path: Path) -> None:
    text = (
        WHOLE.replace("is: first", "is: last").replace("row: budget-form", "row: x").replace("id: mandate", "id: pages")
    )

    assert len(mistakes_of(tmp_path, text)) == 3


def test_a_demand_that_is_not_known_may_lack_its_number_and_its_source(tmp_path: Path) -> None:
    rule = "{id: mandate, check: mandate_share, level: advice, unknown: true, text: Hoeveel mandaat is er nodig}"
    text = WHOLE.replace(
        "{id: mandate, check: mandate_share, level: advice, least: 85, regional: true, source: policy}", rule
    )

    assert load_definition(template_file(tmp_path, text)).rules[1].is_unknown
