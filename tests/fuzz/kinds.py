"""The kinds of input that come from others, each with the target that reads it.

What a target may do stands in `judging`. How inputs are made: `guided` (by coverage), `once` (those that are kept).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
LOCAL = ROOT / ".fuzz"
"""Where inputs that are found on this machine go; Git ignores it."""
Target = Callable[[bytes], str]


class Kind(NamedTuple):
    """A kind of input.

    Args:
        what: What it is.
        module: The module with its target, `look`.
        watched: Packages besides ours whose branches guide the search.
        longest: The most bytes of an input that is made.
    """

    what: str
    module: str
    watched: tuple[str, ...] = ()
    longest: int = 32 * 1024

    def target(self) -> Target:
        """Returns what reads an input: a verdict, one of our errors, or anything else, which is a fault."""
        found: Target = import_module(self.module).look
        return found


KINDS: dict[str, Kind] = {
    "mail": Kind("an answer by mail", "tests.fuzz.targets.mail", ("email", "justhtml")),
    "html": Kind("the HTML of a mail", "tests.fuzz.targets.html", ("justhtml",)),
    "block": Kind("the block in which a page's sign-off travels", "tests.fuzz.targets.block"),
    "sign-off": Kind("a file that comes back: a sign-off, a signature, a scan, a sheet", "tests.fuzz.targets.sign_off"),
    "form": Kind("a TOML form, or a policy", "tests.fuzz.targets.form", ("tomllib",)),
    "journal": Kind("a journal of another program", "tests.fuzz.targets.journal", ("zipfile", "json")),
    "vault": Kind("the vault's file, by what is done to it", "tests.fuzz.targets.vault", (), 512),
    "agent": Kind("the agent's protocol", "tests.fuzz.targets.agent"),
}


PLANTED: dict[str, Kind] = {
    name: Kind(f"a fault that is there to be found: {name}", f"tests.fuzz.planted.{name}", ("tests.fuzz.planted",), 16)
    for name in ("error", "promise", "hang", "memory")
}
"""Kinds whose targets are at fault, by which it is seen that a search finds what it is to find."""


def kind_named(name: str) -> Kind:
    """Returns a kind by its name."""
    return (KINDS | PLANTED)[name]


def kept(kind: str) -> list[Path]:
    """Returns the inputs of a kind that are kept, those that were faults once among them."""
    return sorted(path for path in (FOLDER / "corpus" / kind).iterdir() if path.is_file())


def words_of(kind: str) -> Path:
    """Returns where the words of a kind are from which inputs are put together."""
    return FOLDER / "words" / f"{kind}.dict"
