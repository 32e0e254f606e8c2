"""What is written out of habit is dimmed; a wish hardly ever is."""

from __future__ import annotations

import pytest

from coachvault.signoff.known import introduces, is_known, is_labelled

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
    ],
)
def test_what_somebody_means(line: str) -> None:
    assert not is_known(line, NAMES)


def test_an_introduction_has_a_digit_and_ends_as_one() -> None:
    assert introduces("On Mon, Nov 23, 2026 at 1:05 PM Kim Vale\nwrote:")
    assert not introduces("On Mon, Nov 23, 2026 I wrote it down")
    assert not introduces(f"On 23 {'x' * 300} wrote:")


@pytest.mark.parametrize(
    ("line", "expected"), [("Von: Kim", True), ("*Sent:* today", True), ("Note: not yet", False), ("To Kim", False)]
)
def test_the_labels_of_a_header_block(line: str, expected: bool) -> None:
    assert is_labelled(line) is expected
