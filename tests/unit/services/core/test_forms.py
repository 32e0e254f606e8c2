"""Forms that nobody would write by hand: refused as bad input, never an accident."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import count, takewhile

import pytest

from coachvault.errors import BadInput
from coachvault.services.core.forms import LONGEST_FORM, LONGEST_TEXT, parse_toml


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 200_000, "= 1", 'name = "a', "a = 1\na = 2"])
def test_what_is_no_form_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_toml(text)
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 100_000) + " = 1",
        ".".join(["a"] * 8_000) + " = 1",
        ".".join(['"a"'] * 4_000) + " = 1",
        "[" + ".".join(["a"] * 8_000) + "]",
        "x = { " + ".".join(["a"] * 8_000) + " = 1 }",
        "# " + "x" * LONGEST_FORM,
        'text = """' + "ä" * LONGEST_FORM + '"""',
    ],
)
def test_a_form_that_would_take_gigabytes_is_refused_before_it_is_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(BadInput, match=r"too large|too deeply"):
        parse_toml(text)


@pytest.mark.parametrize(
    "text",
    [
        "text = '''" + "." * 100 + "\n# = no comment\n" + "." * 100 + "'''",
        'text = """She said \\"no\\" . . .""" # . . . .',
        'text = "' + "." * 1_000 + '"  # ' + "." * 100,
        "a.b.c.d = 1.5",
        "x = [" + "1.5, " * 30 + "]",
    ],
)
def test_dots_in_a_text_are_no_depth(text: str) -> None:
    assert parse_toml(text)


def test_a_text_may_be_longer_than_a_form() -> None:
    text = 'text = "' + "x" * 200_000 + '"'
    assert parse_toml(text, LONGEST_TEXT)
    with pytest.raises(BadInput, match="may have 16,384"):
        parse_toml(text)


def filled(unit: str, start: str = "", end: str = "") -> str:
    """Returns as much of one thing as goes into the largest form."""
    return start + unit * ((LONGEST_TEXT - len(start) - len(end)) // len(unit)) + end


def lines(make: Callable[[int], str]) -> str:
    """Returns as many lines as go into the largest form."""
    size = 0

    def fits(line: str) -> bool:
        nonlocal size
        size += len(line) + 1
        return size <= LONGEST_TEXT

    return "\n".join(takewhile(fits, map(make, count())))


BOMBS: dict[str, Callable[[], str]] = {
    "one key of many parts": lambda: filled("a.", end="a=1"),
    "keys of many parts": lambda: lines(lambda at: f"k{at}{'.a' * 31}=1"),
    "keys of a few parts": lambda: lines(lambda at: f"k{at}.a=1"),
    "parts in quotes": lambda: lines(lambda at: f"k{at}" + '."a.b"' * 31 + "=1"),
    "keys": lambda: lines(lambda at: f"k{at}=1"),
    "tables": lambda: lines(lambda at: f"[k{at}]"),
    "tables of many parts": lambda: lines(lambda at: f"[k{at}{'.a' * 31}]"),
    "arrays of tables": lambda: filled("[[a]]\n"),
    "nested arrays": lambda: filled("[", "a="),
    "nested tables": lambda: filled("{a=", "a="),
    "an array": lambda: filled("1,", "a=[", "]"),
    "empty arrays": lambda: filled("[],", "a=[", "]"),
    "empty tables": lambda: filled("{},", "a=[", "]"),
    "digits": lambda: filled("9", "a="),
    "digits of base 16": lambda: filled("f", "a=0x"),
    "an exponent": lambda: filled("9", "a=1e"),
    "escapes": lambda: filled("\\u0041", 'a="', '"'),
    "escapes that are not closed": lambda: filled('\\"', 'a="'),
    "escapes that are not closed, in lines": lambda: filled('\\"""', 'a="""'),
    "quotes that are not closed": lambda: filled('"""\\"'),
    "literals that are not closed": lambda: filled("''a", "a='''"),
    "a quote on each line": lambda: filled('"\n'),
    "an apostrophe on each line": lambda: filled("'\n"),
    "backslashes": lambda: filled("\\", 'a="'),
    "spaces": lambda: filled(" ", "a="),
    "empty lines": lambda: filled("\n"),
    "comments": lambda: filled("#\n"),
}
MEASURED = """
import json, re, resource, sys
from pathlib import Path
from coachvault.errors import BadInput
from coachvault.services.core.forms import LONGEST_TEXT, parse_toml
text = sys.stdin.read()
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    parse_toml(text, LONGEST_TEXT)
except BadInput:
    pass
after = resource.getrusage(resource.RUSAGE_SELF)
status = Path("/proc/self/status")  # `ru_maxrss` is never less than what the process had that started this one
most = int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) * 1024 if status.exists() else after.ru_maxrss
print(json.dumps([after.ru_utime - before.ru_utime, most]))
"""
MOST_SECONDS, MOST_BYTES = 1.0, 100 * 1024 * 1024


@pytest.mark.thorough
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_no_form_takes_a_second_or_100_megabytes(bomb: Callable[[], str]) -> None:
    command = [sys.executable, "-c", MEASURED]
    done = subprocess.run(command, input=bomb(), capture_output=True, text=True, timeout=20, check=True)
    seconds, memory = json.loads(done.stdout)
    assert seconds < MOST_SECONDS
    assert memory < MOST_BYTES, "of the whole process"


def test_what_is_never_closed_is_looked_at_once() -> None:
    with pytest.raises(BadInput):
        parse_toml(BOMBS["escapes that are not closed"](), LONGEST_TEXT)
