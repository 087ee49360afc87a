"""Two versions of a small template, and a content of the first, of any shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.make import small_definition
from workbench.plans.content import PlanContent

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition

COLOURS = ({"key": "red", "label": "Rood"}, {"key": "green", "label": "Groen"}, {"key": "blue", "label": "Blauw"})
SHAPES = ("line", "text", "number", "date", "choice", "choices")
QUESTIONS = {"aim": "Doel van de wijk", "more": "Meer daarover", "since": "Sinds", "hue": "Kleur", "hues": "Kleuren"}
COLUMNS = {"name": "Naam", "location": "Locatie", "colour": "Kleur van het lid", "note": "Notitie"}
VALUES: dict[str, Any] = {"number": 41, "date": "2027-05-03", "choice": "red", "choices": ("blue", "red")}


def question(key: str, kind: str, label: str, options: int = 3, **more: object) -> dict[str, Any]:
    """Return a question of a kind."""
    made = {"id": key, "kind": kind, "label": label, **more}
    return made | ({"options": COLOURS[:options]} if kind in {"choice", "choices"} else {})


def definition(
    questions: list[dict[str, Any]], members: list[dict[str, Any]], *, version: int = 1, partners: bool = True
) -> Definition:
    """Return a template with a page of questions, a list of members and, if so, one of partners."""
    first = {"id": "first", "title": "Wie", "questions": [question("fixed", "text", "Vast"), *questions]}
    parts: list[dict[str, Any]] = [first, {"id": "who", "title": "Leden", "set": "members", "columns": members}]
    if partners:
        columns = [question("name", "line", "Partner"), question("role", "text", "Rol")]
        parts.append({"id": "with", "title": "Partners", "set": "partners", "columns": columns})
    return small_definition(version=version, chapters=[{"id": "all", "title": "Alles", "parts": parts}])


def value(kind: str, token: str) -> Any:
    """Return an answer of a kind, with words of its own where the kind has words."""
    return VALUES.get(kind, f"{token} staat hier")


def content(old: Definition, unread: frozenset[str] = frozenset()) -> PlanContent:
    """Return a content in which every question and every cell of two rows is answered."""
    answers = {key: value(one.kind, f"a-{key}") for key, one in old.questions.items() if key not in unread}
    typed = {key: f"typed-{key}" for key in old.questions if key in unread}
    members: list[dict[str, Any]] = []
    for number in (1, 2):
        cells = {column.id: value(column.kind, f"m{number}-{column.id}") for column in old.set_parts["members"].columns}
        extra = {key: cells.pop(key) for key in ("colour", "note") if key in cells}
        members.append({"id": f"lid-{number}", **cells, "extra": extra})
    partners = [{"id": "p-1", "name": "Welzijn", "role": "p-role helpt mee"}]
    made = {"answers": answers, "unread": typed, "members": members, "partners": partners}
    return PlanContent.model_validate({"definition": old.key, "definition_version": old.version, **made})


@st.composite
def versions(draw: st.DrawFn, version: int) -> Definition:
    """Draw a version of the template: which questions and columns it has, of which kinds, with which limits."""
    limit, options = draw(st.sampled_from([{}, {"max_words": 2}])), draw(st.integers(1, 3))
    questions = []
    for key in [key for key in QUESTIONS if draw(st.booleans())]:
        kind = draw(st.sampled_from(SHAPES))
        questions.append(question(key, kind, QUESTIONS[key], options, **(limit if kind in {"line", "text"} else {})))
    columns = [question("name", "line", COLUMNS["name"])]
    columns += [question("location", "line", COLUMNS["location"])] if draw(st.booleans()) else []
    for key in [key for key in ("colour", "note") if draw(st.booleans())]:
        columns.append(question(key, draw(st.sampled_from(SHAPES)), COLUMNS[key], options))
    return definition(questions, columns, version=version, partners=version == 1 or draw(st.booleans()))


@st.composite
def moves(draw: st.DrawFn) -> tuple[PlanContent, Definition, Definition, dict[str, str]]:
    """Draw a content, its template, another version, and decisions of which some are no way at all."""
    old, new = draw(versions(1)), draw(versions(2))
    unread = frozenset(key for key in old.questions if draw(st.booleans()) and old.questions[key].kind != "text")
    ways = st.sampled_from(["aside", "keep", "to:fixed", "option:red", "option:blue", "nonsense"])
    ids = [f"{fault}.{place}" for fault in ("removed", "kind", "limit") for place in (*QUESTIONS, "members.note")]
    ids += [f"option.{place}.{key}" for place in (*QUESTIONS, "members.colour") for key in ("red", "green", "blue")]
    decisions = {key: draw(ways) for key in ids if draw(st.booleans())}
    return content(old, unread), old, new, decisions
