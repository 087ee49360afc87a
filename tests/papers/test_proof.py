"""Every visible answer stands in the paper, in its own part and row, in order, once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.definitions.make import shipped
from tests.papers.papers import DEMOS, demo, html_of, template_of
from workbench.papers.rules.proof import answers_in, missing_answers, proof_of
from workbench.plans.rules.visible import answered

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition

FULL = make.filled(rows=3)


@pytest.mark.parametrize("name", DEMOS)
def test_every_demo_plan_is_whole(name: str) -> None:
    content = demo(name)
    assert proof_of(html_of(content), content, template_of(content)).is_whole


@pytest.mark.parametrize("definition", shipped(), ids=lambda one: one.key)
def test_every_shipped_template_is_whole_when_everything_is_answered(definition: Definition) -> None:
    content = make.filled(definition)
    assert proof_of(html_of(content, definition), content, definition).is_whole


def test_what_could_not_be_read_is_whole_too() -> None:
    definition = make.example()
    typed = {column.id: f"vast {column.id}" for column in definition.set_parts["budget_lines"].columns}
    lines = [{"id": "b-1", "unread": typed}, {"id": "b-2", "description": "Tweede"}]
    activities = [{"id": "a-1", "unread": {"theme": "Thuis", "start": "ooit"}, "end": "2027-06-30", "name": "Wandelen"}]
    content = make.content(
        definition, answers={}, unread={"period_start": "volgend jaar"}, budget_lines=lines, activities=activities
    )
    html = html_of(content)
    assert proof_of(html, content, definition).is_whole
    assert "(nog niet leesbaar als bedrag)" in html


def test_the_words_of_each_answer_stand_in_the_paper() -> None:
    found = {one.key: one.words for one in answers_in(html_of(FULL))}
    texts = [key for key in found if "/" not in key and key in FULL.answers and "w0" in FULL.text(key)]
    assert len(texts) > 20
    assert all(FULL.text(key).split("\n")[0] in found[key] for key in texts)


def test_a_lost_answer_is_seen() -> None:
    html = html_of(FULL).replace('data-answer="mission"', "")
    assert missing_answers(html, FULL, make.example()) == ["mission"]


def test_a_lost_cell_is_seen() -> None:
    html = html_of(FULL).replace("risks/risks-2/measure", "risks/risks-2/owner")
    found = proof_of(html, FULL, make.example())
    assert found.missing == ("risks/risks-2/measure",)
    assert found.twice == ("risks/risks-2/owner",)


def test_an_answer_in_another_part_or_row_is_seen() -> None:
    html = html_of(FULL)
    assert proof_of(html.replace('data-part="mission"', 'data-part="vision"', 1), FULL, make.example()).misplaced
    assert proof_of(html.replace('data-row="risks/risks-2"', ""), FULL, make.example()).is_whole
    assert proof_of(
        html.replace('data-row="risks/risks-2"', 'data-row="risks/risks-1"'), FULL, make.example()
    ).misplaced


def test_parts_in_another_order_are_seen() -> None:
    html = html_of(FULL)
    chapters = re.split(r'(?=<section class="chapter")', html)
    chapters[3], chapters[4] = chapters[4], chapters[3]
    assert proof_of("".join(chapters), FULL, make.example()).disordered


def test_an_empty_place_for_an_answer_is_seen() -> None:
    html = re.sub(r'(data-answer="mission">).*?</div>', r"\1</div>", html_of(FULL), flags=re.DOTALL)
    assert proof_of(html, FULL, make.example()).empty == ("mission",)


def test_a_part_that_does_not_apply_shows_no_answer_and_says_so() -> None:
    content = make.content(answers={"changes": "Alles"}, not_applicable=("changes",))
    html = html_of(content)
    assert "changes" not in {ref.key for ref in answered(content, make.example())}
    assert 'data-answer="changes"' not in html
    assert "Niet van toepassing" in html


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("cover_lines/cover-lines-1/quarters", "Kwartaal 1"),
        ("priorities/priorities-2/signals", "Signaal"),
        ("appendices/appendices-1/file", "Bestand toegevoegd"),
    ],
)
def test_options_rows_and_files_stand_in_the_paper_in_words(key: str, words: str) -> None:
    found = {one.key: one.words for one in answers_in(html_of(FULL))}
    assert words in found[key]


def test_what_no_condition_asks_for_is_absent() -> None:
    hidden = {"legal_form": "cooperative", "legal_form_other": "Broederschap", "main_contractor": "De stichting"}
    content = make.content(answers=hidden, tasks=[{"id": "t-1", "name": "Notulen van de raad"}])
    html = html_of(content)
    assert "Broederschap" not in html
    assert "Notulen van de raad" not in html
    assert "De stichting" in html
    assert proof_of(html, content, make.example()).is_whole


def test_the_same_answers_stand_there_once_they_are_asked() -> None:
    asked = {"legal_form": "other", "legal_form_other": "Broederschap"}
    tasks, roles = [{"id": "t-1", "name": "Notulen van de raad"}], [{"id": "r-1", "name": "Secretaris"}]
    html = html_of(make.content(answers=asked, tasks=tasks, roles=roles))
    assert "Broederschap" in html
    assert "Notulen van de raad" in html


def test_the_name_of_a_published_figure_answers_for_its_key() -> None:
    figure = {"id": "f-1", "name": "Inwoners", "key": "a_inw", "value": "13965"}
    html = html_of(make.content(figures=[figure]))
    assert 'data-answer="figures/f-1/name figures/f-1/key"' in html
    assert "a_inw" not in html
    nameless = make.content(figures=[{"id": "f-1", "key": "a_inw"}])
    assert proof_of(html_of(nameless), nameless, make.example()).is_whole
