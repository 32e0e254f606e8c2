"""What any input has to come to: a verdict, or one of our own errors, within two seconds and 300 MB."""

from __future__ import annotations

import hashlib
import resource
import time
from pathlib import Path

from coachvault.errors import CoachVaultError
from tests.fuzz.kinds import Target

MOST_CPU_SECONDS = 2.0
MOST_MEMORY_MB = 300
"""Of the whole process, Python and the package included."""
_STATUS = Path("/proc/self/status")


class Broken(Exception):
    """A target broke one of its promises; which, the message says."""


def come_to(target: Target, data: bytes) -> str:
    """Returns what an input comes to, in a line: the beginning of the verdict, and a digest of all of it.

    Args:
        target: What reads it.
        data: The input.

    Raises:
        Broken: A promise was not kept.
        Exception: Whatever else the target lets through is a fault.
    """
    started = time.process_time()
    try:
        verdict = target(data)
    except CoachVaultError as error:
        require(error.message.isprintable() and error.hint.isprintable(), "a message cannot be printed")
        verdict = f"{type(error).__name__}: {error.message}"
    took, peak = time.process_time() - started, peak_memory_mb()
    require(took <= MOST_CPU_SECONDS, f"it took {took:.1f} seconds of the processor")
    require(peak <= MOST_MEMORY_MB, f"it took {peak:.0f} MB of memory")
    digest = hashlib.sha256(verdict.encode(errors="surrogatepass")).hexdigest()[:12]
    return f"{digest} {verdict[:80]!a}"


def require(is_kept: bool, promise: str) -> None:
    """Raises `Broken` where a promise is not kept."""
    if not is_kept:
        raise Broken(promise)


def peak_memory_mb() -> float:
    """Returns the most memory that this process has had, in units of 2**20 bytes.

    On Linux `ru_maxrss` is never less than what the process had that started this one, so that the kernel is asked.
    """
    if _STATUS.exists():
        return int(_STATUS.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def is_looked_at_again(data: bytes) -> bool:
    """Returns whether an input is one of the eighth that are read twice, to see that both readings are the same."""
    return hashlib.blake2b(data, digest_size=1).digest()[0] % 8 == 0
