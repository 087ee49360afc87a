"""Whatever is sent for a workbook: one sentence, within five seconds and 300 MiB; nothing else happens."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from tests.kit.documents.hostile_workbooks import REFUSED
from tests.kit.documents.workbooks import workbook
from workbench.kit.documents.spreadsheets import read_workbook
from workbench.kit.values.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

MOST_SECONDS, MOST_MEGABYTES = 5, 300
MOST_SENTENCE = 240
FEWEST = 45
# Not ru_maxrss, which begins with what the process that started this one had taken.
READ_ALL = """
import json, pathlib, re, sys, time
from workbench.kit.documents.spreadsheets import read_workbook
from workbench.kit.values.errors import Refused
spent = {}
for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    data, begin = file.read_bytes(), time.perf_counter()
    try:
        read_workbook(data)
    except Refused:
        spent[file.name] = time.perf_counter() - begin
    else:
        sys.exit(file.name + " was read")
peak = re.search("VmHWM:[^0-9]*([0-9]+)", pathlib.Path("/proc/self/status").read_text())
print(json.dumps([spent, int(peak[1]) // 1024]))
"""


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_fair_workbook_is_refused_with_one_sentence(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of the doubled names that a test asks it to write
        data = REFUSED[name]()
    with pytest.raises(Refused) as refusal:
        read_workbook(data)
    said = refusal.value.message.english()
    assert 0 < len(said) <= MOST_SENTENCE
    assert said[0].isupper()
    assert said.endswith(".")
    assert "\n" not in said


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= FEWEST


def test_none_takes_long_or_much_memory(tmp_path: Path) -> None:
    for number, make in enumerate(REFUSED.values()):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # as above
            (tmp_path / f"{number}.xlsx").write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(tmp_path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:] or done.stdout
    spent, megabytes = json.loads(done.stdout)
    names = list(REFUSED)
    slow = {names[int(name.partition(".")[0])]: seconds for name, seconds in spent.items() if seconds > MOST_SECONDS}
    assert not slow
    assert megabytes <= MOST_MEGABYTES


def test_a_good_file_is_read() -> None:
    assert read_workbook(workbook()).sheets[0].rows
