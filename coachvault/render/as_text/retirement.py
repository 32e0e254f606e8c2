"""The state of a practice, and an archive, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.render.as_text.layout import fields

if TYPE_CHECKING:
    from coachvault.services.retirement.archive import Archived
    from coachvault.services.retirement.letters import WrittenLetters
    from coachvault.services.retirement.retire import RetirementOutlook


def outlook(value: RetirementOutlook) -> str:
    """What is open, kept and due, and who could step in."""
    free = [each for each in value.due.items if not each.hold]
    ended = value.state.retired_on
    pairs = [
        ("practice", f"ended on {ended}" + (", an archive" if value.state.is_archive else "") if ended else "goes on"),
        ("open engagements", ", ".join(f"{each.id} {each.client}" for each in value.open_engagements) or "none"),
        ("open releases", ", ".join(line.place.id for line in value.open_releases) or "none"),
        (
            "sealed",
            ", ".join(f"{each.id} ({choice})" if choice else each.id for each, choice in value.sealed) or "none",
        ),
        ("due", ", ".join(f"{each.subject} ({each.record_class.value})" for each in free) or "nothing"),
        ("executors", ", ".join(each.code for each in value.executors) or "none"),
        ("readers", ", ".join(each.code for each in value.readers) or "none"),
        ("quorum", f"{value.quorum} of {len(value.readers)}" if value.quorum else "none"),
        *(("missing", each) for each in value.missing),
    ]
    return fields(pairs)


def archived(value: Archived, written: WrittenLetters | None) -> str:
    """What was made, and how it can be used."""
    message = [
        f"{value.backup.id} is an archive, sealed and verified: {value.backup.path}",
        f"Six words of its head, for paper: {' '.join(value.words)}",
        "It opens with today's passphrase and words, and for custodians with theirs, on any machine with CoachVault.",
    ]
    if value.backup.page_path:
        message.append(f"Next to it: READ-ME-FIRST.txt and the executor's page, {value.backup.page_path}")
    if written:
        message += [
            f"{len(written.letters)} letters are in {written.calendar.parent}, readable: print and send them, then"
            " delete them.",
            f"{written.calendar} shows whoever steps in when something is due, and names nobody: give it to them with"
            " their letter.",
        ]
    return "\n".join(message)
