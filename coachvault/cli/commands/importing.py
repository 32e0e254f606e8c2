"""`coachvault import`: notes from jrnl, Day One or Markdown files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.choices import choose_client
from coachvault.cli.input.options import Kind, argument, option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.errors import BadInput
from coachvault.practice.text import counted
from coachvault.render.as_json import notes as notes_json
from coachvault.services.notes.importing import (
    LARGEST_JOURNAL_BYTES,
    BroughtIn,
    JournalEntry,
    Program,
    Source,
    bring_in,
    parse,
)

app = single()


@command(app)
def bring(
    context: Context,
    program: Annotated[Program, argument("Where they come from.", "jrnl|dayone|markdown")],
    files: Annotated[list[str], argument("The journal, or `-`; .md files, or their folder.", "FILE...")],
    client: Annotated[str, option("--client CODE", "Whose notes they are, or `own`.")] = "",
    tag: Annotated[str, option("--tag T", "Only entries that have this tag.")] = "",
    kind: Kind = None,
) -> Reply[notes_json.NotesImported]:
    """Import notes from jrnl, Day One or Markdown files."""
    if program is Program.MARKDOWN and tag:
        raise UsageError("Tags are not read from Markdown files.", "Name the files or the folder of one client.")
    today = context.surroundings.clock.now().date()
    found = parse(program, _sources(program, [path_of(each) for each in files], today))
    entries = [each for each in found if not tag or tag.lstrip("@#").casefold() in map(str.casefold, each.tags)]
    opened = unlock(context)
    warn_of_names(context, opened, *files)
    code = client or choose_client(context, opened, own=True)
    if context.interactive and not _confirmed(context, entries, code):
        raise BadInput("Nothing was imported.")
    done = bring_in(opened, code, entries, kind)
    others = len(found) - len(entries)
    return Reply(notes_json.NotesImported.of(done, other_tags=others), _summary(done, others))


def _confirmed(context: Context, entries: list[JournalEntry], code: str) -> bool:
    days = sorted(each.held_on[:10] for each in entries)
    if not days:
        return True
    found = "1 entry" if len(days) == 1 else f"{len(days):,} entries"
    context.output.say(f"{found}, from {days[0]} to {days[-1]}.")
    return context.prompts.confirm(f"Write them as notes of {code}?", default=True)


def _summary(done: BroughtIn, others: int) -> str:
    message = [f"Written: {counted(len(done.notes), 'note')}."]
    message += [f"Already there: {done.known:,}."] if done.known else []
    message += [f"Blank: {done.blank:,}."] if done.blank else []
    message += [f"Without the tag: {others:,}."] if others else []
    lines = [" ".join(message)]
    if done.guessed:
        lines.append(f"{done.guessed:,} of them name no day and have the one on which their file was last changed.")
    if done.notes and done.not_compared:
        lines.append(
            f"{counted(done.not_compared, 'sealed note')} could not be compared: check whether one is there twice."
        )
    if minutes := sum(each.note.minutes for each in done.notes):
        hours = f"{round(minutes / 60, 2):g} hours"
        lines.append(f"They count as {hours}, each as long as usual; `note edit ID --duration` puts one right.")
    if done.notes:
        lines.append(
            "The files that they came from are still readable: delete them, and their backups, when all is well."
        )
    return "\n".join(lines)


def _sources(program: Program, paths: list[Path], today: date) -> Iterator[Source]:
    for path in _markdown_files(paths) if program is Program.MARKDOWN else paths:
        if str(path) == "-":
            yield Source("-", sys.stdin.buffer.read(LARGEST_JOURNAL_BYTES + 1), today)
            continue
        yield Source(path.name, _bytes(path), datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date())


def _markdown_files(paths: list[Path]) -> list[Path]:
    """Returns the files that were named, and those in the folders that were named, in the order of their names."""
    found = []
    for path in paths:
        inside = sorted(filter(_is_markdown, path.rglob("*"))) if path.is_dir() else [path]
        if not inside:
            raise BadInput("There is no Markdown file (.md) in that folder; nothing was imported.")
        found += inside
    return found


def _is_markdown(path: Path) -> bool:
    """Returns whether a file in a folder is to be read: not if it is a link or hidden."""
    hidden = any(part.startswith(".") for part in path.parts if part not in (".", ".."))
    return path.suffix.lower() == ".md" and path.is_file() and not path.is_symlink() and not hidden


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise BadInput("That is not a file; nothing was imported.", "Name the file that the program exported.")
        with path.open("rb") as file:
            return file.read(LARGEST_JOURNAL_BYTES + 1)
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}.") from None
