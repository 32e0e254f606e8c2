"""Destroying, honestly: keys and rows here, then the known copies, and a certificate that says what was done.

The certificate is written in the transaction that destroys, and names every known copy as still holding what was
destroyed; a copy that is cleaned afterwards is struck off. A machine that stops in between goes on at its next start.
"""

from __future__ import annotations

from coachvault.practice.certificate import Certificate
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import certify, clean_copies, in_progress
from coachvault.services.destruction.plan import Order
from coachvault.services.records import certificates
from coachvault.services.retention.clock_trust import record_word

BEGUN, BEGUN_BY_CLIENT, _FINISHED = "retention destroy", "client erase", "retention destroy, copies"
_BEGUN = frozenset({BEGUN, BEGUN_BY_CLIENT})


def destroy(opened: OpenVault, order: Order) -> Certificate:
    """Destroys it here, then in every known copy that can be reached, and returns the certificate.

    Everything is checked again in the transaction that destroys: a hold that was put on meanwhile stops it.

    Raises:
        NotFound: There is no such thing, or it was destroyed.
        Refused: It is held, has not ended, or the clock cannot be trusted.
        BadInput: The coach's word about the clock names another day.
    """
    with opened.vault.change(BEGUN, opened.now(), why=order.reason) as change, in_progress.begun(opened, change):
        record_word(change, opened, order.clock)
        certificate = certify.destroy_in(change, opened, order)
    return certificates.newest_of(finish_begun(opened), certificate.thing)


def finish(opened: OpenVault) -> bool:
    """Takes what was destroyed here out of every known copy that can be reached, and says so on the certificates.

    Returns:
        Whether anything had been destroyed here since it was begun.
    """
    with opened.vault.read() as snapshot:
        was_destroyed = not _BEGUN.isdisjoint(snapshot.kinds_after(in_progress.begun_after(opened)))
        newest = snapshot.newest_kind
        is_begun = newest in _BEGUN or any(each.is_begun for each in certificates.all_certificates(snapshot))
    if not is_begun:
        if newest == _FINISHED:  # stopped while the file was written anew
            opened.vault.write_anew()
        in_progress.end(opened)
        return was_destroyed
    finish_begun(opened, writes_anew=True)
    return was_destroyed


def finish_begun(opened: OpenVault, *, writes_anew: bool = False) -> list[Certificate]:
    """Goes on after something was destroyed here: with the known copies, and what the certificates say of them.

    Args:
        opened: The vault.
        writes_anew: Whether the vault's file has still to be written anew, as after a stop; otherwise it was.

    Returns:
        Every certificate as it is now, the oldest first.
    """
    found = clean_copies.clean_copies(opened)
    now = opened.now()
    with opened.vault.change(_FINISHED, now) as change:
        change.takes_away = writes_anew
        certificates.strike_off(change, now, clean_copies.outcome(found))
        known = certificates.all_certificates(change)
    in_progress.end(opened)
    return known
