"""`make attack`: every attack whole, each part in a process of its own; writes build/attack.json and tells what missed.

`python -m tests.attack PART` runs one part alone and prints its lines as JSON.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.attack.parts import PARTS, Line

# Beside each other, because there are two processors; times are measured alone.
TOGETHER = (("mutants",), ("matrix", "substitutions", "postgres", "tokens", "headers"))
ALONE = ("guessing",)
RESULT = Path("build/attack.json")


def main(words: list[str]) -> int:
    """Run one part, or all; returns the exit code: 1 when a goal was missed."""
    if words:
        print(json.dumps(run_part(words[0])))  # noqa: T201 - the other process reads this
        return 0
    with ThreadPoolExecutor(len(TOGETHER)) as pool:
        lines = [line for found in pool.map(_row, TOGETHER) for line in found]
    lines += _row(ALONE)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(lines, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    missed = [line["goal"] for line in lines if line["verdict"] != "met"]
    print("\n".join([f"missed: {goal}" for goal in missed] or ["every goal is met"]))  # noqa: T201 - to who runs it
    return 1 if missed else 0


def run_part(name: str) -> list[Line]:
    """Run one part in a new folder, in memory where the machine has such a place."""
    logging.disable(logging.CRITICAL)  # every refusal is a line otherwise
    memory = Path("/dev/shm")  # noqa: S108 - only the place; the folder in it gets a name of its own
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        return PARTS[name](Path(folder))


def _row(names: tuple[str, ...]) -> list[Line]:
    return [line for name in names for line in _apart(name)]


def _apart(name: str) -> list[Line]:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "tests.attack", name], stdout=subprocess.PIPE, text=True, check=False)
    lines: list[Line] = json.loads(done.stdout) if done.returncode == 0 else [_broken(name)]
    print(f"{name}: {time.monotonic() - begun:.0f} s", *(_told(line) for line in lines), sep="\n", flush=True)  # noqa: T201 - as above
    return lines


def _broken(name: str) -> Line:
    return {"goal": f"{name} runs to its end", "figure": "it broke off", "n": 0, "control": "", "verdict": "missed"}


def _told(line: Line) -> str:
    return f"  {line['verdict']:7} {line['goal']}: {line['figure']} (n = {line['n']}; control: {line['control']})"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
