"""Copies for clients as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachvault.services.client_rights.access import Copied
    from coachvault.services.client_rights.access_review import CopyChoice
    from coachvault.services.client_rights.third_parties import Flag


def flagged(found: Sequence[Flag]) -> str:
    """What was found in one item of the record."""
    lines = [f"\n{found[0].item}"]
    for each in found:
        message = f" ({each.title})" if each.title != each.item else ""
        lines.append(f"  {each.kind}{message}: {each.message}")
        lines += [f"      “{each.excerpt}”"] if each.excerpt else []
    return "\n".join(lines)


def before(code: str, path: Path, choice: CopyChoice) -> str:
    """What is about to be written."""
    left, kept = ", ".join(choice.leave_out) or "nothing", ", ".join(choice.keep)
    message = f"Everything that is held about {code} goes into {path}; left out: {left}."
    return f"{message} Kept all the same: {kept}." if kept else message


def copied(made: Copied) -> str:
    """Where a copy is, how it is handed over, and what should be checked in it."""
    message = [f"{made.path} contains {made.items} items."]
    if made.code:
        message[0] += f" The code that opens it: {made.code}"
        message.append("Send the file; give the code by telephone, never in the same mail.")
    else:
        message.append("Anybody can read it: print it, hand it over, then delete it.")
    if made.left_out:
        message.append(f"Left out: {', '.join(made.left_out)}. The copy says that something is, but not what.")
    if made.redacted:
        message.append(f"Another client's name was left out of lines of the register: {', '.join(made.redacted)}.")
    if made.elsewhere:
        message.append(f"Also named, or a word of the name, in {', '.join(made.elsewhere)}; the copy says in how many.")
    if made.not_searched:
        message.append(f"{made.not_searched} sealed notes about others were not searched for the name.")
    warnings = dict.fromkeys(f"  {each.item}  {each.kind}: {each.message}" for each in made.flags)
    if warnings:
        message += ["", "Check these before you hand it over; --leave-out ID writes it without one:", *warnings]
    return "\n".join(message)
