"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Numeric, String, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC and read back in UTC; a time without zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ``ValueError`` for a time without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment with its zone, UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal that comes back digit for digit: text on SQLite (which would make it a float), NUMERIC on PostgreSQL.

    Do not sort or compare it in SQL: text does not order as numbers do.
    """

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int = 18, scale: int = 6) -> None:
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(self.precision + 2))
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401 - text or decimal, by database
        """Return the stored form; raises ``ValueError`` for NaN, Infinity and more digits than fit."""
        if value is None:
            return None
        exact = Decimal(value)
        # Silently rounding an amount is worse than an error: both databases refuse what does not fit.
        fits = exact.is_finite() and abs(exact) < Decimal(10) ** (self.precision - self.scale)
        if not fits or exact != round(exact, self.scale):
            raise ValueError(f"{value} does not fit {self.precision} digits with {self.scale} decimals")
        return format(exact.normalize(), "f") if dialect.name == "sqlite" else exact

    def process_result_value(self, value: str | Decimal | None, dialect: Dialect) -> Decimal | None:
        """Return the decimal without trailing zeros, the same on both databases."""
        del dialect
        if value is None:
            return None
        exact = Decimal(value).normalize()
        # normalize() writes 100 as 1E+2; adding nothing at exponent 0 keeps it plain.
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


class Json(TypeDecorator[Any]):
    """JSON as canonical text (sorted keys, no spaces), so that equal values are equal rows on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Return canonical JSON; raises ``ValueError`` for NaN and ``TypeError`` for what JSON does not know."""
        del dialect
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - any JSON
        """Return the value."""
        del dialect
        return None if value is None else json.loads(value)
