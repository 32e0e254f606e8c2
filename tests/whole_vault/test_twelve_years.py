"""Ten clients over twelve years, with a clock that is moved: each step agrees with a table written by hand.

Three rules, a hold, an extension, a minor, a client's request, retirement in year nine, an executor in year ten, the
last destruction in year twelve.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from coachvault.errors import NotFound, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import Start, end_engagement, list_engagements, start
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client, add_sponsor, show_client
from coachvault.services.records import certificates
from coachvault.services.records.register import list_entries
from coachvault.services.retention import due as retention_due
from coachvault.services.retention import policy_change
from coachvault.services.retention.clock_trust import ClockIsRight
from coachvault.services.retirement import archive, retire
from tests.fakes import Practice, empty_practice, say_that_the_clock_is_right

POLICY = """\
[retention.notes]
keep = "3 years"
because = "agreed with every client"

[retention.contacts]
keep = "10 years"
because = "to reach the client about the notes"

[retention.hours]
keep = "for ever"
because = "the coaching log"

[[retention.rule]]
class = "notes"
when = { tag = "minor" }
keep = "20 years"
from = "birth"
because = "claims after coming of age"

[[retention.rule]]
class = "notes"
when = { sponsor = "otter" }
keep = "5 years"
because = "the sponsor's insurer"

[[retention.rule]]
class = "notes"
when = { client = "ibis" }
keep = "2 years"
from = "last-contact"
because = "the client asked for a short time"
"""
CLIENTS = ("heron", "wren", "linden", "ibis", "jay", "finch", "robin", "swift", "teal", "owl")
IDS = {code: f"E{number}" for number, code in enumerate(CLIENTS, start=1)}


class Expected(NamedTuple):
    """What a checkpoint of the table says.

    Args:
        active: Clients with an open engagement.
        due: Whose notes are due, the longest first; in brackets those that are held.
        destroyed: Whose notes are destroyed, in the order in which they went.
    """

    active: str
    due: str
    destroyed: str


class Story:
    """The practice, opened by whoever acts."""

    def __init__(self, folder: Path) -> None:
        self.practice: Practice = empty_practice(folder / "here")
        self.folder = folder
        self.executor = ""
        self.by_executor = False
        self.go(date(2026, 1, 1))

    def go(self, day: date) -> None:
        self.practice.clock.moment = datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)

    def open(self) -> OpenVault:
        if self.by_executor:
            return open_vault(self.archive, Credentials(str, [self.executor]))
        return self.practice.open()

    @property
    def archive(self) -> Setting:
        """The archive on the executor's machine, which has seen nothing else."""
        folder = self.folder / "executor"
        return Setting(folder / "final.vault", folder / "state", self.practice.clock)

    @property
    def word(self) -> ClockIsRight:
        """What somebody says after a long time in which nothing was written: the clock is right."""
        return ClockIsRight(self.practice.clock.moment.date(), "nothing happened for a while")

    def step_in(self) -> None:
        """The executor takes the archive home; the laptop is not there."""
        self.archive.vault_path.parent.mkdir(mode=0o700)
        (self.folder / "final.vault").rename(self.archive.vault_path)
        self.practice.path.rename(self.folder / "laptop.vault")
        self.by_executor = True

    def find_the_laptop(self) -> None:
        (self.folder / "laptop.vault").rename(self.practice.path)
        clean_copies.clean(self.open())

    def destroy_here(self, *codes: str) -> None:
        for code in codes:
            certificate = destroy.destroy(self.open(), Order(IDS[code], clock=self.word))
            assert [(each.path, each.is_origin) for each in certificate.copies_left] == [
                (str(self.practice.path), True)
            ]

    def begin(self) -> None:
        opened = self.open()
        policy_change.set_policy(opened, POLICY)
        add_sponsor(opened, "otter", {"name": "Rosalind Vance"})
        for code in CLIENTS:
            fields = {"name": f"Client {code.upper()}"}
            add_client(opened, code, fields | ({"born": "2010-05-05"} if code == "linden" else {}))
            form = {"tags": ["minor"]} if code == "linden" else {}
            sponsor = "otter" if code in ("wren", "swift") else ""
            start(opened, Start(code, sponsor, date(2026, 1, 1), form))
            add_note(opened, code, NoteDraft(f"About {code}.", held_on="2026-01-01"))

    def destroy(self, *codes: str) -> None:
        for code in codes:
            assert (
                destroy.destroy(self.open(), Order(IDS[code], clock=self.word)).state == "destroyed in every known copy"
            )

    def find_custodian(self) -> None:
        self.executor = " ".join(custodians.add(self.open(), "maple", CustodianRole.EXECUTOR, {}).words)

    def retire(self) -> None:
        end_engagement(self.open(), "owl", date(2034, 12, 31))
        archive.archive(self.open(), self.folder / "final.vault")
        retire.retire(self.open())

    def agrees(self, expected: Expected) -> None:
        """Status, due, register and certificates all say what the table says."""
        opened = self.open()
        known = list_engagements(opened)
        assert {each.client for each in known if each.ended is None} == set(expected.active.split())
        due = [
            f"({each.client})" if each.hold else each.client
            for each in retention_due.list_due(opened).items
            if each.record_class is RecordClass.NOTES
        ]
        assert due == expected.due.split()
        gone = expected.destroyed.split()
        assert {each.client for each in known if each.destroyed} == set(gone)
        made = [each.client for each in certificates.list_certificates(opened) if each.series is RecordClass.NOTES]
        assert made == gone
        told = [entry for entry in list_entries(opened) if entry.event is Event.DESTROYED]
        assert [entry.client for entry in told if entry.what.startswith("notes")] == gone
        if not self.by_executor:
            day = today(opened)
            assert {each.client for each in day.engagements} == set(expected.active.split())
            assert day.ended == len(known) - len(day.engagements)
            assert [each.client for each in day.due.notes] == [each.strip("()") for each in expected.due.split()]
            for code in gone:
                with pytest.raises(NotFound):
                    show_note(opened, f"{code}/1", "to see that it is gone")


Act = Callable[[Story], object]


def ends(code: str) -> Act:
    return lambda story: end_engagement(story.open(), code, story.open().now().date())


ALL = " ".join(CLIENTS)
TABLE: list[tuple[date, Act, Expected]] = [
    (date(2026, 1, 1), Story.begin, Expected(ALL, "", "")),
    (date(2026, 6, 30), ends("heron"), Expected("wren linden ibis jay finch robin swift teal owl", "", "")),
    (date(2026, 6, 30), ends("wren"), Expected("linden ibis jay finch robin swift teal owl", "", "")),
    (date(2026, 12, 31), ends("linden"), Expected("ibis jay finch robin swift teal owl", "", "")),
    (
        date(2027, 1, 10),
        lambda story: add_note(story.open(), "ibis", NoteDraft("The last call.", held_on="2027-01-10")),
        Expected("ibis jay finch robin swift teal owl", "", ""),
    ),
    (date(2027, 1, 31), ends("ibis"), Expected("jay finch robin swift teal owl", "", "")),
    (date(2027, 2, 28), ends("jay"), Expected("finch robin swift teal owl", "", "")),
    (
        date(2028, 1, 1),
        lambda story: retention_due.add_hold(story.open(), IDS["jay"], "a claim was announced", date(2029, 1, 1)),
        Expected("finch robin swift teal owl", "", ""),
    ),
    (date(2028, 2, 29), ends("finch"), Expected("robin swift teal owl", "", "")),
    (
        date(2028, 5, 5),
        lambda story: erasure.erase(story.open(), "robin", date(2028, 5, 1), story.word),
        Expected("swift teal owl", "", "robin"),
    ),
    # nobody looked for a year: the last contact with swift, teal and owl was on 1 January 2026
    (date(2029, 1, 9), lambda _: None, Expected("swift teal owl", "owl teal", "robin")),
    (
        date(2029, 1, 10),
        lambda story: [
            add_note(story.open(), code, NoteDraft("We went on.", held_on="2029-01-10"))
            for code in ("swift", "teal", "owl")
        ],
        Expected("swift teal owl", "ibis", "robin"),
    ),
    (date(2029, 1, 11), lambda story: story.destroy("ibis"), Expected("swift teal owl", "", "robin ibis")),
    (date(2029, 6, 29), lambda _: None, Expected("swift teal owl", "", "robin ibis")),
    (date(2029, 6, 30), lambda _: None, Expected("swift teal owl", "heron", "robin ibis")),
    (date(2029, 7, 1), lambda story: story.destroy("heron"), Expected("swift teal owl", "", "robin ibis heron")),
    (date(2030, 1, 31), ends("swift"), Expected("teal owl", "", "robin ibis heron")),
    (date(2030, 2, 28), lambda _: None, Expected("teal owl", "(jay)", "robin ibis heron")),
    (date(2030, 5, 4), lambda _: None, Expected("teal owl", "(jay)", "robin ibis heron")),
    (date(2030, 5, 5), lambda _: None, Expected("teal owl", "(jay) linden", "robin ibis heron")),
    (
        date(2030, 5, 6),
        lambda story: story.destroy("linden"),
        Expected("teal owl", "(jay)", "robin ibis heron linden"),
    ),
    (date(2031, 3, 1), lambda _: None, Expected("teal owl", "(jay) finch", "robin ibis heron linden")),
    (
        date(2031, 3, 2),
        lambda story: retention_due.extend(story.open(), IDS["finch"], date(2036, 2, 28), "the client may come back"),
        Expected("teal owl", "(jay)", "robin ibis heron linden"),
    ),
    (
        date(2031, 6, 30),
        lambda story: add_note(story.open(), "teal", NoteDraft("Still going.", held_on="2031-06-30")),
        Expected("teal owl", "(jay) wren", "robin ibis heron linden"),
    ),
    (
        date(2031, 7, 1),
        lambda story: story.destroy("wren"),
        Expected("teal owl", "(jay)", "robin ibis heron linden wren"),
    ),
    (
        date(2032, 1, 10),
        lambda story: add_note(story.open(), "owl", NoteDraft("Still going.", held_on="2032-01-10")),
        Expected("teal owl", "(jay)", "robin ibis heron linden wren"),
    ),
    (
        date(2033, 2, 1),
        lambda story: retention_due.lift_hold(story.open(), IDS["jay"], "the claim was withdrawn"),
        Expected("teal owl", "jay", "robin ibis heron linden wren"),
    ),
    (
        date(2033, 3, 1),
        lambda story: story.destroy("jay"),
        Expected("teal owl", "", "robin ibis heron linden wren jay"),
    ),
    (date(2034, 6, 1), ends("teal"), Expected("owl", "", "robin ibis heron linden wren jay")),
    (date(2034, 7, 1), Story.find_custodian, Expected("owl", "", "robin ibis heron linden wren jay")),
    (date(2034, 12, 31), Story.retire, Expected("", "", "robin ibis heron linden wren jay")),
    (date(2035, 1, 31), lambda _: None, Expected("", "swift", "robin ibis heron linden wren jay")),
    (
        date(2036, 3, 1),
        Story.step_in,
        Expected("", "swift finch", "robin ibis heron linden wren jay"),
    ),
    (
        date(2036, 3, 2),
        lambda story: story.destroy_here("swift", "finch"),
        Expected("", "", "robin ibis heron linden wren jay swift finch"),
    ),
    (date(2036, 9, 1), Story.find_the_laptop, Expected("", "", "robin ibis heron linden wren jay swift finch")),
    (date(2037, 6, 1), lambda _: None, Expected("", "teal", "robin ibis heron linden wren jay swift finch")),
    (
        date(2037, 6, 2),
        lambda story: story.destroy("teal"),
        Expected("", "", "robin ibis heron linden wren jay swift finch teal"),
    ),
    (
        date(2037, 12, 31),
        lambda _: None,
        Expected("", "owl", "robin ibis heron linden wren jay swift finch teal"),
    ),
    (
        date(2038, 1, 2),
        lambda story: story.destroy("owl"),
        Expected("", "", "robin ibis heron linden wren jay swift finch teal owl"),
    ),
]


def test_twelve_years(tmp_path: Path) -> None:
    story = Story(tmp_path)
    for number, (day, act, expected) in enumerate(TABLE):
        story.go(day)
        act(story)
        if number == 10:
            backups.create(story.open(), tmp_path / "disk")
        story.agrees(expected)
    assert story.practice.faults() == []
    contacts = [
        each for each in retention_due.list_due(story.open()).items if each.record_class is RecordClass.CONTACTS
    ]
    assert [each.subject for each in contacts] == ["heron", "wren", "linden", "ibis", "jay"]
    everywhere = destroy.destroy(story.open(), Order("heron", RecordClass.CONTACTS, clock=story.word))
    assert everywhere.state == "destroyed in every known copy"
    assert all(not each.copies_left for each in certificates.list_certificates(story.open()))
    assert {each.client for each in list_engagements(story.practice.open()) if each.destroyed} == set(CLIENTS)
    performers = [each.performer.value for each in certificates.list_certificates(story.practice.open())]
    assert performers[-5:] == ["an executor"] * 5
    assert show_client(story.practice.open(), "heron")[0].name == ""
    assert show_client(story.practice.open(), "wren")[0].name == "Client WREN"
    assert show_client(story.practice.open(), "robin")[0].name == ""


def test_the_executor_of_the_story_can_do_no_more(tmp_path: Path) -> None:
    story = Story(tmp_path)
    say_that_the_clock_is_right(story.open())  # the story begins before the day on which the vault was made
    story.begin()
    story.find_custodian()
    end_engagement(story.open(), "heron", date(2026, 6, 30))
    archive.archive(story.open(), story.folder / "final.vault")
    story.step_in()
    with pytest.raises(Refused, match="nothing before"):
        destroy.destroy(story.open(), Order("E1"))
    story.go(date(2029, 6, 30))
    story.destroy_here("heron")
