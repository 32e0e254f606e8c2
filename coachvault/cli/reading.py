"""Which commands only read. With `--read-only`, any other is refused before it asks or takes in anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coachvault.practice.ids import looks_like_disclosure

Given = Mapping[str, Any]


def _always(_: Given) -> bool:
    return True


def _without(*names: str) -> Callable[[Given], bool]:
    return lambda given: not any(given[name] for name in names)


def _with(name: str) -> Callable[[Given], bool]:
    return lambda given: bool(given[name])


def _shows_disclosure(given: Given) -> bool:
    """Tells whether a disclosure is only shown, or emergency numbers are, which come before everything else."""
    others = [value for name, value in given.items() if name != "which"]
    return bool(given["now"]) or (looks_like_disclosure(given["which"]) and not any(others))


ONLY_READS: Mapping[str, Callable[[Given], bool]] = {
    "client list": _always,
    "client show": _always,
    "sponsor list": _always,
    "sponsor show": _always,
    "engagement agreement": _without("form", "out", "signed_on", "scan"),
    "engagement list": _always,
    "engagement show": _always,
    "note list": _always,
    "note show": _always,
    "note history": _always,
    "note waiting": _always,
    "measure show": _always,
    "brief": _always,
    "release verify": _always,
    "release show": _always,
    "release words": _without("form"),
    "release list": _always,
    "retention due": _always,
    "retention certificate": _always,
    "retention policy show": _always,
    "retention policy set": _with("dry_run"),
    "retention hold list": _always,
    "disclose": _shows_disclosure,
    "search": _always,
    "lock": _always,
    "status": _always,
    "register list": _always,
    "register show": _always,
    "hours list": _always,
    "backup list": _always,
    "backup verify": _always,
    "custodian list": _always,
    "executor": _always,
    "practice show": _always,
    "practice handbook": _without("form"),
    "practice retire": _with("dry_run"),
    "practice verify": _always,
    "practice calendar": _always,
    "check": _always,
    "tour": _without("keep"),
}
"""By a command's words, whether it only reads with what was given; what does not stand here changes something."""


def guard(command: Any, words: str) -> None:
    """Has a command, or each of a group, refused at once where the vault is only read and it would do more.

    Args:
        command: What Typer made of it.
        words: How it is called.
    """
    inner = getattr(command, "commands", {})
    for word, each in inner.items():
        guard(each, f"{words} {word}")
    if not inner:
        only_reads, run = ONLY_READS.get(words), command.invoke

        def invoke(ctx: Any) -> Any:
            if only_reads is None or not only_reads(ctx.params):
                ctx.obj.setting.require_writing()
            return run(ctx)

        command.invoke = invoke
