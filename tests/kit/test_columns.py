"""What goes into a column comes out the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from workbench.kit.storage import ExactDecimal, Json, UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy import Dialect

DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]  # SQLAlchemy's own


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("digits", ["0", "100", "12.5", "0.000001", "-3.10", "123456789012.123456"])
def test_a_decimal_comes_back_digit_for_digit(dialect: Dialect, digits: str) -> None:
    column = ExactDecimal()
    back = column.process_result_value(column.process_bind_param(Decimal(digits), dialect), dialect)
    assert back == Decimal(digits)
    assert "E" not in str(back)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("digits", ["NaN", "sNaN", "Infinity", "1e999", "0.0000001", "1000000000000"])
def test_a_decimal_that_does_not_fit_is_refused(dialect: Dialect, digits: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        ExactDecimal().process_bind_param(Decimal(digits), dialect)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_moment_comes_back_in_utc(dialect: Dialect) -> None:
    column, moment = UtcDateTime(), datetime(2027, 5, 3, 14, 3, tzinfo=timezone(timedelta(hours=2)))
    back = column.process_result_value(column.process_bind_param(moment, dialect), dialect)
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2027, 5, 3), DIALECTS[0])  # noqa: DTZ001 - the point


def test_equal_json_is_equal_text() -> None:
    column = Json()
    first = column.process_bind_param({"b": 1, "a": ["é", None]}, DIALECTS[0])
    assert first == column.process_bind_param({"a": ["é", None], "b": 1}, DIALECTS[0]) == '{"a":["é",null],"b":1}'
    with pytest.raises(ValueError, match="JSON"):
        column.process_bind_param({"a": float("nan")}, DIALECTS[0])
