"""Every visible answer stands in the paper, in its own part and row, in order, once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.definitions.make import shipped
from tests.papers.papers import DEMOS, demo, html_of
from workbench.papers.rules.proof import answers_in, missing_answers, proof_of
from workbench.plans.rules.visible import answered

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition

FULL = make.filled(rows=3)


@pytest.mark.parametrize("name", DEMOS)
def test_every_demo_plan_is_whole(name: str) -> None:
    content = demo(name)
    assert proof_of(html_of(content), content, make.example()).is_whole


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
