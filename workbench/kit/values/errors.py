"""What can go wrong on purpose: refusals that carry a sentence for the person who asked."""

from __future__ import annotations

from workbench.kit.values.messages import Message


class WorkbenchError(Exception):
    """A foreseen refusal; the sentence says what is wrong and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.english())
        self.message = message


class Refused(WorkbenchError, ValueError):  # noqa: N818 - said as a sentence: raise NotFound
    """What was typed cannot be read as the value that was asked for."""


class NotFound(WorkbenchError):  # noqa: N818 - said as a sentence: raise NotFound
    """It does not exist, or the actor may not know that it does."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or Message("This page does not exist."))


class Forbidden(WorkbenchError):  # noqa: N818 - said as a sentence: raise NotFound
    """The actor may see this, but not do it."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or Message("Do you need to change this? Ask the neighbourhood manager for access."))


class Conflict(WorkbenchError):  # noqa: N818 - said as a sentence: raise NotFound
    """Somebody else saved a newer version of the same piece."""
