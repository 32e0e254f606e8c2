"""A scan counts for one release, whatever mail it comes in."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import Refused
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.releases.answers import import_answer, inspect_answer_file
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.same_scan import scans_in
from coachvault.services.releases.verification import Answer
from coachvault.signoff.statement import sha256
from tests.fakes import filled_practice, mail
from tests.unit.services.releases.test_proposals import PNG, SEEN, TEXT, asked
from tests.unit.signoff.mails import multipart, part

LOGO = PNG + b" of the house"
WAYS = {
    "alone": PNG,
    "in a mail": multipart("mixed", part("Here it is."), part(PNG, "image/png", "base64")),
    "in another mail": multipart("mixed", part("Signed."), part(PNG, "application/octet-stream", "base64")),
}


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def taken(opened: OpenVault, to: Asked, data: bytes) -> tuple[str, ...]:
    vouched = msgspec.structs.replace(SEEN, code=to.request.code, words=" ".join(to.words))
    evidence = import_answer(opened, to.release.id, Answer(data, vouched, remarks_read=True))[1]
    return tuple(each.text for each in evidence.seen or ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(*ways, marks=[] if ways == ("in a mail", "in another mail") else [pytest.mark.thorough])
        for ways in product(WAYS, WAYS)
    ],
)
def test_one_scan_is_taken_for_one_release_whatever_it_comes_in(opened: OpenVault, first: str, second: str) -> None:
    one, other = asked(opened, SignoffMethod.PAPER), asked(opened, SignoffMethod.PAPER)
    taken(opened, one, WAYS[first])
    with pytest.raises(Refused, match="was taken for R1") as caught:
        taken(opened, other, WAYS[second])
    assert "sign the form that I send you again" in caught.value.hint
    with pytest.raises(Refused, match="already been recorded"):
        taken(opened, one, WAYS[second])


def test_a_scan_of_one_form_is_not_the_agreement_of_somebody_else(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT, concerned=("wren",)))
    taken(opened, request(opened, "R1", Ask(SignoffMethod.PAPER, "heron")), WAYS["in a mail"])
    other = request(opened, "R1", Ask(SignoffMethod.PAPER, "wren"))
    for way in WAYS.values():
        with pytest.raises(Refused, match="already been recorded"):
            taken(opened, other, way)


def test_a_logo_that_came_before_is_shown_and_a_new_scan_beside_it_counts(opened: OpenVault) -> None:
    def with_logo(scan: bytes) -> bytes:
        return multipart("mixed", part("Signed."), *(part(each, "image/png", "base64") for each in (scan, LOGO)))

    taken(opened, asked(opened, SignoffMethod.MESSAGE), with_logo(PNG))
    other = asked(opened, SignoffMethod.MESSAGE)
    told = "a file that was taken for R1 before"
    assert told in [each.text for each in inspect_answer_file(opened, "R2", with_logo(PNG + b"2")).remarks]
    assert told in taken(opened, other, with_logo(PNG + b"2"))


def test_the_scans_of_an_answer_are_known_by_their_own_bytes() -> None:
    assert {scans_in(data) for data in WAYS.values()} == {frozenset({sha256(PNG)})}
    assert scans_in(mail("I approve.")) == scans_in(b"Dear diary") == frozenset()
