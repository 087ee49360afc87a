"""The form of one page of questions, and the form of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from wtforms import Field
from wtforms.validators import ValidationError

from workbench.definitions.kinds import MANY
from workbench.kit.web.forms import BaseForm
from workbench.kit.web.language import translate
from workbench.plans.rules.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from werkzeug.datastructures import MultiDict

    from workbench.definitions.schema import Part, Question

ANSWER = "answer"
MOST_VERSION_DIGITS = 9


class AnswerField(Field):
    """What was typed for one question; its kind reads it, and the error is the kind's own sentence."""

    def __init__(self, question: Question, **more: Any) -> None:  # noqa: ANN401 - WTForms passes its own
        super().__init__(question.label, **more)
        self.question = question
        self.reading = Reading("")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep exactly what was typed; the boxes that were ticked are one text."""
        if self.question.answer_kind.many:
            self.data = MANY.join(str(one) for one in valuelist if str(one).strip())
        else:
            self.data = str(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401, ARG002 - WTForms' signature
        """Read what was typed; raises ``ValidationError`` with the sentence for the field."""
        self.reading = read(self.data or "", self.question)
        if self.reading.error is not None:
            raise ValidationError(translate(self.reading.error))


class _AnswersForm(BaseForm):
    """What the form of a page and of a row share."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - WTForms passes its own
        super().__init__(*args, **more)
        self.given: dict[str, Reading] = {}

    @property
    def answer_fields(self) -> list[AnswerField]:
        """The fields of the questions, in order."""
        return [field for field in self if isinstance(field, AnswerField)]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Read every field; each has one sentence at most, that of its kind before that of any text."""
        fine = super().validate(extra_validators)
        for field in self.answer_fields:
            field.errors = field.errors[:1]
        return fine

    def readings(self) -> dict[str, Reading]:
        """Return what came of each question that was sent, and of each that was given; call after ``validate``."""
        sent = {
            field.question.id: field.reading
            for field in self.answer_fields
            if field.raw_data and field.question.kind != "file"
        }
        return sent | self.given

    def give(self, key: str, reading: Reading) -> None:
        """Let a question have what was not typed in its field: the id of a file that was sent."""
        self.given[key] = reading

    @property
    def storable(self) -> bool:
        """Whether a draft can hold everything that was typed, right or wrong."""
        return all(field.reading.storable for field in self.answer_fields)

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, by question."""
        return {field.question.id: field.data or "" for field in self.answer_fields}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Let fields hold other text than was sent, by question; the sentences at the fields are made anew."""
        for field in self.answer_fields:
            field.data = typed.get(field.question.id, field.data)
        self.validate()


class PartForm(_AnswersForm):
    """The questions of one page; a page with one question calls its field ``answer``."""


class RowForm(_AnswersForm):
    """The cells of one row, each called after its column."""


F = TypeVar("F", bound=_AnswersForm)


def part_form(
    part: Part, formdata: MultiDict[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> PartForm:
    """Build the form of a part, filled with what was sent or with what stands there."""
    single = len(part.questions) == 1
    names = {question.id: ANSWER if single else question.id for question in part.questions}
    return _built(PartForm, part.questions, names, formdata, typed)


def row_form(
    part: Part, formdata: MultiDict[str, str] | None = None, typed: Mapping[str, str] | None = None, prefix: str = ""
) -> RowForm:
    """Build the form of one row of a set; with a ``prefix`` it is one row of a table."""
    columns = part.table_columns if prefix else part.columns
    return _built(RowForm, columns, {column.id: column.id for column in columns}, formdata, typed, prefix)


def table_row_forms(part: Part) -> Callable[[MultiDict[str, str] | None, Mapping[str, str] | None, str], RowForm]:
    """Return what builds the form of one row of a table, from what was sent, what stands there, and its prefix.

    The class is made once for all rows: making one takes as long as filling it.
    """
    names = {column.id: column.id for column in part.table_columns}
    form = _class_of(RowForm, part.table_columns, names)

    def build(formdata: MultiDict[str, str] | None, typed: Mapping[str, str] | None, prefix: str) -> RowForm:
        return _filled(form, names, formdata, typed, prefix)

    return build


def versions_text(part: Part, versions: Mapping[str, int]) -> str:
    """Return the versions of a page's questions as its one hidden field: ``3`` or ``3.0.1``."""
    return ".".join(str(versions.get(question.id, 0)) for question in part.questions)


def versions_of(part: Part, text: str) -> dict[str, int]:
    """Read the hidden field back; what it does not tell counts as never saved, so it may only cause a conflict."""
    numbers = [
        int(one) if one.isascii() and one.isdigit() and len(one) <= MOST_VERSION_DIGITS else 0
        for one in text.split(".")
    ]
    return {
        question.id: number
        for question, number in zip(part.questions, [*numbers, *(0 for _ in part.questions)], strict=False)
    }


def _built(
    base: type[F],
    questions: tuple[Question, ...],
    names: Mapping[str, str],
    formdata: MultiDict[str, str] | None,
    typed: Mapping[str, str] | None,
    prefix: str = "",
) -> F:
    return _filled(_class_of(base, questions, names), names, formdata, typed, prefix)


def _class_of(base: type[F], questions: tuple[Question, ...], names: Mapping[str, str]) -> type[F]:
    return type(base.__name__, (base,), {names[question.id]: _unbound(question) for question in questions})


def _filled(
    form: type[F],
    names: Mapping[str, str],
    formdata: MultiDict[str, str] | None,
    typed: Mapping[str, str] | None,
    prefix: str,
) -> F:
    data = {names[key]: value for key, value in (typed or {}).items() if key in names}
    return form(formdata=formdata, data=data, prefix=prefix)


def _unbound(question: Question) -> Any:  # noqa: ANN401 - an unbound field of WTForms
    return AnswerField(question)
