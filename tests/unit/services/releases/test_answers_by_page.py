"""The page, the room and keys in a vault: who may be asked, what counts, what is shown to whom, what leaves."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, IntegrityError, Refused, Unread
from coachvault.practice import kinds
from coachvault.practice.release import Original, ReleaseStatus
from coachvault.practice.signoff import Evidence, Grade, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.people.directory import edit_client
from coachvault.services.records.register import list_entries
from coachvault.services.releases import answers
from coachvault.services.releases.answers import confirm, import_answer, to_confirm
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft, edit, show
from coachvault.services.releases.requests import Ask, Asked, outlook, preview_request, request
from coachvault.services.releases.verification import Answer, Vouched
from coachvault.signoff import page as page_module
from coachvault.vault.codec import CompartmentId
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent import signoff

TEXT = "She leads the weekly meeting now.\n\nShe had a hard winter.\n\nShe asks for a talk every month."
WISH = "Only if the winter goes."
FIRST, _, LAST = TEXT.split("\n\n")


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)
    assert page_module.ITERATIONS == 1_000_000


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def asked(opened: OpenVault, road: SignoffMethod = SignoffMethod.PAGE, form: Form | None = None, **more: Any) -> Asked:
    return request(opened, draft(opened, "heron", form or Form(text=TEXT)).id, Ask(road, **more))


def client_of(to: Asked) -> signoff.Page:
    assert to.request.opening is not None
    return signoff.open_page(to.text, to.request.opening.code)


def answered(opened: OpenVault, to: Asked, approved: tuple[int, ...] = (1, 3), remark: str = "") -> Evidence:
    block, _ = signoff.signed(client_of(to), approved, remark=remark)
    return import_answer(opened, to.release.id, Answer(block.encode()))[1]


def attached(block: str, text: str = "", kind: str = "octet-stream", as_html: bool = False) -> bytes:
    """A mail as programs write it, with the sign-off attached or inside."""
    message = EmailMessage()
    message["From"], message["To"] = "Ada <ada@example.org>", "coach@example.net"
    message["Date"], message["Subject"] = format_datetime(NOON), "Re: sign-off"
    if as_html:
        lines = "".join(f"<div>{line}</div>" for line in block.splitlines())
        message.set_content(f"<html><body><p>{text}</p><blockquote>{lines}</blockquote></body></html>", subtype="html")
    else:
        message.set_content(text or "\n")
        main, sub = ("text", "plain") if kind == "plain" else ("application", kind)
        message.add_attachment(block.encode(), maintype=main, subtype=sub, filename="sign-off.txt")
    return message.as_bytes()


def events(opened: OpenVault) -> list[str]:
    return [entry.event.value for entry in list_entries(opened) if entry.subject.startswith("R")]


def test_a_page_is_compared_by_telephone_before_it_counts(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    evidence = answered(opened, to, remark="Leave the winter out.")
    assert (evidence.grade, evidence.approved, evidence.remarks) == (Grade.PAGE, (1, 3), "Leave the winter out.")
    with pytest.raises(Refused, match="not compared by telephone"):
        export(opened, "R1", tmp_path / "R1.txt")
    assert to_confirm(opened, "R1")[1].words == evidence.words
    with pytest.raises(Refused, match="How did you compare"):
        confirm(opened, "R1", " ")
    confirm(opened, "R1", "by telephone")
    with pytest.raises(Refused, match="Nothing of R1 waits"):
        confirm(opened, "R1", "by telephone")
    written = export(opened, "R1", tmp_path / "R1.txt")
    assert written.path.read_text() == f"{FIRST}\n\n{LAST}\n"
    assert "export refused" in events(opened)
    assert [each for each in events(opened) if each != "export refused"] == [
        "sign-off requested",
        "sign-off received",
        "sign-off confirmed",
        "release exported",
    ]


def test_nothing_that_leaves_tells_of_what_was_left_out(opened: OpenVault, tmp_path: Path) -> None:
    answered(opened, asked(opened), remark="Leave the winter out.")
    confirm(opened, "R1", "by telephone")
    written = export(opened, "R1", tmp_path / "R1.txt")
    left = written.path.read_text() + written.sheet_path.read_text()
    for told in ("hard winter", "left out", "paragraph", "of 3", "remark", "request_sha256"):
        assert told not in left.lower()


def test_an_answer_that_was_not_theirs_counts_for_nothing(opened: OpenVault, tmp_path: Path) -> None:
    answered(opened, asked(opened))
    release, _ = confirm(opened, "R1", "by telephone", matches=False)
    assert release.status(NOON.date()) is ReleaseStatus.REQUESTED
    with pytest.raises(Refused, match="no sign-off"):
        export(opened, "R1", tmp_path / "R1.txt")
    again = request(opened, "R1", Ask(SignoffMethod.PAGE))
    answered(opened, again)
    confirm(opened, "R1", "by telephone")
    assert export(opened, "R1", tmp_path / "R1.txt").path.is_file()


def test_a_second_different_sign_off_is_a_conflict(opened: OpenVault) -> None:
    to = asked(opened)
    first = answered(opened, to)
    with pytest.raises(Refused, match="second, different sign-off") as caught:
        answered(opened, to, (1, 2, 3))
    assert " ".join(first.words) in caught.value.message
    assert show(opened, "R1").evidence == (first,)
    assert events(opened)[-1] == "sign-off refused"


def test_the_same_sign_off_in_other_clothes_is_taken_once(opened: OpenVault) -> None:
    to = asked(opened)
    block, _ = signoff.signed(client_of(to), (1,))
    import_answer(opened, "R1", Answer(block.encode()))
    with pytest.raises(Refused, match="already been recorded"):
        import_answer(opened, "R1", Answer(attached(block)))


def test_a_signed_no_is_a_no(opened: OpenVault, tmp_path: Path) -> None:
    answered(opened, asked(opened), ())
    assert show(opened, "R1").status(NOON.date()) is ReleaseStatus.DECLINED
    assert events(opened)[-1] == "sign-off declined"
    for step in (
        lambda: export(opened, "R1", tmp_path / "R1.txt"),
        lambda: request(opened, "R1", Ask(SignoffMethod.EMAIL)),
    ):
        with pytest.raises(Refused, match="declined"):
            step()
    assert edit(opened, "R1", Form(text=FIRST)).status(NOON.date()) is ReleaseStatus.DRAFT


@pytest.mark.parametrize("kind", ["octet-stream", "plain"])
@pytest.mark.parametrize("text", ["", "Hello Mirjam,\n\nhere it is.\n\nBest,\nAda"])
def test_a_mail_with_the_file_attached(opened: OpenVault, kind: str, text: str) -> None:
    block, words = signoff.signed(client_of(asked(opened)), (1, 3))
    evidence = import_answer(opened, "R1", Answer(attached(block, text, kind)))[1]
    assert list(evidence.words) == words
    assert ("here it is." in evidence.remarks.split("\n")) == bool(text)


@pytest.mark.parametrize("as_html", [True, False])
def test_a_mail_with_the_block_inside(opened: OpenVault, as_html: bool) -> None:
    block, words = signoff.signed(client_of(asked(opened)), (1, 3), remark="A remark.")
    quoted = "\n".join(f"> {line}" for line in block.splitlines())
    raw = (
        attached(block, "But only after June.", as_html=True) if as_html else mail(f"But only after June.\n\n{quoted}")
    )
    evidence = import_answer(opened, "R1", Answer(raw))[1]
    assert list(evidence.words) == words
    assert evidence.remarks.split("\n")[0] == "A remark."
    assert "But only after June." in evidence.remarks.split("\n")


def test_a_forwarded_sign_off_counts_wherever_it_stands(opened: OpenVault) -> None:
    block, words = signoff.signed(client_of(asked(opened)), (1,))
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Date"] = "me@example.net", "me@example.net", format_datetime(NOON)
    outer.set_content("\n")
    inner = EmailMessage()
    inner["From"] = "Ada <ada@example.org>"
    inner.set_content(block)
    outer.add_attachment(inner)
    assert list(import_answer(opened, "R1", Answer(outer.as_bytes()))[1].words) == words


def test_two_different_blocks_in_one_mail_are_refused(opened: OpenVault) -> None:
    client = client_of(asked(opened))
    one, _ = signoff.signed(client, (1,))
    other, _ = signoff.signed(client, (1, 2, 3))
    with pytest.raises(Refused, match="several different"):
        import_answer(opened, "R1", Answer(mail(f"{one}\n\n{other}")))
    with pytest.raises(Refused, match="several different"):
        import_answer(opened, "R1", Answer(f"{one}{other}".encode()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_block_that_an_editor_saved_anew(opened: OpenVault, encoding: str) -> None:
    block, words = signoff.signed(client_of(asked(opened)), (1,))
    data = block.replace("\n", "\r\n").encode(encoding)
    assert list(import_answer(opened, "R1", Answer(data))[1].words) == words


def test_the_page_itself_is_no_answer(opened: OpenVault) -> None:
    to = asked(opened)
    with pytest.raises(BadInput, match="the page itself"):
        import_answer(opened, "R1", Answer(to.text.encode()))


def test_an_approving_line_does_not_answer_a_page(opened: OpenVault) -> None:
    to = asked(opened)
    with pytest.raises(Refused, match="only what the page makes answers it"):
        import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))
    seen = Vouched("the coach", NOON.date(), to.request.code)
    with pytest.raises(Refused, match="only a signature answers it"):
        import_answer(opened, "R1", Answer(b"\x89PNG\r\n\x1a\n picture", seen))


def test_a_block_does_not_answer_a_mail(opened: OpenVault) -> None:
    to = asked(opened, SignoffMethod.EMAIL)
    page = asked(opened)
    block = signoff.armoured(client_of(page), b"{}", code=to.request.code)
    with pytest.raises(Refused, match="not asked on the page"):
        import_answer(opened, to.release.id, Answer(block.encode()))


def test_an_answer_for_one_release_fits_no_other(opened: OpenVault) -> None:
    first, second = asked(opened), asked(opened)
    block, _ = signoff.signed(client_of(first), (1, 2, 3))
    with pytest.raises(Refused, match="code of no request of R2"):
        import_answer(opened, second.release.id, Answer(block.encode()))
    edit(opened, "R1", Form(text=f"{TEXT}!"))
    request(opened, "R1", Ask(SignoffMethod.PAGE))
    with pytest.raises(Refused, match="earlier version"):
        import_answer(opened, "R1", Answer(block.encode()))


def test_each_request_has_a_code_and_a_salt_of_its_own(opened: OpenVault) -> None:
    one, other = asked(opened).request.opening, asked(opened).request.opening
    assert one is not None
    assert other is not None
    assert one.code != other.code
    assert one.salt != other.salt
    assert len(one.code.replace("-", "")) == 12


def test_another_party_is_shown_nothing_that_the_client_left_out(opened: OpenVault, tmp_path: Path) -> None:
    release = draft(opened, "heron", Form(text=TEXT, concerned=("otter",)))
    to = request(opened, release.id, Ask(SignoffMethod.PAGE))
    with pytest.raises(Refused, match="has not agreed yet"):
        request(opened, release.id, Ask(SignoffMethod.PAGE, party="otter"))
    answered(opened, to, (1, 3))
    confirm(opened, release.id, "by telephone")
    for road in (SignoffMethod.EMAIL, SignoffMethod.PAPER, SignoffMethod.MESSAGE):
        told = request(opened, release.id, Ask(road, party="otter", reason="a reason of its own")).text
        assert "hard winter" not in told
        assert LAST in told
    second = request(opened, release.id, Ask(SignoffMethod.PAGE, party="otter"))
    page = client_of(second)
    assert page.asked["paragraphs"] == [FIRST, LAST]
    block, _ = signoff.signed(page, (1, 2), name="Rosalind Vance")
    assert import_answer(opened, release.id, Answer(block.encode()))[1].approved == (1, 3)
    confirm(opened, release.id, "by telephone, the other party")
    assert export(opened, release.id, tmp_path / "o.txt").path.read_text() == f"{FIRST}\n\n{LAST}\n"


@pytest.mark.parametrize("party", ["otter", ""])
def test_nobody_else_is_asked_before_it_is_known_who_signed_on_the_page(opened: OpenVault, party: str) -> None:
    release = draft(opened, "heron", Form(text=TEXT, concerned=("otter",)))
    answered(opened, request(opened, release.id, Ask(SignoffMethod.PAGE)), (1, 2, 3))
    before = events(opened)
    with pytest.raises(Refused, match="not compared by telephone") as caught:
        request(opened, release.id, Ask(SignoffMethod.EMAIL, party=party))
    assert "release confirm R1" in caught.value.hint
    confirm(opened, release.id, "by telephone", matches=False)
    with pytest.raises(Refused, match="has not agreed yet"):
        request(opened, release.id, Ask(SignoffMethod.EMAIL, party="otter"))
    assert [each for each in events(opened) if "requested" in each] == before[:1], "nothing was shown to anybody else"


def test_different_answers_let_nothing_out(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened, SignoffMethod.EMAIL)
    import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))
    answered(opened, request(opened, "R1", Ask(SignoffMethod.PAGE)), (1,))
    confirm(opened, "R1", "by telephone")
    with pytest.raises(Refused, match="different paragraphs"):
        export(opened, "R1", tmp_path / "R1.txt")


def test_the_room_needs_no_call_and_says_so(opened: OpenVault, tmp_path: Path) -> None:
    evidence = answered(opened, asked(opened, SignoffMethod.ROOM))
    assert evidence.grade is Grade.ROOM
    with pytest.raises(Refused, match="Nothing of R1 waits"):
        to_confirm(opened, "R1")
    assert "device" in export(opened, "R1", tmp_path / "R1.txt").sheet_path.read_text()


def test_what_is_said_around_a_sign_off_in_the_room_is_read_first(opened: OpenVault) -> None:
    to = asked(opened, SignoffMethod.ROOM)
    block, _ = signoff.signed(client_of(to), (1, 3), remark="Leave the winter out.")
    begin, *lines, end = block.strip().splitlines()
    data = "\n".join([f"{WISH}", begin, lines[0], "Ещё нет", *lines[1:], end]).encode()
    told = ["Leave the winter out.", WISH, "Ещё нет"]
    assert [each.text for each in answers.inspect_answer_file(opened, "R1", data).remarks] == told
    with pytest.raises(Unread, match="3 lines") as caught:
        import_answer(opened, "R1", Answer(data))
    assert [each["text"] for each in caught.value.remarks] == told
    evidence = import_answer(opened, "R1", Answer(data, remarks_read=True))[1]
    assert [each.text for each in evidence.seen or ()] == told


def test_a_no_in_the_room_is_taken_with_its_remark(opened: OpenVault) -> None:
    assert answered(opened, asked(opened, SignoffMethod.ROOM), (), remark="Not yet.").declines


def test_what_is_said_around_a_sign_off_on_the_page_is_read_before_the_call(opened: OpenVault) -> None:
    block, _ = signoff.signed(client_of(asked(opened)), (1, 3))
    evidence = import_answer(opened, "R1", Answer(f"{WISH}\n{block}".encode()))[1]
    assert evidence.remarks == WISH


def test_a_sign_off_for_no_request_is_refused_without_its_code(opened: OpenVault) -> None:
    to = asked(opened)
    body = signoff.b64(b"\x01N0T2F0RM" + bytes(40))
    block = "\n".join([signoff.BEGIN, body, signoff.END])
    with pytest.raises(Refused) as caught:
        import_answer(opened, to.release.id, Answer(block.encode()))
    assert "N0T2" not in caught.value.message


def test_names_and_words_stay_as_they_were_asked(opened: OpenVault) -> None:
    to = asked(opened)
    edit_client(opened, "heron", {"name": "Ada Jones"})
    assert answered(opened, to).approved == (1, 3)


def test_a_client_without_a_name_can_sign(opened: OpenVault) -> None:
    edit_client(opened, "heron", {"name": ""})
    to = asked(opened)
    assert to.request.terms is not None
    assert to.request.terms.consent.startswith("I have read")
    assert answered(opened, to).approved == (1, 3)


def test_signing_goes_on_after_the_end(practice: Practice, opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    end_engagement(opened, "heron", NOON.date())
    opened = practice.open()
    answered(opened, to)
    confirm(opened, "R1", "by telephone")
    assert export(opened, "R1", tmp_path / "R1.txt").path.is_file()


def test_the_sponsors_mailbox_is_guarded_for_pages_and_keys(opened: OpenVault) -> None:
    from coachvault.services.people.directory import edit_sponsor

    edit_client(opened, "heron", {"email": "ada@acme.example", "private_channel": ""})
    edit_sponsor(opened, "otter", {"email": "kim@acme.example"})
    with pytest.raises(Refused, match="the sponsor may read that mail"):
        asked(opened, SignoffMethod.PAGE)
    assert asked(opened, SignoffMethod.ROOM).request.sent_to == ""


def test_a_sponsor_without_an_address_cannot_be_compared(opened: OpenVault) -> None:
    edit_client(opened, "heron", {"email": "ada@acme.example", "private_channel": ""})
    assert asked(opened, SignoffMethod.PAGE).not_compared == ("otter",)
    assert asked(opened, SignoffMethod.PAPER).not_compared == ()


def test_what_a_request_comes_to_is_shown_before_it_is_made(opened: OpenVault) -> None:
    release = draft(opened, "heron", Form(text=TEXT, concerned=("wren",)))
    seen = outlook(opened, release.id, Ask(SignoffMethod.PAGE, language="de"))
    assert (seen.party, seen.language) == ("heron", "de")
    to = request(opened, release.id, Ask(SignoffMethod.PAGE, language="de"))
    assert to.request.terms is not None
    assert seen.consent == to.request.terms.consent
    assert (
        preview_request(opened, release.id, Ask(SignoffMethod.PAPER)).consent
        in request(opened, release.id, Ask(SignoffMethod.PAPER)).text
    )
    assert preview_request(opened, release.id, Ask(SignoffMethod.EMAIL)).consent == ""
    with pytest.raises(Refused, match="has not agreed yet"):
        outlook(opened, release.id, Ask(SignoffMethod.PAGE, party="wren"))


def test_a_preview_is_refused_as_the_request_would_be(opened: OpenVault) -> None:
    release = draft(opened, "heron", Form(text="She leads, as wren does."))
    assert outlook(opened, release.id, Ask(SignoffMethod.PAGE)).party == "heron"
    with pytest.raises(Refused, match="other-client-1"):
        preview_request(opened, release.id, Ask(SignoffMethod.PAGE))
    assert events(opened) == []


def test_what_was_kept_is_verified_again_when_it_leaves(opened: OpenVault, tmp_path: Path) -> None:
    """Somebody with the vault's keys changes the record of what was approved: the signature does not agree."""
    evidence = answered(opened, asked(opened))
    confirm(opened, "R1", "by telephone")
    with opened.vault.change("harm", NOON) as change:
        place = show(opened, "R1").place
        compartment = CompartmentId(place.compartment_id)
        import msgspec

        from coachvault.signoff.statement import text_sha256

        proposal = show(opened, "R1").proposal
        wider = msgspec.structs.replace(evidence, approved=(1, 2, 3), text_sha256=text_sha256(proposal, (1, 2, 3)))
        item = next(change.head(compartment).of_kind(kinds.EVIDENCE))
        change.replace(compartment, item.record_id, wider, {})
    with pytest.raises(IntegrityError, match="does not belong"):
        export(opened, "R1", tmp_path / "R1.txt")
    with opened.vault.read() as snapshot:
        items = snapshot.head(compartment).of_kind(kinds.ORIGINAL)
        assert any(snapshot.read(compartment, item.record_id, Original).data for item in items)


def test_looking_at_an_answer_asks_for_nothing_where_it_is_signed(opened: OpenVault) -> None:
    block, _ = signoff.signed(client_of(asked(opened)), (1,))
    assert not answers.inspect_answer_file(opened, "R1", block.encode()).is_vouched


def test_a_name_that_turns_the_order_of_letters_is_not_shown(opened: OpenVault) -> None:
    edit_client(opened, "heron", {"name": "Ada \u202ehsraM"})
    for road in (SignoffMethod.PAGE, SignoffMethod.ROOM):
        with pytest.raises(BadInput, match="cannot be seen"):
            asked(opened, road)


def test_looking_at_a_signature_nobody_asked_for_asks_for_nothing_and_taking_it_is_refused(opened: OpenVault) -> None:
    asked(opened)
    signature = b"untrusted comment: signature from minisign secret key\nRUQ=\ntrusted comment: timestamp:1\nRUQ=\n"
    assert not answers.inspect_answer_file(opened, "R1", signature).is_vouched
    with pytest.raises(Refused, match="No request of R1 was made by key"):
        import_answer(opened, "R1", Answer(signature))
