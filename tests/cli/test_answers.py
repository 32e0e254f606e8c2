"""What scripts get from each command: the keys, the envelope, and where the answer stands."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from coachvault import __version__
from tests.cli.machine import CHEAP, Machine

NOTE_LINE = {"id", "client", "date", "title", "kind", "tags", "revision", "words", "minutes", "pro_bono"}
NOTE_SAVED = NOTE_LINE | {"zone", "written_at"}
NOTE = NOTE_SAVED | {"body"}
CLIENT = {"code", "name", "email", "phone", "address", "private_channel", "emergency_contact", "language", "remark"}
CLIENT |= {"keys", "road", "born"}
CLIENT_LINE = {"code", "name", "status", "engagement", "notes", "last_contact"}
SPONSOR = {"code", "name", "organisation", "email", "phone", "address", "remark"}
ENGAGEMENT = {
    *("id", "client", "status", "started", "ended", "sponsor", "kind", "tags", "pro_bono", "session_minutes"),
    *("notes", "sessions", "last_contact", "destroyed", "next_session"),
}
KEPT = {"due", "rule", "because", "counted_from", "remark"}
DUE = {"engagement", "client", "ended", "due", "rule", "because", "held"}
HOLD = {"engagement", "at", "reason", "review", "lifted_at", "lifted_because"}
CERTIFICATE = {
    *("subject", "client", "series", "first_day", "last_day", "quantity", "authority", "due", "reason", "method", "at"),
    *("performer", "witness", "holds", "state", "copies", "compartments", "remark"),
}
CUSTODIAN = {"code", "role", "public", "added_on", "tested_on", "name", "phone", "email", "remark"}
PRACTICE = {
    *("retired_on", "is_archive", "open_engagements", "open_releases", "sealed", "due", "others", "holds_to_review"),
    *("clock", "executors", "readers", "quorum", "missing"),
}
AGREEMENT = {
    *("objectives", "sponsor_may_receive", "reports", "reports_when", "attendance", "limits", "in_coaching_log"),
    *("executor_may_reach", "notice", "signed_on", "scan_sha256"),
}
TOTALS = {"clients", "paid_minutes", "pro_bono_minutes"}
HANDBOOK = {"laptop", "backups", "helper", "call", "message", "remark", "advisers"}
DAY = {
    *("practice", "recovery", "engagements", "forgotten", "ended", "releases", "readable_files", "last_backup"),
    *("locked", "unlocked", "inbox", "due", "others", "holds_to_review", "clock"),
    *("retired_on", "custodians_not_tried", "readers_without_quorum", "disclosures", "access_requests"),
}
TERMS = {"objectives", "sponsor_may_receive"}
ENTRY = {"number", "at", "event", "client", "subject", "why", "to", "what", "sha256", "evidence"}


class Call(NamedTuple):
    """A command on the practice of `filled_practice`, and the keys at some places of its answer."""

    words: str
    keys: dict[str, set[str]]
    typed: str = ""
    command: str = ""

    @property
    def name(self) -> str:
        return self.command or " ".join(self.words.split()[:2])


CALLS = [
    Call("", {"": {"day"}, "day": DAY}, command="day"),
    Call("status", {"": {"status"}, "status": DAY}, command="status"),
    Call("lock", {"": {"locked", "was_unlocked", "backup"}}),
    Call("client add jay --from -", {"": {"client"}, "client": CLIENT}, 'name = "Eve Frost"'),
    Call("client add --from -", {"": {"client"}, "client": CLIENT}, 'name = "Eve Frost"'),
    Call("client list", {"": {"clients"}, "clients.0": CLIENT_LINE}),
    Call("client show heron", {"": {"client", "engagements"}, "client": CLIENT, "engagements.0": ENGAGEMENT}),
    Call("client edit heron --from -", {"": {"client"}, "client": CLIENT}, 'phone = "+49 30 1234"'),
    Call("sponsor add jay --from -", {"": {"sponsor"}, "sponsor": SPONSOR}, 'organisation = "Umbra"'),
    Call("sponsor list", {"": {"sponsors"}, "sponsors.0": SPONSOR}),
    Call("sponsor show otter", {"": {"sponsor", "engagements"}, "sponsor": SPONSOR, "engagements.0": ENGAGEMENT}),
    Call("sponsor edit otter --from -", {"": {"sponsor"}, "sponsor": SPONSOR}, 'name = "Kim"'),
    Call("engagement start linden --sponsor otter --on 2026-02-01", {"": {"engagement"}, "engagement": ENGAGEMENT}),
    Call("engagement start linden --from -", {"engagement": ENGAGEMENT}, 'objectives = ["speak up"]'),
    Call(
        "engagement end heron --on 2026-12-01",
        {"": {"engagement", "kept", "open_releases", "letter"}, "engagement": ENGAGEMENT, "kept": KEPT},
    ),
    Call("engagement next heron 2026-12-01", {"": {"engagement"}, "engagement": ENGAGEMENT}),
    Call("engagement reopen E3 --reason asked", {"": {"engagement"}, "engagement": ENGAGEMENT}),
    Call(
        "engagement open E3 --reason asked",
        {
            "": {"engagement", "notes", "agreement", "ratings"},
            "engagement": ENGAGEMENT,
            "notes.1": NOTE,
            "agreement": AGREEMENT,
        },
    ),
    Call("engagement list", {"": {"engagements"}, "engagements.2": ENGAGEMENT}),
    Call("engagement show heron", {"": {"engagement", "kept"}, "engagement": ENGAGEMENT | TERMS, "kept": KEPT}),
    Call("engagement show E3", {"": {"engagement", "kept"}, "engagement": ENGAGEMENT, "kept": KEPT}),
    Call("note add heron --tag voice --duration 1h30 --paid", {"": {"note"}, "note": NOTE_SAVED}, "She spoke first."),
    Call("note add own --kind reflection", {"": {"note"}, "note": NOTE_SAVED}, "I listened."),
    Call("note list", {"": {"notes", "sealed"}, "notes.0": NOTE_LINE}),
    Call("note list heron --tag voice --limit 1", {"": {"notes", "sealed"}, "notes.0": NOTE_LINE}),
    Call("note show heron/1", {"": {"note"}, "note": NOTE}),
    Call("note show heron", {"": {"note"}, "note": NOTE}),
    Call("note show linden/1 --reason asked", {"": {"note"}, "note": NOTE}),
    Call("note edit heron/1", {"": {"note"}, "note": NOTE_SAVED}, "Told otherwise."),
    Call("note edit heron/1 --tag quiet", {"": {"note"}, "note": NOTE_SAVED}),
    Call("note move heron/1 wren", {"": {"note", "moved_from"}, "note": NOTE_SAVED}),
    Call("note history heron/2", {"": {"id", "revisions"}, "revisions.1": NOTE}),
    Call("note erase heron/1 --confirm heron", {"": {"id", "erased", "earlier_only"}}),
    Call("note erase heron/2 --earlier --confirm heron", {"": {"id", "erased", "earlier_only"}}),
    Call(
        "brief heron",
        {
            "": {"brief"},
            "brief": {"client", "name", "engagement", "sponsor", "notes", "releases"} | TERMS,
            "brief.engagement": ENGAGEMENT,
            "brief.notes.1": NOTE,
        },
        command="brief",
    ),
    Call(
        "search weekly",
        {"": {"matches", "sealed_skipped"}, "matches.0": {"id", "client", "date", "title", "snippet"}},
        command="search",
    ),
    Call("search -", {"": {"matches", "sealed_skipped"}}, "weekly\n", command="search"),
    Call("register list", {"": {"entries"}, "entries.0": ENTRY}),
    Call(
        "import jrnl - --client heron",
        {"": {"client", "notes", "known", "blank", "other_tags", "day_of_file", "not_compared"}, "notes.0": NOTE_SAVED},
        "[2026-01-05 14:00] She spoke.\n",
        command="import",
    ),
    Call(
        "export away --reason asked --confirm export",
        {"": {"path", "files", "notes", "sha256", "waiting"}},
        command="export",
    ),
    Call("register show 1", {"": {"entry"}, "entry": ENTRY}),
    Call("register export --out register.csv --reason asked", {"": {"path", "sha256", "entries"}}),
    Call(
        "hours list",
        {
            "": {"hours", "totals", "credentials"},
            "hours.0": {
                *("client", "engagement", "first_day", "last_day", "sessions", "paid_minutes", "pro_bono_minutes"),
                "listed",
            },
            "totals": TOTALS,
            "credentials.0": {"name", "hours", "paid_hours", "clients", "is_reached"},
        },
    ),
    Call(
        "retention policy show",
        {"": {"policy"}, "policy": {"text", "is_default", "rules"}},
        command="retention policy show",
    ),
    Call(
        "retention policy set -",
        {
            "": {"moved", "remarks", "set"},
            "moved.0": {"subject", "class", "engagement", "client", "ended", "before", "after", "rule"},
        },
        '[retention.notes]\nkeep = "1 year"\nbecause = "agreed"',
        command="retention policy set",
    ),
    Call(
        "retention due --until 2060-01-01",
        {"": {"due", "others", "holds_to_review", "clock"}, "due.0": DUE, "others.0": DUE | {"subject", "class"}},
    ),
    Call("retention hold add E3 --reason asked", {"": {"hold"}, "hold": HOLD}, command="retention hold add"),
    Call("retention extend E3 --until 2060-01-01 --reason asked", {"": {"engagement", *KEPT}}),
    Call("retention destroy E3 --confirm linden", {"": {"certificate"}, "certificate": CERTIFICATE}),
    Call(
        "client erase linden --confirm linden",
        {
            "": {
                *("client", "certificates", "releases_kept", "mentions", "sealed_not_looked_at", "letter"),
                *("letter_path", "files"),
            },
            "certificates.0": CERTIFICATE,
        },
    ),
    Call(
        "custodian add maple --role executor",
        {"": {"custodian", "has_page"}, "custodian": CUSTODIAN | {"words"}},
    ),
    Call(
        "engagement agreement heron --from -",
        {"": {"engagement", "agreement", "text"}, "agreement": AGREEMENT},
        'reports = ["progress report"]',
    ),
    Call(
        "measure add heron --from -",
        {"": {"engagement", "rating"}, "rating": {"on", "values", "words"}},
        "[values]\nconfidence = 4",
    ),
    Call("measure show heron", {"": {"engagement", "objectives", "ratings"}}),
    Call(
        "access request heron --on 2026-11-01",
        {"": {"request"}, "request": {"client", "asked_on", "due", "answered_at"}},
    ),
    Call(
        "access heron --out copy.txt",
        {
            "": {"copy"},
            "copy": {
                *("path", "code", "sha256", "items", "left_out", "redacted", "named_in", "sealed_not_searched"),
                "warnings",
            },
        },
        command="access",
    ),
    Call("access heron --correct", {"": {"note"}, "note": NOTE_SAVED}, "It was Tuesday.", command="access"),
    Call("practice show", {"": {"practice"}, "practice": PRACTICE}),
    Call("practice retire --dry-run", {"": {"practice", "retired"}, "practice": PRACTICE}),
    Call("practice retire --confirm retire", {"": {"practice", "retired", "archive"}, "practice": PRACTICE}),
    Call("practice handbook", {"": {"handbook"}, "handbook": HANDBOOK}),
    Call(
        "executor",
        {
            "": {"executor"},
            "executor": {
                *("clients", "ended", "due", "others", "holds_to_review", "clock", "handbook", "custodians"),
            },
            "executor.clients.0": {
                *("code", "name", "phone", "email", "private_channel", "next_session", "message"),
                "not_reached_since",
            },
        },
        command="executor",
    ),
    Call(
        "check",
        {"": {"faults", "entries", "opened", "compared", "waiting", "backups_not_looked_at"}},
        command="check",
    ),
]


def at(data: Any, place: str) -> Any:
    for step in place.split(".") if place else ():
        data = data[int(step) if step.isdecimal() else step]
    return data


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.words or "(the day)")
def test_an_answer_for_scripts_has_these_keys(call: Call, practice: Machine) -> None:
    answer = practice.run("--json", *call.words.split(), typed=call.typed)
    assert answer.code == 0, answer.err
    assert answer.stdout.count(b"\n") == 1
    assert answer.stdout.endswith(b"\n")
    envelope = json.loads(answer.stdout)
    assert list(envelope) == ["coachvault", "command", "data"]
    assert (envelope["coachvault"], envelope["command"]) == (1, call.name)
    assert {place: set(at(envelope["data"], place)) for place in call.keys} == call.keys


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.words or "(the day)")
def test_an_answer_for_people_stands_on_stdout_and_the_talk_on_stderr(call: Call, practice: Machine) -> None:
    answer = practice.run(*call.words.split(), typed=call.typed)
    assert answer.code == 0, answer.err
    assert answer.out.strip()
    assert "error" not in answer.err
    assert "{" not in answer.out
    assert "\x1b" not in answer.out + answer.err


def test_init_answers_with_the_id_and_the_words(machine: Machine) -> None:
    answer = machine.founds("--practice-from", "-", typed='name = "Riverside"\nrole = "mentor"')
    assert set(answer.data) == {"vault_id", "recovery_words", "recovery_tested"}
    assert len(answer.data["recovery_words"]) == 24
    assert len(bytes.fromhex(answer.data["vault_id"])) == 16
    assert answer.data["recovery_tested"] is False
    assert machine.data()["day"]["practice"] == "Riverside"
    assert machine.data()["day"]["recovery"] == "untested"


def test_init_without_json_shows_the_words_and_says_that_they_are_untested(machine: Machine) -> None:
    answer = machine.run("init", "--no-input", entry=CHEAP)
    assert answer.code == 0
    for number in range(1, 25):
        assert f"{number:>2}. " in answer.out
    assert "untested" in answer.out
    assert answer.err == ""


def test_init_with_a_passphrase_of_the_full_cost_opens_with_it(machine: Machine) -> None:
    assert len(machine.data("init")["recovery_words"]) == 24
    assert machine.data("client", "list") == {"clients": []}


def test_the_tour_ends_well_for_people_and_for_scripts(machine: Machine) -> None:
    told = machine.run("tour", entry=CHEAP, environment=machine.without_passphrase())
    assert told.code == 0
    assert told.err == ""
    assert "$ coachvault note show wren/2 --reason" in told.out
    assert "holds 0 in the clear" in told.out
    assert "exactly the text that was agreed to" in told.out
    assert list(machine.files()) == []
    data = machine.run("tour", "--json", entry=CHEAP).data
    assert data["kept"] is None
    assert [code for code in data["exit_codes"] if code] == [16, 16], "a sealed note, and a yes with a wish"


def test_the_version_is_one_line(machine: Machine) -> None:
    assert machine.run("--version").out == f"{__version__}\n"
    assert json.loads(machine.run("--json", "--version").stdout)["data"] == {"version": __version__}


# What the values mean ------------------------------------------------------------


def test_a_client_is_a_prospect_then_active_then_ended(practice: Machine) -> None:
    status = {line["code"]: line["status"] for line in practice.data("client", "list")["clients"]}
    assert status == {"heron": "active", "wren": "prospect", "linden": "ended"}


def test_the_numbers_of_notes_run_on_across_engagements(practice: Machine) -> None:
    practice.data("engagement", "end", "heron", "--on", "2026-12-01")
    practice.data("engagement", "start", "heron")
    assert practice.data("note", "add", "heron", typed="Again.")["note"]["id"] == "heron/4"
    practice.data("note", "erase", "heron/4", "--confirm", "heron")
    assert practice.data("note", "add", "heron", typed="Once more.")["note"]["id"] == "heron/5"


def test_ending_an_engagement_asks_nothing_and_seals_its_notes(practice: Machine) -> None:
    ended = practice.data("engagement", "end", "heron", "--on", "2026-12-01")["engagement"]
    assert (ended["id"], ended["status"], ended["ended"]) == ("E1", "ended", "2026-12-01")
    assert practice.fails("note", "show", "heron/1") == (16, "refused")
    assert practice.data("note", "list")["sealed"] == 5


def test_reading_what_is_sealed_is_in_the_register_with_its_reason(practice: Machine) -> None:
    before = practice.data("register", "list")["entries"]
    practice.data("note", "show", "linden/2", "--reason", "preparing the talk")
    practice.data("note", "show", "linden/1", "--reason", "-", typed="asked by phone\n")
    read = practice.data("register", "list")["entries"][len(before) :]
    assert [(entry["event"], entry["client"], entry["subject"], entry["why"]) for entry in read] == [
        ("sealed note read", "linden", "linden/2", "preparing the talk"),
        ("sealed note read", "linden", "linden/1", "asked by phone"),
    ]
    assert "preparing the talk" in practice.run("register", "list").out
    assert [entry["client"] for entry in practice.data("register", "list", "heron")["entries"]] == []


def test_reopening_takes_the_end_back_with_a_reason(practice: Machine) -> None:
    assert practice.fails("engagement", "reopen", "E3") == (16, "refused")
    practice.data("engagement", "reopen", "E3", "--reason", "it goes on")
    assert practice.data("note", "show", "linden/1")["note"]["body"] == "Sealed session 1."
    assert practice.data("register", "list", "linden")["entries"][-1]["why"] == "it goes on"


def test_a_search_shows_where_and_says_how_many_were_not_looked_at(practice: Machine) -> None:
    found = practice.data("search", "WEEKLY", "told")
    assert [match["id"] for match in found["matches"]] == ["heron/2"]
    assert "weekly" in found["matches"][0]["snippet"]
    assert found["sealed_skipped"] == 2
    assert practice.data("search", "no-such-word") == {"matches": [], "sealed_skipped": 2}
    assert "2 sealed notes" in practice.run("search", "weekly").err


def test_a_search_can_be_narrowed(practice: Machine) -> None:
    assert len(practice.data("search", "session")["matches"]) == 3
    assert practice.data("search", "session", "--client", "wren")["matches"] == []
    assert practice.data("search", "session", "--until", "2026-01-01")["matches"] == []
    assert len(practice.data("search", "session", "--limit", "2")["matches"]) == 2


def test_an_edit_keeps_the_earlier_wording_and_erasing_takes_it(practice: Machine) -> None:
    practice.data("note", "edit", "heron/2", typed="A third wording.")
    wordings = practice.data("note", "history", "heron/2")["revisions"]
    assert [each["revision"] for each in wordings] == [1, 2, 3]
    assert wordings[-1]["body"] == "A third wording."
    erased = practice.data("note", "erase", "heron/2", "--earlier", "--confirm", "heron")
    assert (erased["erased"], erased["earlier_only"]) == (2, True)
    assert len(practice.data("note", "history", "heron/2")["revisions"]) == 1


def test_an_edit_that_changes_nothing_writes_nothing(practice: Machine) -> None:
    practice.data("note", "edit", "heron/2", typed="A third wording.")
    before = practice.vault.read_bytes()
    assert practice.data("note", "edit", "heron/2", typed="A third wording.")["note"]["revision"] == 3
    assert practice.vault.read_bytes() == before


def test_a_moved_note_is_there_and_no_longer_here(practice: Machine) -> None:
    moved = practice.data("note", "move", "heron/2", "wren")
    assert (moved["moved_from"], moved["note"]["id"]) == ("heron/2", "wren/2")
    assert practice.fails("note", "show", "heron/2") == (15, "not_found")
    assert len(practice.data("note", "history", "wren/2")["revisions"]) == 2
    assert practice.data("register", "list", "heron")["entries"][-1]["event"] == "note moved"


@pytest.mark.parametrize("given", [(), ("--confirm", "wren")])
def test_erasing_takes_the_code_as_a_confirmation(given: tuple[str, ...], practice: Machine) -> None:
    assert practice.fails("note", "erase", "heron/1", *given) == (2, "usage")
    assert practice.data("note", "show", "heron/1")["note"]["id"] == "heron/1"


def test_the_brief_is_what_one_needs_before_a_session(practice: Machine) -> None:
    brief = practice.data("brief", "her")["brief"]
    assert (brief["client"], brief["name"], brief["sponsor"]) == ("heron", "Ada Marsh", "otter")
    assert brief["objectives"] == ["speak up"]
    assert len(brief["notes"]) == 2


def test_details_of_a_note_are_as_given(practice: Machine) -> None:
    options = ("--date", "2026-01-31 14:30", "--duration", "1h30", "--pro-bono", "--kind", "session", "--tag", "x")
    note = practice.data("note", "add", "heron", *options, typed="# Title\nText")["note"]
    assert note["date"].startswith("2026-01-31T14:30")
    assert (note["minutes"], note["pro_bono"], note["kind"], note["tags"]) == (90, True, "session", ["x"])
    assert (note["title"], note["words"], note["revision"]) == ("# Title", 3, 1)


def test_an_engagement_takes_what_was_agreed(practice: Machine) -> None:
    form = 'objectives = ["one", "two"]\nsponsor_may_receive = "dates"\nkind = "team"\ntags = ["a"]\npro_bono = true\n'
    started = practice.data("engagement", "start", "wren", "--tag", "b", "--from", "-", typed=form)["engagement"]
    assert (started["kind"], started["tags"], started["pro_bono"]) == ("team", ["b"], True)
    shown = practice.data("engagement", "show", "wren")["engagement"]
    assert (shown["objectives"], shown["sponsor_may_receive"]) == (["one", "two"], "dates")


# How a command is typed ------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "note", "show", "heron/1"),
        ("note", "--json", "show", "heron/1"),
        ("note", "show", "--json", "heron/1"),
        ("note", "show", "heron/1", "--json"),
        ("note", "show", "heron/1", "--color=never", "--json", "--no-input"),
        ("note", "show", "--json", "--", "heron/1"),
        ("note", "show", "HERON/1", "--json"),
        ("note", "show", "he/1", "--json"),
    ],
    ids=" ".join,
)
def test_options_before_the_command_may_stand_anywhere(words: tuple[str, ...], practice: Machine) -> None:
    assert practice.run(*words).data["note"]["id"] == "heron/1"


def test_the_vault_may_be_named_anywhere(practice: Machine) -> None:
    elsewhere = practice.vault.rename(practice.home / "elsewhere.vault")
    assert practice.fails("client", "list") == (10, "no_vault")
    for words in (("--vault", str(elsewhere), "client", "list"), ("client", "list", f"--vault={elsewhere}")):
        assert len(practice.data(*words)["clients"]) == 3
    environment = practice.environment | {"COACHVAULT_VAULT": str(elsewhere)}
    assert len(practice.run("--json", "client", "list", environment=environment).data["clients"]) == 3


def test_after_two_hyphens_nothing_is_an_option(practice: Machine) -> None:
    answer = practice.run("--json", "search", "--", "--json")
    assert answer.data["matches"] == []
    answer = practice.run("search", "--", "--json")
    assert answer.code == 0
    assert "No open note holds" in answer.err
    assert answer.stdout == b""


def test_a_client_may_be_named_by_the_start_of_the_code(practice: Machine) -> None:
    practice.data("client", "add", "hazel", "--from", "-", typed="")
    assert practice.data("client", "show", "her")["client"]["code"] == "heron"
    answer = practice.run("--json", "client", "show", "h")
    assert (answer.code, answer.error["code"]) == (15, "ambiguous")
    assert "hazel, heron" in answer.error["message"]
    answer = practice.run("--json", "client", "show", "hreon")
    assert (answer.code, answer.error["code"]) == (15, "not_found")
    assert "heron" in answer.error["hint"]


def test_a_name_in_an_argument_is_warned_of(practice: Machine) -> None:
    assert "history" in practice.run("search", "marsh").err
    assert "history" in practice.run("note", "show", "linden/1", "--reason", "Ada asked").err
    assert "history" not in practice.run("search", "weekly").err
    assert "history" not in practice.run("search", "-", typed="marsh\n").err


def test_colour_can_be_had_and_left(practice: Machine) -> None:
    for options in ((), ("--color", "never")):
        assert "\x1b" not in practice.run(*options, "client", "list").out
    assert "\x1b" in practice.run("--color", "always", "client", "list").out
