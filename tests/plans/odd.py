"""Odd and hostile texts that somebody may type or paste in any field, and what must come of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.definitions.schema import Question

LINE_MOST, TEXT_MOST = 300, 20_000

# Stored and shown as they are, in every field of text.
KEPT = {
    "markup": "<b>vet</b> & <img src=x onerror=alert(1)>",
    "a file": "<img src=file:///etc/passwd>",
    "an end of the field": "</textarea></select>\"'><script>alert(1)</script>",
    "a template": "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "a format": "%(name)s %s %d {0} {name!r}",
    "an entity": "&amp;lt; &nbsp;&#0;",
    "sql": "' OR 1=1; DROP TABLE plan; --",
    "a formula": "=cmd|'/c calc'!A1",
    "a path": "../../../etc/passwd",
    "an address": "javascript:alert(1)",
    "right to left": "שלום \u202eomgekeerd\u202c \u200fhier",
    "isolates": "\u2066links\u2069 \u2067rechts\u2069",
    "a family": "👩\u200d👩\u200d👧\u200d👦 👍🏽 🇳🇱 \U0001f3f4\U000e0067\U000e0062\U000e007f",
    "a few accents": "e\u0301\u0308 o\u0302\u0303\u0304 coo\u0308rdinatie",
    "Thai": "ที่นี่",
    "joiners": "a\u200bb\u200cc\u2060d\u00ade",
    "an inner mark": "voor\ufeffna",
    "private use": "\ue000\uf8ff",
    "outside the first plane": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎",
    "a long word": "x" * LINE_MOST,
    "outer white space": " \u00a0\t\u3000binnen\u2003 \n",
    "line ends": "een\r\ntwee\rdrie\u2028vier\u2029\n\nvijf",
    "not a number": "NaN",
    "infinite": "1e999",
    "an underscore": "1_000",
    "two meanings": "1.234",
    "backslashes": "\\n \\u0000 \\",
    "replacement": "a\ufffdb",
}
# Nothing to be seen: the same as an empty field.
NOTHING = {
    "spaces": "   \t\r\n",
    "a mark": "\ufeff",
    "marks of direction": "\u200e\u200f",
    "wide spaces": "\u3000\u2003",
}
# Given back with a sentence, and not stored.
REFUSED = {
    "nul": "voor\u0000na",
    "escape": "\u001b[31mrood",
    "next line": "a\u0085b",
    "delete": "a\u007fb",
    "no character": "a\ufffeb\ufdd0",
    "200,000 accents": "e" + "\u0301" * 200_000,
    "mixed accents": "e" + "\u0301\u0316" * 100_000,
    "many vowels": "क" + "\u093e" * 5000,
    "1 MB": "woord " * 170_000,
    "one word of 1 MB": "x" * 1_000_000,
    "20,000 lines": "a" + "\n" * TEXT_MOST + "b",
}
ALL = KEPT | NOTHING | REFUSED


def stored_form(typed: str, question: Question) -> str:
    """Return how a text of this kind is stored: the only changes are outer white space and line ends."""
    if typed in NOTHING.values():
        return ""
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", typed).strip(" \t\n\u00a0\u3000\u2003\ufeff")
    return text if question.kind == "text" else re.sub(r"[\t\n]+", " ", text)
