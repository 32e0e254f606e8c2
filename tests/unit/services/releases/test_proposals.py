"""Releases in a vault: what may be proposed, who is asked and where, what counts, what leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import BadInput, CoachVaultError, NotFound, Refused, Unread
from coachvault.practice.release import Release, ReleaseStatus
from coachvault.practice.signoff import Remark, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import Start, end_engagement, reopen_engagement, start
from coachvault.services.overview.day import today
from coachvault.services.people.directory import edit_sponsor
from coachvault.services.records.register import list_entries
from coachvault.services.releases import proposals
from coachvault.services.releases.answers import import_answer, inspect_answer_file
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft, edit, list_releases, show
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer, Vouched
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.unit.signoff.mails import multipart, part

TEXT = "She leads the weekly meeting now.\n\nShe asks for a talk with you every month."
PNG, PDF = b"\x89PNG\r\n\x1a\n and a picture", b"%PDF-1.7 and a page"
SEEN = Vouched("the coach", NOON.date())


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def asked(opened: OpenVault, road: SignoffMethod = SignoffMethod.EMAIL, **more: Any) -> Asked:
    release = draft(opened, "heron", Form(text=TEXT))
    return request(opened, release.id, Ask(road, **more))


def yes(to: Asked) -> Answer:
    return Answer(mail(f"I approve {to.request.code}"))


def signed(opened: OpenVault) -> Release:
    to = asked(opened)
    return import_answer(opened, to.release.id, yes(to))[0]


def events(opened: OpenVault) -> list[str]:
    return [entry.event.value for entry in list_entries(opened) if entry.subject.startswith("R")]


def test_the_whole_road_by_mail(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    release, evidence = import_answer(opened, "R1", yes(to))
    assert (release.status(NOON.date()), evidence.grade) == (ReleaseStatus.SIGNED, "email")
    out = tmp_path / "R1.txt"
    written = export(opened, "r1", out)
    assert out.read_bytes() == f"{TEXT}\n".encode()
    assert written.sha256 == hashlib.sha256(out.read_bytes()).hexdigest() == to.text_sha256
    assert out.stat().st_mode & 0o777 == written.sheet_path.stat().st_mode & 0o777 == 0o600
    sheet = written.sheet_path.read_text()
    assert written.sha256 in sheet
    assert "Rosalind Vance, Acme" in sheet
    assert "Ada" not in sheet
    assert "heron" not in sheet
    assert show(opened, "R1").status(NOON.date()) is ReleaseStatus.EXPORTED
    assert events(opened) == ["sign-off requested", "sign-off received", "release exported"]


def test_the_register_accounts_for_what_left(opened: OpenVault, tmp_path: Path) -> None:
    edit_sponsor(opened, "otter", {"email": "kim@acme.example"})
    signed(opened)
    written = export(opened, "R1", tmp_path / "a.txt")
    entry = list_entries(opened, "heron")[-1]
    assert entry.to == "otter, Rosalind Vance, Acme, kim@acme.example"
    assert (entry.what, entry.sha256, entry.evidence) == ("progress report", written.sha256, "email, heron")
    assert entry.why
    assert list_entries(opened, "wren") == []


def test_a_proposal_has_usual_values(opened: OpenVault) -> None:
    proposal = draft(opened, "heron", Form(text=TEXT)).proposal
    assert (proposal.recipient.code, proposal.expires) == ("otter", NOON.date() + timedelta(days=90))


@pytest.mark.parametrize(
    ("client", "form", "error"),
    [
        ("heron", Form(), BadInput),
        ("heron", Form(text="a\tb"), BadInput),
        ("heron", Form(text=TEXT, expires=date(2026, 11, 22)), BadInput),
        ("heron", Form(text=TEXT, purpose="two\nlines"), BadInput),
        ("heron", Form(text=TEXT, to="raven"), NotFound),
        ("heron", Form(text=TEXT, concerned=("nobody",)), NotFound),
        ("heron", Form(notes=("wren/1",)), Refused),
        ("heron", Form(notes=("heron/9",)), NotFound),
        ("linden", Form(text=TEXT), Refused),
        ("linden", Form(notes=("linden/1",), to="otter"), Refused),
        ("nobody", Form(text=TEXT), NotFound),
    ],
)
def test_what_cannot_be_proposed(opened: OpenVault, client: str, form: Form, error: type[CoachVaultError]) -> None:
    with pytest.raises(error):
        draft(opened, client, form)
    assert list_releases(opened) == []


def test_a_draft_begins_with_chosen_notes(opened: OpenVault) -> None:
    release = draft(opened, "heron", Form(notes=("heron/1", "heron/3"), text="And this."))
    assert release.proposal.paragraphs[0].startswith("Session 1")
    assert release.proposal.paragraphs[-1] == "And this."


def test_an_edit_makes_a_new_version_and_voids_the_sign_off(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    import_answer(opened, "R1", yes(to))
    changed = edit(opened, "R1", Form(text=TEXT.replace("month", "week")))
    assert (changed.proposal.version, changed.status(NOON.date())) == (2, ReleaseStatus.DRAFT)
    with pytest.raises(Refused, match="no sign-off"):
        export(opened, "R1", tmp_path / "a.txt")
    request(opened, "R1", Ask(SignoffMethod.EMAIL))
    with pytest.raises(Refused, match="earlier version"):
        import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}\n")))
    with pytest.raises(Refused, match="Nothing"):
        edit(opened, "R1", Form(text=changed.proposal.paragraphs[0] + "\n\n" + changed.proposal.paragraphs[1]))


def test_the_answer_to_one_release_is_none_to_another(opened: OpenVault) -> None:
    first, second = asked(opened), asked(opened)
    with pytest.raises(Refused, match="no request of R2"):
        import_answer(opened, second.release.id, yes(first))


def test_clients_do_not_see_each_others_releases(opened: OpenVault) -> None:
    asked(opened)
    start(opened, Start("wren", "otter", NOON.date(), {}))
    mine = draft(opened, "wren", Form(text="Another text."))
    assert [line.place.id for line in list_releases(opened, "wren")] == [mine.id]
    assert [line.place.id for line in list_releases(opened, "heron")] == ["R1"]


REFUSALS: dict[str, tuple[Callable[[str], Answer], str]] = {
    "no": (lambda code: Answer(mail(f"I do NOT approve {code}")), "names the code and says"),
    "another sender": (lambda code: Answer(mail(f"I approve {code}", sender="eve@example.org")), "another address"),
    "confirmed without a reason": (
        lambda code: Answer(mail(f"I approve {code}", sender="eve@example.org"), sender_confirmed=True),
        "How was",
    ),
    "a further wish": (lambda code: Answer(mail(f"I approve {code}\nbut drop paragraph 2")), "more than the line"),
    "older than the request": (
        lambda code: Answer(mail(f"I approve {code}", at=NOON - timedelta(days=1, hours=1))),
        "older",
    ),
    "a scan that nobody saw": (lambda _: Answer(PNG), "saw the original"),
    "a screenshot without a code": (lambda _: Answer(PNG, SEEN), "which code"),
    "a document for a screenshot": (lambda code: Answer(PDF, msgspec.structs.replace(SEEN, code=code)), "picture"),
    "seen tomorrow": (
        lambda code: Answer(PNG, Vouched("me", NOON.date() + timedelta(days=1), code)),
        "seen on",
    ),
    "no mail and no scan": (lambda _: Answer(b"Dear diary"), "neither"),
    "too large": (lambda _: Answer(b"%PDF-" + bytes(21 * 1024 * 1024)), "larger"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refused_answer_says_why_and_is_recorded_without_its_words(opened: OpenVault, name: str) -> None:
    answer, said = REFUSALS[name]
    to = asked(opened)
    with pytest.raises((Refused, BadInput), match=said):
        import_answer(opened, "R1", answer(to.request.code))
    assert show(opened, "R1").status(NOON.date()) is ReleaseStatus.REQUESTED
    assert events(opened)[-1] == "sign-off refused"
    why = list_entries(opened)[-1].why
    assert "paragraph 2" not in why
    assert "NOT" not in why
    assert "eve" not in why


def test_what_the_coach_has_judged_is_kept(opened: OpenVault) -> None:
    to = asked(opened)
    answer = Answer(
        mail(f"I approve {to.request.code}\nSee you on Monday at ten", sender="ada@other.example"),
        remarks_read=True,
        sender_confirmed=True,
        reason="by telephone",
    )
    found = inspect_answer_file(opened, "R1", answer.data)
    shown = (Remark("See you on Monday at ten", "below the line", known=False),)
    assert (found.sender, found.remarks, found.agrees) == ("ada@other.example", shown, True)
    _, evidence = import_answer(opened, "R1", answer)
    assert (evidence.remarks, evidence.why) == ("See you on Monday at ten", "by telephone")
    assert evidence.seen == shown


@pytest.mark.parametrize(
    ("road", "data", "grade"), [(SignoffMethod.PAPER, PDF, "paper"), (SignoffMethod.MESSAGE, PNG, "message")]
)
def test_paper_and_message_have_their_grades(opened: OpenVault, road: SignoffMethod, data: bytes, grade: str) -> None:
    to = asked(opened, road)
    by = {"code": to.request.code} if road is SignoffMethod.MESSAGE else {"words": " ".join(to.words)}
    vouched = msgspec.structs.replace(SEEN, **by)
    release, evidence = import_answer(opened, "R1", Answer(data, vouched))
    assert (evidence.grade, evidence.vouched_by, release.status(NOON.date())) == (
        grade,
        "the coach",
        ReleaseStatus.SIGNED,
    )


@pytest.mark.parametrize(("road", "data"), [(SignoffMethod.PAPER, PDF), (SignoffMethod.MESSAGE, PNG)])
def test_a_scan_that_is_attached_counts_as_if_it_came_alone(
    opened: OpenVault, road: SignoffMethod, data: bytes
) -> None:
    to = asked(opened, road)
    vouched = msgspec.structs.replace(SEEN, code=to.request.code, words=" ".join(to.words))
    told = multipart("mixed", part("Only without the last word."), part(data, "image/x", "base64"))
    found = inspect_answer_file(opened, "R1", told)
    assert found.is_vouched
    assert "Only without the last word." in [each.text for each in found.remarks]
    with pytest.raises(Unread):
        import_answer(opened, "R1", Answer(told, vouched))
    evidence = import_answer(opened, "R1", Answer(told, vouched, remarks_read=True))[1]
    assert (evidence.grade.value, evidence.media_type) == (road.value, "message/rfc822")
    assert evidence.seen == found.remarks


def test_a_line_in_a_mail_counts_though_a_picture_is_attached(opened: OpenVault) -> None:
    to = asked(opened, SignoffMethod.PAPER)
    told = multipart("mixed", part(f"I approve {to.request.code}"), part(PNG, "image/png", "base64"))
    assert not inspect_answer_file(opened, "R1", told).is_vouched


def test_other_words_on_the_form_are_another_text(opened: OpenVault) -> None:
    to = asked(opened, SignoffMethod.PAPER)
    with pytest.raises(Refused, match="six words"):
        import_answer(opened, "R1", Answer(PDF, msgspec.structs.replace(SEEN, words="abandon " * 6)))
    import_answer(opened, "R1", Answer(PDF, msgspec.structs.replace(SEEN, words=" ".join(to.words).upper())))


def test_the_bytes_of_an_answer_are_kept(practice: Practice) -> None:
    opened = practice.open()
    to = asked(opened)
    answer = yes(to)
    release, evidence = import_answer(opened, "R1", answer)
    assert evidence.original_sha256 == hashlib.sha256(answer.data).hexdigest()
    with pytest.raises(Refused, match="very answer"):
        import_answer(opened, "R1", answer)
    with pytest.raises(Refused, match="answered already"):
        import_answer(opened, "R1", Answer(answer.data.replace(b"Re: consent", b"Re: Consent")))
    assert len(show(opened, release.id).evidence) == 1
    assert practice.faults() == []


@pytest.mark.parametrize("step", ["request", "import", "export", "withdraw", "show"])
def test_a_release_that_is_not_there(opened: OpenVault, tmp_path: Path, step: str) -> None:
    steps: dict[str, Callable[[], Any]] = {
        "request": lambda: request(opened, "R9", Ask(SignoffMethod.EMAIL)),
        "import": lambda: import_answer(opened, "R9", Answer(mail("x"))),
        "export": lambda: export(opened, "R9", tmp_path / "a.txt"),
        "withdraw": lambda: withdraw(opened, "R9"),
        "show": lambda: show(opened, "R9"),
    }
    with pytest.raises(NotFound):
        steps[step]()


def test_a_request_that_is_out_survives_the_sealing(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    end_engagement(opened, "heron", NOON.date())
    import_answer(opened, "R1", yes(to))
    export(opened, "R1", tmp_path / "a.txt")
    entries = [entry.event.value for entry in list_entries(opened)]
    assert not [event for event in entries if "note read" in event or "opened" in event]


def test_a_draft_is_sealed_with_its_engagement(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT))
    asked(opened)
    end_engagement(opened, "heron", NOON.date())
    assert [(line.place.id, line.release is None) for line in list_releases(opened)] == [("R2", False), ("R1", True)]
    with pytest.raises(Refused, match="sealed"):
        show(opened, "R1")
    with pytest.raises(Refused, match="sealed"):
        edit(opened, "R1", Form("x"))
    reopen_engagement(opened, "heron", "one more session")
    assert show(opened, "R1").proposal.paragraphs == tuple(TEXT.split("\n\n"))


def test_a_new_draft_can_follow_the_end(opened: OpenVault) -> None:
    end_engagement(opened, "heron", NOON.date())
    assert draft(opened, "heron", Form(text=TEXT)).status(NOON.date()) is ReleaseStatus.DRAFT


def test_only_one_can_be_meant(opened: OpenVault) -> None:
    with pytest.raises(NotFound):
        proposals.only(opened, "exported", (ReleaseStatus.SIGNED,))
    signed(opened)
    assert proposals.only(opened, "exported", (ReleaseStatus.SIGNED,)) == "R1"
    signed(opened)
    with pytest.raises(CoachVaultError, match="R1, R2"):
        proposals.only(opened, "exported", (ReleaseStatus.SIGNED,))


def test_the_mail_of_a_request_can_be_answered_as_it_is(opened: OpenVault) -> None:
    to = asked(opened)
    body = to.text.partition("\n\n")[2]
    quoted = "\n".join(f"> {line}" for line in body.splitlines())
    at = datetime(2026, 11, 23, 13, tzinfo=UTC)
    text = f"Hi,\n\nI approve {to.request.code}\n\nBest,\nAda\n\nOn Mon, Nov 23, 2026 at 12:00 Coach wrote:\n{quoted}"
    _, evidence = import_answer(opened, "R1", Answer(mail(text, at=at), remarks_read=True))
    assert evidence.quotes_text
    assert evidence.seen is not None
    assert [each.known for each in evidence.seen] == [True, True, True, True]


def test_a_form_of_an_earlier_version_is_not_taken_for_the_present_one(opened: OpenVault) -> None:
    first = asked(opened, SignoffMethod.PAPER)
    edit(opened, "R1", Form(text="Another text."))
    to = request(opened, "R1", Ask(SignoffMethod.PAPER))
    for code in ("", to.request.code):
        with pytest.raises(Refused, match="Which six words"):
            import_answer(opened, "R1", Answer(PDF, msgspec.structs.replace(SEEN, code=code)))
    with pytest.raises(Refused, match="another version"):
        import_answer(opened, "R1", Answer(PDF, msgspec.structs.replace(SEEN, words=" ".join(first.words))))
    found = inspect_answer_file(opened, "R1", PDF)
    assert found.words == {to.request.code: tuple(to.words)}
    import_answer(opened, "R1", Answer(PDF, msgspec.structs.replace(SEEN, words=" ".join(to.words))))


@pytest.mark.parametrize("name", ["Kim\u2028Last day: 2099-01-01", "Kim\u202e", "Kim\x1b[31m"])
def test_a_recipient_is_named_in_characters_that_are_seen(opened: OpenVault, name: str) -> None:
    edit_sponsor(opened, "otter", {"name": name})
    with pytest.raises(BadInput):
        draft(opened, "heron", Form(text=TEXT))


def test_a_new_version_that_nobody_was_asked_about_is_sealed_too(opened: OpenVault) -> None:
    asked(opened)
    edit(opened, "R1", Form(text="Another text."))
    end_engagement(opened, "heron", NOON.date())
    with pytest.raises(Refused, match="sealed"):
        show(opened, "R1")


def test_what_a_stopped_machine_left_is_listed(opened: OpenVault, tmp_path: Path) -> None:
    asked(opened, path=tmp_path / "request.txt")
    (tmp_path / ".unfinished-0011").write_text(TEXT)
    assert str(tmp_path / ".unfinished-0011") in today(opened).readable_files
