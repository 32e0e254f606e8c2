"""Lines of the request are found whole and in its order, whatever the wrapping; all others are the client's."""

from __future__ import annotations

import pytest

from coachvault.mails.lines import plain_lines
from coachvault.mails.mail import MailForm
from coachvault.signoff.quoting import ReadForm, SentLines
from tests.unit.signoff.mails import CODE, ORIGINAL, PARAGRAPHS, REQUEST, TEXT, YES, quote

ASKED = SentLines(REQUEST, (REQUEST.sent,))


def read(text: str) -> ReadForm:
    return ReadForm(MailForm(tuple(plain_lines(text))), ASKED)


def theirs(text: str) -> list[str]:
    found = read(text)
    return [found.lines[at].text for at in found.theirs]


def test_a_request_knows_its_parts() -> None:
    assert [ASKED.lines[at] for at in sorted(ASKED.terms)] == [
        "To: Rosalind Vance, Acme",
        "Purpose: yearly talk",
        "May be passed on until: 21 February 2027",
    ]
    assert "\n".join(ASKED.lines[at] for at in sorted(ASKED.text)) == TEXT.replace("\n\n", "\n").rstrip("\n")
    assert {ASKED.lines[at] for at in ASKED.marks} == {f"[BEGIN {CODE}]", f"[END {CODE}]"}
    assert ASKED.lines[ASKED.approving] == YES
    assert ASKED.subject == f"Your consent, please ({CODE})"


@pytest.mark.parametrize("width", [12, 40, 72, 1_000])
@pytest.mark.parametrize("mark", ["> ", ">> ", "| ", ""])
def test_a_whole_quotation_is_ours_however_it_is_wrapped_and_marked(width: int, mark: str) -> None:
    assert theirs(f"{YES}\n\n{quote(ORIGINAL, width, mark)}") == [YES]


def test_a_line_between_quoted_lines_is_theirs_at_any_depth() -> None:
    for said in ("Not to Acme.", "> Not to Acme.", ">>> Not to Acme."):
        assert theirs(quote(ORIGINAL).replace("> Next she", f"{said}\n> Next she")) == ["Not to Acme."]


def test_a_few_words_are_no_copy() -> None:
    assert theirs("> yearly talk") == ["yearly talk"]
    assert theirs(PARAGRAPHS[0]) == [PARAGRAPHS[0]]
    assert theirs(f"> {PARAGRAPHS[0]}") == []


def test_the_line_that_is_typed_below_the_words_that_ask_for_it_is_theirs() -> None:
    before = ORIGINAL.partition(f"    {YES}")[0]
    assert theirs(f"{quote(before)}\n{YES}\n") == [YES]


def test_a_word_that_differs_is_told() -> None:
    told = read(quote(ORIGINAL.replace("three", "two"))).differences()
    assert told == ["“We agreed on three more talks until the end of March.”: “three” → “two”"]
    assert read(quote(ORIGINAL)).differences() == []
    assert read(YES).differences() == []


def test_what_is_missing_added_or_elsewhere_is_told() -> None:
    assert read(quote(ORIGINAL.replace(f"{PARAGRAPHS[0]}\n", ""))).differences() == [f"missing: “{PARAGRAPHS[0]}”"]
    swapped = ORIGINAL.replace(TEXT, "\n\n".join(PARAGRAPHS[::-1]) + "\n")
    assert read(quote(swapped)).differences() == ["something stands between its lines, or they changed places"]


def test_signs_that_are_lost_and_gained_are_counted() -> None:
    assert dict(read(quote(ORIGINAL.replace("–", "-"))).typography()) == {"+-": 1, "-–": 1}
    assert read(quote(ORIGINAL)).typography().total() == 0
