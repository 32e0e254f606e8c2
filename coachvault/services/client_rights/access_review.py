"""What goes into a client's copy: what is held is reviewed, and the coach decides about each thing (rule R1)."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from coachvault.errors import NotFound, Refused
from coachvault.practice.ids import Code
from coachvault.practice.register import Event
from coachvault.services.client_rights.inventory import Section, collect
from coachvault.services.client_rights.third_parties import Flag, flags, redacted, subjects_held_back
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import releases, roster
from coachvault.services.records.note_places import places_of
from coachvault.services.records.register import record
from coachvault.texts.languages import language_of
from coachvault.vault.snapshot import Snapshot

WHY = "a copy for the client, who asked for it"


class CopyChoice(msgspec.Struct, frozen=True):
    """What a coach decided about things that are held.

    Args:
        leave_out: Ids of things that are left out, because they are about others as well.
        keep: Ids of things that are kept although another client is named, or the client is not yet notified of them.
    """

    leave_out: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


class Chosen(msgspec.Struct, frozen=True):
    """What goes into a copy.

    Args:
        sections: The things, by kind, called what they are in the client's language.
        flags: What should be reviewed in them.
        left_out: Ids of what was left out.
        redacted: Ids of lines of the register in which another client's name was left out.
    """

    sections: list[Section]
    flags: tuple[Flag, ...]
    left_out: tuple[str, ...]
    redacted: tuple[str, ...]


def lint_copy(opened: OpenVault, given_code: str) -> tuple[Code, list[Flag]]:
    """Returns whose copy it is and what to review before it is written; that sealed notes were read is recorded.

    Raises:
        NotFound: Nobody has that code.
        Refused: A custodian asks.
    """
    opened.require_coach("hands out a client's record")
    now = opened.now()
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, given_code)
        sealed = [place for place in places_of(snapshot, code) if not snapshot.is_readable(place.compartment_id)]
        drafts = [place for place in releases.places(snapshot, code) if releases.is_sealed(snapshot, place)]
        if not (sealed or drafts):
            return code, flags(snapshot, code, collect(snapshot, code), now.date())
    with opened.vault.change("access review", now, why=WHY, sealing=opened.unseal()) as change:
        for place in sealed:
            about = place.kept.engagement.id if place.kept else ""
            record(change, Event.OPENED, code, about, now, WHY, what="looked over for a copy")
        return code, flags(change, code, collect(change, code), now.date())


def choose(snapshot: Snapshot, code: Code, wanted: CopyChoice, today: date) -> Chosen:
    """Returns what goes into a copy: all that is held, but for what was left out and what the client cannot know yet.

    Args:
        snapshot: The vault, in which everything of the client's can be read.
        code: The client's code.
        wanted: What is left out, and what is kept.
        today: The day, to which letters may be delayed.

    Raises:
        NotFound: Something that is to be left out or kept is not there.
        Refused: Another client is named in something that was neither left out nor kept.
    """
    sections, lines = redacted(snapshot, code, collect(snapshot, code))
    language = language_of(roster.client(snapshot, code).language)
    theirs, _ = redacted(snapshot, code, collect(snapshot, code, language), language)
    found = flags(snapshot, code, sections, today)
    leave_out, keep = _ids(wanted.leave_out), _ids(wanted.keep)
    _require_there(leave_out | keep, sections, found)
    held_back = subjects_held_back(found, keep)
    out = leave_out | held_back
    stopping = dict.fromkeys(each.item for each in found if each.stops and each.item not in out | keep)
    if stopping:
        raise Refused(
            f"Another client is named in {', '.join(stopping)}: that is not theirs to read.",
            f"`--leave-out {next(iter(stopping))} --reason TEXT` leaves it out, and the copy says that something was"
            " left out; `--keep` keeps it, where it only looks like the name.",
        )
    kept = [_without(section, out, held_back) for section in theirs]
    gone = {item.id for section in sections for item in section.items} - {
        item.id for each in kept for item in each.items
    }
    return Chosen(
        [section for section in kept if section.items],
        tuple(each for each in found if each.item not in keep and (each.holds_back or each.item not in out)),
        tuple(sorted(gone)),
        tuple(each for each in lines if each not in gone),
    )


def _ids(given_ids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        f"{each[0].upper()}{each[1:]}" if re.fullmatch(r"[erd]\d+", each) else each
        for each in (given.strip().lower() for given in given_ids)
    )


def _require_there(wanted: frozenset[str], sections: list[Section], found: list[Flag]) -> None:
    known = {item.id for section in sections for item in section.items} | {each.item for each in found}
    if unknown := wanted - known:
        raise NotFound(
            f"There is no {', '.join(sorted(unknown))} in it.",
            "Things go by id: heron/3, R1, D1, E1, rating-1, entry-1, contact.",
        )


def _without(section: Section, out: frozenset[str], held_back: frozenset[str]) -> Section:
    kept = [each for each in section.items if each.id not in out and each.subject not in held_back]
    return Section(section.title, tuple(kept), section.is_register)
