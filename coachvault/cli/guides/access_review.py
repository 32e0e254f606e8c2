"""A client's copy at the terminal: each thing that may be about others is decided on before anything is written."""

from __future__ import annotations

from pathlib import Path

from coachvault.cli.context import Context
from coachvault.cli.input.reading import read_reason
from coachvault.cli.terminal.output import Reply
from coachvault.render.as_json import access as access_json
from coachvault.render.as_text import access as access_text
from coachvault.services.client_rights import access, access_review
from coachvault.services.client_rights.access_review import CopyChoice
from coachvault.services.client_rights.third_parties import Flag
from coachvault.services.core.open_vault import OpenVault

_KEEP, _LEAVE, _KEEP_ALL = "keep", "leave", "all"
_ANSWERS = [
    (_KEEP, "it goes into the copy"),
    (_LEAVE, "leave it out; the copy says that something was left out"),
    (_KEEP_ALL, "it goes into the copy, and so does the rest without a question"),
]


def handed_out(
    context: Context, opened: OpenVault, client: str, path: Path, choice: CopyChoice, reason: str | None
) -> Reply[access_json.CopyWritten]:
    """Writes a copy, once a person has reviewed what may be about others; what was given in advance is not asked."""
    why = read_reason(context, reason) if reason == "-" else reason or ""
    if context.interactive:
        access.require_known_kind(path.name)
        code, flags = access_review.lint_copy(opened, client)
        choice = _decided(context, flags, choice)
        if not why and (choice.leave_out or choice.keep):
            why = context.prompts.ask("Why is it left out, or kept? (goes into the register; no names)", "")
        context.output.say(access_text.before(code, path, choice))
        context.confirm_word(code, "")
    made = access.copy(opened, client, access.WantedCopy(path, choice.leave_out, why, choice.keep))
    return Reply({"copy": access_json.CopyForClientRecord.of(made)}, access_text.copied(made))


def _decided(context: Context, flags: list[Flag], choice: CopyChoice) -> CopyChoice:
    """Asks about each thing in which something was found; what was decided in advance is not asked about."""
    known = {each.strip().lower() for each in (*choice.leave_out, *choice.keep)}
    by_item: dict[str, list[Flag]] = {}
    for flag in flags:
        by_item.setdefault(flag.item, []).append(flag)
    leave_out, keep, rest = list(choice.leave_out), list(choice.keep), False
    for item, found in by_item.items():
        is_grave = any(each.stops or each.holds_back for each in found)
        if item.lower() in known or (rest and not is_grave):
            continue
        context.output.say(access_text.flagged(found))
        answer = context.prompts.choose(f"{item}: what now?", _answers(is_grave=is_grave))
        rest = rest or answer == _KEEP_ALL
        if answer == _LEAVE:
            leave_out.append(item)
        elif is_grave:
            keep.append(item)
    return CopyChoice(tuple(leave_out), tuple(keep))


def _answers(*, is_grave: bool) -> list[tuple[str, str]]:
    """The likeliest answer comes first: if another client is named, or a letter waits, that is leaving it out."""
    return [_ANSWERS[1], _ANSWERS[0]] if is_grave else _ANSWERS
