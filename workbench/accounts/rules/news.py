"""What people are told, and how they hear of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workbench.kit.values.clock import local
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DIGEST_AT = time(7)  # in Amsterdam: before surgery hours begin
DIGEST_REACHES = timedelta(days=3)  # what is older and was not mailed then is no news any more
DIGEST_LISTS = 30  # of more it says that there is more
NEWS_SHOWN = 5  # on the start page; the rest stands one click away
NEWS_LISTED = 100
NEWS_KEPT = timedelta(days=90)
_BLANK = re.compile(r"%\((\w+)\)s")


class Delivery(StrEnum):
    """How somebody hears of news."""

    DIRECT = "direct"
    DAILY = "daily"
    NEVER = "never"


@dataclass(frozen=True)
class News:
    """One kind of news.

    ``label`` names it where people choose, or is the subject of a mail about safety. ``sentence`` tells it, its blanks
    filled by details: names of people, plans and organisations, never text of a plan, since it is mailed.
    ``for_members`` news of an organisation is not told to who left it; ``for_safety`` news is always mailed at once.
    """

    label: Message
    sentence: Message
    delivery: Delivery = Delivery.DAILY
    for_members: bool = True
    for_safety: bool = False


def _safety(label: Message, sentence: Message) -> News:
    return News(label, sentence, Delivery.DIRECT, for_members=False, for_safety=True)


KINDS: Mapping[str, News] = {
    "activity_assigned": News(
        Message("An activity is assigned to you"),
        Message("An activity in the plan “%(plan)s” of %(organisation)s was assigned to you."),
        Delivery.DIRECT,
    ),
    "deadline_near": News(
        Message("A date of your plan comes near"),
        Message("%(deadline)s: %(date)s. It concerns the plan “%(plan)s” of %(organisation)s."),
        Delivery.DIRECT,
    ),
    "role_given": News(
        Message("You get a role"),
        Message("You have a role at %(organisation)s: %(role)s."),
    ),
    "role_ended": News(
        Message("A role of yours ends"),
        Message("Your role at %(organisation)s has ended: %(role)s."),
        for_members=False,
    ),
    "invitation_accepted": News(
        Message("Somebody accepts your invitation"),
        Message("%(person)s accepted your invitation to %(organisation)s."),
    ),
    "plan_shared": News(
        Message("A plan is shared with your organisation"),
        Message("%(owner)s shared the plan “%(plan)s” with %(organisation)s."),
    ),
    "plan_opened": News(
        Message("A plan is opened to partners"),
        Message("You can read the plan “%(plan)s” of %(organisation)s and react to it."),
    ),
    "share_ended": News(
        Message("A plan is no longer shared with your organisation"),
        Message("%(owner)s no longer shares the plan “%(plan)s” with %(organisation)s."),
        for_members=False,
    ),
    "password_changed": _safety(Message("Your password changed"), Message("The password of your account was changed.")),
    "email_changed": _safety(
        Message("Your e-mail address changed"), Message("The e-mail address of your account was changed.")
    ),
    "factor_added": _safety(
        Message("A second step was added"), Message("Signing in to your account now takes a second step.")
    ),
    "factor_removed": _safety(
        Message("The second step was removed"), Message("Signing in to your account no longer takes a second step.")
    ),
    "codes_replaced": _safety(
        Message("Your recovery codes were replaced"), Message("New recovery codes were made for your account.")
    ),
    "code_used": _safety(
        Message("A recovery code was used"), Message("Somebody signed in to your account with a recovery code.")
    ),
    "codes_tried": _safety(
        Message("Wrong codes were typed"),
        Message("Somebody who knows your password typed five wrong codes. Was it not you? Choose another password."),
    ),
    "new_device": _safety(
        Message("A new device signs in"), Message("Somebody signed in to your account on a new device: %(device)s.")
    ),
}
CHOSEN = tuple(kind for kind, news in KINDS.items() if not news.for_safety)


def checked(kind: str, details: Mapping[str, str | int | Message]) -> dict[str, Any]:
    """Return the details of news as they are stored; a ``Message`` keeps its text, to be read in any language.

    Raises ``LookupError`` for a kind that is not there, ``ValueError`` when its sentence has a blank without a detail.
    """
    if missing := set(_BLANK.findall(KINDS[kind].sentence.text)) - set(details):
        raise ValueError(f"news of kind {kind} needs {', '.join(sorted(missing))}")
    return {name: {"message": value.text} if isinstance(value, Message) else value for name, value in details.items()}


def told(kind: str, stored: Mapping[str, Any], translate: Callable[[Message], str]) -> str:
    """Return the sentence of news in the language of ``translate``; raises ``LookupError`` for an unknown kind."""
    words = {name: _said(value, translate) for name, value in stored.items()}
    return translate(Message(KINDS[kind].sentence.text, **words))


def _said(value: Any, translate: Callable[[Message], str]) -> Any:  # noqa: ANN401 - what a sentence is filled with
    if not isinstance(value, dict):
        return value
    text = value["message"]
    return translate(Message(text))


def digest_ends(moment: datetime) -> datetime | None:
    """Return until which moment the digest of today tells news; nothing while it is too early for it."""
    there = local(moment)
    end = there.replace(hour=DIGEST_AT.hour, minute=DIGEST_AT.minute, second=0, microsecond=0)
    return end.astimezone(UTC) if there >= end else None


def delivery_of(kind: str, chosen: Mapping[str, str]) -> Delivery:
    """Return how a person hears of a kind of news, given what they chose; what is for safety comes at once."""
    news = KINDS[kind]
    return news.delivery if news.for_safety else Delivery(chosen.get(kind, news.delivery))
