"""`coachvault disclose`: the only way without a signature, for serious danger or a court order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from coachvault.cli.command import Context, Given, Reply, command, single
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.dates import read_day
from coachvault.cli.input.options import ConfirmCode, argument, form_option, option, out_option, reason_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_form, read_reason, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.dates import Meant
from coachvault.practice.disclosure import DisclosurePlace, Ground
from coachvault.practice.ids import looks_like_disclosure
from coachvault.render.as_json import disclosure as disclosure_json
from coachvault.render.as_text import disclosure as disclosure_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.disclosure import disclose as disclosing
from coachvault.services.disclosure import notification, rules
from coachvault.services.disclosure.disclose import AcceptedFindings

app = single()


def _shows_disclosure(given: Given) -> bool:
    """Returns whether a disclosure is only shown, or emergency numbers are, which come before everything else."""
    others = [value for name, value in given.items() if name != "which"]
    return bool(given["now"]) or (looks_like_disclosure(given["which"]) and not any(others))


@command(app, only_reads=_shows_disclosure)
def disclose(
    context: Context,
    which: Annotated[
        str, argument("The client's code; or D1, to complete it, show it or follow it up.", "CLIENT|ID")
    ] = "",
    now: Annotated[bool, option("--now", "In immediate danger: emergency numbers first, all else later.")] = False,
    spoken: Annotated[
        bool, option("--spoken", "It was said aloud: record to whom, when and what, write no file.")
    ] = False,
    form: Annotated[
        str, form_option("TOML: danger, evidence, advice, recipient, recipient_kind, text or passages, said_at, ...")
    ] = "",
    note: Annotated[
        list[str] | None, option("--note ID", "Offer the paragraphs of this note as passages; repeatable.")
    ] = None,
    out: Annotated[str, out_option("The file to write: the text alone.")] = "",
    letter: Annotated[str, option("--letter FILE", "Write the letter to the client; .txt.")] = "",
    keep: Annotated[
        list[str] | None, option("--keep FINDING", "Accept a warning that another client is named; repeatable.")
    ] = None,
    message: Annotated[str | None, option("--told HOW|-", "The client was notified of D1 in person; recorded.")] = None,
    delay_until: Annotated[str, option("--delay-until DATE", "Let the letter of D1 wait, with --reason.")] = "",
    nothing: Annotated[bool, option("--nothing", "Nothing was disclosed in the emergency D1, with --reason.")] = False,
    reason: Annotated[
        str | None, reason_option("Why the letter waits, nothing was disclosed or a warning is accepted; no names.")
    ] = None,
    confirm: ConfirmCode = "",
) -> (
    Reply[disclosure_json.DisclosureMade]
    | Reply[disclosure_json.DisclosureBegun]
    | Reply[disclosure_json.DisclosureShown]
    | Reply[disclosure_json.DisclosureChanged]
):
    """For serious danger or a court order: the only way without a signature."""
    if now:
        return _now(context, which)
    if not which:
        context.need_person("the client's code")
    ground = disclosing.parse_form(read_form(form)) if form else None
    opened = unlock(context)
    warn_of_names(context, opened, f"{out} {letter} {reason or ''} {message or ''}")
    if message is not None or delay_until or nothing:
        return _changed(*_followed_up(context, opened, which, message, delay_until, nothing, reason))
    if ground is None and looks_like_disclosure(which):
        if letter:
            place = notification.write_letter(opened, which, path_of(letter))
            return _changed(place, f"{letter} is the letter to the client: send it, then delete it.")
        shown = disclosing.show(opened, which)
        if not shown.place.is_begun:
            return Reply(disclosure_json.shown(shown), disclosure_text.shown(shown))
    why = read_reason(context, reason) if reason is not None else ""
    kept = AcceptedFindings(tuple(keep or ()), why)
    which = which or _chosen(context, opened)
    return _make(context, opened, which, ground, out, letter, confirm, tuple(note or ()), kept, spoken=spoken)


def _followed_up(
    context: Context, opened: OpenVault, which: str, notified: str | None, until: str, nothing: bool, why: str | None
) -> tuple[DisclosurePlace, str]:
    """Does what is asked for about a disclosure that was begun or made."""
    if [notified is not None, bool(until), nothing].count(True) > 1:
        raise UsageError("--told, --delay-until and --nothing do not go together.")
    if notified is not None:
        place = notification.notify_client(opened, which, read_reason(context, notified))
        return place, f"It is recorded that {place.client} was notified of {place.id}."
    if why is None and context.interactive:
        why = context.prompts.ask("Why? (recorded; no names)", "")
    why = read_reason(context, why or "")
    if nothing:
        place = notification.close(opened, which, why)
        return place, f"{place.id} is closed: nothing was disclosed. The register says so, and why."
    place = notification.delay(opened, which, read_day(context, opened, until, Meant.FUTURE), why)
    return place, f"The letter about {place.id} waits until {place.letter_due}; `status` reminds you then."


def _changed(place: DisclosurePlace, message: str) -> Reply[disclosure_json.DisclosureChanged]:
    return Reply({"disclosure": disclosure_json.DisclosurePlaceRecord.of(place)}, message)


def _make(
    context: Context,
    opened: OpenVault,
    which: str,
    ground: Ground | None,
    out: str,
    letter: str,
    confirm: str,
    notes: tuple[str, ...],
    keep: AcceptedFindings,
    *,
    spoken: bool,
) -> Reply[disclosure_json.DisclosureMade]:
    from coachvault.cli.guides import disclosure as guide  # loaded only where a disclosure is made

    context.setting.require_writing()
    path = path_of(out) if out and not spoken else None
    letter_path = path_of(letter) if letter else None
    disclosing.require_places(path, letter_path)
    if ground is None:
        context.need_person("--from FILE|-")
        ground, keep = guide.ask(context, opened, which, notes, keep.reason, spoken)
    elif notes:
        raise UsageError("--note offers paragraphs when passages are asked for; a form contains its own.")
    else:
        keep = guide.keep_or_leave(context, rules.lint_disclosure(opened, which, ground.text), keep)
    client = disclosing.check(opened, which, ground, keep)
    if path is None and not spoken:
        path = _ask_path(context, letter_path)
    if context.interactive:
        context.output.say(disclosure_text.disclosure_preview(client, ground))
    guide.confirm(context, client.code, confirm)
    made = disclosing.disclose(opened, which, ground, path, letter_path, keep)
    return Reply(disclosure_json.made(made), disclosure_text.made(made, letter))


def _ask_path(context: Context, letter_path: Path | None) -> Path:
    context.need_person("--out FILE (or --spoken)")

    def expect(typed: str) -> None:
        disclosing.require_places(path_of(typed), letter_path)

    return path_of(context.prompts.ask_checked("File to write", "disclosure.txt", expect))


def _now(context: Context, which: str) -> Reply[disclosure_json.DisclosureBegun]:
    context.output.say(disclosure_text.emergency_numbers())
    context.setting.require_writing()
    if not which:
        context.need_person("the client's code")
    opened = unlock(context)
    client, place = disclosing.begin_now(opened, which or _chosen(context, opened))
    return Reply(disclosure_json.begun(client, place), disclosure_text.reach(client, place))


def _chosen(context: Context, opened: OpenVault) -> str:
    from coachvault.cli.input.choices import choose_client  # loaded only where a client is picked

    return choose_client(context, opened)
