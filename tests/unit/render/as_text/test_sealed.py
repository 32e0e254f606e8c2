"""What was sealed with an engagement, as a person reads it."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.practice.engagement import Terms
from coachvault.practice.measures import Rating
from coachvault.render.as_text.layout import RULE
from coachvault.render.as_text.sealed import agreement_state, allows, reading
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import measures
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes.sealed import read_sealed


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(), "Not signed as it is"),
        (Terms(signed_on=date(2026, 1, 5)), "Signed on 2026-01-05 ("),
        (Terms(signed_on=date(2026, 1, 5), scan_sha256="ab" * 32), f"the saved scan has SHA-256 {'ab' * 32}"),
    ],
)
def test_an_agreement_says_on_what_it_rests(terms: Terms, said: str) -> None:
    assert said in agreement_state(terms, "otter")


@pytest.mark.parametrize(
    ("terms", "sponsor", "said"),
    [
        (Terms(), None, ""),
        (Terms(), "otter", "every release to otter is refused."),
        (Terms(sponsor_may_receive="a summary"), "otter", "which no release is compared with."),
        (Terms(reports=("progress report", "closing report")), "otter", "this alone: progress report, closing report."),
    ],
)
def test_an_agreement_says_which_releases_it_lets_through(terms: Terms, sponsor: str | None, said: str) -> None:
    assert allows(terms, sponsor).endswith(said)
    assert bool(allows(terms, sponsor)) == bool(said)
    assert allows(terms, sponsor) in agreement_state(terms, sponsor)


def test_notes_agreement_and_ratings_stand_under_each_other(opened: OpenVault) -> None:
    measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4}))
    end_engagement(opened, "heron", date(2026, 11, 23))
    parts = reading(read_sealed(opened, "E1", "the insurer asked")).split(f"\n\n{RULE}\n")
    assert len(parts) == 5, "three notes, the agreement, the ratings"
    assert "Session 1" in parts[0]
    assert "Not signed as it is" in parts[3]
    assert "morale" in parts[4]


def test_what_there_is_not_is_left_out(opened: OpenVault) -> None:
    found = reading(read_sealed(opened, "E3", "the insurer asked"))
    assert found.count(RULE) == 1
    assert "Not signed" not in found
