"""Which lines a person wrote and which are quoted, by the habits of mail programs."""

from __future__ import annotations

import pytest

from coachvault.signoff.lines import (
    Line,
    flowed_lines,
    is_attribution,
    is_header_line,
    plain_lines,
    with_quotations,
)


def quoted(text: str) -> list[str]:
    return [line.text for line in with_quotations(plain_lines(text)) if line.quoted and line.text]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  one ", Line("one", quoted=False)),
        ("> one", Line("one", quoted=True, marked=True)),
        (">> > one", Line("one", quoted=True, marked=True)),
        (">\u00a0one", Line("one", quoted=True, marked=True)),
        (">From my side", Line("From my side", quoted=False)),
        ("-- ", Line("-- ", quoted=False)),
    ],
)
def test_a_line_is_known_by_its_marks(line: str, expected: Line) -> None:
    assert plain_lines(line) == [expected]


def test_soft_breaks_are_undone_at_one_depth_only() -> None:
    text = "I approve \nit \n> what \n> was asked\n stuffed\n-- \nAda"
    assert [(line.text, line.quoted) for line in flowed_lines(text, joined=False)] == [
        ("I approve it", False),
        ("what was asked", True),
        ("stuffed", False),
        ("-- ", False),
        ("Ada", False),
    ]


def test_delsp_takes_the_space_before_a_soft_break() -> None:
    assert [line.text for line in flowed_lines("one  \ntwo", joined=True)] == ["one two"]
    assert [line.text for line in flowed_lines("on \ne", joined=True)] == ["one"]


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 23 Nov 2026 at 13:05, Kim Vale wrote:",
        "Am 23.11.26 um 13:05 schrieb Kim Vale:",
        "Le 23/11/2026 à 13:05, Kim Vale a écrit\u00a0:",
        "El 23/11/26 a las 13:05, Kim Vale escribió:",
    ],
)
def test_what_introduces_a_quotation_is_quoted_with_it(attribution: str) -> None:
    assert is_attribution(attribution)
    assert quoted(f"Yes.\n{attribution}\n> asked") == [attribution, "asked"]
    first, _, second = attribution.rpartition(" ")
    assert quoted(f"Yes.\n{first}\n{second}\n> asked") == [first, second, "asked"]
    assert quoted(f"{attribution}\nYes.") == []


@pytest.mark.parametrize(
    "text", ["On balance yes, he wrote:", "Yesterday, 23.11.26, he wrote:", "On 23.11.26 I wrote: no", ""]
)
def test_a_sentence_is_no_introduction(text: str) -> None:
    assert not is_attribution(text)


@pytest.mark.parametrize(
    "header",
    [
        "From: Kim Vale\nSent: Monday\nTo: Ada\nSubject: Yours",
        "Von: Kim Vale\nGesendet: Montag\nAn: Ada\nBetreff: Ihre",
        "De : Kim\nEnvoyé : lundi\nÀ : Ada",
        "De: Kim\nEnviado: lunes\nPara: Ada",
        "-----Original Message-----",
        "Begin forwarded message:",
    ],
)
def test_below_an_older_mails_header_everything_is_quoted(header: str) -> None:
    assert quoted(f"Yes.\n\n{header}\n\nasked\nmore")[-2:] == ["asked", "more"]
    assert "Yes." not in quoted(f"Yes.\n\n{header}\n\nasked")
    assert all(is_header_line(line) for line in header.splitlines())


@pytest.mark.parametrize("text", ["From: my side\nno.", "To: nobody", "An: Acme\nNo.", "Original message was better"])
def test_a_line_that_only_resembles_a_header_is_what_a_person_wrote(text: str) -> None:
    assert quoted(f"{text}\nasked\nmore") == []
