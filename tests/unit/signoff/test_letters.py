"""What goes out holds all that is agreed to, in every language, and the page loads and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
import pytest

from coachvault.practice.signoff import Recipient, Request, all_of
from coachvault.signoff.letters import Asking, mail, message, paper_form, paper_page
from coachvault.signoff.statement import fingerprint, statement
from coachvault.texts.signoff import LANGUAGES, Wording
from tests.unit.signoff.mails import ADDRESS, CODE, NAME, PROPOSAL, REQUEST, TEXT

VAULT = bytes(range(16))
EVERYTHING = all_of(PROPOSAL)
WORDS = tuple(fingerprint(statement(VAULT, "R7", PROPOSAL, EVERYTHING)))
NASTY = "<script>alert(1)</script> \"x\" & 'y' <img src=http://evil.example/a> {title} %s"
FORMATTED = {"greeting": {"name"}, "consent": {"name", "recipient", "purpose", "expires"}}
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
    wording = LANGUAGES[language]
    for paragraph in PROPOSAL.paragraphs:
        assert " ".join(paragraph.split()) in text
    for said in ("Rosalind Vance, Acme", "yearly talk", "2027-02-21", CODE, wording.recipient, wording.rights):
        assert said in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", [mail, message])
def test_a_mail_and_a_message_show_the_line_that_approves(letter: Callable[[Asking], str], language: str) -> None:
    lines = [line.strip() for line in letter(asking(language)).splitlines()]
    assert f"{LANGUAGES[language].approve} {CODE}" in lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", [paper_form, paper_page])
def test_a_form_shows_the_sentence_the_words_and_where_to_sign(letter: Callable[[Asking], str], language: str) -> None:
    text, wording = shown(letter, asking(language)), LANGUAGES[language]
    consent = wording.consent.format(
        name=NAME, recipient="Rosalind Vance, Acme", purpose="yearly talk", expires="2027-02-21"
    )
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
        assert said in text


def test_a_mail_begins_with_receiver_and_subject_and_holds_the_text_between_marks() -> None:
    head, _, body = mail(asking()).partition("\n\n")
    assert head == f"To: {ADDRESS}\nSubject: Your agreement, please ({CODE})"
    assert f"[BEGIN {CODE}]\n\n{TEXT}\n[END {CODE}]" in body
    assert "To: (the private address)\n" in mail(asking(request=replace(REQUEST, sent_to="")))


def test_a_name_that_is_not_known_leaves_no_gap() -> None:
    assert not {" ,", "Dear", "{"} & set(mail(asking(name="")).split())
    assert "I am ____" in paper_form(asking(name=""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_greets_and_says_how_to_answer(language: str) -> None:
    wording = LANGUAGES[language]
    parts = message(asking(language)).rstrip("\n").split("\n\n")
    assert parts[0] == wording.greeting.format(name=NAME)
    assert parts[-5:-3] == [wording.answer_message, f"{wording.approve} {CODE}"]
    assert parts[-1] == "Kim Vale"
    assert message(asking(language, name="")).startswith(f"{wording.hello}\n\n{wording.asks}")


def test_an_unknown_language_is_written_in_english() -> None:
    assert asking("xx").wording is LANGUAGES["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete(language: str) -> None:
    assert set(LANGUAGES) == {"en", "de", "fr", "es"}
    for field in msgspec.structs.fields(Wording):
        sentence = getattr(LANGUAGES[language], field.name)
        assert sentence == sentence.strip() != ""
        assert "  " not in sentence
        named = FORMATTED.get(field.name, set())
        assert all(f"{{{name}}}" in sentence for name in named)
        assert sentence.count("{") == sentence.count("}") == len(named)
        assert language == "en" or field.name == "signature" or sentence != getattr(LANGUAGES["en"], field.name)


def test_no_two_languages_approve_alike() -> None:
    assert len({wording.approve.casefold() for wording in LANGUAGES.values()}) == len(LANGUAGES)


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
