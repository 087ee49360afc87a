"""What every template that ships promises to the people who fill it in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SHIPPED_FOLDER, shipped
from tests.definitions.texts import all_questions, all_texts, explanations, prose, sentences
from workbench.definitions.published import published_in
from workbench.kit.values.text import words

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition

# A row is known by its name; these sets call it otherwise. (The insurer of a cover line is a reference.)
KNOWN_BY = defaultdict(
    lambda: {"name"},
    insured={"insurer"},
    budget_lines={"description"},
    cover_lines={"description"},
    patient_areas={"postcode"},
)
pytestmark = pytest.mark.parametrize("definition", shipped(), ids=lambda definition: definition.key)


def test_every_part_says_why_and_how_and_gives_an_example(definition: Definition) -> None:
    bare = [part.id for part in definition.parts if not (part.why and part.guidance and part.example)]

    assert bare == []


def test_every_part_that_always_applies_needs_an_answer(definition: Definition) -> None:
    idle = [
        part.id
        for part in definition.parts
        if not part.optional and not part.min_rows and not any(question.required for question in part.questions)
    ]

    assert idle == []


def test_every_set_names_its_row_and_requires_what_it_is_known_by(definition: Definition) -> None:
    for part in definition.set_parts.values():
        known_by = [column for column in part.columns if column.id in KNOWN_BY[part.set or ""]]

        assert part.row != "regel", part.id
        assert [column.required for column in known_by] == [True], part.id


def test_a_limit_of_words_comes_with_guidance_and_an_example_within_it(definition: Definition) -> None:
    for part, question in all_questions(definition):
        if question.max_words:
            assert part.guidance, question.id
            assert part.is_set or words(part.example or "") <= question.max_words, question.id


def test_the_example_of_a_long_text_is_long_enough_to_learn_from(definition: Definition) -> None:
    lengths = {
        part.id: words(part.example or "")
        for part in definition.parts
        if len(part.questions) == 1 and part.questions[0].kind == "text"
    }

    assert {key: length for key, length in lengths.items() if not 30 <= length <= 90} == {}


def test_every_choice_has_labels_that_differ(definition: Definition) -> None:
    for part, question in all_questions(definition):
        labels = [option.label for option in question.options]

        assert len({label.casefold() for label in labels}) == len(labels), f"{part.id}.{question.id}"


def test_column_labels_fit_a_table_head(definition: Definition) -> None:
    long = [
        f"{part.id}.{column.id}"
        for part in definition.set_parts.values()
        for column in part.columns
        if len(column.label) > 24
    ]

    assert long == []


def test_examples_of_numbers_can_be_typed(definition: Definition) -> None:
    for _part, question in all_questions(definition):
        if question.example and question.answer_kind.numeric:
            question.answer_kind.read(question.example, question)


def test_no_sentence_stands_twice(definition: Definition) -> None:
    counted = Counter(sentence for text in prose(definition) for sentence in sentences(text) if words(sentence) > 2)

    assert [sentence for sentence, times in counted.items() if times > 1] == []


def test_sentences_are_short(definition: Definition) -> None:
    lengths = [words(sentence) for text in explanations(definition) for sentence in sentences(text)]

    assert sum(lengths) / len(lengths) <= 12
    assert [sentence for text in prose(definition) for sentence in sentences(text) if words(sentence) > 25] == []


@pytest.mark.parametrize(
    "unwanted",
    [
        "!",
        "succesvol",
        "helaas",
        "je",
        "jij",
        "jouw",
        "jullie",
        "middels",
        "derhalve",
        "teneinde",
        "dient te",
        "stakeholders",
        "implementeren",
        "etc",
        "e.d.",
        "a.u.b.",
        "’s avond's",
    ],
)
def test_texts_speak_plainly_and_politely(definition: Definition, unwanted: str) -> None:
    found = re.compile(rf"(?<!\w){re.escape(unwanted)}(?!\w)" if unwanted != "!" else "!", re.IGNORECASE)

    assert [text for text in all_texts(definition) if found.search(text)] == []


def test_apostrophes_and_quotes_are_those_of_good_dutch(definition: Definition) -> None:
    assert [text for text in all_texts(definition) if "'" in text or '"' in text] == []


def test_lists_stand_apart_and_begin_with_a_dash(definition: Definition) -> None:
    """A list that hangs on the sentence before it would be read as one paragraph."""
    for text in all_texts(definition):
        for before, line in pairwise(text.split("\n")):
            assert not (line.startswith("- ") and before and not before.startswith("- ")), line


def test_lines_are_broken_between_paragraphs_and_list_items_only(definition: Definition) -> None:
    """The page keeps line breaks, so one in the middle of a sentence would show."""
    for text in explanations(definition):
        for before, line in pairwise(text.split("\n")):
            assert not line or not before or line.startswith("- "), line


def test_published_templates_are_listed(definition: Definition) -> None:
    assert (definition.status == "published") == (definition.versioned in published_in(SHIPPED_FOLDER))
