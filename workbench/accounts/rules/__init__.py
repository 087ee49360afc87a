"""What needs no database: limits, names, passwords, secrets; and the invented people of the demo."""

from __future__ import annotations

from workbench.accounts.rules.demo import DEMO_ORGANISATIONS, DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson
from workbench.accounts.rules.limits import (
    ABSOLUTE_LIMIT,
    IDLE_LIMIT,
    KEPT_FOR,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PASSWORD,
)
from workbench.accounts.rules.names import normal_email, person_name
from workbench.accounts.rules.news import Delivery
from workbench.accounts.rules.passwords import check_new_password, normal_password
from workbench.accounts.rules.tokens import Purpose, new_token, token_hash

__all__ = [
    "ABSOLUTE_LIMIT",
    "DEMO_ORGANISATIONS",
    "DEMO_PASSWORD",
    "DEMO_PEOPLE",
    "IDLE_LIMIT",
    "KEPT_FOR",
    "LONGEST_EMAIL",
    "LONGEST_NAME",
    "LONGEST_PASSWORD",
    "Delivery",
    "DemoPerson",
    "Purpose",
    "check_new_password",
    "new_token",
    "normal_email",
    "normal_password",
    "person_name",
    "token_hash",
]
