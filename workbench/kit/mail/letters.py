"""From a template and its values to a subject and a text of at most 72 signs a line."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.kit.mail.settings import given, in_dutch
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

LINE = 72
LONGEST_SUBJECT = 200
LONGEST_ADDRESS = 254
SUBJECT = "Onderwerp: "
SIGNATURE = "signature.txt"
SEPARATOR = "-- "  # with the space, by which mail programs know where a signature begins
# One mailbox and no more: nothing that separates addresses, comments on one or breaks the line of a header.
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\"]+")


@dataclass(frozen=True)
class Letter:
    """What a person reads of a mail."""

    subject: str
    body: str


def letter(name: str, values: dict[str, object]) -> Letter:
    """Fill in a template of ``templates/emails`` (its name without ``.txt``), with our signature below.

    Its first line is the subject. A value may be a ``Message``. Raises ``jinja2.UndefinedError`` for a value that the
    template needs and did not get, ``ValueError`` for a template without a subject.
    """
    environment = _environment(given().templates)
    written = environment.get_template(f"{name}.txt").render(values)
    first, _, rest = written.partition("\n")
    if not first.startswith(SUBJECT) or not rest.strip():
        raise ValueError(f"emails/{name}.txt must begin with '{SUBJECT}...', and say something below")
    signature = environment.get_template(SIGNATURE).render(values)
    body = f"{_wrapped(rest.strip())}\n\n{SEPARATOR}\n{_wrapped(signature.strip())}\n"
    return Letter(_subject(first.removeprefix(SUBJECT)), body)


def recipient(typed: str) -> str:
    """Return an address as mail is sent to it, in small letters; raises ``Refused`` for what is not exactly one."""
    address = typed.strip(" ").lower()
    if not _ADDRESS.fullmatch(address) or not address.isprintable() or len(address) > LONGEST_ADDRESS:
        raise Refused(Message("Type an e-mail address, for example naam@praktijk.nl."))
    return address


def on_one_line(text: str) -> str:
    """Return text without line ends and without signs that cannot be seen, so that it stays where it is put."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _subject(text: str) -> str:
    # "=?" begins a coded word, which a mail reader would decode: a name could put signs there that we refuse here.
    line = on_one_line(text).replace("=?", "= ?")
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _wrapped(text: str) -> str:
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line.rstrip()))


def _pieces(line: str) -> list[str]:
    if len(line) <= LINE:
        return [line]
    # A list goes on below its words; an address is never cut.
    indent = " " * (len(line) - len(line.lstrip(" -")))
    return textwrap.wrap(line, LINE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    # Plain text: HTML's escapes would be read as they stand. What people typed is only ever a value, never a template.
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
        autoescape=False,  # noqa: S701 - see above
    )
    made.globals["address"] = _address
    return made


def _address(path: str) -> str:
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError("a mail links to a page of ours only")
    return f"{given().public_url}{path}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Return a printed value on one line, so that a name cannot write a line of the mail."""
    text = in_dutch(value) if isinstance(value, Message) else value
    return on_one_line(text) if isinstance(text, str) else text
