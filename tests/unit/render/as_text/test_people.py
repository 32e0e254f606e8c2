"""Clients and sponsors, as a person reads them."""

from __future__ import annotations

import msgspec

from coachvault.practice.people import EmergencyContact, SigningKey
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_text.people import client, sponsor
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import show_client, show_sponsor
from tests.fakes import NOON


def test_a_client_is_shown_with_everything_that_is_known(opened: OpenVault) -> None:
    known, engagements = show_client(opened, "heron")
    whole = msgspec.structs.replace(
        known,
        emergency_contact=EmergencyContact("Tom Marsh", "030 9", "husband"),
        road=SignoffMethod.PAGE,
        keys=(SigningKey("ssh-ed25519 AAAA", "SHA256:abc", NOON),),
    )
    said = client(whole, engagements)
    for part in ("Ada Marsh", "Tom Marsh, husband, 030 9", "signs by", "page", "SHA256:abc, known since 2026-11-23"):
        assert part in said
    assert "E1" in said
    assert "active since 2026-01-05" in said
    assert "phone" not in client(known, engagements), "what is empty is left out"


def test_a_sponsor_is_shown_with_whom_it_pays_for(opened: OpenVault) -> None:
    said = sponsor(*show_sponsor(opened, "otter"))
    assert "Rosalind Vance" in said
    assert "Acme" in said
    assert "heron, active since 2026-01-05" in said
