"""Computes the formulas of our workbooks as Excel and LibreOffice do, so that a test need not believe stored values.

Knows the functions that we write and no others. An empty cell is None, a range a list of columns joined in one list.
"""

from __future__ import annotations

import io
import math
import operator
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import column_index_from_string

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<range>(?:[^\W\d]\w*!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w(])"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Z]+)|(?P<sign><=|>=|<>|[-+*/&=<>(),])""",
)
_PLACE = re.compile(r"(?:(\w+)!)?\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_LEVELS: tuple[dict[str, Callable[[Any, Any], Any]], ...] = (
    {
        "=": lambda a, b: _key(a, b) == _key(b, a),
        "<>": lambda a, b: _key(a, b) != _key(b, a),
        "<": lambda a, b: _key(a, b) < _key(b, a),
        ">": lambda a, b: _key(a, b) > _key(b, a),
        "<=": lambda a, b: _key(a, b) <= _key(b, a),
        ">=": lambda a, b: _key(a, b) >= _key(b, a),
    },
    {"&": lambda a, b: _text(a) + _text(b)},
    {"+": lambda a, b: _number(a) + _number(b), "-": lambda a, b: _number(a) - _number(b)},
    {"*": lambda a, b: _number(a) * _number(b), "/": lambda a, b: _number(a) / _number(b)},
)


class FaultError(Exception):
    """What Excel shows as #N/B or #WAARDE!."""


class Computed:
    """A workbook whose formulas are computed when they are asked for, whatever value is stored beside them."""

    def __init__(self, data: bytes) -> None:
        self.sheets = _cells_of(data, formulas=True)
        self.stored = _cells_of(data, formulas=False)
        self._known: dict[tuple[str, int, int], Any] = {}

    def formulas(self) -> list[tuple[str, int, int]]:
        """Return where formulas stand."""
        return [
            (sheet, *place)
            for sheet, cells in self.sheets.items()
            for place, value in cells.items()
            if _is_formula(value)
        ]

    def value(self, sheet: str, row: int, column: int) -> Any:
        """Return the value of a cell, computed."""
        key = (sheet, row, column)
        if key not in self._known:
            found = self.sheets[sheet].get((row, column))
            self._known[key] = _Formula(self, sheet, str(found)[1:]).result() if _is_formula(found) else found
        return self._known[key]


class _Formula:
    """One formula, read from left to right; IF computes only the side that counts."""

    def __init__(self, book: Computed, sheet: str, text: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(text)]
        assert "".join(token for _, token in self.tokens) == text.replace(" ", "") or '"' in text, text
        self.at = 0

    def result(self) -> Any:
        tree = self._level(0)
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return tree()

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self) -> tuple[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def _level(self, level: int) -> Callable[[], Any]:
        if level == len(_LEVELS):
            return self._atom()
        left = self._level(level + 1)
        while self._peek() in _LEVELS[level]:
            left = _joined(_LEVELS[level][self._take()[1]], left, self._level(level + 1))
        return left

    def _atom(self) -> Callable[[], Any]:
        kind, token = self._take()
        if token == "(":
            inner = self._level(0)
            self._take()
            return inner
        if token == "-":
            inner = self._atom()
            return lambda: -_number(inner())
        if kind == "text":
            return lambda: token[1:-1].replace('""', '"')
        if kind == "number":
            return lambda: float(token)
        if kind == "range":
            return lambda: self._cells(token)
        return self._call(token)

    def _call(self, name: str) -> Callable[[], Any]:
        if name in {"TRUE", "FALSE"} and self._peek() != "(":
            return lambda: name == "TRUE"
        self._take()
        asked = [self._level(0)]
        while self._take()[1] == ",":
            asked.append(self._level(0))
        return lambda: FUNCTIONS[name](*asked)

    def _cells(self, token: str) -> Any:
        found = _PLACE.fullmatch(token)
        assert found, token
        sheet, first, last = found[1] or self.sheet, column_index_from_string(found[2]), found[4]
        if last is None:
            return self.book.value(sheet, int(found[3]), first)
        columns = range(first, column_index_from_string(last) + 1)
        rows = range(int(found[3]), int(found[5]) + 1)
        return [self.book.value(sheet, row, column) for column in columns for row in rows]


def _cells_of(data: bytes, *, formulas: bool) -> dict[str, dict[tuple[int, int], Any]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)
    return {
        sheet.title: {
            (row, column): cell.value for row, line in enumerate(sheet, 1) for column, cell in enumerate(line, 1)
        }
        for sheet in book.worksheets
    }


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=") and not value.startswith("=cmd")


def _joined(sign: Callable[[Any, Any], Any], left: Callable[[], Any], right: Callable[[], Any]) -> Callable[[], Any]:
    def both() -> Any:
        a, b = left(), right()
        if not isinstance(a, list) and not isinstance(b, list):
            return sign(a, b)
        length = len(a) if isinstance(a, list) else len(b)
        each = [one if isinstance(one, list) else [one] * length for one in (a, b)]
        return [sign(*pair) for pair in zip(*each, strict=True)]

    return both


def _key(value: Any, other: Any) -> tuple[int, Any]:
    if value is None:
        value = "" if isinstance(other, str) else 0
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, float(value))


def _number(value: Any) -> float:
    if isinstance(value, str):
        raise FaultError
    return float(value or 0)


def _text(value: Any) -> str:
    return "" if value is None else format(value, "g") if isinstance(value, int | float) else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numbers(*asked: Callable[[], Any]) -> list[float]:
    return [float(value) for one in asked for value in _list(one()) if _is_number(value)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _rounded(value: Any, places: Any) -> float:
    # Fifteen figures count, as in Excel: 1.005 is not just below itself.
    exact = Decimal(format(_number(value), ".15g"))
    return float(exact.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))


def _if(condition: Callable[[], Any], yes: Callable[[], Any], no: Callable[[], Any]) -> Any:
    return yes() if condition() else no()


def _sum_product(*asked: Callable[[], Any]) -> float:
    lists = [_list(one()) for one in asked]
    return math.fsum(
        math.prod(_number(v) if _is_number(v) else float(v is True) for v in row) for row in zip(*lists, strict=True)
    )


def _match(wanted: Callable[[], Any], among: Callable[[], Any], _exact: Callable[[], Any]) -> Any:
    places = [_key(value, "") for value in _list(among())]

    def place(one: Any) -> Any:
        return places.index(_key(one, "")) + 1.0 if _key(one, "") in places and one not in {None, ""} else None

    found = wanted()
    if isinstance(found, list):
        return [place(one) for one in found]
    if place(found) is None:
        raise FaultError
    return place(found)


def _or_else(asked: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
    try:
        return asked()
    except FaultError:
        return otherwise()


def _index(cells: Callable[[], Any], place: Callable[[], Any]) -> Any:
    return _list(cells())[int(place()) - 1]


def _of_each(test: Callable[[Any], Any]) -> Callable[[Callable[[], Any]], Any]:
    def asked(one: Callable[[], Any]) -> Any:
        try:
            value = one()
        except FaultError:
            return False
        return [test(item) for item in value] if isinstance(value, list) else test(value)

    return asked


def _search(wanted: Callable[[], Any], text: Callable[[], Any]) -> float:
    at = _text(text()).casefold().find(_text(wanted()).casefold())
    if at < 0:
        raise FaultError
    return at + 1.0


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "COUNT": lambda *asked: len(_numbers(*asked)),
    "IF": _if,
    "IFERROR": _or_else,
    "INDEX": _index,
    "INT": lambda one: math.floor(_number(one())),
    "ISNUMBER": _of_each(_is_number),
    "MATCH": _match,
    "N": lambda one: one() if _is_number(one()) else 0,
    "OR": lambda *asked: any(operator.truth(one()) for one in asked),
    "ROUND": lambda value, places: _rounded(value(), places()),
    "ROW": _of_each(lambda _value: 1),
    "SEARCH": _search,
    "SUM": lambda *asked: math.fsum(_numbers(*asked)),
    "SUMPRODUCT": _sum_product,
    "TRUNC": lambda value, _places: math.trunc(_number(value())),
}
