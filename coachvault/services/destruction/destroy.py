"""Destroying, honestly: keys and rows here, then the known copies, and a certificate that says what was done.

The certificate is written in the transaction that destroys, and names every known copy as still holding what was
destroyed; a copy that is cleaned afterwards is struck off. A machine that stops in between goes on at its next start.
"""

from __future__ import annotations

from coachvault.practice.certificate import Certificate
from coachvault.services.copies import copy_list
from coachvault.services.copies.copy_list import BackupLine
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
    copy_list.settle_if_stopped(opened)  # the certificate names every copy that was met
    with opened.vault.change(BEGUN, opened.now(), why=order.reason) as change, in_progress.begun(opened, change):
        record_word(change, opened, order.clock)
        certificate = certify.destroy_in(change, opened, order)
        known = copy_list.lines_at(opened, change)
    return certificates.newest_of(finish_begun(opened, known), certificate.thing)


def finish(opened: OpenVault) -> bool:
    """Takes what was destroyed here out of every known copy that can be reached, and says so on the certificates.

    Returns:
        Whether anything had been destroyed here since it was begun.
    """
    with opened.vault.read() as snapshot:
        was_destroyed = not _BEGUN.isdisjoint(snapshot.kinds_after(in_progress.begun_after(opened)))
        up_to = snapshot.last.seq if snapshot.last else 0
        known = certificates.all_certificates(snapshot)
        is_begun = snapshot.newest_kind in _BEGUN or any(each.is_begun for each in known)
    if was_destroyed or is_begun:
        opened.vault.write_anew()  # whether that was done before the stop is not known
    if is_begun:
        finish_begun(opened)
    else:
        in_progress.end_unless_under_way(opened, up_to)
    return was_destroyed


def finish_begun(opened: OpenVault, known: list[BackupLine] | None = None) -> list[Certificate]:
    """Goes on after something was destroyed here: with the known copies, and what the certificates say of them.

    Args:
        opened: The vault.
        known: The list of copies, where it was read just now.

    Returns:
        Every certificate as it is now, the oldest first.
    """
    found = clean_copies.clean_copies(opened, known=known)
    now = opened.now()
    with opened.vault.change(_FINISHED, now) as change:
        found.strike_off(change, now)
        made = certificates.all_certificates(change)
    in_progress.end(opened, found.up_to)
    return made
