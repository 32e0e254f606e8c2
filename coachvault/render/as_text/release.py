"""Releases as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import indent
from typing import TYPE_CHECKING

from coachvault.practice.agreed import Fate, ParagraphChange, changes
from coachvault.practice.paragraphs import text_of
from coachvault.practice.release import Release, ReleaseStatus
from coachvault.practice.signoff import AT_THE_END, Evidence, Grade
from coachvault.render.as_text import word_diff
from coachvault.render.as_text.layout import RULE, fields, table
from coachvault.render.as_text.release_state import next_command, waits

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.practice.ids import Code
    from coachvault.practice.linter import Finding
    from coachvault.services.records.releases import ReleaseLine
    from coachvault.services.releases.export import ExportedRelease, Preview
    from coachvault.services.releases.received import Verdict, VerifiedRelease

__all__ = ["export_preview", "exported", "lines", "release", "taken", "text_of"]

_FIRST_WORDS = 8
_FATES = {
    Fate.APPROVED: "approved",
    Fate.LEFT_OUT: "left out",
    Fate.REWRITTEN: "in the client's words",
    Fate.ADDED: "added by the client",
}
_GRADES = {
    Grade.MESSAGE: "message: a screenshot that you vouch for; the weakest grade",
    Grade.EMAIL: "email: nobody has proved who sent it",
    Grade.ROOM: "room: signed on your own device",
    Grade.PAPER: "paper: a signed sheet, kept as a scan",
    Grade.PAGE: "page: signed in the client's browser, compared by telephone",
    Grade.KEY: "key: signed with a key that was known before",
}


_PAGE_ALONE = "page: signed in a browser; whose it was, the call will show"


def release(value: Release, today: date) -> str:
    """A release: what it is, who agreed, the text, and what comes next."""
    proposal = value.proposal
    version = f", version {proposal.version}" if proposal.version > 1 else ""
    pairs = [
        ("release", f"{value.id} of {value.place.client} (E{value.place.engagement}){version}"),
        ("status", status_line(value, today)),
        ("to", f"{proposal.recipient.shown} ({proposal.recipient.code})"),
        ("purpose", proposal.purpose),
        ("last day", proposal.expires.isoformat()),
        *((f"{party}", _agreement(value, party)) for party in value.parties),
        *(("besides", f"{party} said: {said}") for party in value.parties if (said := _besides(value, party))),
        *(("written", f"{each.at:%Y-%m-%d %H:%M} to {each.path}") for each in value.exports),
    ]
    shown = f"{fields(pairs)}\n\n{RULE}\n{_text(value)}{RULE}\n{_next(value, today)}"
    return shown.rstrip("\n")


def lines(found: Iterable[ReleaseLine], today: date) -> Table:
    """Releases as a list shows them: what waits on whom, since when."""
    rows = [
        (
            line.place.id,
            line.place.client,
            line.release.proposal.recipient.code if line.release else "",
            line.release.proposal.expires.isoformat() if line.release else "",
            status_line(line.release, today) if line.release else _without_text(line),
        )
        for line in found
    ]
    return table(("id", "client", "to", "last day", "status"), rows)


def _without_text(line: ReleaseLine) -> str:
    """How far a release is of which there is no more to see."""
    return f"destroyed {line.place.destroyed}" if line.place.destroyed else "draft, sealed with its notes"


def taken(value: Release, evidence: Evidence, today: date) -> str:
    """The sentences after an answer was recorded."""
    quoted = "" if evidence.quotes_text else " It quotes the code only, not the text."
    waiting = ", ".join(value.waits_for())
    after = f"{waiting} has still to agree." if waiting and not value.unconfirmed() else _next(value, today)
    grade = f"Grade {_PAGE_ALONE if value.is_unconfirmed(evidence) else _GRADES[evidence.grade]}."
    if evidence.declines:
        grade = "The client signed that nothing of it may be passed on."
    signed = [
        f"Signed as: {evidence.name}" if evidence.name else "",
        f"Approved: {_numbers(evidence)}" if evidence.name and evidence.approved else "",
        f"For you alone: {evidence.remarks}" if evidence.name and evidence.remarks else "",
    ]
    made_of_it = ["", word_diff.changes(changes(value.proposal, evidence)), ""] if evidence.written else []
    return "\n".join([f"Recorded for {value.id}. {grade}{quoted}", *filter(None, signed), *made_of_it, after])


def findings(found: Iterable[Finding], before: str = "anybody is asked") -> str:
    """What a text may give away, to be checked before something is done; empty if nothing was found."""
    lines = []
    for each in found:
        where = f"paragraph {each.paragraph}" if each.paragraph else "the purpose"
        lines.append(f"  {each.id} ({where}){', stops' if each.stops else ''}: {each.message}\n      “{each.excerpt}”")
    return "\n".join(["", f"To check before {before}:", *lines]) if lines else ""


def verified(value: VerifiedRelease, today: date) -> str:
    """The result of verifying a text that was received, and what that does not prove."""
    evidence = value.evidence
    over = " (over: it may not be passed on any more)" if value.is_over(today) else ""
    pairs = [
        ("release", evidence.release),
        ("to", evidence.recipient),
        ("purpose", evidence.purpose),
        ("last day", f"{evidence.expires}{over}"),
        *(("agreed", _verdict(each)) for each in value.verdicts),
    ]
    message = [
        "The file is, to the last byte, the text that the sheet is about.",
        fields(pairs),
        *_limits({each.grade for each in value.verdicts if each.is_signed}),
    ]
    return "\n\n".join(message)


def _verdict(verdict: Verdict) -> str:
    if verdict.is_signed:
        return f"{verdict.grade}: the signature fits, by {verdict.by}"
    return f"{verdict.grade}: nothing to verify; the coach keeps the answer"


def _limits(signed: set[Grade]) -> list[str]:
    """What the signatures do not prove."""
    if not signed:
        return ["The file is unchanged. That the client agreed to it, only the coach can say: nothing in it is signed."]
    limits = [
        "That the signature is the client's, and that the agreement was not taken back since, only the coach can say."
    ]
    if signed & {Grade.PAGE, Grade.ROOM}:
        limits.append(
            "Whether it was signed in the client's own browser (page) or on the coach's device (room), the sheet says"
            " and\nthe signature does not; the name is the one that was typed."
        )
    return limits


def call(value: Release, evidence: Evidence) -> str:
    """What to read out to the client on the telephone."""
    asked = value.request(evidence.code)
    begins = [
        f"  {_FATES[each.fate]}: {_to_read_out(each)}"
        for each in changes(value.proposal, evidence)
        if each.number in (AT_THE_END, *asked.shown)
    ]
    return "\n".join(
        [
            f"Call {asked.party} on a number that you knew before the request, and read out:",
            f"  to: {value.proposal.recipient.shown}",
            f"  purpose: {value.proposal.purpose}; last day {value.proposal.expires.isoformat()}",
            *begins,
            f"  the six words: {' '.join(evidence.words)}",
            f"It was signed as {evidence.name}.",
            *([f"The client remarked, for you alone: {evidence.remarks}"] if evidence.remarks else []),
            "",
        ]
    )


def not_called(value: Release) -> str:
    """The sentence if the client was not called yet."""
    return (
        "Nothing is recorded: that requires a call to a number that you knew before.\n"
        f"When you can call: `coachvault release confirm {value.id}`"
    )


def differs(value: Release, evidence: Evidence) -> str:
    """What it means to record that something was not the same."""
    party = value.request(evidence.code).party
    return (
        f"You say that something was not the same. Once recorded, that stays: whatever {party} answered counts for\n"
        f"nothing, and {party} would have to sign anew. Ctrl-C leaves it as it is."
    )


def confirmed(value: Release, *, matches: bool, today: date) -> str:
    """The sentence after the call."""
    if matches:
        return f"Recorded: the sign-off of {value.id} is the client's.\n{_next(value, today)}"
    return (
        f"Recorded: the sign-off of {value.id} is not the client's, and counts for nothing."
        " Somebody had the page and its code.\n"
        f"Tell the client, and ask anew by another way: `coachvault release request {value.id} --by paper`"
        + _has_left(value)
        * bool(value.exports)
    )


def _has_left(value: Release) -> str:
    return (
        "\nWhat has left cannot be called back, and nothing more leaves."
        f" `coachvault release withdraw {value.id}` writes the letter to the recipient."
    )


def export_preview(found: Preview) -> str:
    """What an export would write, before it is confirmed."""
    proposal = found.release.proposal
    pairs = [
        ("to", f"{proposal.recipient.shown} ({proposal.recipient.code})"),
        ("purpose", proposal.purpose),
        ("last day", proposal.expires.isoformat()),
        *(("agreed", _GRADES[each.grade]) for each in found.evidence),
        ("", f"the key of {', '.join(found.without_key)} was removed since" if found.without_key else ""),
    ]
    return f"{fields(pairs)}\n\n{RULE}\n{found.text}{RULE}\nWhat has left cannot be called back."


def exported(written: ExportedRelease) -> str:
    """The sentences after an export."""
    return (
        f"{written.path} is written for {written.release.id}: exactly the text that was agreed to.\n"
        f"SHA-256 {written.sha256}\n\n{written.sheet_path} explains it to the recipient."
        " Both are readable files: delete them when they are sent."
    )


def _text(value: Release) -> str:
    """The text as it is proposed; if the client wrote on the page, what became of it."""
    evidence = value.evidence_of(value.place.client)
    if evidence is None or not evidence.written:
        return text_of(value.proposal.paragraphs)
    return word_diff.changes(changes(value.proposal, evidence)) + "\n"


def status_line(value: Release, today: date) -> str:
    """How far a release is, since when, and on whom it waits."""
    status = value.status(today)
    if value.is_to_be_compared(today):
        return f"signed {value.unconfirmed()[0].signed_on[:10]}, to be compared by telephone"
    if status is not ReleaseStatus.REQUESTED:
        return status.value
    first = min(request.requested_at for request in value.open_requests).date()
    return f"requested {first}, {waits(value)}"


def _agreement(value: Release, party: Code) -> str:
    evidence = value.evidence_of(party)
    if evidence is None:
        return "has not agreed yet"
    if evidence.declines:
        return f"signed on {evidence.signed_on[:10]} that nothing may be passed on"
    if value.is_unconfirmed(evidence):
        return f"signed on {evidence.signed_on[:10]} on the page, not compared by telephone yet"
    return f"agreed on {evidence.signed_on[:10]}, {_GRADES[evidence.grade]}"


def _besides(value: Release, party: Code) -> str:
    """Returns what a party said besides its answer, but for lines that are written out of habit."""
    evidence = value.evidence_of(party)
    if evidence is None:
        return ""
    known = {each.text for each in evidence.seen or () if each.known}
    return "; ".join(line for line in evidence.remarks.splitlines() if line and line not in known)


def _numbers(evidence: Evidence) -> str:
    return (
        "paragraphs " + ", ".join(map(str, evidence.approved))
        if len(evidence.approved) > 1
        else (f"paragraph {evidence.approved[0]}")
    )


def _to_read_out(change: ParagraphChange) -> str:
    """The beginning of a paragraph that both know; all of what the client wrote, which only the page has shown."""
    if change.fate in (Fate.REWRITTEN, Fate.ADDED):
        return indent(change.signed, "    ").lstrip()
    words = change.proposed.split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def _next(value: Release, today: date) -> str:
    if value.is_to_be_compared(today):
        return f"Next: `coachvault release confirm {value.id}` leads through the call to the client"
    return {
        ReleaseStatus.DRAFT: f"Next: `coachvault release request {value.id} --by page`, on which the client can write"
        if value.proposal.client_may_write
        else f"Next: `coachvault release request {value.id} --by email`, or --by paper",
        ReleaseStatus.REQUESTED: f"Next: `{next_command(value, today)}`{'' if value.to_ask() else ' reads the answer'}",
        ReleaseStatus.DECLINED: _after_a_no(value),
        ReleaseStatus.DIFFERING: "The answers approve different paragraphs: nothing may leave before that is settled.\n"
        f"Next: `{next_command(value, today)}`",
        ReleaseStatus.SIGNED: f"Next: `coachvault release export {value.id}`",
        ReleaseStatus.EXPORTED: f"`coachvault release withdraw {value.id}` withdraws the agreement",
        ReleaseStatus.EXPIRED: "Its last day is over: nothing can leave any more",
        ReleaseStatus.WITHDRAWN: "It was withdrawn: nothing can leave any more",
    }[value.status(today)]


def _after_a_no(value: Release) -> str:
    on_page = any(value.is_unconfirmed(each) for each in value.answers() if each.declines)
    settles = (
        f"`coachvault release withdraw {value.id}` withdraws the agreement, with a letter about what has left"
        if value.exports
        else f"`coachvault release edit {value.id}` proposes something else"
    )
    doubt = f"\nIf you doubt that it was the client: `coachvault release confirm {value.id}` leads through the call"
    return settles + doubt * on_page
