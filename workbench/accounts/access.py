"""What signed-in people may do with their own account."""

from __future__ import annotations

from enum import StrEnum


class AccountPermission(StrEnum):
    """Permissions of this feature; each is everybody's own."""

    SIGN_OUT = "accounts.sign_out"
    KEPT = "accounts.kept"
    NEWS = "accounts.news"
    OWN_DATA = "accounts.own_data"
    ERASE = "accounts.erase"
    OWN = "accounts.own_account"
