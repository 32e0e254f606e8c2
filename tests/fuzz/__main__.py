"""`python -m tests.fuzz KIND|all [SECONDS [FOLDER]]`: searches for inputs that are faults, guided by coverage.

Fails where one is found, and says where it is kept and how it is read again. Inputs that lead further stay in `.fuzz`,
for the next search; a fault is kept in the folder that is named, else there, too.
"""

from __future__ import annotations

import base64
import gzip
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.judging import MOST_MEMORY_MB
from tests.fuzz.kinds import FOLDER, KINDS, LOCAL, ROOT, kind_named, words_of
from tests.fuzz.scratch import scratch

USUAL_SECONDS = 60
AT_A_TIME = 2
HANGS_SECONDS = 20
"""So long an input may run by the clock on the wall before it is taken for one that hangs: machines are shared."""
MOST_TOLD, LONGEST_PRINTED = 40, 16_000
_CHATTER = re.compile(r"#\d+|INFO|stat::|WARNING: Failed|\"|0x|.*\\\d\d\d|MS: |Base64|artifact_prefix|#{6}")
_NO_ATHERIS = """\
atheris is not installed, and without it nothing is searched for. It installs on CPython 3.11 to 3.13:

    python -m pip install -e '.[fuzz]'
"""


class Searched(NamedTuple):
    """What a search came to.

    Args:
        kind: The kind of input.
        told: How many inputs were read, how quickly, and how much of the program they reach.
        fault: What was found, and how to repeat it; empty where nothing was.
    """

    kind: str
    told: str
    fault: str


_BY_A_SMALL_PROCESS = ("sh", "-c", '"$@"; exit $?', "sh")
"""For the kernel a process never had less memory than the one that started it; libFuzzer would take it for its own."""


def search(kind: str, seconds: int, found: Path, *, local: Path | None = None, hangs: int = HANGS_SECONDS) -> Searched:
    """Searches for so long, or until a fault is found.

    Args:
        kind: The kind of input.
        seconds: For how long.
        found: The folder in which a fault is kept.
        local: The folder of inputs that led further.
        hangs: After how many seconds an input hangs.
    """
    local = local or LOCAL / kind
    for folder in (local, found):
        folder.mkdir(parents=True, exist_ok=True)
    begins_with = [FOLDER / "corpus" / kind] if kind in KINDS else []
    flags = [
        *map(str, (local, *begins_with)),
        f"-max_total_time={seconds}",
        f"-max_len={kind_named(kind).longest}",
        f"-timeout={hangs}",
        f"-rss_limit_mb={MOST_MEMORY_MB}",
        f"-artifact_prefix={found}/{kind}-",
        "-print_final_stats=1",
    ]
    flags += [f"-dict={words_of(kind)}"] if words_of(kind).exists() else []
    command = [*_BY_A_SMALL_PROCESS, sys.executable, "-m", "tests.fuzz.guided", kind, *flags]
    with scratch() as inside:
        environment = os.environ | {"TMPDIR": inside}
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
    return Searched(kind, told_of(run.stderr), fault_of(kind, run) if run.returncode else "")


def told_of(output: str) -> str:
    """Returns what libFuzzer said of a search, in a line."""
    figures = dict(re.findall(r"^stat::(\w+):\s+(\d+)$", output, re.MULTILINE))
    edges = re.findall(r"\bcov: (\d+) ", output)
    inputs = int(figures.get("number_of_executed_units", 0))
    return (
        f"{inputs:,} inputs, {figures.get('average_exec_per_sec', '0')} a second, {edges[-1] if edges else '0'} edges,"
        f" {figures.get('peak_rss_mb', '?')} MB"
    )


def fault_of(kind: str, run: subprocess.CompletedProcess[str]) -> str:
    """Returns what a search found, as it is to be read."""
    kept = re.search(r"Test unit written to (.+)$", run.stderr, re.MULTILINE)
    lines = [line for line in f"{run.stdout}{run.stderr}".splitlines() if not _CHATTER.match(line)]
    said = "\n".join(lines[-MOST_TOLD:])
    if kept is None:
        return f"{said}\nThe search ended with {run.returncode}, and no input was kept.\n"
    again = f"python -m tests.fuzz.once {kind} {kept[1]}"
    return f"{said}\n\nThe input is {kept[1]}:\n\n    {printed(Path(kept[1]))}\n\nTo read it again:\n\n    {again}\n\n"


def printed(path: Path) -> str:
    """Returns a small input as a command that writes it: the machine on which it was found may soon be gone."""
    data = path.read_bytes()
    packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
    return f"echo {packed} | base64 -d | gunzip" if len(packed) <= LONGEST_PRINTED else f"({len(data):,} bytes)"


def main(arguments: list[str]) -> int:
    """Returns 0 where searches found nothing, 1 where one found a fault, 2 where none was made."""
    kind, seconds, found = (*arguments, "", "", "")[:3]
    if (kind != "all" and kind not in KINDS) or not (seconds or "1").isdigit() or len(arguments) > 3:
        known = "\n".join(f"    {name:9} {each.what}" for name, each in KINDS.items())
        sys.stderr.write(f"python -m tests.fuzz KIND|all [SECONDS [FOLDER]]\n\nKinds of input:\n\n{known}\n")
        return 2
    if find_spec("atheris") is None:
        sys.stderr.write(_NO_ATHERIS)
        return 2
    kinds, failed = list(KINDS) if kind == "all" else [kind], False
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        folder = Path(found).absolute() if found else LOCAL / "found"
        for done in pool.map(lambda each: search(each, int(seconds or USUAL_SECONDS), folder), kinds):
            sys.stdout.write(f"{done.kind}: {done.told}{', A FAULT' * bool(done.fault)}\n{done.fault}")
            sys.stdout.flush()
            failed |= bool(done.fault)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
