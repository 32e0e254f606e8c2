"""Making a disclosure: all that it rests on is looked at, then the text alone leaves, and the register keeps it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.disclosure import Disclosed, DisclosurePlace, Ground, RecipientKind
from coachvault.practice.ids import Code, looks_like_disclosure, parse_disclosure_number
from coachvault.practice.linter import Around, FindingKind, look
from coachvault.practice.people import Client
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services import roster
from coachvault.services.forms import parse_toml, to_value
from coachvault.services.opening import OpenVault
from coachvault.services.register import write
from coachvault.signoff.statement import sha256
from coachvault.system.files import new_files
from coachvault.texts.disclosure import LETTER
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


class Made(msgspec.Struct, frozen=True):
    """A disclosure that was made.

    Args:
        place: Where it is.
        disclosed: It.
        letter: What the client is told, in the client's language; empty while that is delayed.
    """

    place: DisclosurePlace
    disclosed: Disclosed
    letter: str


def parse_form(text: str) -> Ground:
    """Parses the TOML of `disclose --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    return to_value(parse_toml(text), Ground)


def to_ground(fields: dict[str, Any]) -> Ground:
    """Returns a ground from what was answered; raises as `parse_form` does."""
    return to_value(fields, Ground)


def check(opened: OpenVault, typed: str, ground: Ground) -> Client:
    """Makes sure that everything is there on which a disclosure has to rest; changes nothing.

    Args:
        opened: The vault.
        typed: The client's code, or the id of one that was begun.
        ground: What it rests on.

    Raises:
        NotFound: Nobody has that code.
        Refused: Something is missing, a recipient of another kind, a name without need, or somebody else's name (R11).
    """
    opened.expect_coach("discloses", "R11")
    with opened.vault.read() as snapshot:
        code = _client_of(snapshot, typed)
        _expect_allowed(snapshot, opened, code, ground)
        return roster.client(snapshot, code)


def begin_now(opened: OpenVault, typed: str) -> tuple[Client, DisclosurePlace]:
    """Opens a record of an emergency, to be completed within the day, and returns how to reach the client.

    Raises:
        NotFound: Nobody has that code.
    """
    opened.expect_coach("discloses", "R11")
    with opened.vault.change("disclose now", opened.now()) as change:
        code = roster.client_code(change, typed)
        place = _new_place(change, opened, code)
        what = "an emergency, to be written down"
        write(change, RegisterEntry(Event.DISCLOSURE_BEGUN, opened.now(), code, place.id, what=what))
        return roster.client(change, code), place


def disclose(opened: OpenVault, typed: str, ground: Ground, path: Path | None) -> Made:
    """Makes a disclosure: writes the text alone into a file, or records what was said.

    Args:
        opened: The vault.
        typed: The client's code, or the id of an emergency that was begun.
        ground: What it rests on, and the text.
        path: The file; None for what was said.

    Raises:
        NotFound: Nobody has that code, or there is no such emergency.
        Refused: As `check`, or it was made already: each takes a ground of its own.
        BadInput: Something stands at the path.
    """
    opened.expect_coach("discloses", "R11")
    now = opened.now()
    data = ground.text.encode() if ground.text.endswith("\n") else f"{ground.text}\n".encode()
    with ExitStack() as prepared:
        with opened.vault.change("disclose", now, why=ground.danger[:200]) as change:
            code = _client_of(change, typed)
            _expect_allowed(change, opened, code, ground)
            record_id, place = _begun(change, opened, typed) if looks_like_disclosure(typed) else (None, None)
            place = place or _new_place(change, opened, code)
            publish = prepared.enter_context(new_files({path: data} if path else {}))
            disclosed = Disclosed(ground, now, path is None, sha256(data), str(path.absolute()) if path else "")
            due = ground.letter_due or (None if ground.letter_delayed_because else now.date())
            done = msgspec.structs.replace(place, done_at=now, letter_due=due)
            _keep_place(change, done, record_id)
            change.insert(CompartmentId(done.compartment_id), kinds.DISCLOSED, disclosed, {})
            write(change, _entry(done, disclosed))
            client, sender = roster.client(change, code), roster.profile(change).name
        publish()
    letter = "" if ground.letter_delayed_because else letter_text(client, disclosed, sender)
    return Made(done, disclosed, letter)


def write_letter(opened: OpenVault, typed: str, path: Path) -> DisclosurePlace:
    """Writes the letter that tells the client what was shared and why; the register tells of it.

    Args:
        opened: The vault.
        typed: The disclosure's id.
        path: The file; nothing may stand there.

    Raises:
        NotFound: There is no such disclosure.
        Refused: It was not made yet.
        BadInput: Something stands at the path.
    """
    with ExitStack() as prepared:
        with opened.vault.change("disclosure letter", opened.now()) as change:
            record_id, place = _find(change, typed)
            if place.done_at is None:
                raise Refused(f"{place.id} was begun and not written down yet.", f"`coachvault disclose {place.id}`")
            client = roster.client(change, place.client)
            text = letter_text(client, made(change, place), roster.profile(change).name)
            publish = prepared.enter_context(new_files({path: text.encode()}))
            told = msgspec.structs.replace(place, letter_at=opened.now(), letter_due=None)
            _keep_place(change, told, record_id)
            entry = RegisterEntry(Event.CLIENT_TOLD, opened.now(), place.client, place.id)
            write(change, msgspec.structs.replace(entry, to="the client", sha256=sha256(text.encode())))
        publish()
    return told


def list_disclosures(opened: OpenVault) -> list[DisclosurePlace]:
    """Returns every disclosure, the oldest first."""
    with opened.vault.read() as snapshot:
        return places(snapshot)


def places(snapshot: Snapshot) -> list[DisclosurePlace]:
    """Returns every disclosure, the oldest first."""
    return [place for _, place in _records(snapshot)]


def written(snapshot: Snapshot, client: str = "") -> list[str]:
    """Returns the files that disclosures, all or one client's, were written into, as far as these keys can tell."""
    if not snapshot.day.may_read:
        return []
    known = [place for place in places(snapshot) if place.done_at and client in ("", place.client)]
    return [said.path for place in known if (said := made(snapshot, place)).path]


def letter_text(client: Client, disclosed: Disclosed, sender: str) -> str:
    """Returns what the client is told: what was shared, with whom, and why; in the client's language."""
    language = client.language if client.language in LETTER else "en"
    return LETTER[language].format(
        name=client.name or client.code,
        day=disclosed.at.date().isoformat(),
        recipient=disclosed.ground.recipient,
        danger=disclosed.ground.danger.strip(),
        text=disclosed.ground.text.strip(),
        coach=sender,
    )


def _expect_allowed(snapshot: Snapshot, opened: OpenVault, code: Code, ground: Ground) -> None:
    ground.expect_enough(opened.now().date())
    known = [roster.client(snapshot, each) for each in roster.codes(snapshot, kinds.CLIENT)]
    others = tuple(each for each in known if each.code != code)
    mine = roster.client(snapshot, code)
    if _names(ground.text, mine, others):
        raise Refused(
            "The text names another client; nothing of one client goes into what is said of another.",
            "Take the name out. A disclosure about two people takes two disclosures.",
        )
    named = bool(_names(ground.text, Client(Code("nobody")), (mine,)))
    if named and ground.kind is not RecipientKind.EMERGENCY and not ground.name_needed_because.strip():
        raise Refused(
            "The text names the client, and a disclosure goes under a pseudonym unless the name is needed (R11).",
            'Say "the client" instead, or add name_needed_because = "...".',
        )


def _names(text: str, client: Client, others: tuple[Client, ...]) -> list[str]:
    around = Around(client=client, parties=(), others=others, notes=(), words={})
    return [each.id for each in look([text], "", around) if each.kind is FindingKind.OTHER_CLIENT]


def _client_of(snapshot: Snapshot, typed: str) -> Code:
    return _find(snapshot, typed)[1].client if looks_like_disclosure(typed) else roster.client_code(snapshot, typed)


def _begun(change: Change, opened: OpenVault, typed: str) -> tuple[RecordId, DisclosurePlace]:
    record_id, place = _find(change, typed)
    if place.done_at is not None:
        raise Refused(
            f"{place.id} was made on {place.done_at:%Y-%m-%d}; a disclosure is made once (R11).",
            f"`coachvault disclose {place.client}` begins another, with a ground of its own.",
        )
    return record_id, place


def _new_place(change: Change, opened: OpenVault, code: Code) -> DisclosurePlace:
    number = max((place.number for place in places(change)), default=0) + 1
    place = DisclosurePlace(number, code, change.new_compartment(), opened.now())
    change.insert(change.part(Part.SCHEDULE), kinds.DISCLOSURE, place, {"number": number, "client": code})
    return place


def _keep_place(change: Change, place: DisclosurePlace, record_id: RecordId | None = None) -> None:
    known = record_id or _find(change, place.id)[0]
    change.replace(change.part(Part.SCHEDULE), known, place, {"number": place.number, "client": place.client})


def _find(snapshot: Snapshot, typed: str) -> tuple[RecordId, DisclosurePlace]:
    number = parse_disclosure_number(typed)
    for record_id, place in _records(snapshot):
        if place.number == number:
            return record_id, place
    raise NotFound(f"There is no disclosure D{number}.", "`coachvault register list` shows those there were.")


def _records(snapshot: Snapshot) -> list[tuple[RecordId, DisclosurePlace]]:
    schedule = snapshot.part(Part.SCHEDULE)
    items = list(snapshot.head(schedule).of_kind(kinds.DISCLOSURE))
    return [(item.record_id, snapshot.read(schedule, item.record_id, DisclosurePlace)) for item in items]


def made(snapshot: Snapshot, place: DisclosurePlace) -> Disclosed:
    """Returns what a disclosure was, once it was made."""
    compartment_id = CompartmentId(place.compartment_id)
    if compartment_id in snapshot.parts.values():
        raise BadInput("A disclosure points at another part of the vault: it was changed.")
    item = next(snapshot.head(compartment_id).of_kind(kinds.DISCLOSED))
    return snapshot.read(compartment_id, item.record_id, Disclosed)


def _entry(place: DisclosurePlace, made: Disclosed) -> RegisterEntry:
    ground, how = made.ground, "said" if made.spoken else "written"
    named = "with the name" if ground.name_needed_because else "under a pseudonym"
    if ground.kind is RecipientKind.EMERGENCY:
        named = "emergency"
    return RegisterEntry(
        event=Event.DISCLOSED,
        at=made.at,
        client=place.client,
        subject=place.id,
        why=_line(ground.danger),
        to=f"{ground.recipient} ({ground.kind.value})",
        what=f"{how}, {len(ground.text.split())} words, {named}; advice: {_line(ground.advice) or 'none'}",
        sha256=made.text_sha256,
        evidence=_line(ground.evidence),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
