"""The vault that an archive was made from: it goes on by itself, and its own rules decide what is destroyed there."""

from __future__ import annotations

from coachvault.errors import CoachVaultError, Refused
from coachvault.practice import kinds
from coachvault.practice.certificate import Certificate
from coachvault.practice.ids import Code
from coachvault.practice.retention import RecordClass
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import certify
from coachvault.services.destruction.plan import Order
from coachvault.services.records import certificates, roster
from coachvault.services.records.certificates import Thing
from coachvault.services.retention.clock_trust import SaidInCopy, record_word, said_in
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.vault import Vault


def destroy_there(opened: OpenVault, vault: Vault, present: Snapshot, why: str) -> tuple[int, dict[Thing, str]]:
    """Destroys in the vault what was destroyed in a copy of it, each with a certificate there.

    Holds, periods and the clock are checked there as for every destruction; what they forbid is left, and is reported.
    That the clock is right counts there as said where the copy's register says who said it; nobody's word is made up.

    Args:
        opened: The copy, opened.
        vault: The vault that it was made from.
        present: The copy as it is.
        why: For the ledger.

    Returns:
        How much was destroyed, and what was not, with the reason.

    Raises:
        Refused: It was moved away: it is read, and not written.
    """
    with vault.read() as there:
        if there.is_moved_away:
            raise Refused("The vault that was left behind can only be read; its file has to be deleted.")
        wanted = [each for each in certificates.all_certificates(present) if _is_there(there, each)]
    count, left, word = 0, {}, said_in(present, opened.now()) if wanted else None
    for certificate in wanted:
        try:
            with vault.change("backup clean", opened.now(), why=why) as change:
                _destroy(change, opened, certificate, word)
                count += 1
        except CoachVaultError as error:
            left[certificate.thing] = f"there: {error.message}"
    return count, left


def _destroy(change: Change, opened: OpenVault, certificate: Certificate, word: SaidInCopy | None) -> None:
    reason = certificate.reason or "it was due in a copy of this vault, and destroyed there"
    order = Order(certificate.subject, certificate.series, reason, certificate.witness, word)
    certify.destroy_in(change, opened, order)
    record_word(change, opened, word)


def _is_there(there: Snapshot, certificate: Certificate) -> bool:
    """Returns whether what a certificate is about still exists there."""
    if certificate.compartments:
        return bool(set(certificate.compartments).intersection(there.compartment_ids()))
    if certificate.series is RecordClass.CONTACTS:
        record_id = roster.codes(there, kinds.CLIENT).get(Code(certificate.client))
        return record_id is not None and not there.head(there.part(Part.ROSTER)).item(record_id).listing.get("erased")
    known = roster.engagement(there, int(certificate.subject[1:])).engagement.tally
    return bool(known.paid_minutes or known.pro_bono_minutes)
