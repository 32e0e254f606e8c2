"""Linting a proposal before anybody is asked: warnings that stop until they are fixed or kept with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.agreed import signed_paragraphs
from coachvault.practice.ids import Code
from coachvault.practice.linter import Around, Finding, FindingKind, lint
from coachvault.practice.note import Note
from coachvault.practice.register import parse_reason
from coachvault.practice.release import Release
from coachvault.practice.signoff import AcceptedWarning, Evidence, Proposal
from coachvault.services.core.forms import parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.services.records.note_places import every_place
from coachvault.services.records.releases import find_release
from coachvault.texts.watch_words import CATEGORIES, merged
from coachvault.vault.snapshot import Snapshot


class WatchWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A coach's own watch words, added to those that come with the program; a leading `-` takes one of those away.

    Args:
        health: Beginnings of words about health.
        family: Beginnings of words about family.
    """

    health: tuple[str, ...] = ()
    family: tuple[str, ...] = ()


def lint_release(opened: OpenVault, given_id: str) -> list[Finding]:
    """Returns what should be reviewed in a proposal, by paragraph.

    Raises:
        NotFound: There is no such release.
        Refused: It is a draft that was sealed together with its engagement.
    """
    with opened.vault.read() as snapshot:
        release = find_release(snapshot, given_id)
        return findings(snapshot, release.place.client, release.proposal)


def findings(snapshot: Snapshot, client: Code, proposal: Proposal, paragraphs: tuple[str, ...] = ()) -> list[Finding]:
    """Returns what should be reviewed in a proposal about a client, by paragraph; or in other paragraphs for it."""
    held_against = msgspec.structs.replace(
        around(snapshot, client, {proposal.recipient.code, *proposal.concerned}),
        notes=tuple(_open_notes(snapshot)),
        words=merged(_own_words(snapshot)),
    )
    return lint(paragraphs or proposal.paragraphs, proposal.purpose, held_against)


def around(snapshot: Snapshot, client: Code, parties: Collection[Code]) -> Around:
    """Returns the people whom a text about a client may name, as parties, and those whom it must not."""
    everybody = [*roster.codes(snapshot, kinds.CLIENT), *roster.codes(snapshot, kinds.SPONSOR)]
    known = {code: roster.person(snapshot, code) for code in everybody}
    return Around(
        client=roster.client(snapshot, client),
        parties=tuple(known[code] for code in everybody if code in parties),
        others=tuple(known[code] for code in everybody if code not in {client, *parties}),
        notes=(),
        words={},
    )


def findings_in_written(snapshot: Snapshot, release: Release, evidence: Evidence) -> list[Finding]:
    """Returns what should be reviewed in what the client wrote; paragraphs are numbered as they were signed."""
    signed = signed_paragraphs(release.proposal, evidence)
    own = {number for number, (_, is_written) in enumerate(signed, start=1) if is_written}
    if not own:
        return []
    texts = tuple(paragraph for paragraph, _ in signed)
    return [each for each in findings(snapshot, release.place.client, release.proposal, texts) if each.paragraph in own]


def lint_written(opened: OpenVault, given_id: str) -> list[Finding]:
    """Returns what should be reviewed in what the client of a release wrote; raises as `lint_release` does."""
    with opened.vault.read() as snapshot:
        release = find_release(snapshot, given_id)
        evidence = release.evidence_of(release.place.client)
        return findings_in_written(snapshot, release, evidence) if evidence else []


def accepted_warnings(
    snapshot: Snapshot, release: Release, keep: Iterable[str], reason: str
) -> tuple[AcceptedWarning, ...]:
    """Returns the warnings that are left as they are, those of earlier requests for the same text included.

    Args:
        snapshot: The vault.
        release: The release whose proposal is linted.
        keep: Ids of warnings that the coach keeps.
        reason: Why.

    Raises:
        NotFound: There is no such warning.
        Refused: One that stops is neither fixed nor kept, or no reason was given.
    """
    found = findings(snapshot, release.place.client, release.proposal)
    earlier = {each.finding: each for request in release.open_requests for each in request.kept}
    return kept_of(found, earlier, keep, reason, _gate("Nobody is asked", f"`release edit {release.id}", release))


def kept_as_written(
    snapshot: Snapshot, release: Release, evidence: Evidence, keep: Iterable[str], reason: str
) -> tuple[AcceptedWarning, ...]:
    """Returns the warnings about what the client wrote that are left as they are.

    Raises as `accepted_warnings` does.
    """
    found = findings_in_written(snapshot, release, evidence)
    earlier = {each.finding: each for export in release.exports for each in export.kept}
    gate = _gate("Nothing leaves", f"`release edit {release.id} --as-signed", release)
    return kept_of(found, earlier, keep, reason, gate)


class Gate(msgspec.Struct, frozen=True):
    """What a warning holds back, and which ways are open then.

    Args:
        held_back: What does not happen.
        change: What changes the text.
        listed: What shows the warnings.
        party: What else is possible where another client is named; nothing else if empty.
    """

    held_back: str
    change: str
    listed: str
    party: str = ""


def _gate(held_back: str, edit: str, release: Release) -> Gate:
    listed = f"`coachvault release show {release.id}` lists them."
    return Gate(held_back, f"{edit}` changes the text", listed, f" With {edit} --concerns CODE` they sign, too.")


def kept_of(
    found: list[Finding], earlier: dict[str, AcceptedWarning], keep: Iterable[str], reason: str, gate: Gate
) -> tuple[AcceptedWarning, ...]:
    """Returns the warnings that are left as they are.

    Args:
        found: All of them.
        earlier: Those that were kept before, by id.
        keep: Ids of those that the coach keeps.
        reason: Why.
        gate: What the others hold back.

    Raises:
        NotFound: There is no such warning.
        Refused: One that stops is neither fixed nor kept, or no reason was given.
    """
    chosen = {each.strip() for each in keep}
    if unknown := chosen - {finding.id for finding in found}:
        raise NotFound(
            f"There is no warning {', '.join(sorted(unknown))}.",
            gate.listed,
        )
    why = parse_reason(reason, "Why is it kept? That is recorded.") if chosen else ""
    left = earlier | {each: AcceptedWarning(each, why) for each in sorted(chosen)}
    stopping = [finding for finding in found if finding.stops and finding.id not in left]
    if stopping:
        message = "; ".join(f"{finding.id}: {finding.message}" for finding in stopping)
        others = any(finding.kind is FindingKind.OTHER_CLIENT for finding in stopping)
        party = gate.party if others else ""
        raise Refused(
            f"{gate.held_back} before this is reviewed: {message}",
            f"{gate.change}; --keep {stopping[0].id} --reason TEXT keeps it.{party}",
        )
    return tuple(left[finding.id] for finding in found if finding.id in left)


def kept_before(opened: OpenVault, given_id: str) -> set[str]:
    """Returns the warnings that were kept for exactly the present text; raises as `lint_release` does."""
    with opened.vault.read() as snapshot:
        return {each.finding for request in find_release(snapshot, given_id).open_requests for each in request.kept}


def set_watch_words(opened: OpenVault, text: str) -> WatchWords:
    """Sets the coach's own watch words.

    Args:
        opened: The vault.
        text: TOML: `health` and `family`, lists of words.

    Raises:
        BadInput: It is no TOML, or has other fields.
    """
    words = to_value(parse_toml(text), WatchWords)
    lists = {"health": words.health, "family": words.family}
    if any("\n" in word or not word.strip(" -!^") for words_of in lists.values() for word in words_of):
        raise BadInput("A watch word is one word or a few, on one line.")
    with opened.vault.change("release words", opened.now()) as change:
        profile = roster.profile(change)
        roster.save_profile(change, msgspec.structs.replace(profile, watch_words=lists))
    return words


def watch_words(opened: OpenVault) -> WatchWords:
    """Returns the coach's own watch words."""
    with opened.vault.read() as snapshot:
        return to_value(_own_words(snapshot), WatchWords)


def _own_words(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Returns the coach's own watch words; a category that `init` once took from a form, and nobody knows, is none."""
    known = roster.profile(snapshot).watch_words
    return {category: known[category] for category in CATEGORIES if category in known}


def _open_notes(snapshot: Snapshot) -> list[str]:
    compartments = {place.compartment_id for place in every_place(snapshot) if not place.has_ended}
    notes = (found for found in snapshot.scan(compartments) if found.item.kind == kinds.NOTE)
    return [snapshot.decoded(found.data, Note).body for found in notes]
