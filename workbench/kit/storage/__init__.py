"""Storage: tables, transactions and column types on SQLite or PostgreSQL.

Reads and writes run inside ``transaction()``; a web request opens its own.
Operations use ``session()``, flush, and never commit.
"""

from __future__ import annotations

from workbench.kit.storage.base import Base
from workbench.kit.storage.columns import ExactDecimal, Json, UtcDateTime
from workbench.kit.storage.constraints import FieldRefused, constraint_fields
from workbench.kit.storage.database import Database, StorageError, db
from workbench.kit.storage.tally import Tally, count_queries, start_tally
from workbench.kit.storage.transactions import Transaction, afterwards, begin, running, session, transaction

__all__ = [
    "Base",
    "Database",
    "ExactDecimal",
    "FieldRefused",
    "Json",
    "StorageError",
    "Tally",
    "Transaction",
    "UtcDateTime",
    "afterwards",
    "begin",
    "constraint_fields",
    "count_queries",
    "db",
    "running",
    "session",
    "start_tally",
    "transaction",
]
