"""What is written out of habit is dimmed; a wish hardly ever is."""

from __future__ import annotations

import pytest

from coachvault.mails.lines import Line
from coachvault.practice.signoff import Remark
from coachvault.services.releases.known import besides, introduces, is_known, remarks_of

NAMES = ("ada", "marsh", "kim", "vale")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Hi",
            "Hi Kim,",
            "Dear Ms Vale,",
            "Hallo Frau Vale,",
            "Liebe Kim,",
            "Sehr geehrte Frau Dr. Vale,",
            "Hola Kim:",
        ),
        *("Thanks!", "Vielen Dank!", "Mit freundlichen Grüßen", "Cordialement,", "Saludos,", "Ada Marsh", "Marsh, Ada"),
        *("Sent from my iPhone", "Sent from Outlook for iOS", "Gesendet mit der GMX Mail App", "Envoyé de mon iPhone"),
        *("Von meinem/meiner Galaxy gesendet", "Get Outlook for iOS<https://aka.ms/o0ukef>", "Enviado desde mi iPhone"),
        *(
            "On Mon, 23 Nov 2026 at 13:05, Kim Vale wrote:",
            "Op ma 23 nov 2026 om 13:05 schreef Kim Vale <k@v.example>:",
        ),
        *("This is a multi-part message in MIME format.", "-----Original Message-----", "smime.p7s (application/x)"),
        *("without a name (image/png)", "Virus-free.www.avast.com", "> This message is confidential."),
    ],
)
def test_what_is_written_out_of_habit(line: str) -> None:
    assert is_known(line, NAMES)


@pytest.mark.parametrize(
    "line",
    [
        *("No", "Hi, no", "Hallo, Nein!", "Hi Kim, NOT YET", "Hi Without Paragraph Two", "Best regards, but not Acme"),
        *(
            "Sent from my iPhone - NOT YET",
            "Sent from Outlook Without Paragraph Two",
            "history",
            "only Kim",
            "👎",
            "???",
        ),
        *("On Monday I change what you wrote:", "Please leave out the second paragraph.", "dear me, no"),
        *("This email is confidential, and so is my no.", "Think before you print: I do not agree", "Virus-free no"),
        *("Only if you change what I wrote in paragraph 2:", "without a name (image/png) and without my yes"),
        "-----Original Message----- not yet",
    ],
)
def test_what_somebody_means(line: str) -> None:
    assert not is_known(line, NAMES)


def test_an_introduction_has_a_digit_and_ends_as_one() -> None:
    assert introduces("On Mon, Nov 23, 2026 at 1:05 PM Kim Vale\nwrote:")
    assert not introduces("On Mon, Nov 23, 2026 I wrote it down")
    assert not introduces(f"On 23 {'x' * 300} wrote:")


def known(*texts: str, place: str = "below the line") -> list[bool]:
    return [each.known for each in remarks_of([Line(text, place=place) for text in texts], "Ada Marsh", "Kim Vale")]


def test_an_introduction_that_was_wrapped_is_known_and_the_wish_above_it_is_not() -> None:
    assert known("Not yet.", "On Mon, 23 Nov 2026 at 13:05, Kim Vale", "wrote:") == [False, True, True]
    assert known("Drop no. 2.", "On Mon, 23 Nov 2026 at 13:05, Kim Vale wrote:") == [False, True]


def test_labels_are_known_in_a_block_alone() -> None:
    assert known("Von: Kim", "Gesendet: 23.11.2026", "An: Ada") == [True] * 3
    assert known("Date: please make it March", "Ada") == [False, True]
    assert known("Note: not yet", "Von: Kim", "An: Ada") == [False] * 3


def test_what_is_ours_is_no_remark() -> None:
    shown = [
        Line("", place="your text, unchanged"),
        Line("I approve", place="the line that approves"),
        Line("No", place="x"),
    ]
    assert besides(remarks_of(shown)) == (Remark("No", "x", known=False),)
