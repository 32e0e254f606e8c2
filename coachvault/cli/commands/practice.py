"""`coachvault practice`: the practice itself: what custodians have to know, its end, and its archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.input.reading import read_form, tell_of_cloud, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import custodians as custodians_json
from coachvault.render.as_json import retirement as retirement_json
from coachvault.render.as_text import custodians as custodians_text
from coachvault.render.as_text import retirement as retirement_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.keys import create_vault
from coachvault.services.retirement import archive as vault_archive
from coachvault.services.retirement import calendar as retention_calendar
from coachvault.services.retirement import letters as farewell_letters
from coachvault.services.retirement import retire as retirement

app = typer.Typer(
    rich_markup_mode=None,
    help="The practice itself: what custodians have to know, its archive, and its end.",
    no_args_is_help=True,
)

Letters = Annotated[
    str, typer.Option("--letters", metavar="DIR", help="Write letters to executors and clients, and a calendar file.")
]


@app.command("show")
def show(ctx: typer.Context) -> None:
    """Show how the practice stands: what is open, kept and due, and who could step in."""
    context: Context = ctx.obj
    found = retirement.inspect_practice(unlock(context))
    context.output.result("practice show", {"practice": retirement_json.outlook(found)}, retirement_text.outlook(found))


@app.command("handbook")
def handbook(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE|-", help="TOML: laptop, backups, helper, call, message, remark, advisers."
        ),
    ] = "",
) -> None:
    """Show or set what custodians have to know: where the laptop and the backups are, who helps, whom to call."""
    context: Context = ctx.obj
    text = read_form(form) if form else ""
    opened = unlock(context)
    if text:
        custodians.set_handbook(opened, text)
    with opened.at_one_moment() as moment:
        value, known = custodians.show_handbook(moment), custodians.list_custodians(moment)
    data = {"handbook": custodians_json.handbook(value)}
    context.output.result("practice handbook", data, custodians_text.handbook(value, known))


@app.command("retire")
def retire(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what is left to settle.")] = False,
    archive_to: Annotated[
        str, typer.Option("--archive", metavar="FILE", help="Where the final archive goes; asked for in a terminal.")
    ] = "",
    letters: Letters = "",
    confirm: Annotated[str, typer.Option("--confirm", metavar="retire", help="The word `retire`, to confirm.")] = "",
) -> None:
    """End the practice: settle what is open, make the final archive; from then on nothing new is written."""
    from coachvault.cli.guides.retirement import ask_place, lead  # loaded only where it leads

    context: Context = ctx.obj
    opened = unlock(context)
    found = retirement.inspect_practice(opened)
    if dry_run:
        data = {"practice": retirement_json.outlook(found), "retired": False}
        context.output.result("practice retire", data, retirement_text.outlook(found))
        return
    lead(context, opened, confirm)
    made = _archive(context, opened, ask_place(context, archive_to), letters)
    state = retirement.retire(opened)
    data = {
        "practice": retirement_json.outlook(retirement.inspect_practice(opened)),
        "retired": True,
        "archive": retirement_json.archived(made) if made else None,
    }
    message = (
        f"The practice has ended on {state.retired_on}. Nothing new is written; what is due, and sign-offs, go on."
    )
    context.output.result("practice retire", data, message)


@app.command("archive")
def archive(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The archive, ending in .vault; best on another disk.")],
    letters: Letters = "",
) -> None:
    """Make an archive: a copy in which everything is sealed, with what custodians need beside it."""
    context: Context = ctx.obj
    opened = unlock(context)
    warn_of_names(context, opened, f"{file} {letters}")
    made = vault_archive.archive(opened, Path(file).expanduser())
    tell_of_cloud(context, Path(made.backup.path))
    written = farewell_letters.write_letters(opened, made, Path(letters).expanduser()) if letters else None
    data = retirement_json.archived(made) | retirement_json.letters(written)
    context.output.result("practice archive", data, retirement_text.archived(made, written))


@app.command("verify")
def verify(
    ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="A vault, backup or archive.")]
) -> None:
    """Verify a vault, backup or archive without any key: its structure, its chain, and six words to compare."""
    context: Context = ctx.obj
    found = vault_archive.verify(Path(file).expanduser())
    message = (
        f"Its structure and its chain of {found.entries:,} entries are whole.\nSix words of its head:"
        f" {' '.join(found.words)}\nCompare them with those on paper. What is sealed inside takes words to check."
    )
    context.output.result("practice verify", {"entries": found.entries, "words": list(found.words)}, message)


@app.command("calendar")
def calendar(
    ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write, .ics.")]
) -> None:
    """Write a calendar file: when something is due, rehearsals, and a yearly look; it names nobody."""
    context: Context = ctx.obj
    opened = unlock(context)
    place = Path(file).expanduser()
    create_vault.write_file(place, retention_calendar.reminders(opened))
    message = f"{place} can be taken into any calendar; it names nobody. Write it anew when something has changed."
    context.output.result("practice calendar", {"path": str(place.absolute())}, message)


@app.command("hand-over")
def hand_over(
    ctx: typer.Context,
    client: Annotated[str, typer.Argument(help="The client's code or its start.")],
    to: Annotated[str, typer.Option("--to", metavar="CODE", help="The successor's code, among the sponsors.")],
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write, .txt or .md.")],
) -> None:
    """Give a successor the text that the client signed for exactly that successor."""
    context: Context = ctx.obj
    opened = unlock(context)
    exported = retirement.hand_to_successor(opened, client, to, Path(out).expanduser())
    message = (
        f"{exported.path} holds exactly what the client signed for {to}, and {exported.sheet_path} tells what it is."
    )
    data = {"path": str(exported.path), "sha256": exported.sha256, "release": exported.release.id}
    context.output.result("practice hand-over", data, message)


def _archive(context: Context, opened: OpenVault, place: str, letters: str) -> vault_archive.Archived | None:
    if not place:
        context.output.warn("No archive was made: `coachvault practice archive FILE` makes one at any time.")
        return None
    made = vault_archive.archive(opened, Path(place).expanduser())
    written = farewell_letters.write_letters(opened, made, Path(letters).expanduser()) if letters else None
    context.output.say(retirement_text.archived(made, written))
    return made
