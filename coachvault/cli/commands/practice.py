"""`coachvault practice`: the practice itself: what custodians have to know, its end, and its archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, given_with, group, without
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.retirement import ask_place, lead
from coachvault.cli.input.options import ClientCode, argument, form_option, option, out_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_form, report_cloud_copies, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import custodians as custodians_json
from coachvault.render.as_json import files as files_json
from coachvault.render.as_json import retirement as retirement_json
from coachvault.render.as_text import custodians as custodians_text
from coachvault.render.as_text import retirement as retirement_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.keys import create_vault
from coachvault.services.people import settings
from coachvault.services.records import written_files
from coachvault.services.retirement import archive as vault_archive
from coachvault.services.retirement import calendar as retention_calendar
from coachvault.services.retirement import letters as farewell_letters
from coachvault.services.retirement import retire as retirement

app = group("The practice itself: what custodians have to know, its archive, and its end.")

Letters = Annotated[str, option("--letters DIR", "Write letters to executors and clients, and a calendar file.")]


@command(app, "show", only_reads=True)
def show(context: Context) -> Reply[retirement_json.PracticeShown]:
    """Show the state of the practice: what is open, kept and due, and who could step in."""
    found = retirement.inspect_practice(unlock(context))
    return Reply({"practice": retirement_json.outlook(found)}, retirement_text.outlook(found))


@command(app, "set")
def set_value(
    context: Context,
    opened: OpenVault,
    name: Annotated[str, argument("What is set: date_order.", "NAME")],
    value: Annotated[str, argument("Its value: dmy (3/4 is 3 April) or mdy (3/4 is 4 March).", "VALUE")],
) -> Reply[retirement_json.SettingChanged]:
    """Set how you write days."""
    settings.change_setting(opened, name, value)
    return Reply({"name": name, "value": value}, f"{name} is {value} from now on.")


@command(app, "handbook", only_reads=without("form"))
def handbook(
    context: Context,
    form: Annotated[str, form_option("TOML: laptop, backups, helper, call, message, remark, advisers.")] = "",
) -> Reply[custodians_json.HandbookShown]:
    """Show or set what custodians have to know: where the laptop and the backups are, who helps, whom to call."""
    text = read_form(form) if form else ""
    opened = unlock(context)
    if text:
        custodians.set_handbook(opened, text)
    with opened.at_one_moment() as moment:
        value, known = custodians.show_handbook(moment), custodians.list_custodians(moment)
    return Reply({"handbook": value}, custodians_text.handbook(value, known))


@command(app, "retire", only_reads=given_with("dry_run"))
def retire(
    context: Context,
    opened: OpenVault,
    dry_run: Annotated[bool, option("--dry-run", "Only show what is left to settle.")] = False,
    archive_to: Annotated[str, option("--archive FILE", "Where the final archive goes; asked for in a terminal.")] = "",
    letters: Letters = "",
    confirm: Annotated[str, option("--confirm retire", "The word `retire`, to confirm.")] = "",
) -> Reply[retirement_json.PracticeRetired]:
    """End the practice: settle what is open, make the final archive; from then on nothing new is written."""
    found = retirement.inspect_practice(opened)
    if dry_run:
        return Reply({"practice": retirement_json.outlook(found), "retired": False}, retirement_text.outlook(found))
    lead(context, opened, confirm)
    made = _archive(context, opened, ask_place(context, archive_to), letters)
    state = retirement.retire(opened)
    data: retirement_json.PracticeRetired = {
        "practice": retirement_json.outlook(retirement.inspect_practice(opened)),
        "retired": True,
        "archive": retirement_json.ArchiveRecord.of(made) if made else None,
    }
    message = (
        f"The practice has ended on {state.retired_on}. Nothing new is written; what is due, and sign-offs, go on."
    )
    return Reply(data, message)


@command(app, "archive")
def archive(
    context: Context,
    opened: OpenVault,
    file: Annotated[str, argument("The archive, ending in .vault; best on another disk.", "FILE")],
    letters: Letters = "",
) -> Reply[retirement_json.ArchiveMade]:
    """Make an archive: a copy in which everything is sealed, with what custodians need next to it."""
    warn_of_names(context, opened, f"{file} {letters}")
    folder = path_of(letters) if letters else None
    made = vault_archive.archive(opened, path_of(file))
    report_cloud_copies(context, Path(made.backup.path))
    written = farewell_letters.write_letters(opened, made, folder) if folder else None
    return Reply(retirement_json.archive_made(made, written), retirement_text.archived(made, written))


@command(app, "verify", only_reads=True)
def verify(
    context: Context, file: Annotated[str, argument("A vault, backup or archive.", "FILE")]
) -> Reply[retirement_json.ArchiveVerified]:
    """Verify a vault, backup or archive without any key: its structure, its chain, and six words to compare."""
    found = vault_archive.verify(path_of(file))
    message = (
        f"Its structure and its chain of {found.entries:,} entries are whole.\nSix words of its head:"
        f" {' '.join(found.words)}\nCompare them with those on paper. Checking what is sealed inside requires words."
    )
    return Reply({"entries": found.entries, "words": found.words}, message)


@command(app, "calendar", only_reads=without("sessions"))
def calendar(
    context: Context,
    file: Annotated[str, argument("The file to write, .ics.", "FILE")] = "",
    sessions: Annotated[str, option("--sessions FILE", "Instead, write the next sessions, .ics.")] = "",
) -> Reply[files_json.FileWritten]:
    """Write a calendar file: when something is due, rehearsals, and a yearly review; it names nobody."""
    if bool(file) == bool(sessions):
        raise UsageError("One file is written.", "`practice calendar FILE`, or `practice calendar --sessions FILE`.")
    opened, place = unlock(context), path_of(file or sessions)
    if sessions:
        written_files.write(opened, {place: retention_calendar.sessions(opened)}, "calendar of sessions")
        message = (
            f"{place} holds when the next sessions are, each called Session, and names nobody. A calendar that lies in"
            " the cloud of a phone then knows when you work. Import it, then delete it."
        )
        return Reply({"path": str(place.absolute())}, message)
    create_vault.write_file(place, retention_calendar.reminders(opened))
    message = f"{place} can be imported into any calendar; it names nobody. Write it anew when something has changed."
    return Reply({"path": str(place.absolute())}, message)


@command(app, "hand-over")
def hand_over(
    context: Context,
    opened: OpenVault,
    client: ClientCode,
    to: Annotated[str, option("--to CODE", "The successor's code, among the sponsors.")],
    out: Annotated[str, out_option("The file to write, .txt or .md.")],
) -> Reply[retirement_json.HandedOver]:
    """Give a successor the text that the client signed for exactly that successor."""
    exported = retirement.hand_to_successor(opened, client, to, path_of(out))
    message = (
        f"{exported.path} contains exactly what the client signed for {to}, and {exported.sheet_path} explains it."
    )
    return Reply({"path": str(exported.path), "sha256": exported.sha256, "release": exported.release.id}, message)


def _archive(context: Context, opened: OpenVault, place: str, letters: str) -> vault_archive.Archived | None:
    if not place:
        context.output.warn("No archive was made: `coachvault practice archive FILE` makes one at any time.")
        return None
    folder = path_of(letters) if letters else None
    made = vault_archive.archive(opened, path_of(place))
    written = farewell_letters.write_letters(opened, made, folder) if folder else None
    context.output.say(retirement_text.archived(made, written))
    return made
