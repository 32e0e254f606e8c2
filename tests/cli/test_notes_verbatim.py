"""A note comes out byte for byte as it went in, whatever its script, and never steers a terminal."""

# ruff: noqa: RUF001 - every script has letters that look like those of another

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachvault.render.safe import clean
from coachvault.services.engagements.lifecycle import Start, start
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people.directory import add_client
from tests.cli.machine import Machine
from tests.cli.terminal import CTRL_D, ENTER, Terminal
from tests.fakes import empty_practice

pytestmark = pytest.mark.sampled(3)

SCRIPTS = {
    "Latin": "Zoë naïve façade Łódź Şişli Ærø",
    "Latin, accents apart": "Zoe\u0308 nai\u0308ve, e\u0301 and \u00e9",
    "Vietnamese": "Người ta nói nhiều",
    "Turkish": "IĞDIR ığdır İzmir",
    "German": "Straße, STRASSE, ẞ",
    "Greek": "Η Άννα είπε· ὁ λόγος ᾠδῇ",
    "Cyrillic": "Она сказала: «нет»; ѣ ё й",
    "Hebrew": "היא אמרה שָׁלוֹם",
    "Arabic": "قالت إنها لا تريد، مُدَرِّب",
    "Persian": "می‌خواهم",
    "Urdu": "وہ کہتی ہے۔",
    "Devanagari": "उसने कहा क्षत्रिय",
    "Tamil": "அவள் சொன்னாள்",
    "Thai": "เธอพูดว่าน้ำ",
    "Georgian": "მან თქვა",
    "Armenian": "Նա ասաց և գնաց",
    "Chinese": "她说：不行。",
    "Chinese, rare": "𠀋𪚥",
    "Japanese": "彼女は言った「が」ｶﾞ",
    "Korean": "그녀는 말했다",
    "Korean, apart": "\u1112\u1161\u11ab",
    "emoji": "👍🏽 👩‍💻 🇩🇪 ❤️",
    "maths": "½ m² ≤ ∞ ﬁ",
    "marks stacked": "a" + "\u0301" * 50,
}
SHAPES = {
    "CRLF": "one\r\ntwo\r\n",
    "CR": "one\rtwo",
    "no line end": "one",
    "many line ends": "one\n\n\n",
    "empty line first": "\n\none",
    "spaces around": "  one  \n\t two\t\n ",
    "front matter": "---\ntitle: x\n---\nText",
    "TOML": "+++\na = 1\n+++",
    "a jrnl head": "[2026-01-01] Title\nText",
    "markup": "[bold]x[/bold] :smile: <b>",
    "Markdown": "# T\n\n- a\n\n```\n$x\n```",
    "JSON": '{"a": "\\u0000"}\\n',
    "quotes": "'\"`“”„«»\\",
    "format": "%s {0} ${HOME} $(id) `id`",
    "hash": "#tag @name",
    "dashes": "--json\n-- \n-",
    "comment": "# a line that begins with a hash",
    "colour": "\x1b[31mred\x1b[0m",
    "OSC 52": "\x1b]52;c;c2VjcmV0\x07",
    "title": "\x1b]0;owned\x1b\\",
    "C1": "\u009b2J \u0085",
    "bidi": "Ada \u202ehsraM\u202c \u2066x\u2069",
    "invisible": "a\u200bb\u2060c\ufeffd\u00ade",
    "byte order mark": "\ufeffText",
    "separators": "a\u2028b\u2029c",
    "controls": "".join(map(chr, (*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))) + "x",
    "no characters": "\ufffe\uffff\U0010ffff",
}
TEXTS = SCRIPTS | SHAPES
HOSTILE = "said \x1b]52;c;c2VjcmV0\x07\x1b]0;owned\x1b\\\x1b[5m\u009b5m\u202eback\u202c\u2066x\u2069\u200e said"
PARTS = 5


def test_there_are_fifty_of_them() -> None:
    assert len(TEXTS) >= 50


@pytest.mark.parametrize("part", range(PARTS))
def test_a_note_comes_out_as_it_went_in(part: int, practice: Machine) -> None:
    texts = list(TEXTS.items())[part::PARTS]
    for _, text in texts:
        practice.run("note", "add", "heron", typed=text)
    for number, (name, text) in enumerate(texts, start=4):
        answer = practice.run("--json", "note", "show", f"heron/{number}")
        assert answer.data["note"]["body"] == text, name
        assert answer.out == clean(answer.out), name


def test_a_note_of_a_megabyte_comes_out_as_it_went_in(practice: Machine) -> None:
    text = "Zoë spoke first — 她说.\n" * 40_000
    assert len(text.encode()) > 1_000_000
    practice.run("note", "add", "heron", typed=text)
    assert practice.data("note", "show", "heron/4")["note"]["body"] == text


@pytest.mark.parametrize("name", ["Greek", "Hebrew", "Chinese", "emoji", "German"])
def test_a_note_is_found_by_its_own_words_and_shown_to_people_whole(name: str, practice: Machine) -> None:
    text = SCRIPTS[name]
    practice.run("note", "add", "heron", typed=text)
    word = max(text.split(), key=len)
    assert [match["id"] for match in practice.data("search", word)["matches"]] == ["heron/4"]
    assert text in practice.run("note", "show", "heron/4").out


def test_the_title_is_the_first_line_that_says_something(practice: Machine) -> None:
    for text, title in (("\n\n  One  \ntwo", "One"), ("---\nx", "---"), ("[2026-01-01] T", "[2026-01-01] T")):
        assert practice.data("note", "add", "heron", typed=text)["note"]["title"] == title


@pytest.fixture(scope="module")
def hostile_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault in which every text and every name would steer a terminal."""
    practice = empty_practice(tmp_path_factory.mktemp("hostile"))
    opened = practice.open()
    add_client(opened, "heron", {"name": HOSTILE})
    start(opened, Start("heron", "", date(2026, 1, 5), {"objectives": [HOSTILE], "sponsor_may_receive": HOSTILE}))
    for _ in range(4):
        add_note(opened, "heron", NoteDraft(f"{HOSTILE}\n{HOSTILE}"))
    return practice.path


@pytest.mark.parametrize("words", ["note show heron/4", "note list", "brief heron", "search said", "client show heron"])
def test_no_answer_for_people_holds_what_steers_a_terminal(words: str, machine: Machine, hostile_vault: Path) -> None:
    machine.take(hostile_vault)
    answer = machine.run(*words.split())
    assert answer.out == clean(answer.out)
    assert "said" in answer.out


@pytest.mark.parametrize(
    ("words", "questions"),
    [
        ("note show heron/4", []),
        ("note list", []),
        ("--json note show heron/4", []),
        ("brief heron", []),
        ("search said", []),
        ("client list", []),
        ("client show heron", []),
        ("engagement show heron", []),
        ("note add", ["Which client? [", "Ctrl-D saves"]),
        ("note erase heron/4", ["Type heron"]),
        ("note edit heron/4", ["Ctrl-D saves"]),
        ("client edit heron", ["Name ["]),
    ],
)
@pytest.mark.needs_terminal
def test_no_stored_text_steers_the_terminal(
    words: str, questions: list[str], machine: Machine, hostile_vault: Path, terminal: Callable[..., Terminal]
) -> None:
    machine.take(hostile_vault)
    session = terminal(machine, *words.split())
    session.unlocks()
    for question in questions:
        session.waits_for(question)
        session.types(CTRL_D if "Ctrl-D" in question else ENTER if "Which" in question else CTRL_D)
    session.ends()
    for steering in ("\x1b]52", "\x1b]0;", "\x1b[5m", *"\x07\u009b\u202e\u202c\u2066\u2069\u200e"):
        assert steering not in session.raw, repr(steering)
    assert "said" in session.raw
