"""What goes out holds all that is agreed to, in every language, and the page loads and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import msgspec
import pytest

from coachvault.practice.release import Export
from coachvault.practice.signoff import Recipient, Request, all_of
from coachvault.signoff.letters import (
    Asking,
    answer_to_sponsor,
    mail,
    message,
    paper_form,
    paper_page,
    went_out,
    withdrawal_letter,
)
from coachvault.signoff.statement import fingerprint, statement
from coachvault.texts.languages import LANGUAGES, language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.templates import purpose_in
from tests.unit.signoff.mails import ADDRESS, CODE, NAME, PROPOSAL, RELEASE, REQUEST, TEXT

VAULT = bytes(range(16))
EVERYTHING = all_of(PROPOSAL)
WORDS = tuple(fingerprint(statement(VAULT, "R7", PROPOSAL, EVERYTHING)))
NASTY = "<script>alert(1)</script> \"x\" & 'y' <img src=http://evil.example/a> {title} %s"
IN_DIGITS = re.compile(r"\d{4}-\d\d-\d\d")
LETTERS: list[Callable[[Asking], str]] = [mail, message, paper_form, paper_page]

replace = msgspec.structs.replace


def asking(language: str = "en", request: Request = REQUEST, name: str = NAME) -> Asking:
    return Asking(replace(request, language=language), "R7", name, "Kim Vale", WORDS)


class Page(HTMLParser):
    """Collects what a page shows, which elements it has and what they name."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.shown += data


def shown(letter: Callable[[Asking], str], ask: Asking) -> str:
    """Returns what a reader of a letter sees, on one line."""
    text = letter(ask)
    return " ".join((Page(text).shown if letter is paper_page else text).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_says_what_is_agreed_to(letter: Callable[[Asking], str], language: str) -> None:
    text = shown(letter, asking(language))
    wording, day = language_of(language).request, long_day(PROPOSAL.expires, language_of(language))
    for paragraph in PROPOSAL.paragraphs:
        assert " ".join(paragraph.split()) in text
    for said in ("Rosalind Vance, Acme", "yearly talk", day, CODE, wording.recipient, wording.rights):
        assert " ".join(said.split()) in text
    assert not IN_DIGITS.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", [mail, message])
def test_a_mail_and_a_message_show_the_line_that_approves(letter: Callable[[Asking], str], language: str) -> None:
    lines = [line.strip() for line in letter(asking(language)).splitlines()]
    assert f"{language_of(language).request.approve} {CODE}" in lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", [paper_form, paper_page])
def test_a_form_shows_the_sentence_the_words_and_where_to_sign(letter: Callable[[Asking], str], language: str) -> None:
    text, wording = shown(letter, asking(language)), language_of(language).paper
    day = long_day(PROPOSAL.expires, language_of(language))
    consent = wording.consent.format(name=NAME, recipient="Rosalind Vance, Acme", purpose="yearly talk", expires=day)
    for said in (
        consent,
        " ".join(WORDS),
        wording.fingerprint,
        wording.compare,
        wording.signature,
        wording.printed_name,
        wording.place_and_date,
        "R7",
    ):
        assert " ".join(said.split()) in text


def test_a_mail_begins_with_receiver_and_subject_and_holds_the_text_between_marks() -> None:
    head, _, body = mail(asking()).partition("\n\n")
    assert head == f"To: {ADDRESS}\nSubject: Your consent, please ({CODE})"
    assert f"[BEGIN {CODE}]\n\n{TEXT}\n[END {CODE}]" in body
    assert "To: (the private address)\n" in mail(asking(request=replace(REQUEST, sent_to="")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_is_not_known_leaves_no_gap(language: str) -> None:
    letter = mail(asking(language, name=""))
    assert letter.partition("\n\n")[2].startswith(f"{language_of(language).request.hello}\n\n")
    assert not {" ,", "Dear", "{"} & set(letter.split())
    assert "I am ____" in paper_form(asking(name=""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_greets_and_says_how_to_answer(language: str) -> None:
    wording, only = language_of(language).request, language_of(language).message
    parts = message(asking(language)).rstrip("\n").split("\n\n")
    assert parts[0] == wording.greeting.format(name=NAME)
    assert parts[-5:-3] == [only.answer, f"{wording.approve} {CODE}"]
    assert parts[-1] == "Kim Vale"
    assert message(asking(language, name="")).startswith(f"{wording.hello}\n\n{wording.asks}")


def test_an_unknown_language_is_written_in_english() -> None:
    assert asking("xx").language is language_of("en")


ENGLISH = language_of("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_to_a_recipient_are_in_their_language(language: str) -> None:
    exports = (Export(datetime(2026, 11, 1, 9, tzinfo=UTC), "ab" * 32, "out.txt", "about.txt"),)
    wanted, released = language_of(language), replace(RELEASE, exports=exports)
    letter = withdrawal_letter(released, date(2026, 12, 3), "Kim Vale", wanted)
    answer = answer_to_sponsor(PROPOSAL.recipient, "Kim Vale", wanted)
    purpose = purpose_in(PROPOSAL.purpose, wanted)
    for held in (
        "Rosalind Vance, Acme",
        purpose,
        "ab" * 32,
        *(long_day(date(2026, m, d), wanted) for m, d in ((11, 1), (12, 3))),
    ):
        assert held in letter
    for each in (letter, answer):
        assert not re.search(r"\d{4}-\d\d-\d\d|\{\w*\}", each)
        ours = each.replace(purpose, "")
        assert (language == "en") == bool(re.search(r"\b(the|of|with|please|thank)\b", ours.casefold()))


def test_the_letters_to_a_recipient_write_days_out() -> None:
    exports = tuple(
        Export(datetime(2026, 11, day, 9, tzinfo=UTC), "ab" * 32, "out.txt", "about.txt") for day in (1, 2, 2)
    )
    letter = withdrawal_letter(replace(RELEASE, exports=exports), date(2026, 12, 3), "Kim Vale", ENGLISH)
    assert letter.startswith("3 December 2026\n\nTo Rosalind Vance, Acme\n\nOn 1 November 2026, 2 November 2026 you")
    assert letter.endswith("Please confirm this in writing.\n\nKim Vale\n")
    assert withdrawal_letter(RELEASE, date(2026, 12, 3), "", ENGLISH).endswith("in writing.\n")
    german = replace(RELEASE, proposal=replace(PROPOSAL, purpose="Zwischenbericht"))
    assert "this purpose: progress report." in withdrawal_letter(german, date(2026, 12, 3), "", ENGLISH)
    assert answer_to_sponsor(PROPOSAL.recipient, "Kim Vale", ENGLISH).endswith("at the start.\n\nKim Vale\n")


@pytest.mark.parametrize("language", [*LANGUAGES, '"><script>alert(1)</script>'])
def test_the_page_shows_everything_as_text(language: str) -> None:
    nasty = Recipient(PROPOSAL.recipient.code, NASTY, NASTY)
    proposal = replace(PROPOSAL, paragraphs=(NASTY, f"{NASTY}\n  {NASTY}"), recipient=nasty, purpose=NASTY)
    ask = asking(language, replace(REQUEST, proposal=proposal), NASTY)
    page, plain = Page(paper_page(ask)), Page(paper_page(asking()))
    assert page.tags == plain.tags
    assert page.shown.count("<script>") >= 6
    assert {name for name, _ in page.attributes} == {name for name, _ in plain.attributes}


def test_the_page_loads_and_runs_nothing() -> None:
    html = paper_page(asking())
    page = Page(html)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "a", "svg"}
    assert not {name for name, _ in page.attributes if name in {"src", "href", "style"} or name.startswith("on")}
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    assert "://" not in html
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_sent_is_what_is_kept_of_it(language: str) -> None:
    kept = replace(asking(language), request=replace(REQUEST, language=language, sent="as it was"))
    assert went_out(kept) == ("as it was",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_sent_before_it_was_kept_has_its_wording_of_then_and_either_day(language: str) -> None:
    ask = replace(asking(language), request=replace(REQUEST, language=language, sent=""))
    today, digits = went_out(ask)
    assert today.replace(long_day(PROPOSAL.expires, ask.language), PROPOSAL.expires.isoformat()) == digits
    assert IN_DIGITS.search(digits)
    assert today.startswith("To: ada.marsh@example.org\nSubject: ")
    assert TEXT in today
    assert today != mail(ask)
