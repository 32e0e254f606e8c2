"""A client's erasing as a person reads it: what goes, what stays and why, and where the name still appears."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachvault.render.as_text.layout import fields
from coachvault.render.as_text.retention import copy_line

if TYPE_CHECKING:
    from coachvault.services.client_rights.erasure import ErasureOutcome, Scope


def scope(value: Scope) -> str:
    """What would go and what stays, before it is confirmed."""
    notes = sum(each.tally.notes for each in value.engagements)
    copies = [f"{line.backup.id} ({'can be reached' if line.is_there else 'not there now'})" for line in value.copies]
    pairs = [
        ("goes", f"{notes} notes of {', '.join(each.id for each in value.engagements)}" if value.engagements else ""),
        (
            "",
            f"texts that never left: {', '.join(each.id for each in value.releases_gone)}" * bool(value.releases_gone),
        ),
        ("goes, too", "name, addresses, numbers, keys, in all their wordings"),
        ("stays", _kept(value)),
        *_as_party(value),
        ("stays, too", f"{value.disclosures} disclosures" if value.disclosures else ""),
        ("stays, too", "dates and hours under the code, and the register"),
        ("known copies", ", ".join(copies) or "none"),
        *_elsewhere(value),
    ]
    return fields(pairs)


def outcome(value: ErasureOutcome, letter: Path | None) -> str:
    """What was erased, and what is left to do."""
    done = "; ".join(f"{each.series.value} of {each.subject}: {each.state}" for each in value.certificates)
    left = {copy_line(copy) for each in value.certificates for copy in each.copies_left}
    rest = [("still in", each) for each in sorted(left)]
    message = f"{letter} is the reply: send it, then delete it." if letter else value.letter
    pairs = [("erased", done or "contact data"), *rest, *_as_party(value.scope), *_elsewhere(value.scope)]
    return f"{fields(pairs)}\n\n{message}"


def _kept(value: Scope) -> str:
    kept = ", ".join(each.id for each in value.releases_kept)
    return f"{kept} with the evidence: it proves that the client agreed" if kept else ""


def _as_party(value: Scope) -> list[tuple[str, str]]:
    """Texts of other clients that this one was asked to sign: what was signed, and the address, are in them."""
    gone = ", ".join(f"{each.id} of {each.client}" for each in value.as_party_gone)
    stays = ", ".join(f"{each.id} of {each.client}" for each in value.as_party if each not in value.as_party_gone)
    return [
        ("goes, too", f"{gone}, which {value.client.code} was asked to sign" if gone else ""),
        ("stays, too", f"{stays}: what {value.client.code} signed there, with the address" if stays else ""),
    ]


def _elsewhere(value: Scope) -> list[tuple[str, str]]:
    sealed = f"{value.sealed} sealed notes of others were not checked" if value.sealed else ""
    return [
        ("named in", f"{', '.join(value.mentions)}: check these" * bool(value.mentions)),
        ("not known", sealed),
        ("readable files", "delete these files yourself:" * bool(value.files)),
        *(("", path) for path in value.files),
    ]
