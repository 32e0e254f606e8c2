"""`coachvault search`: words in every open note."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.input.choices import parse_filter
from coachvault.cli.input.options import Kind, Since, Tags, Until, argument, option
from coachvault.cli.input.reading import warn_of_names
from coachvault.render.as_json import notes as notes_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import notes as notes_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.search import search_notes

app = single()
_WHAT = (
    'Words, and "phrases between quotation marks". Asked for when left out, unless a day, tag or kind is looked for.'
    " `-` reads stdin."
)
AT_ONCE = 20
"""So many matches are shown in a terminal where nobody says how many."""


@command(app, only_reads=True)
def search(
    context: Context,
    opened: OpenVault,
    query: Annotated[list[str] | None, argument(_WHAT)] = None,
    client: Annotated[str, option("--client CODE", "Only this client, or `own`.")] = "",
    since: Since = "",
    until: Until = "",
    tag: Tags = None,
    kind: Kind = None,
    limit: Annotated[
        int | None, option("--limit N", "At most N, the latest; 0 for all. In a terminal 20 when left out.", min=0)
    ] = None,
) -> Reply[notes_json.SearchAnswer]:
    """Find the notes that contain every word, whatever its case and accents."""
    narrowed = bool(since or until or tag or kind)
    words = "" if narrowed and not query else _words(context, query)
    shown = limit if limit is not None else AT_ONCE if context.output.is_read_by_person else 0
    wanted = parse_filter(context, opened, (since, until), tag, kind, shown)
    with opened.at_one_moment() as moment:
        if query and query != ["-"]:
            warn_of_names(context, moment, words)
        found = search_notes(moment, words, client or None, wanted)
    rows = [
        (str(match.id), layout.when(match.summary.held_on)[:10], match.summary.title, match.snippet)
        for match in found.matches
    ]
    if not rows:
        context.output.say("No open note contains all of these words." if words else "There is no such open note.")
    if hidden := found.total - len(found.matches):
        context.output.say(notes_text.more_line(hidden))
    if found.sealed_skipped:
        context.output.say(notes_text.sealed_line(found.sealed_skipped))
    return Reply(
        lambda: {
            "matches": [notes_json.MatchRecord.of(match) for match in found.matches],
            "total": found.total,
            "sealed_skipped": found.sealed_skipped,
        },
        lambda: notes_text.matches(rows),
    )


def _words(context: Context, query: list[str] | None) -> str:
    if query == ["-"]:
        return context.stdin_line()
    return " ".join(query) if query else context.prompts.ask("Which words?", "")
