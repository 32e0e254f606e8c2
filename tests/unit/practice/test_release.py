"""What each state of a release allows, and that nothing leaves but what was signed, now, for this recipient."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.agreed import approved_text
from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.release import (
    ALLOWED,
    Confirmation,
    Export,
    Original,
    Release,
    ReleasePlace,
    ReleaseStatus,
    Step,
    Withdrawal,
)
from coachvault.practice.signoff import Evidence, Grade, Proposal, Recipient, Request, SignoffMethod

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, LAST_DAY = NOON.date(), date(2027, 2, 21)
HERON, WREN = Code("heron"), Code("wren")
PROPOSAL = Proposal(1, parse_paragraphs("One.\n\nTwo."), Recipient(Code("otter"), "Kim"), "report", LAST_DAY)
PLACE = ReleasePlace(1, HERON, 1, bytes(16))
DRAFT = Release(PLACE, PROPOSAL)


def released_text(release: Release, today: date, to: str = "") -> str:
    """Returns the text that everybody agreed to."""
    agreed = release.agreed(today, to)[0]
    return approved_text(release.proposal, agreed.approved, agreed.written)


def asked(release: Release, code: str = "K7QM-3FZP", party: Code = HERON) -> Release:
    request = Request(code, party, SignoffMethod.EMAIL, release.proposal, NOON)
    return msgspec.structs.replace(release, requests=(*release.requests, request))


def evidence(code: str = "K7QM-3FZP", **fields: Any) -> Evidence:
    known: dict[str, Any] = {"grade": Grade.EMAIL, "approved": (1, 2), "statement_sha256": "s", "text_sha256": "t"}
    known |= {"received_at": NOON, "signed_on": "2026-11-23", "vouched_by": "ada@example.org"}
    return Evidence(code=code, **(known | {"original_sha256": "o", "media_type": "message/rfc822"} | fields))


REQUESTED = asked(DRAFT)
SIGNED = REQUESTED.add(evidence())
EXPORTED = msgspec.structs.replace(SIGNED, exports=(Export(NOON, "t", "/tmp/a", "/tmp/b"),))
WITHDRAWN = msgspec.structs.replace(EXPORTED, withdrawal=Withdrawal(NOON))
STATES = {
    ReleaseStatus.DRAFT: DRAFT,
    ReleaseStatus.REQUESTED: REQUESTED,
    ReleaseStatus.SIGNED: SIGNED,
    ReleaseStatus.EXPORTED: EXPORTED,
    ReleaseStatus.WITHDRAWN: WITHDRAWN,
    ReleaseStatus.EXPIRED: SIGNED,
    ReleaseStatus.DECLINED: REQUESTED.add(evidence(approved=())),
    ReleaseStatus.DIFFERING: asked(SIGNED, "P7QM-3FZP").add(evidence("P7QM-3FZP", approved=(1,))),
    ReleaseStatus.DESTROYED: msgspec.structs.replace(
        WITHDRAWN, place=msgspec.structs.replace(WITHDRAWN.place, destroyed=date(2033, 1, 1))
    ),
}


def read_again(release: Release) -> Release:
    """The release as it comes out of its records: nothing in it is the same object as anything else."""
    return msgspec.json.decode(msgspec.json.encode(release), type=Release)


def day_of(status: ReleaseStatus) -> date:
    return LAST_DAY + timedelta(days=1) if status is ReleaseStatus.EXPIRED else TODAY


@pytest.mark.parametrize("status", ReleaseStatus)
def test_a_state_follows_from_what_happened(status: ReleaseStatus) -> None:
    assert STATES[status].status(day_of(status)) is status


@pytest.mark.parametrize("status", ReleaseStatus)
def test_a_state_follows_from_records_that_were_read_again(status: ReleaseStatus) -> None:
    again = read_again(STATES[status])
    assert again.status(day_of(status)) is status
    assert again.waits_for() == STATES[status].waits_for()


def test_states_are_called_by_the_words_of_the_reference() -> None:
    assert list(ReleaseStatus) == [
        "draft",
        "requested",
        "declined",
        "differing",
        "signed",
        "exported",
        "expired",
        "withdrawn",
        "destroyed",
    ]


@pytest.mark.parametrize(
    ("status", "step", "told"),
    [
        (ReleaseStatus.DRAFT, Step.IMPORT, "R1 is draft: it cannot be signed."),
        (ReleaseStatus.REQUESTED, Step.EXPORT, "R1 is requested: it cannot be exported."),
        (ReleaseStatus.EXPORTED, Step.EDIT, "R1 is exported: it cannot be changed."),
        (ReleaseStatus.DECLINED, Step.REQUEST, "R1 is declined: it cannot be sent for sign-off."),
        (ReleaseStatus.EXPIRED, Step.CONFIRM, "R1 is expired: it cannot be confirmed."),
        (ReleaseStatus.EXPIRED, Step.REQUEST, "R1 is expired: it cannot be sent for sign-off."),
        (ReleaseStatus.WITHDRAWN, Step.WITHDRAW, "R1 is withdrawn: it cannot be withdrawn."),
        (ReleaseStatus.DESTROYED, Step.EXPORT, "R1 is destroyed: it cannot be exported."),
    ],
)
def test_a_refusal_says_how_far_it_is_and_what_cannot_be_done(status: ReleaseStatus, step: Step, told: str) -> None:
    with pytest.raises(Refused) as caught:
        STATES[status].expect(step, day_of(status))
    assert caught.value.message == told


def test_what_has_expired_gets_a_new_day_unless_it_has_left() -> None:
    hints = []
    for release in (SIGNED, EXPORTED):
        with pytest.raises(Refused) as caught:
            release.expect(Step.EXPORT, day_of(ReleaseStatus.EXPIRED))
        hints.append(caught.value.hint)
    assert "release edit R1" in hints[0]
    assert "release draft" in hints[1]


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("status", ReleaseStatus)
def test_a_state_allows_its_steps_and_no_other(status: ReleaseStatus, step: Step) -> None:
    if step in ALLOWED[status]:
        STATES[status].expect(step, day_of(status))
    else:
        with pytest.raises(Refused, match=status.value) as caught:
            STATES[status].expect(step, day_of(status))
        assert caught.value.hint


@pytest.mark.parametrize(
    "status",
    [
        ReleaseStatus.DRAFT,
        ReleaseStatus.REQUESTED,
        ReleaseStatus.EXPIRED,
        ReleaseStatus.WITHDRAWN,
        ReleaseStatus.DESTROYED,
    ],
)
def test_nothing_leaves_in_any_other_state(status: ReleaseStatus) -> None:
    with pytest.raises(Refused):
        released_text(STATES[status], day_of(status))


@pytest.mark.parametrize("release", [SIGNED, EXPORTED])
def test_what_leaves_is_what_was_signed(release: Release) -> None:
    assert released_text(release, TODAY) == released_text(release, LAST_DAY, "otter") == "One.\n\nTwo.\n"


def test_the_last_day_is_the_last() -> None:
    with pytest.raises(Refused, match="expired"):
        released_text(SIGNED, LAST_DAY + timedelta(days=1))


@pytest.mark.parametrize("other", ["raven", "heron"])
def test_another_recipient_gets_nothing(other: str) -> None:
    with pytest.raises(Refused, match="nobody else"):
        released_text(SIGNED, TODAY, other)


def test_what_was_agreed_is_told_with_and_without_naming_the_recipient() -> None:
    typed = "".join(["ot", "ter"])
    assert SIGNED.agreed(TODAY) == SIGNED.agreed(TODAY, typed) == (evidence(),)


@pytest.mark.parametrize(
    "change",
    [
        {"paragraphs": ("One.", "Two!")},
        {"paragraphs": ("One.",)},
        {"paragraphs": ("Two.", "One.")},
        {"purpose": "another"},
        {"expires": date(2027, 2, 22)},
        {"recipient": Recipient(Code("otter"), "Kim Lee")},
        {"version": 2},
        {"concerned": (WREN,)},
    ],
    ids=str,
)
def test_any_change_of_the_proposal_voids_the_sign_off(change: dict[str, Any]) -> None:
    other = msgspec.structs.replace(SIGNED, proposal=msgspec.structs.replace(PROPOSAL, **change))
    with pytest.raises(Refused):
        released_text(other, TODAY)
    with pytest.raises(Refused, match="earlier version"):
        other.request("K7QM-3FZP")


def test_everybody_whom_it_concerns_has_to_agree() -> None:
    both = msgspec.structs.replace(DRAFT, proposal=msgspec.structs.replace(PROPOSAL, concerned=(WREN,)))
    both = asked(asked(both), "W7QM-3FZP", WREN)
    one = both.add(evidence())
    assert one.waits_for() == (WREN,)
    with pytest.raises(Refused, match="wren"):
        released_text(one, TODAY)
    assert released_text(one.add(evidence("W7QM-3FZP")), TODAY) == "One.\n\nTwo.\n"
    with pytest.raises(Refused, match="different paragraphs"):
        released_text(one.add(evidence("W7QM-3FZP", approved=(1,))), TODAY)


def test_the_agreement_of_somebody_else_is_none() -> None:
    with pytest.raises(Refused):
        released_text(asked(DRAFT, party=WREN).add(evidence()), TODAY)


@pytest.mark.parametrize(("answered", "waiting"), [("K7QM-3FZP", (WREN,)), ("W7QM-3FZP", (HERON,))])
def test_one_party_does_not_agree_for_another(answered: str, waiting: tuple[Code, ...]) -> None:
    both = msgspec.structs.replace(DRAFT, proposal=msgspec.structs.replace(PROPOSAL, concerned=(WREN,)))
    one = asked(asked(both), "W7QM-3FZP", WREN).add(evidence(answered))
    assert one.waits_for() == read_again(one).waits_for() == waiting


def test_an_open_request_is_found_by_its_code_alone() -> None:
    two = read_again(asked(REQUESTED, "P7QM-3FZP"))
    assert two.request("K7QM-3FZP") == two.requests[0]
    assert two.request("P7QM-3FZP") == two.requests[1]


def test_a_code_of_an_earlier_version_is_told_apart_when_it_was_read_again() -> None:
    changed = msgspec.structs.replace(REQUESTED, proposal=msgspec.structs.replace(PROPOSAL, version=2))
    with pytest.raises(Refused, match="earlier version"):
        read_again(changed).request("K7QM-3FZP")


@pytest.mark.parametrize("code", ["A000-0000", "Z000-0000"])
def test_a_code_of_no_request_is_refused(code: str) -> None:
    with pytest.raises(Refused) as caught:
        REQUESTED.request(code)
    assert caught.value.message == f"{code} is the code of no request of R1."
    assert "release show R1" in caught.value.hint


def test_evidence_without_a_request_is_none() -> None:
    with pytest.raises(Refused):
        released_text(REQUESTED.add(evidence("0000-0000")), TODAY)


def test_a_second_answer_is_a_conflict() -> None:
    with pytest.raises(Refused, match="answered already"):
        SIGNED.add(evidence(original_sha256="another"))
    with pytest.raises(Refused, match="answered already"):
        read_again(SIGNED).add(evidence(original_sha256="another"))


@pytest.mark.parametrize("code", ["A7QM-3FZP", "Z7QM-3FZP"])
def test_an_answer_to_another_request_is_no_conflict(code: str) -> None:
    assert asked(SIGNED, code).add(evidence(code)).evidence == (evidence(), evidence(code))


def test_a_stronger_answer_to_another_request_counts() -> None:
    again = asked(SIGNED, "P7QM-3FZP").add(evidence("P7QM-3FZP", grade=Grade.PAPER))
    found = again.evidence_of(HERON)
    assert found is not None
    assert found.grade is Grade.PAPER


def test_a_sign_off_for_nothing_lets_nothing_out() -> None:
    with pytest.raises(Refused, match="declined"):
        released_text(REQUESTED.add(evidence(approved=())), TODAY)


def page(**fields: Any) -> Release:
    return REQUESTED.add(evidence(grade=Grade.PAGE, **fields))


def compared(release: Release, *, matches: bool = True) -> Release:
    made = Confirmation(release.evidence[0].code, NOON, "by telephone", matches)
    return msgspec.structs.replace(release, confirmations=(made,))


def test_a_page_that_was_not_compared_lets_nothing_out() -> None:
    with pytest.raises(Refused, match="not compared by telephone"):
        released_text(page(), TODAY)
    assert released_text(compared(page()), TODAY)
    assert not compared(page()).unconfirmed()


def test_a_page_that_was_not_theirs_counts_for_nothing() -> None:
    release = compared(page(), matches=False)
    assert release.status(TODAY) is ReleaseStatus.REQUESTED
    assert release.evidence_of(HERON) is None
    with pytest.raises(Refused, match="no sign-off"):
        released_text(release, TODAY)


def test_an_unconfirmed_no_still_lets_nothing_out_beside_a_yes() -> None:
    """A client who left something out on the page is not overruled by an older yes to all of it."""
    both = asked(SIGNED, "P7QM-3FZP").add(evidence("P7QM-3FZP", grade=Grade.PAGE, approved=(1,)))
    with pytest.raises(Refused, match="different paragraphs"):
        released_text(both, TODAY)
    refused = asked(SIGNED, "P7QM-3FZP").add(evidence("P7QM-3FZP", grade=Grade.PAGE, approved=()))
    with pytest.raises(Refused, match="declined"):
        released_text(refused, TODAY)


def test_what_was_confirmed_comes_before_what_was_not() -> None:
    both = asked(SIGNED, "P7QM-3FZP").add(evidence("P7QM-3FZP", grade=Grade.PAGE))
    found = both.evidence_of(HERON)
    assert found is not None
    assert found.grade is SIGNED.evidence[0].grade
    assert released_text(both, TODAY)


def test_what_has_left_is_not_changed_any_more() -> None:
    expired = msgspec.structs.replace(EXPORTED)
    with pytest.raises(Refused):
        expired.expect(Step.EDIT, LAST_DAY + timedelta(days=1))


def test_an_export_is_handed_over_by_the_coach_and_has_no_page_to_print_unless_said_otherwise() -> None:
    export = Export(NOON, "t", "/tmp/a", "/tmp/b")
    assert (export.delivered_by, export.page_path) == ("coach", "")


def test_a_release_is_called_by_its_number() -> None:
    place = msgspec.structs.replace(PLACE, number=12)
    assert (place.id, msgspec.structs.replace(DRAFT, place=place).id) == ("R12", "R12")


@pytest.mark.parametrize("number", [0, -1])
def test_releases_are_numbered_from_one(number: int) -> None:
    assert ReleasePlace(1, HERON, 1, bytes(16)).number == 1
    assert (PLACE.destroyed, PLACE.sealed) == (None, False), "what is not said, as of a release from before (10)"
    with pytest.raises(BadInput):
        ReleasePlace(number, HERON, 1, bytes(16))


RECORDS = [PLACE, Original(b"mail"), EXPORTED.exports[0], Withdrawal(NOON)]


@pytest.mark.parametrize("value", [*RECORDS, SIGNED], ids=lambda value: type(value).__name__)
def test_what_happened_is_not_changed_any_more(value: msgspec.Struct) -> None:
    name = value.__struct_fields__[0]
    with pytest.raises(AttributeError):
        setattr(value, name, getattr(value, name))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_with_a_field_that_nobody_knows_is_refused(record: msgspec.Struct) -> None:
    fields = msgspec.to_builtins(record)
    assert msgspec.convert(fields, type(record)) == record
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert(fields | {"more": 1}, type(record))


def test_what_waits_for_a_call_is_told() -> None:
    assert [each.grade for each in page().unconfirmed()] == [Grade.PAGE]
    assert SIGNED.unconfirmed() == ()
    both = asked(SIGNED, "P7QM-3FZP").add(evidence("P7QM-3FZP", grade=Grade.PAGE))
    assert [each.code for each in both.unconfirmed()] == ["P7QM-3FZP"]
    assert both.is_unconfirmed(both.evidence[1])


@pytest.mark.parametrize("other", ["A7QM-3FZP", "Z7QM-3FZP"])
@pytest.mark.parametrize("matches", [True, False])
def test_a_call_about_one_answer_says_nothing_of_another(other: str, matches: bool) -> None:
    release = msgspec.structs.replace(page(), confirmations=(Confirmation(other, NOON, "by telephone", matches),))
    assert release.answers_of(HERON) == release.evidence
    assert release.is_unconfirmed(release.evidence[0])


def test_a_confirmation_is_what_it_says() -> None:
    made = Confirmation("K7QM-3FZP", NOON, "by telephone", matches=True)
    with pytest.raises(AttributeError):
        made.how = "by mail"  # type: ignore[misc]
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(made), "more": 1}, Confirmation)


SHARED = asked(msgspec.structs.replace(DRAFT, proposal=msgspec.structs.replace(PROPOSAL, concerned=(WREN,))))


def test_another_party_is_shown_what_the_client_agreed_to() -> None:
    assert SHARED.add(evidence(approved=(2,))).offered_to(WREN) == (2,)
    signed = compared(SHARED.add(evidence(grade=Grade.PAGE, approved=(1,))))
    assert read_again(signed).offered_to(WREN) == (1,)
    assert SHARED.offered_to(HERON) == signed.offered_to(Code("".join(["her", "on"]))) == ()
    assert SHARED.add(evidence(approved=(2,))).offered_to(Code("eagle")) == (2,)
    twice = asked(SHARED.add(evidence()), "P7QM-3FZP").add(evidence("P7QM-3FZP"))
    assert twice.offered_to(WREN) == (1, 2)


PAGE_ONLY = SHARED.add(evidence(grade=Grade.PAGE))


@pytest.mark.parametrize(
    ("release", "told", "way"),
    [
        (SHARED, "has not agreed yet", "release request R1 --party heron"),
        (PAGE_ONLY, "not compared by telephone", "release confirm R1"),
        (compared(PAGE_ONLY, matches=False), "has not agreed yet", "release request R1 --party heron"),
        (
            asked(SHARED.add(evidence()), "P7QM-3FZP").add(evidence("P7QM-3FZP", grade=Grade.PAGE)),
            "not compared by telephone",
            "release confirm R1",
        ),
        (
            asked(SHARED.add(evidence()), "P7QM-3FZP").add(evidence("P7QM-3FZP", approved=(1,))),
            "answered differently",
            "release edit R1",
        ),
    ],
)
def test_another_party_is_shown_nothing_before_the_clients_answer_counts(release: Release, told: str, way: str) -> None:
    with pytest.raises(Refused, match=told) as caught:
        release.offered_to(WREN)
    assert caught.value.message.startswith("heron ")
    assert "nobody else sees the text" in caught.value.message
    assert way in caught.value.hint


NOT_THEIRS = compared(page(), matches=False)


@pytest.mark.parametrize(
    ("release", "parties"),
    [
        (DRAFT, (HERON,)),
        (REQUESTED, ()),
        (SIGNED, ()),
        (NOT_THEIRS, (HERON,)),
        (asked(NOT_THEIRS, "A7QM-3FZP"), ()),
        (asked(NOT_THEIRS, "W7QM-3FZP"), ()),
        (SHARED, (WREN,)),
        (asked(SHARED, "W7QM-3FZP", WREN), ()),
        (asked(msgspec.structs.replace(SHARED, requests=()), "W7QM-3FZP", WREN), (HERON,)),
        (SHARED.add(evidence()), (WREN,)),
        (msgspec.structs.replace(SHARED, requests=()), (HERON, WREN)),
    ],
)
def test_whoever_has_to_be_asked_is_told_apart_from_whoever_is_waited_for(
    release: Release, parties: tuple[Code, ...]
) -> None:
    assert release.to_ask() == read_again(release).to_ask() == parties


@pytest.mark.parametrize(("left", "near"), [(-1, False), (0, True), (1, True), (7, True), (8, False)])
def test_the_last_day_is_near_for_a_week(left: int, near: bool) -> None:
    assert REQUESTED.is_nearly_over(LAST_DAY - timedelta(days=left)) is near


def test_what_was_not_one_partys_is_no_answer_of_another() -> None:
    both = msgspec.structs.replace(DRAFT, proposal=msgspec.structs.replace(PROPOSAL, concerned=(WREN,)))
    release = asked(asked(both), "P7QM-3FZP", WREN).add(evidence("P7QM-3FZP", grade=Grade.PAGE))
    foreign = msgspec.structs.replace(
        release, confirmations=(Confirmation("P7QM-3FZP", NOON, "by telephone", matches=False),)
    )
    assert foreign.answers_of(HERON) == foreign.answers_of(WREN) == ()
