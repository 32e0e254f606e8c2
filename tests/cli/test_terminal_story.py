"""What a coach sees and types: a practice in a real terminal, from the first vault to the sealed note."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.cli.machine import CHEAP, Machine
from tests.cli.terminal import CTRL_C, CTRL_D, ENTER, Terminal
from tests.fakes import PASSPHRASE

pytestmark = [pytest.mark.sampled(3), pytest.mark.needs_terminal]

Run = Callable[..., Terminal]

GOOD = "quiet lantern over the harbour"
PLAIN = [pytest.param({"ACCESSIBLE": "1"}, id="ACCESSIBLE"), pytest.param({"TERM": "dumb"}, id="TERM=dumb")]
SHORT_LETTERS = 4


def words_on(screen: str) -> dict[int, str]:
    """Reads the recovery words off a screen, as a person does with a pencil."""
    return {int(number): word for number, word in re.findall(r"(\d+)\. ([a-z]+)", screen)}


def begins(session: Terminal) -> None:
    """Answers what `init` asks before the words are shown."""
    session.answers("What is your practice called?", "Riverside")
    session.answers("[coach]: ", "mentor")
    session.answers("do you keep notes? [7 years]: ", "5 years")
    session.answers("For what reason?", "our agreement")
    session.answers("And contact details? [", "")
    session.answers_in_secret("New passphrase", GOOD)
    session.answers_in_secret("The same again", GOOD)


def is_asked_back(session: Terminal, words: dict[int, str], times: int = 4) -> None:
    """Types the words that are asked for, each by its first letters; where none were noted, they are on the screen."""
    for _ in range(times):
        number = int(session.finds(r"Recovery word (\d+): "))
        words = words or words_on(session.screen)
        session.types(words[number][:SHORT_LETTERS] + ENTER)


def test_a_vault_is_made(machine: Machine, terminal: Run) -> None:
    session = terminal(machine, "init", entry=CHEAP)
    begins(session)
    session.waits_for("disappears. ")
    words = words_on(session.screen)
    assert sorted(words) == list(range(1, 25))
    assert not machine.vault.exists()
    session.types(ENTER)
    is_asked_back(session, words)
    assert session.ends() == 0
    assert "The vault is made." in session.screen
    assert "The four words are right." in session.screen
    assert "Recovery word" not in session.screen, "what was typed back stands on the other screen, too"
    assert "Strength: " in session.screen
    assert GOOD not in session.raw
    assert "1. " not in session.screen, "the words stand on the other screen alone"
    sheet = machine.private("sheet", " ".join(words[number] for number in sorted(words)))
    day = machine.run("--words-file", str(sheet), "--json", environment=machine.without_passphrase()).data["day"]
    assert (day["practice"], day["recovery"]) == ("Riverside", "tested")


def test_a_weak_passphrase_and_one_typed_differently_are_asked_for_again(machine: Machine, terminal: Run) -> None:
    session = terminal(machine, "init", entry=CHEAP)
    session.answers("What is your practice called?", "")
    session.answers("[coach]: ", "")
    for question in ("do you keep notes? [7 years]: ", "For what reason? [", "And contact details? ["):
        session.answers(question, "")
    session.answers_in_secret("New passphrase", "riverside")
    session.waits_for("Strength: ")
    session.waits_for("Choose a longer one.")
    session.answers_in_secret("New passphrase", GOOD)
    session.answers_in_secret("The same again", GOOD + "!")
    session.waits_for("The two are not the same.")
    session.answers_in_secret("New passphrase", GOOD)
    session.answers_in_secret("The same again", GOOD)
    session.waits_for("disappears. ")


def test_a_word_that_was_noted_wrong_shows_the_words_again(machine: Machine, terminal: Run) -> None:
    session = terminal(machine, "init", entry=CHEAP)
    begins(session)
    for attempt in range(3):
        if attempt:
            session.waits_for("was different.")
        session.waits_for("disappears. ")
        words = words_on(session.screen)
        session.types(ENTER)
        is_asked_back(session, dict.fromkeys(words, "abandon" if "abandon" not in words.values() else "zoo"))
    session.waits_for("stay untested")
    session.waits_for("disappears. ")
    session.types(ENTER)
    assert session.ends() == 0
    assert machine.vault.exists()


def test_a_client_is_added_with_an_engagement_and_its_sponsor(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "client", "add")
    session.unlocks()
    code = session.finds(r"A neutral code \(never a name\) \[([a-z]+)\]: ")
    session.types(ENTER)
    session.answers("Name: ", "Eve Frost")
    session.answers("Mail address: ", "eve@example.org")
    session.answers("Phone: ", "")
    session.answers("Private channel", "")
    session.answers("Emergency contact: ", "Dee Frost")
    session.answers("Their phone: ", "+49 30 1234")
    session.answers("Their relation", "sister")
    session.answers("Start the engagement now? (Y/n): ", "")
    session.answers("Who pays? [none]: ", "new")
    session.answers("A neutral code for the sponsor", "jay")
    for question, answer in (
        ("Name: ", "Kim Lee"),
        ("Organisation: ", "Umbra"),
        ("Mail address: ", ""),
        ("Phone: ", ""),
        ("Language of", ""),
    ):
        session.answers(question, answer)
    session.answers("Objective 1 ", "speak up")
    session.answers("Objective 2 ", "")
    session.answers("What may the sponsor receive?", "the dates")
    session.waits_for("E4 with")
    assert session.ends() == 0
    client = practice.data("client", "show", code)["client"]
    assert (client["name"], client["emergency_contact"]["relation"]) == ("Eve Frost", "sister")
    agreed = practice.data("engagement", "show", code)["engagement"]
    assert (agreed["sponsor"], agreed["objectives"], agreed["sponsor_may_receive"]) == (
        "jay",
        ["speak up"],
        "the dates",
    )


def test_a_note_is_written_about_a_client_who_is_found_by_a_part_of_the_name(practice: Machine, terminal: Run) -> None:
    practice.run("note", "add", "heron", typed="The whole last note,\n\nto its last line.")
    session = terminal(practice, "note", "add", "--duration", "45m")
    session.unlocks()
    session.answers("Which client? [", "marsh")
    session.shows("→ heron · Ada Marsh")
    session.shows("The whole last note,\n\nto its last line.")
    session.shows("A session note: heron · Ada Marsh")
    session.shows("Ctrl-D saves")
    session.types("First line" + ENTER + ENTER, "Zoë spoke →", CTRL_D)
    session.waits_for("heron/5 saved")
    assert session.ends() == 0
    note = practice.data("note", "show", "heron/5")["note"]
    assert (note["body"], note["minutes"]) == ("First line\n\nZoë spoke →", 45)


@pytest.mark.parametrize("typed", ["her", "1", "ada", ""])
def test_a_client_is_picked_by_number_code_name_or_enter(typed: str, practice: Machine, terminal: Run) -> None:
    practice.run("note", "add", "heron", "--date", "2099-01-01", typed="The latest.")
    session = terminal(practice, "brief")
    session.unlocks()
    session.answers("Which client? [heron]: ", typed)
    session.waits_for("→ heron · Ada Marsh")
    session.waits_for("speak up")
    assert session.ends() == 0


@pytest.mark.thorough
def test_a_search_shows_the_latest_twenty_on_a_screen(practice: Machine, terminal: Run) -> None:
    for number in range(21):
        practice.run("note", "add", "heron", typed=f"Entry {number}.")
    session = terminal(practice, "search", '"entry 1"')
    session.unlocks()
    assert session.ends() == 0
    assert "more" not in session.screen
    session = terminal(practice, "search", "entry")
    session.unlocks()
    session.waits_for("… 1 more, `--limit 0` shows all.")
    assert session.ends() == 0


def test_a_note_is_edited_from_its_last_wording(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "note", "edit", "heron/2")
    session.unlocks()
    session.shows("Session 2: the weekly meeting, told again.")
    session.types(" And again.", CTRL_D)
    assert session.ends() == 0
    body = practice.data("note", "show", "heron/2")["note"]["body"]
    assert body == "Session 2: the weekly meeting, told again. And again."


def test_an_erased_note_is_shown_before_the_code_is_asked_for(practice: Machine, terminal: Run) -> None:
    for typed, code in (("wren", 2), ("heron", 0)):
        session = terminal(practice, "note", "erase", "heron/1")
        session.unlocks()
        session.waits_for("Session 1: the weekly meeting.")
        session.waits_for("its whole history")
        session.answers("Type heron to go on: ", typed)
        assert session.ends() == code
        assert practice.run("note", "show", "heron/1").code == (15 if code == 0 else 0)


def test_a_sealed_note_is_shown_for_a_reason_and_is_gone_afterwards(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "note", "show", "linden/1")
    session.unlocks()
    session.answers("Reason: ", "preparing the talk")
    session.waits_for("disappears. ")
    assert "Sealed session 1." in session.screen
    session.types(ENTER)
    assert session.ends() == 0
    assert "Sealed session 1." not in session.screen
    assert practice.data("register", "list")["entries"][-1]["why"] == "preparing the talk"


def test_a_sealed_note_that_is_left_is_gone_as_well(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "engagement", "open", "E3")
    session.unlocks()
    session.answers("Reason: ", "preparing the talk")
    session.waits_for("disappears. ")
    assert "Sealed session 2." in session.screen
    session.types(CTRL_C)
    assert session.ends() == 130
    assert "Sealed session" not in session.screen


def test_a_sealed_note_is_not_shown_without_a_reason(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "note", "show", "linden/1")
    session.unlocks()
    session.answers("Reason: ", "")
    assert session.ends() == 16
    assert "Sealed session" not in session.raw


def test_a_search_asks_for_its_words(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "search")
    session.unlocks()
    session.answers("Which words?", "weekly told")
    session.waits_for("heron/2")
    assert session.ends() == 0
    assert "history" not in session.raw


def test_the_day_is_shown(practice: Machine, terminal: Run) -> None:
    session = terminal(practice)
    session.unlocks()
    session.waits_for("Riverside · ")
    assert session.ends() == 0
    assert "E1   heron" in session.screen


def test_json_asks_for_the_passphrase_and_nothing_else(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "--json", "brief")
    session.unlocks()
    assert session.ends() == 2
    assert '"code": "usage"' in session.raw


# Other terminals ------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("environment", PLAIN)
def test_where_nothing_can_be_redrawn_a_vault_is_made(
    environment: dict[str, str], machine: Machine, terminal: Run
) -> None:
    session = terminal(machine, "init", entry=CHEAP, environment=environment)
    begins(session)
    is_asked_back(session, {})
    assert session.ends() == 0
    assert "\x1b" not in session.raw


@pytest.mark.thorough
@pytest.mark.parametrize("environment", PLAIN)
def test_where_nothing_can_be_redrawn_a_note_is_written_line_by_line(
    environment: dict[str, str], practice: Machine, terminal: Run
) -> None:
    session = terminal(practice, "note", "add", "heron", environment=environment)
    session.unlocks()
    session.shows("on a line of its own.")
    session.types("First line" + ENTER, "second line" + ENTER, CTRL_D)
    session.waits_for("saved")
    assert session.ends() == 0
    assert "\x1b" not in session.raw
    assert practice.data("note", "show", "heron")["note"]["body"] == "First line\nsecond line\n"


@pytest.mark.thorough
@pytest.mark.parametrize("environment", PLAIN)
def test_where_nothing_can_be_redrawn_an_edit_shows_the_old_text_first(
    environment: dict[str, str], practice: Machine, terminal: Run
) -> None:
    session = terminal(practice, "note", "edit", "heron/1", environment=environment)
    session.unlocks()
    session.shows("She spoke first.")
    session.shows("on a line of its own.")
    session.types("Told anew." + ENTER, CTRL_D)
    assert session.ends() == 0
    assert practice.data("note", "show", "heron/1")["note"]["body"] == "Told anew.\n"


@pytest.mark.parametrize("environment", PLAIN)
@pytest.mark.parametrize("words", ["client list", "brief heron", "note history heron/2"])
def test_where_nothing_can_be_redrawn_there_are_no_boxes(
    words: str, environment: dict[str, str], practice: Machine, terminal: Run
) -> None:
    session = terminal(practice, *words.split(), environment=environment)
    session.unlocks()
    assert session.ends() == 0
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", session.raw), "anything but a colour"
    assert "ACCESSIBLE" not in environment or not re.search("[\u2500-\u257f]", session.raw)


def test_a_terminal_shows_colours_and_NO_COLOR_takes_them(practice: Machine, terminal: Run) -> None:  # noqa: N802
    colours = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")
    for environment, words in (({"NO_COLOR": "1"}, ()), ({}, ("--color", "never"))):
        session = terminal(practice, *words, "client", "list", environment=environment)
        session.unlocks()
        assert session.ends() == 0
        assert not colours.search(session.raw)
        assert "Ada Marsh" in session.screen


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("client list", ["linden", "prospect", "last contact", "Ada Marsh"]),
        ("sponsor list", ["otter", "Rosalind Vance"]),
        ("engagement list", ["otter", "2025-01-05 to 2025-12-31,", "notes sealed"]),
        ("note list", ["supervision", "wants to", "change roles."]),
        ("note show heron/4", ["wide, and goes", "on, to its end"]),
        ("search narrow", ["heron/4", "to its end"]),
        ("register list", ["engagement", "ended", "linden"]),
    ],
)
def test_a_narrow_terminal_cuts_nothing_off(words: str, held: list[str], practice: Machine, terminal: Run) -> None:
    practice.run(
        "note", "add", "heron", typed="Some text longer than a narrow terminal is wide, and goes on, to its end"
    )
    session = terminal(practice, *words.split(), columns=60)
    session.unlocks()
    assert session.ends() == 0
    assert "…" not in session.screen
    for each in held:
        assert each in session.screen


@pytest.mark.parametrize("columns", [60, 80])
def test_the_recovery_words_fit_on_a_narrow_screen(columns: int, machine: Machine, terminal: Run) -> None:
    session = terminal(machine, "init", entry=CHEAP, columns=columns)
    begins(session)
    session.waits_for("disappears. ")
    assert len(words_on(session.screen)) == 24
    assert all(f"{number}. " in session.screen for number in range(1, 25))


# Ctrl-C ------------------------------------------------------------


def to_the_name(_: Terminal) -> None: ...


def to_the_role(session: Terminal) -> None:
    session.answers("What is your practice called?", "Riverside")


def to_the_keeping(session: Terminal) -> None:
    to_the_role(session)
    session.answers("[coach]: ", "")


def to_the_passphrase(session: Terminal) -> None:
    to_the_keeping(session)
    for question in ("do you keep notes? [7 years]: ", "For what reason? [", "And contact details? ["):
        session.answers(question, "")


def to_the_passphrase_again(session: Terminal) -> None:
    to_the_passphrase(session)
    session.answers_in_secret("New passphrase", GOOD)


def to_the_words(session: Terminal) -> None:
    begins(session)


def to_a_word(session: Terminal) -> None:
    begins(session)
    session.waits_for("disappears. ")
    session.types(ENTER)


def to_the_last_word(session: Terminal) -> None:
    begins(session)
    session.waits_for("disappears. ")
    words = words_on(session.screen)
    session.types(ENTER)
    is_asked_back(session, words, times=3)


@pytest.mark.parametrize(
    ("path", "question"),
    [
        (to_the_name, "What is your practice called?"),
        (to_the_role, "[coach]: "),
        (to_the_keeping, "do you keep notes? [7 years]: "),
        (to_the_passphrase, "New passphrase (several words are best; Enter proposes some): "),
        (to_the_passphrase_again, "The same again: "),
        (to_the_words, "disappears. "),
        (to_a_word, "Recovery word"),
        (to_the_last_word, "Recovery word"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_ctrl_c_at_any_question_of_init_leaves_nothing(
    path: Callable[[Terminal], None], question: str, machine: Machine, terminal: Run
) -> None:
    session = terminal(machine, "init", entry=CHEAP)
    path(session)
    session.waits_for(question)
    session.types(CTRL_C)
    assert session.ends() == 130
    assert "Stopped; nothing is half written, and what was reported as done stays." in session.screen
    assert "Traceback" not in session.raw
    assert words_on(session.screen) == {}
    assert list(machine.files()) == []


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize(
    ("words", "answered", "question"),
    [
        ("client list", [], "Passphrase: "),
        ("note add", ["Passphrase: "], "Which client? ["),
        ("brief", ["Passphrase: "], "Which client? ["),
        ("client add", ["Passphrase: "], "A neutral code"),
        ("client edit heron", ["Passphrase: "], "Name [Ada Marsh]: "),
        ("engagement start linden", ["Passphrase: "], "Who pays? ["),
        ("note erase heron/1", ["Passphrase: "], "Type heron to go on: "),
        ("note show linden/1", ["Passphrase: "], "Reason: "),
        ("search", ["Passphrase: "], "Which words?"),
    ],
)
def test_any_question_can_be_left_and_nothing_is_changed(
    words: str, answered: list[str], question: str, key: str, practice: Machine, terminal: Run
) -> None:
    before = practice.vault.read_bytes()
    session = terminal(practice, *words.split())
    for each in answered:
        session.answers_in_secret(each, PASSPHRASE)
    session.waits_for(question)
    session.types(key)
    assert session.ends() == (12 if key == CTRL_D and not answered else 130)
    assert "Traceback" not in session.raw
    assert practice.vault.read_bytes() == before
    assert [path.name for path in practice.vault.parent.iterdir()] == ["practice.vault"]
    assert list(practice.temporary.iterdir()) == []


@pytest.mark.parametrize("environment", [pytest.param({}, id="a screen"), *PLAIN])
def test_a_text_that_is_left_is_not_saved(environment: dict[str, str], practice: Machine, terminal: Run) -> None:
    before = practice.vault.read_bytes()
    session = terminal(practice, "note", "add", "heron", environment=environment)
    session.unlocks()
    session.shows("Ctrl-D saves")
    if environment:
        session.shows("of its own.")
        session.types("what was said" + ENTER, CTRL_C)
    else:
        session.types("what was said", CTRL_C)
        session.shows("Ctrl-C again")
        session.types(CTRL_C)
    assert session.ends() == 130
    assert "Stopped" in session.raw
    assert "Traceback" not in session.raw
    assert practice.vault.read_bytes() == before
    assert list(practice.temporary.iterdir()) == []


def test_what_cannot_be_taken_is_asked_for_again(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "client", "add")
    session.unlocks()
    session.answers("A neutral code (never a name)", "Eve Frost")
    session.waits_for("A code is 2 to 24 small letters")
    session.answers("A neutral code (never a name)", "jay")
    session.answers("Name: ", "Eve Frost")
    session.answers("Mail address: ", "eve")
    session.waits_for("A mail address looks like")
    session.answers("Mail address: ", "eve@example.org")
    session.answers("Phone: ", "")
    session.answers("Private channel", "")
    session.answers("Emergency contact: ", "")
    session.answers("Start the engagement now? (Y/n): ", "maybe")
    session.waits_for("Please answer y or n.")
    session.answers("Start the engagement now? (Y/n): ", "y")
    session.answers("Who pays?", "none")
    session.answers("Objective 1 (Enter when done): ", "")
    assert session.ends() == 0
    assert "may the sponsor receive" not in session.screen
    assert practice.data("client", "show", "jay")["client"]["email"] == "eve@example.org"
