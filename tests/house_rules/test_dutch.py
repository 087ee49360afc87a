"""The Dutch of the interface is complete: every text of the sources has a translation with the same blanks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.house_rules.project import ROOT, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

DUTCH = ROOT / "workbench" / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
BLANK = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}|%[sd]")
# Not in the screens of a workbench for colleagues (the brief of the Dutch texts).
UNWANTED = re.compile(r"!|\bsuccesvol|\bhelaas\b|\boeps\b|\bklik hier\b|\bgelieve\b|\bmiddels\b", re.IGNORECASE)


@cache
def used() -> Catalog:
    """Return the texts of all sources and templates, collected as ``make translations`` does."""
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(_keywords())}
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel left it out
    found = Catalog()
    rows = extract_from_dir(ROOT, methods, options, keywords, directory_filter=_is_ours)
    for file, line, message, _comments, context in rows:
        found.add(message, None, [(str(file), line)], context=context)
    return found


def _keywords() -> list[str]:
    return re.findall(r"--keyword (\S+)", (ROOT / "scripts" / "translations").read_text(encoding="utf-8"))


def _is_ours(folder: str) -> bool:
    return not re.search(
        r"(^|/)(\.|node_modules|build|dist|instance|tests|vendor)[^/]*$", folder.removeprefix(str(ROOT))
    )


def dutch() -> Catalog:
    """Return the Dutch catalogue; empty while there is none."""
    if not DUTCH.exists():
        return Catalog(locale="nl")
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the singular and, if there is one, the plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def blanks(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """Return the blanks of a text, over all its forms."""
    return {found[0] for form in forms(text) for found in BLANK.finditer(form)}


def faults(wanted: Message, found: Message | None) -> Iterator[str]:
    """Tell what is wrong with one translation."""
    where = f"{wanted.locations[0][0]}:{wanted.locations[0][1]}: " if wanted.locations else ""
    told = f"{where}{forms(wanted.id)[0]!r}"
    if found is None:
        yield f"{told}: not in the Dutch catalogue (make translations)"
        return
    if found.fuzzy:
        yield f"{told}: the translation is marked as a guess (fuzzy)"
    if not found.string or not all(forms(found.string)):
        yield f"{told}: no translation"
        return
    if blanks(found.string) != blanks(wanted.id):
        yield f"{told}: other blanks in {forms(found.string)[0]!r}"
    for form in forms(found.string):
        if unwanted := UNWANTED.search(form):
            yield f"{told}: {unwanted[0]!r} does not fit our tone: {form!r}"


def test_every_text_is_in_dutch() -> None:
    texts, catalogue = used(), dutch()
    assert len(texts), "no text was found in the sources"
    refuse(line for text in texts if text.id for line in faults(text, catalogue.get(forms(text.id)[0], text.context)))


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    texts = used()
    refuse(
        f"{forms(old.id)[0]!r} is in no source"
        for old in dutch()
        if old.id and not texts.get(forms(old.id)[0], old.context)
    )


def test_every_fault_of_a_translation_is_seen() -> None:
    wanted = Catalog().add("%(count)s words", None, [("a.py", 3)])
    assert list(faults(wanted, None)) == ["a.py:3: '%(count)s words': not in the Dutch catalogue (make translations)"]
    for bad, word in (("", "no translation"), ("woorden", "other blanks"), ("%(count)s woorden!", "tone")):
        assert word in "".join(faults(wanted, Catalog().add("%(count)s words", bad))), bad
    assert "fuzzy" in "".join(faults(wanted, Catalog().add("%(count)s words", "%(count)s woorden", flags=["fuzzy"])))
    assert not list(faults(wanted, Catalog().add("%(count)s words", "%(count)s woorden")))


def test_a_missing_plural_is_seen() -> None:
    wanted = Catalog().add(("%(n)s row", "%(n)s rows"), None)
    assert list(faults(wanted, Catalog(locale="nl").add(wanted.id, ("%(n)s regel", ""))))
    assert not list(faults(wanted, Catalog(locale="nl").add(wanted.id, ("%(n)s regel", "%(n)s regels"))))
