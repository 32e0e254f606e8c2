"""A release through the real command, from the proposal to the file that leaves."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.machine import Machine
from tests.cli.terminal import CTRL_D, ENTER, Terminal
from tests.fakes import mail
from tests.independent import signoff

pytestmark = pytest.mark.sampled(2)

TEXT = "She leads the weekly meeting now.\n\nShe asks for a talk with you every month.\n"
FORM = 'purpose = "interim report"\nexpires = 2099-12-31\ntext = """\nShe leads.\n\nShe asks.\n"""'


def answer(machine: Machine, text: str, name: str = "answer.eml", **more: Any) -> Path:
    path = machine.home / name
    path.write_bytes(mail(text, at=datetime.now(UTC), **more))  # noqa: TID251 - the command asks the real clock
    return path


@pytest.fixture
def requested(practice: Machine) -> str:
    """The code of the first release's request."""
    practice.data("release", "draft", "heron", typed=TEXT)
    code: str = practice.data("release", "request", "R1", "--by", "email")["request"]["code"]
    return code


def test_the_whole_road_for_a_script(practice: Machine) -> None:
    draft = practice.data("release", "draft", "heron", "--from", "-", typed=FORM)["release"]
    assert (draft["id"], draft["status"], draft["recipient"]) == ("R1", "draft", "otter")
    assert (draft["purpose"], draft["expires"]) == ("interim report", "2099-12-31")
    assert (draft["paragraphs"], draft["approved"]) == (["She leads.", "She asks."], [])
    asked = practice.data("release", "request", "R1", "--by", "email", "--out", "request.txt")["request"]
    written = practice.home / "request.txt"
    assert (asked["path"], written.read_text()) == (str(written), asked["text"])
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    taken = practice.data("release", "import", "R1", str(answer(practice, f"I approve {asked['code']}")))
    assert (taken["release"]["status"], taken["release"]["approved"]) == ("signed", [1, 2])
    assert taken["evidence"]["grade"] == "email"
    left = practice.data("release", "export", "R1", "--out", "R1.txt", "--to", "otter")
    data = (practice.home / "R1.txt").read_bytes()
    assert data == b"She leads.\n\nShe asks.\n"
    assert left["path"] == str(practice.home / "R1.txt")
    assert left["sha256"] == hashlib.sha256(data).hexdigest() == asked["text_sha256"]
    assert stat.S_IMODE(Path(left["sheet"]).stat().st_mode) == 0o600
    assert practice.data()["day"]["readable_files"] == sorted([left["path"], left["sheet"], str(written)])
    letter = practice.data("release", "withdraw", "R1")["letter"]
    assert "stop using the text" in letter
    lines = practice.data("release", "list")["releases"]
    assert [(line["id"], line["status"]) for line in lines] == [("R1", "withdrawn")]
    assert practice.data("release", "show", "R1")["release"]["exports"][0]["sha256"] == left["sha256"]
    events = [entry["event"] for entry in practice.data("register", "list", "heron")["entries"]]
    assert events[-4:] == ["sign-off requested", "sign-off received", "release exported", "release withdrawn"]


@pytest.mark.parametrize(
    ("words", "typed", "code", "name"),
    [
        ("release draft heron", "", 17, "bad_input"),
        ("release draft heron", "a\tb", 17, "bad_input"),
        ("release draft heron --to nobody", TEXT, 15, "not_found"),
        ("release draft heron --expires 2001-01-01", TEXT, 17, "bad_input"),
        ("release draft heron --from -", "text = 1", 17, "bad_input"),
        ("release draft heron --from -", 'text = "a"\nto_whom = "b"', 17, "bad_input"),
        ("release draft wren", TEXT, 16, "refused"),
        ("release draft", TEXT, 2, "usage"),
        ("release request R1", "", 2, "usage"),
        ("release request R1 --by pigeon", "", 2, "usage"),
        ("release request R2 --by email", "", 15, "not_found"),
        ("release request X1 --by email", "", 17, "bad_input"),
        ("release import R1 nowhere.eml", "", 17, "bad_input"),
        ("release import R1 .", "", 17, "bad_input"),
        ("release import R1 -", "Dear diary", 17, "bad_input"),
        ("release export R1 --out R1.txt", "", 16, "refused"),
        ("release export R1", "", 2, "usage"),
        ("release show R2", "", 15, "not_found"),
        ("release list nobody", "", 15, "not_found"),
    ],
)
def test_what_cannot_be(practice: Machine, requested: str, words: str, typed: str, code: int, name: str) -> None:
    said = practice.run("--json", *words.split(), typed=typed)
    assert (said.code, said.error["code"]) == (code, name), requested
    assert said.error["hint"] or code == 17
    assert [path.name for path in practice.home.iterdir() if path.suffix == ".txt"] == []


def test_the_flags_of_a_judgement(practice: Machine, requested: str) -> None:
    wish = answer(practice, f"I approve {requested}\nSee you on Monday", sender="Ada <ada@other.example>")
    said = practice.run("--json", "release", "import", "R1", str(wish))
    assert (said.code, said.error["code"]) == (16, "refused")
    assert "ada@other.example" not in said.error["message"]
    assert [(each["text"], each["place"]) for each in said.error["remarks"]] == [("ada@other.example", "from")]
    confirmed = ("--sender-confirmed", "--reason", "-")
    said = practice.run("--json", "release", "import", "R1", str(wish), *confirmed, typed="by telephone\n")
    assert "Monday" not in said.error["message"] + said.error["hint"]
    assert said.error["remarks"] == [{"text": "See you on Monday", "place": "below the line", "known": False}]
    taken = practice.data("release", "import", "R1", str(wish), *confirmed, "--remarks-read", typed="by telephone\n")
    assert (taken["evidence"]["remarks"], taken["evidence"]["why"]) == ("See you on Monday", "by telephone")


def test_a_scan_comes_with_who_saw_it(practice: Machine) -> None:
    practice.data("release", "draft", "heron", typed=TEXT)
    asked = practice.data("release", "request", "R1", "--by", "paper", "--out", "form.html")["request"]
    scan = practice.home / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    assert practice.run("--json", "release", "import", "R1", str(scan)).error["code"] == "refused"
    form = f'seen_by = "the coach"\nseen_on = {datetime.now(UTC).date()}'  # noqa: TID251
    said = practice.run("--json", "release", "import", "R1", str(scan), "--from", "-", typed=form).error
    assert (said["code"], "six words" in said["message"]) == ("refused", True)
    form += f'\nwords = "{" ".join(asked["words"])}"'
    taken = practice.data("release", "import", "R1", str(scan), "--from", "-", typed=form)
    assert (taken["evidence"]["grade"], taken["release"]["status"]) == ("paper", "signed")


def test_no_name_stands_in_a_file_name_by_itself(practice: Machine, requested: str) -> None:
    practice.data("release", "import", "R1", str(answer(practice, f"I approve {requested}")))
    said = practice.run("release", "export", "R1", "--out", "Ada-Marsh.txt")
    assert said.code == 0
    assert "name" in said.err


def test_the_mail_is_data_and_the_advice_is_talk(practice: Machine) -> None:
    practice.data("release", "draft", "heron", typed=TEXT)
    said = practice.run("release", "request", "R1", "--by", "email")
    assert said.out.startswith("To: ada@example.org\nSubject: ")
    assert TEXT in said.out
    for program in ("Gmail", "Apple Mail", "Outlook"):
        assert program in said.err
        assert program not in said.out


@pytest.mark.needs_terminal
def test_typed_in_a_terminal(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(practice, "release", "draft", "heron")
    session.unlocks()
    session.answers("Who receives it, by code [otter]: ", "")
    session.answers("What for [progress report]: ", "interim report")
    session.answers("The last day it may leave", "2099-12-31")
    session.shows("Ctrl-D saves")
    session.types("She leads.", ENTER, ENTER, "She asks.", CTRL_D)
    session.answers("May the client also write", "")
    assert session.ends() == 0
    assert "R1 is proposed." in session.screen
    code = practice.data("release", "request", "R1", "--by", "email")["request"]["code"]
    path = answer(practice, f"I approve {code}\nSee you on Monday", sender="Ada <ada@other.example>")
    session = terminal(practice, "release", "import", "R1", str(path))
    session.unlocks()
    session.answers("is the address the client's? (y/N): ", "y")
    session.answers("How was it confirmed?", "by telephone")
    session.waits_for("See you on Monday")
    session.answers("free of any condition", "yes")
    assert session.ends() == 0
    session = terminal(practice, "release", "export")
    session.unlocks()
    session.waits_for("She asks.")
    session.answers("Who hands it over? [client]: ", "")
    session.answers("Write it to [R1.txt]: ", "")
    session.answers("Type otter to go on", "raven")
    assert session.ends() == 2
    assert not (practice.home / "R1.txt").exists()
    session = terminal(practice, "release", "export")
    session.unlocks()
    session.answers("Who hands it over? [client]: ", "")
    session.answers("Write it to [R1.txt]: ", "")
    session.answers("Type otter to go on", "otter")
    assert session.ends() == 0
    assert practice.data("release", "show", "R1")["release"]["exports"][0]["delivered_by"] == "client"
    assert (practice.home / "R1.txt").read_bytes() == b"She leads.\n\nShe asks.\n"


@pytest.mark.needs_terminal
def test_a_scan_is_vouched_for_in_a_terminal(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    practice.data("release", "draft", "heron", typed=TEXT)
    words = practice.data("release", "request", "R1", "--by", "paper")["request"]["words"]
    (practice.home / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    session = terminal(practice, "release", "import", "R1", "scan.png")
    session.unlocks()
    session.waits_for(" ".join(words))
    session.answers("on the signed form? (y/N): ", "y")
    session.answers("Who saw the original?", "")
    session.answers("When?", "the day before yesterdays")
    session.answers("When?", "heute")
    session.answers("sets a condition? (y/N): ", "y")
    assert session.ends() == 0
    assert "Grade paper" in session.screen


def test_the_road_by_page_for_a_script(practice: Machine) -> None:
    practice.data("release", "draft", "heron", typed=TEXT)
    asked = practice.data("release", "request", "R1", "--by", "page", "--out", "R1.html", "--language", "de")["request"]
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", asked["code"])
    html = Path(asked["path"]).read_text()
    assert "weekly meeting" not in html
    page = signoff.open_page(html, asked["code"].lower())
    assert page.asked["consent"].startswith("Ich bin Ada")
    block, words = signoff.signed(page, (2,), remark="Only the second.", signed_at=signoff.now())
    taken = practice.data("release", "import", "R1", "-", typed=block)
    assert (taken["evidence"]["grade"], taken["evidence"]["words"]) == ("page", words)
    assert (taken["evidence"]["confirmed"], taken["release"]["approved"]) == (False, [2])
    refused = practice.run("--json", "release", "export", "R1", "--out", "R1.txt")
    assert (refused.code, refused.error["code"]) == (16, "refused")
    assert not (practice.home / "R1.txt").exists()
    assert practice.run("--no-input", "release", "confirm", "R1").code == 2
    confirmed = practice.data("release", "confirm", "R1", "--how", "by telephone")
    assert confirmed["evidence"]["confirmed"] is True
    practice.data("release", "export", "R1", "--out", "R1.txt")
    assert (practice.home / "R1.txt").read_text() == "She asks for a talk with you every month.\n"


def test_a_warning_stops_until_it_is_kept_with_a_reason(practice: Machine) -> None:
    draft = practice.data("release", "draft", "heron", typed="She leads, as wren does.\n")
    [finding] = [each for each in draft["findings"] if each["stops"]]
    assert finding["kind"] == "other-client"
    refused = practice.run("--json", "release", "request", "R1", "--by", "email")
    assert (refused.code, finding["id"] in refused.error["message"]) == (16, True)
    for reason in ([], ["--reason", " "]):
        assert practice.run("release", "request", "R1", "--by", "email", "--keep", finding["id"], *reason).code == 16
    assert (
        practice.run("release", "request", "R1", "--by", "email", "--keep", "contact-9", "--reason", "why not").code
        == 15
    )
    why = ["--keep", finding["id"], "--reason", "it is the bird"]
    asked = practice.data("release", "request", "R1", "--by", "email", *why)["request"]
    assert asked["kept"] == [{"finding": finding["id"], "why": "it is the bird"}]
    assert practice.run("release", "request", "R1", "--by", "paper").code == 0, "kept for this very text"
    kept = [each for each in practice.data("register", "list")["entries"] if each["event"] == "warning kept"]
    assert [each["why"] for each in kept] == [f"{finding['id']}: it is the bird"]
    practice.data("release", "edit", "R1", "--from", "-", typed='text = "She leads, as wren did."')
    assert practice.run("release", "request", "R1", "--by", "email").code == 16


def test_own_words_are_looked_out_for(practice: Machine) -> None:
    assert practice.data("release", "words") == {"health": [], "family": []}
    practice.data("release", "words", "--from", "-", typed='health = ["zumba"]')
    draft = practice.data("release", "draft", "heron", typed="She dances zumba.\n")
    assert [each["kind"] for each in draft["findings"]] == ["health"]
    assert practice.run("release", "request", "R1", "--by", "email").code == 0, "that informs and does not stop"
    assert practice.run("release", "words", "--from", "-", typed='work = ["x"]').code == 17


@pytest.mark.thorough
@pytest.mark.needs_terminal
def test_a_coach_is_led_through_the_call(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    practice.data("release", "draft", "heron", typed=TEXT)
    asked = practice.data("release", "request", "R1", "--by", "page")["request"]
    block, words = signoff.signed(signoff.open_page(asked["text"], asked["code"]), (1, 2), signed_at=signoff.now())
    practice.data("release", "import", "R1", "-", typed=block)
    session = terminal(practice, "release", "confirm")
    session.unlocks()
    session.answers("that you knew before?", "")
    session.waits_for("Nothing is recorded")
    assert session.ends() == 0
    assert practice.data("release", "show", "R1")["release"]["status"] == "signed"
    for typed, code, status in (("", 2, "signed"), ("heron", 0, "requested")):
        session = terminal(practice, "release", "confirm")
        session.unlocks()
        for question in ("that you knew before?", "right for the client?", "is all of that right?"):
            session.answers(question, "y")
        session.waits_for(words[5])
        session.answers("show the same?", "")
        session.waits_for("Once recorded, that stays")
        session.answers("Type heron to go on", typed)
        if typed:
            session.answers("How did you speak?", "")
            session.waits_for("counts for nothing")
        assert session.ends() == code
        assert practice.data("release", "show", "R1")["release"]["status"] == status


def test_the_client_may_hand_it_over_and_it_can_be_printed(practice: Machine) -> None:
    practice.data("release", "draft", "heron", typed="She <b>leads</b>.\n\nShe asks.\n")
    code = practice.data("release", "request", "R1", "--by", "email")["request"]["code"]
    practice.data("release", "import", "R1", str(answer(practice, f"I approve {code}")))
    left = practice.data("release", "export", "R1", "--out", "R1.txt", "--delivered-by", "client", "--html")
    page = Path(left["page"])
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "She &lt;b&gt;leads&lt;/b&gt;." in page.read_text()
    assert str(page) in practice.data()["day"]["readable_files"]
    entry = practice.data("register", "list")["entries"][-1]
    assert entry["why"].endswith("the client hands it over")
    assert left["release"]["exports"][0]["delivered_by"] == "client"


def test_a_sponsors_wish_is_recorded_with_an_answer(practice: Machine) -> None:
    letter = practice.data("release", "wish", "heron")["letter"]
    assert "ask your colleague" in letter
    entry = practice.data("register", "list", "heron")["entries"][-1]
    assert (entry["event"], entry["to"].split(",")[0]) == ("report asked for", "otter")
    assert practice.run("release", "wish", "wren").code == 16, "nobody pays for it, and nobody was named"
    assert practice.run("release", "wish", "wren", "--by", "otter").code == 0


def test_a_template_begins_with_the_objectives_and_is_written_out(practice: Machine) -> None:
    draft = practice.data("release", "draft", "heron", "--template", "closing")["release"]
    assert "– speak up" in draft["paragraphs"][0]
    assert draft["purpose"] == "closing report"
    refused = practice.run("--json", "release", "request", "R1", "--by", "email")
    assert (refused.code, "of the template" in refused.error["message"]) == (16, True)
    assert practice.run("release", "draft", "heron", "--template", "other").code == 17


@pytest.mark.needs_terminal
def test_a_coach_is_led_from_the_proposal_to_the_file(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which client?", "heron")
    session.answers("What does it begin with?", "empty")
    session.answers("Who receives it, by code [otter]: ", "")
    session.answers("What for [progress report]: ", "")
    session.answers("The last day it may leave", "2099-12-31")
    session.shows("Ctrl-D saves")
    session.types("She leads.", ENTER, ENTER, "She asks wren.", CTRL_D)
    session.answers("May the client also write", "")
    session.answers("What now?", "ask")
    session.answers("How should heron be asked?", "page")
    session.answers("What about other-client-2? [change]: ", "")
    session.answers("Go on?", "y")
    session.answers("What now?", "later")
    session.waits_for("goes on with it")
    assert session.ends() == 0
    assert not (practice.home / "R1.html").exists()
    practice.data("release", "edit", "R1", "--from", "-", typed='text = """She leads.\n\nShe asks."""')
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which release?", "R1")
    session.answers("What now?", "ask")
    session.answers("How should heron be asked?", "page")
    session.waits_for("heron is asked by page in English, at ada@example.org, and signs:")
    session.waits_for("I am Ada Marsh.")
    session.answers("Write it to [R1.html]: ", "")
    session.waits_for("The code that opens the page: ")
    code = session.finds(r"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})")
    block, words = signoff.signed(
        signoff.open_page((practice.home / "R1.html").read_text(), code), (1,), signed_at=signoff.now()
    )
    (practice.home / "sign-off.txt").write_text(block)
    session.answers("Ask heron by page from now on?", "y")
    session.answers("What now?", "came")
    session.answers("The file with the answer", "mistyped.txt")
    session.waits_for("There is no such file.")
    session.answers("Go on?", "y")
    session.answers("What now?", "came")
    session.answers("The file with the answer", "sign-off.txt")
    session.answers("What now? [call]: ", "")
    for question in ("that you knew before?", "right for the client?", "is all of that right?"):
        session.answers(question, "y")
    session.waits_for(words[5])
    session.answers("show the same?", "y")
    session.answers("How did you speak?", "")
    (practice.home / "R1.txt").write_text("of another day")
    for name in ("R1.txt", "report.txt"):
        session.answers("Who hands it over?", "coach")
        session.answers("Write it to [R1.txt]: ", name)
        session.answers("Type otter to go on", "otter")
        if name == "R1.txt":
            session.answers("Go on?", "y")
    assert session.ends() == 0
    assert (practice.home / "report.txt").read_text() == "She leads.\n"
