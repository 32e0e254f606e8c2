"""Agreements: the text in the client's language, and no report beyond what was signed."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import BadInput, CoachVaultError, NotFound, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.engagement import Terms
from coachvault.practice.measures import Rating
from coachvault.practice.people import Profile, Role
from coachvault.practice.register import Event
from coachvault.practice.release import Original
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_json import custodians as custodians_json
from coachvault.render.as_text import custodians as custodians_text
from coachvault.services.copies import executor_page
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians, duty
from coachvault.services.engagements import agreements, measures
from coachvault.services.engagements.lifecycle import Start, end_engagement, start
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import open_for_a_while, read_sealed
from coachvault.services.people.directory import add_sponsor, edit_client, edit_sponsor, list_clients, show_client
from coachvault.services.records.register import list_entries
from coachvault.services.records.roster import engagement, save_profile
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft, edit
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.texts.languages import language_of
from tests.fakes import NOON, Practice, filled_practice, mail

SIGNED = date(2026, 1, 4)
FIELDS = {"reports": ["Progress report"], "attendance": True, "objectives": ["speak up"]}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_text_says_all_of_it_in_the_clients_language(language: str, practice: Practice) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"language": language})
    bare, full = agreements.show(opened, "heron").text, agreements.propose(opened, "heron", FIELDS).text
    for said in ("speak up", "Ada Marsh", "Rosalind Vance", "Riverside"):
        assert said in full
    texts, names = language_of(language), {"client": "Ada Marsh", "sponsor": "Rosalind Vance", "coach": "Riverside"}
    purpose = "Progress report" if language in ("en", "it") else texts.purposes.progress
    assert purpose in full
    assert purpose not in bare
    words = texts.agreement
    assert words.attendance.format(**names) in full
    assert words.no_attendance.format(**names) in bare
    assert words.no_log.format(**names) in full
    assert texts.rights.theirs.format(**names) in full
    assert full.count(": ______________________  ") == 3
    assert (full.startswith("Agreement")) == (language in ("en", "it"))
    assert full.index("Riverside") < full.index(words.objectives), "the parties are named first"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_without_a_sponsor_nothing_is_said_of_one(language: str, practice: Practice) -> None:
    opened = practice.open()
    edit_client(opened, "wren", {"language": language})
    text, words = agreements.propose(opened, "wren", FIELDS).text, language_of(language).agreement
    assert text.count(words.signature) == 2
    for said in (
        words.sponsor,
        words.receives,
        words.attendance.format(sponsor=""),
        words.only_signed.format(client="Bea Cole"),
    ):
        assert said not in text
    assert words.title.coach in text


def test_a_mentor_is_no_coach_in_the_agreement(practice: Practice) -> None:
    opened = practice.open()
    with opened.vault.change("profile", opened.now()) as change:
        save_profile(change, Profile(role=Role.MENTOR))
    text = agreements.show(opened, "heron").text
    assert text.startswith("Agreement about mentoring")
    assert "If the mentor cannot go on" in text
    assert "coach" not in text.casefold().replace("coaching log", "")


def test_what_the_coach_writes_may_have_braces(practice: Practice) -> None:
    fields = {"objectives": ["{client}"], "limits": "{coach} {", "notice": "none {rights}"}
    text = agreements.propose(practice.open(), "heron", fields).text
    for said in ("- {client}", "{coach} {", "none {rights}"):
        assert said in text


def test_a_kind_of_report_that_was_never_agreed_is_refused_until_it_is_amended(
    practice: Practice, tmp_path: Path
) -> None:
    opened = practice.open()
    release = draft(opened, "heron", Form(text="She leads.", purpose="potential assessment"))
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    with pytest.raises(Refused, match="never agreed"):
        export(opened, release.id, tmp_path / "report.txt")
    assert not (tmp_path / "report.txt").exists()
    edit(opened, release.id, Form(text="She leads well."))
    with pytest.raises(Refused, match="never agreed"):
        request(opened, release.id, Ask(SignoffMethod.EMAIL))
    agreements.propose(opened, "heron", {"reports": ["Progress report", "potential assessment"]})
    with pytest.raises(Refused, match="never agreed"):
        request(opened, release.id, Ask(SignoffMethod.EMAIL))
    agreements.sign(opened, "heron", NOON.date())
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    export(opened, release.id, tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "She leads well.\n"


def test_what_was_agreed_is_not_asked_about_again(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    request(opened, draft(opened, "heron", Form(text="She leads.")).id, Ask(SignoffMethod.EMAIL))
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    other = draft(opened, "heron", Form(text="She leads.", to="ibis", purpose="handing over"))
    request(opened, other.id, Ask(SignoffMethod.EMAIL))


def test_it_holds_after_the_end_as_well(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", {"reports": []})
    agreements.sign(opened, "heron", SIGNED)
    end_engagement(opened, "heron", NOON.date())
    release = draft(opened, "heron", Form(text="She led.", to="otter"))
    with pytest.raises(Refused, match="no report at all"):
        request(opened, release.id, Ask(SignoffMethod.EMAIL))
    with pytest.raises(Refused, match="sealed"):
        agreements.show(opened, "heron")


def test_dates_and_number_of_sessions_only_if_the_agreement_says_so(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="does not let"):
        agreements.attendance(opened, "heron")
    agreements.propose(opened, "heron", FIELDS)
    with pytest.raises(Refused, match="does not let"):
        agreements.attendance(opened, "heron")
    agreements.sign(opened, "heron", SIGNED)
    add_note(opened, "heron", NoteDraft("She called.", kind=None, held_on="2026-10-01"))
    _, text = agreements.attendance(opened, "heron")
    assert text == "Sessions held: 4\n1 October 2026\n" + "23 November 2026\n" * 3
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.to, entry.subject) == (Event.ATTENDANCE, "otter", "E1")


def test_signing_is_recorded_and_not_in_the_future(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", FIELDS)
    with pytest.raises(BadInput, match="future"):
        agreements.sign(opened, "heron", date(2027, 1, 1))
    agreements.sign(opened, "heron", SIGNED)
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.what) == (Event.AGREED, "signed on 2026-01-04")
    assert entry.evidence == "vouched for by the coach"
    assert agreements.propose(opened, "heron", {"limits": "none"}).terms.signed_on is None
    with pytest.raises(BadInput):
        agreements.parse_form('signed_on = "2026-01-01"')


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Kim Low", "organisation": " ACME. "},
        {"name": "Kim Low", "email": "kim@hr.acme.example"},
        {"name": "Rosalind Vance", "email": "r.vance@acme.example", "organisation": "Acme Holding"},
    ],
)
def test_no_second_entry_leads_around_it(other: dict[str, str], practice: Practice) -> None:
    opened = practice.open()
    edit_sponsor(opened, "otter", {"email": "rosalind@acme.example"})
    add_sponsor(opened, "ibis", other)
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    release = draft(opened, "heron", Form(text="She leads.", to="ibis", purpose="potential assessment"))
    with pytest.raises(Refused, match="never agreed"):
        request(opened, release.id, Ask(SignoffMethod.EMAIL))


@pytest.mark.parametrize(("mine", "theirs"), [("a@gmail.com", "b@gmail.com"), ("a@acme.example", "b@umbra.example")])
def test_whoever_shares_no_more_than_a_mail_provider_is_somebody_else(
    mine: str, theirs: str, practice: Practice
) -> None:
    opened = practice.open()
    edit_sponsor(opened, "otter", {"email": mine, "organisation": ""})
    add_sponsor(opened, "ibis", {"name": "Kim Low", "email": theirs})
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    release = draft(opened, "heron", Form(text="She leads.", to="ibis", purpose="potential assessment"))
    assert request(opened, release.id, Ask(SignoffMethod.EMAIL)).request.party == "heron"


def test_a_scan_of_the_signed_sheet_is_kept_with_the_notes(practice: Practice) -> None:
    opened, scan = practice.open(), b"%PDF-1.7 signed by all three"
    agreements.propose(opened, "heron", FIELDS)
    with pytest.raises(BadInput, match="no scan"):
        agreements.sign(opened, "heron", SIGNED, b"From: somebody\n\nyes")
    terms = agreements.sign(opened, "heron", SIGNED, scan).terms
    assert terms.scan_sha256 == hashlib.sha256(scan).hexdigest()
    entry = list_entries(opened)[-1]
    assert entry.evidence == "scan, vouched for by the coach"
    assert terms.scan_sha256 in entry.what
    with opened.vault.read() as snapshot:
        place = engagement(snapshot, 1).compartment_id
        kept = [snapshot.read(place, item.record_id, Original) for item in snapshot.head(place).of_kind("original")]
    assert [each.data for each in kept] == [scan]
    assert agreements.propose(opened, "heron", {"limits": "none"}).terms.scan_sha256 == ""
    assert practice.faults() == []


def opened_by_executor(practice: Practice) -> OpenVault:
    words = custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost"}).words
    return open_vault(practice.setting, Credentials(str, [" ".join(words)]))


@pytest.mark.parametrize("may_reach", [False, True])
def test_an_executor_sees_a_code_where_the_client_agreed_to_no_more(may_reach: bool, practice: Practice) -> None:
    opened = practice.open()
    known = {"phone": "+49 30 1234", "address": "Lane 1", "private_channel": "ada@home.example"}
    edit_client(opened, "heron", known | {"emergency_contact": {"name": "Dee Marsh", "phone": "555"}})
    agreements.propose(opened, "heron", {"executor_may_reach": may_reach})
    executor = opened_by_executor(practice)
    assert "Ada Marsh" in str(duty.duty(executor).reach), "nothing was signed yet"
    agreements.sign(opened, "heron", SIGNED)
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    request(opened, draft(opened, "heron", Form(text="She leads.", to="ibis")).id, Ask(SignoffMethod.EMAIL))
    end_engagement(opened, "heron", NOON.date())
    start(opened, Start("heron", "otter", date(2026, 11, 24), {}))
    found = duty.duty(executor)
    shown = [
        *(str(found.reach), custodians_text.reach(found.reach), str(custodians_json.duty(found))),
        *(str(show_client(executor, "heron")), str(list_clients(executor))),
    ]
    assert ("ada@home.example" in str(list_entries(executor))) == may_reach
    for each in shown:
        assert ("Ada Marsh" in each) == may_reach
        assert may_reach or not any(told in each for told in (*known.values(), "ada@", "Dee Marsh", "555"))
    told = custodians_text.reach(found.reach)
    assert ("may not be reached; agreed on 2026-01-04" in told) != may_reach
    assert [bool(each.message) for each in found.reach if each.client.code == "heron"] == [may_reach]
    assert "Ada Marsh" in str(show_client(opened, "heron")), "to the coach nothing is hidden"
    assert ("Technically" in agreements.propose(opened, "heron", {"executor_may_reach": may_reach}).text) != may_reach


def test_the_executors_page_holds_no_more_than_the_code(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"phone": "+49 30 1234"})
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    opened_by_executor(practice)
    shown: list[Any] = []
    monkeypatch.setattr(executor_page, "page", lambda *parts: str([*map(shown.append, parts[1])]))
    with opened.vault.read() as snapshot:
        executor_page.render(snapshot, opened.now())
    assert "The client called heron" in str(shown)
    assert "is not to be reached; agreed on 4 January 2026" in str(shown)
    assert not any(told in str(shown) for told in ("Ada", "ada@", "1234"))
    assert "Bea Cole" in str(shown)


def test_no_dates_go_to_nobody(practice: Practice) -> None:
    opened = practice.open()
    end_engagement(opened, "heron", NOON.date())
    start(opened, Start("heron", "", date(2026, 11, 24), {}))
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", NOON.date())
    with pytest.raises(Refused, match="no sponsor"):
        agreements.attendance(opened, "heron")


def test_what_was_agreed_can_be_seen_and_told_while_it_is_open_after_the_end(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    measures.add(opened, "heron", Rating(SIGNED, {"morale": 4}))
    end_engagement(opened, "heron", NOON.date())
    for look in (agreements.show, agreements.attendance, measures.series):
        with pytest.raises(Refused, match="E1 with heron has ended"):
            look(opened, "heron")
    _, windows = open_for_a_while(opened, "E1", "to answer the sponsor", 30)
    within = msgspec.structs.replace(opened, vault=msgspec.structs.replace(opened.vault, windows=windows))
    assert agreements.show(within, "heron").terms.reports == ("Progress report",)
    assert agreements.attendance(within, "E1")[1].startswith("Sessions held: 3\n")
    assert [each.values for each in measures.series(within, "heron").ratings] == [{"morale": 4}]
    with pytest.raises(Refused, match="has ended"):
        agreements.propose(within, "heron", {"attendance": False})
    found = read_sealed(opened, "E1", "to look at all of it")
    assert (found.agreement.terms.attendance, len(found.series.ratings), len(found.notes)) == (True, 1, 3)


def test_a_sponsor_who_joins_later_signs_a_new_agreement(practice: Practice) -> None:
    opened = practice.open()
    start(opened, Start("wren", "", date(2026, 2, 1), {"objectives": ["rest"]}))
    agreements.propose(opened, "wren", {"reports": ["progress report"]})
    agreements.sign(opened, "wren", date(2026, 11, 1))
    assert "Rosalind Vance" not in agreements.show(opened, "wren").text
    joined = agreements.add_sponsor(opened, "wren", "ott")
    assert (joined.engagement.sponsor, joined.terms.signed_on, joined.terms.objectives) == ("otter", None, ("rest",))
    assert joined.engagement.agreed_reports == ("progress report",)
    assert agreements.show(opened, "wren") == joined
    assert "Rosalind Vance" in joined.text
    assert draft(opened, "wren", Form(text="She leads.")).proposal.recipient.code == "otter"


@pytest.mark.parametrize(
    ("client", "sponsor", "error", "said"),
    [
        ("heron", "otter", Refused, "has a sponsor already: otter"),
        ("wren", "otter", Refused, "has not begun"),
        ("linden", "otter", Refused, "has ended"),
    ],
)
def test_a_sponsor_is_added_where_there_is_none(
    practice: Practice, client: str, sponsor: str, error: type[CoachVaultError], said: str
) -> None:
    with pytest.raises(error, match=said) as caught:
        agreements.add_sponsor(practice.open(), client, sponsor)
    assert caught.value.hint


def test_a_sponsor_that_is_not_there_is_not_added(practice: Practice) -> None:
    opened = practice.open()
    start(opened, Start("wren", "", date(2026, 2, 1), {}))
    with pytest.raises(NotFound):
        agreements.add_sponsor(opened, "wren", "raven")
    assert agreements.add_sponsor(opened, "wren", "otter").terms == Terms()
