"""What scripts get from each command: the keys, the envelope, and where the answer stands."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from coachvault import __version__
from coachvault.cli.terminal.output import Output
from tests import reference
from tests.cli.machine import CHEAP, Machine

pytestmark = pytest.mark.sampled(3)


class Call(NamedTuple):
    """A command on the practice of `filled_practice`, and places of its answer at which something is."""

    words: str
    typed: str = ""
    command: str = ""
    filled: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.command or " ".join(self.words.split()[:2])


SHAPES = reference.answers()
CALLS = [
    Call("", command="day"),
    Call("status", command="status"),
    Call("lock"),
    Call("client add jay --from -", typed='name = "Eve Frost"'),
    Call("client add --from -", typed='name = "Eve Frost"'),
    Call("client list", filled=("clients.0",)),
    Call("client show heron", filled=("engagements.0",)),
    Call("client edit heron --from -", typed='phone = "+49 30 1234"'),
    Call("sponsor add jay --from -", typed='organisation = "Umbra"'),
    Call("sponsor list", filled=("sponsors.0",)),
    Call("sponsor show otter", filled=("engagements.0",)),
    Call("sponsor edit otter --from -", typed='name = "Kim"'),
    Call("engagement start linden --sponsor otter --on 2026-02-01"),
    Call("engagement start linden --from -", typed='objectives = ["speak up"]'),
    Call("engagement end heron --on 2026-12-01"),
    Call("engagement next heron 2026-12-01"),
    Call("engagement reopen E3 --reason asked"),
    Call("engagement open E3 --reason asked", filled=("notes.1",)),
    Call("engagement list", filled=("engagements.2",)),
    Call("engagement show heron", filled=("engagement.objectives",)),
    Call("engagement show E3"),
    Call("note add heron --tag voice --duration 1h30 --paid", typed="She spoke first."),
    Call("note add own --kind reflection", typed="I listened."),
    Call("note list", filled=("notes.0",)),
    Call("note list heron --tag voice --limit 1", filled=("notes.0",)),
    Call("note show heron/1"),
    Call("note show heron"),
    Call("note show linden/1 --reason asked"),
    Call("note edit heron/1", typed="Told otherwise."),
    Call("note edit heron/1 --tag quiet"),
    Call("note move heron/1 wren"),
    Call("note history heron/2", filled=("revisions.1",)),
    Call("note erase heron/1 --confirm heron"),
    Call("note erase heron/2 --earlier --confirm heron"),
    Call("brief heron", command="brief", filled=("brief.notes.1",)),
    Call("search weekly", command="search", filled=("matches.0",)),
    Call("search -", typed="weekly\n", command="search"),
    Call("register list", filled=("entries.0",)),
    Call(
        "import jrnl - --client heron", typed="[2026-01-05 14:00] She spoke.\n", command="import", filled=("notes.0",)
    ),
    Call("export away --reason asked --confirm export", command="export"),
    Call("register show 1"),
    Call("register export --out register.csv --reason asked"),
    Call("hours list", filled=("hours.0", "credentials.0")),
    Call("retention policy show", command="retention policy show"),
    Call(
        "retention policy set -",
        typed='[retention.notes]\nkeep = "1 year"\nbecause = "agreed"',
        command="retention policy set",
        filled=("moved.0",),
    ),
    Call("retention due --until 2060-01-01", filled=("due.0", "others.0")),
    Call("retention hold add E3 --reason asked", command="retention hold add"),
    Call("retention extend E3 --until 2060-01-01 --reason asked"),
    Call("retention destroy E3 --confirm linden"),
    Call("client erase linden --confirm linden", filled=("certificates.0",)),
    Call("custodian add maple --role executor", filled=("custodian.words",)),
    Call("engagement agreement heron --from -", typed='reports = ["progress report"]'),
    Call("measure add heron --from -", typed="[values]\nconfidence = 4"),
    Call("measure show heron"),
    Call("access request heron --on 2026-11-01"),
    Call("access heron --out copy.txt", command="access"),
    Call("access heron --correct", typed="It was Tuesday.", command="access"),
    Call("practice show"),
    Call("practice retire --dry-run"),
    Call("practice retire --confirm retire"),
    Call("practice handbook"),
    Call("executor", command="executor", filled=("executor.clients.0",)),
    Call("check", command="check"),
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
    assert all(at(answer.data, place) for place in call.filled)
    command = "access" if call.name == "access request" else call.name
    assert any(reference.is_of_types(answer.data, shape) for shape in SHAPES[command])


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.words or "(the day)")
def test_an_answer_for_people_stands_on_stdout_and_the_talk_on_stderr(call: Call, practice: Machine) -> None:
    answer = practice.run(*call.words.split(), typed=call.typed)
    assert answer.code == 0, answer.err
    assert answer.out.strip()
    assert "error" not in answer.err
    assert "{" not in answer.out
    assert "\x1b" not in answer.out + answer.err


def test_what_was_agreed_is_left_out_of_a_sealed_engagement_and_long_texts_of_a_list(practice: Machine) -> None:
    sealed = practice.data("engagement", "show", "E3")["engagement"]
    assert sealed.keys().isdisjoint({"objectives", "sponsor_may_receive"})
    practice.data("release", "draft", "heron", typed="She leads.")
    (line,) = practice.data("release", "list")["releases"]
    assert line.keys().isdisjoint({"paragraphs", "changes", "requests", "evidence", "exports"})
    practice.data("custodian", "add", "maple", "--role", "executor")
    assert "words" not in practice.data("custodian", "list")["custodians"][0]


def test_init_answers_with_the_id_and_the_words(machine: Machine) -> None:
    answer = machine.founds("--practice-from", "-", typed='name = "Riverside"\nrole = "mentor"')
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
    assert "contains 0 in the clear" in told.out
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
    assert practice.data("search", "no-such-word") == {"matches": [], "total": 0, "sealed_skipped": 2}
    assert "2 sealed notes" in practice.run("search", "weekly").err


def test_a_search_can_be_narrowed(practice: Machine) -> None:
    assert len(practice.data("search", "session")["matches"]) == 3
    assert practice.data("search", "session", "--client", "wren")["matches"] == []
    assert practice.data("search", "session", "--until", "2026-01-01")["matches"] == []
    found = practice.data("search", "session", "--limit", "2")
    assert (len(found["matches"]), found["total"]) == (2, 3)
    assert practice.run("search", "session", "--limit", "2").err.splitlines()[0] == "… 1 more, `--limit 0` shows all."
    assert [each["id"] for each in practice.data("search", "--tag", "voice", "--client", "heron")["matches"]] != []


@pytest.mark.thorough
def test_a_terminal_shows_the_latest_twenty_and_a_script_gets_all(
    practice: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):
        practice.data("note", "add", "heron", typed=f"Entry number {number}.")
    entries = ["heron/28", *(f"heron/{number}" for number in range(4, 28))]
    assert sorted(each["id"] for each in practice.data("search", "entry")["matches"]) == sorted(entries)
    assert practice.run("search", "entry").out.count("Entry number") == 2 * len(entries)
    monkeypatch.setattr(Output, "is_read_by_person", property(lambda output: not output.as_json))
    shown = practice.run("search", "entry")
    assert shown.out.count("Entry number") == 2 * 20
    assert "… 5 more, `--limit 0` shows all." in shown.err
    assert practice.run("search", "entry", "--limit", "0").out.count("Entry number") == 2 * len(entries)
    assert len(practice.data("search", "entry")["matches"]) == len(entries)


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
    assert "No open note contains" in answer.err
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
