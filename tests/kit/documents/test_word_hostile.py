"""A file that is no Word file, or one made to break us, is refused with a sentence, soon and in little memory."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.kit.documents.hostile_word import HOSTILE, SLOW
from workbench.kit.documents.word import read_word
from workbench.kit.values.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

# The peak as the kernel tells it: that of resource.getrusage begins with what the starting process had taken.
READ = """
import pathlib, re, sys
from workbench.kit.documents.word import read_word
try:
    read_word(pathlib.Path(sys.argv[1]).read_bytes())
except ValueError:
    print(re.search("VmHWM:[^0-9]*([0-9]+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_one_sentence_within_five_seconds(name: str) -> None:
    data = HOSTILE[name]()
    began = time.process_time()
    with pytest.raises(Refused) as refused:
        read_word(data)
    assert time.process_time() - began < 5
    assert refused.value.message.english().endswith(".")


@pytest.mark.parametrize("name", SLOW)
def test_a_fair_file_that_looks_like_much_work_is_read_within_five_seconds(name: str) -> None:
    data = SLOW[name]()
    began = time.process_time()
    assert read_word(data)[0].typed == "x"
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "name", ["a bomb of spaces", "a million elements", "as many attributes in one tag", "rows as wide as they go"]
)
def test_a_hostile_file_stays_under_300_mebibytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(HOSTILE[name]())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path / "x.docx")], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 300 * 1024


def test_a_zip_of_64_bits_is_refused_since_its_numbers_would_count_instead() -> None:
    data = HOSTILE["no text at all"]()
    place = data.rfind(b"PK\x05\x06")
    with pytest.raises(Refused, match="cannot be read"):
        read_word(data[:place] + b"PK\x06\x07" + b"\0" * 16 + data[place:])
