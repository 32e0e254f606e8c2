"""An answer agrees by one line that was typed; all else that it says is shown, and what is doubtful is refused."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachvault.errors import BadInput, CoachVaultError, Refused
from coachvault.mails.folding import fold
from coachvault.mails.lines import plain_lines
from coachvault.mails.mail import LARGEST_MAIL_BYTES, MailForm, read_reply
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.signoff import Remark, Request
from coachvault.services.releases.known import besides, remarks_of
from coachvault.signoff import approval
from coachvault.signoff.approval import MailVerdict, approved_codes, approves, said_around
from coachvault.signoff.block import Block
from coachvault.signoff.letters import Asking, mail, went_out
from coachvault.signoff.scan import media_type
from coachvault.texts.languages import LANGUAGES, language_of
from tests.shards import thinned
from tests.unit.signoff.mails import (
    ADA,
    ADDRESS,
    CODE,
    DATE,
    EN,
    GMAIL_DE,
    GMAIL_EN,
    GMAIL_FR,
    KIM,
    NAME,
    ORIGINAL,
    PARAGRAPHS,
    PROGRAMS,
    REQUEST,
    TEXT,
    YES,
    alternative,
    attached,
    flowed,
    gmail_html,
    head,
    letter,
    multipart,
    mutt,
    nested,
    older_mail,
    outlook_desktop_html,
    outlook_web_html,
    part,
    quote,
    single,
    thunderbird,
    wrapped,
)

pytestmark = pytest.mark.sampled(2)

SENDER = "Kim Vale"
POLITE = f"Hi Kim,\n\n{YES}\n\nBest regards,\nAda"
WISH = "Please leave out the second paragraph."
ON = "On Mon, 23 Nov 2026 at 13:05, Kim Vale wrote:"
BEGIN, END = f"[BEGIN {CODE}]", f"[END {CODE}]"
HTML = "text/html; charset=utf-8"
FLOWED = "text/plain; charset=utf-8; format=flowed"
DAY = "21 February 2027"
IN_DIGITS = "2027-02-21"
PICTURE = b"\x89PNG\r\n\x1a\n"


def judge(data: bytes, request: Request = REQUEST, *sent: str) -> MailVerdict:
    texts = sent or went_out(Asking(request, "R7", NAME, SENDER, ()))
    return approval.judge(read_reply(data), request, texts, NAME)


def judged(data: bytes, request: Request = REQUEST) -> MailVerdict:
    """Reads an answer as `release import` does; a refusal is raised."""
    verdict = judge(data, request)
    if verdict.refusal:
        raise Refused(verdict.refusal)
    return verdict


def remarks(verdict: MailVerdict) -> tuple[Remark, ...]:
    return besides(remarks_of(verdict.view, NAME, SENDER))


def shown(verdict: MailVerdict) -> str:
    return "\n".join(each.text for each in remarks(verdict))


def remarked(verdict: MailVerdict) -> str:
    """Returns what was not written out of habit."""
    return "\n".join(each.text for each in remarks(verdict) if not each.known)


def asked(text: str, code: str = CODE) -> Request:
    proposal = msgspec.structs.replace(REQUEST.proposal, paragraphs=parse_paragraphs(text))
    request = msgspec.structs.replace(REQUEST, proposal=proposal, code=code, sent="")
    return msgspec.structs.replace(request, sent=mail(Asking(request, "R7", NAME, SENDER, ())))


def edited(change: Callable[[str], str]) -> bytes:
    """Returns an answer that approves and quotes the request with a change."""
    after = change(ORIGINAL)
    assert after != ORIGINAL
    return mutt(YES, after)


def sparse(text: str) -> str:
    return "\n\n".join(
        " ".join("well" if number % 2 else word for number, word in enumerate(paragraph.split()))
        for paragraph in text.split("\n\n")
    )


def html(body: str) -> bytes:
    return single(f"<html><body>{body}</body></html>", HTML)


def plain(below: str) -> bytes:
    """Returns an answer without a quotation that approves and then says something."""
    return single(f"{YES}\n\n{below}\n")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_polite_yes_of_every_program_is_taken_without_remarks(program: str) -> None:
    data = PROGRAMS[program](POLITE, ORIGINAL)
    assert judged(data).quotes_text
    assert read_reply(data).sender == ADDRESS
    assert media_type(data) == "message/rfc822"


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_wish_in_any_program_comes_back(program: str) -> None:
    assert WISH in shown(judged(PROGRAMS[program](f"{YES}\n\n{WISH}", ORIGINAL))).splitlines()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_no_in_any_program_is_refused_and_quoted(program: str) -> None:
    with pytest.raises(Refused, match="names the code and says"):
        judged(PROGRAMS[program](f"I do NOT approve {CODE}", ORIGINAL))


@pytest.mark.parametrize("program", PROGRAMS)
def test_thanks_above_a_quotation_agree_to_nothing_in_any_program(program: str) -> None:
    with pytest.raises(Refused, match=r"only in what the answer quotes|no line"):
        judged(PROGRAMS[program]("Thank you!", ORIGINAL))


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_changed_quotation_in_any_program_is_refused(program: str) -> None:
    with pytest.raises(Refused, match="otherwise"):
        judged(PROGRAMS[program](YES, ORIGINAL.replace("fewer meetings", "more meetings")))


def earlier(language: str = "en") -> tuple[Request, list[str]]:
    """Returns a request of the time when its mail was not kept, and each body with which it may have gone out."""
    request = msgspec.structs.replace(REQUEST, language=language, sent="")
    texts = went_out(Asking(request, "R7", NAME, SENDER, ()))
    assert len(set(texts)) == 2
    return request, [text.partition("\n\n")[2] for text in texts]


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_answer_to_a_request_of_before_is_read_by_its_wording_in_any_program(program: str) -> None:
    request, bodies = earlier()
    assert [day for body in bodies for day in (DAY, IN_DIGITS) if day in body] == [DAY, IN_DIGITS]
    for body in bodies:
        assert "above everything else" in body
        assert judged(PROGRAMS[program](POLITE, body), request).quotes_text
        with pytest.raises(Refused, match="otherwise"):
            judged(PROGRAMS[program](POLITE, body.replace(DAY, IN_DIGITS).replace(IN_DIGITS, "2027-02-22")), request)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_of_before_is_known_in_each_language(language: str) -> None:
    request, bodies = earlier(language)
    yes = f"{language_of(language).request.approve} {CODE}"
    for body in bodies:
        for data in (mutt(yes, body), older_mail("", EN)(yes, body)):
            verdict = judged(data, request)
            assert verdict.quotes_text
            assert {each.place for each in remarks(verdict)} <= {"below the line", "in an older mail", "subject"}


@pytest.mark.parametrize(
    "language", ["I approve", "Ich willige ein", "Ich genehmige", "J'approuve", "J’approuve", "Apruebo"]
)
def test_every_language_approves(language: str) -> None:
    assert judged(mutt(f"{language} {CODE}", ORIGINAL)).quotes_text


TAKEN: dict[str, tuple[bytes, bool, str]] = {
    "the line alone": (single(YES), False, ""),
    "lower case": (single(YES.lower()), False, ""),
    "capitals": (single(YES.upper()), False, ""),
    "an en dash": (single(YES.replace("-", "–")), False, ""),
    "a hyphen that does not break": (single(YES.replace("-", "\u2011")), False, ""),
    "spaces that do not break": (single(YES.replace(" ", "\xa0")), False, ""),
    "several spaces": (single("  I   approve  " + CODE + "  "), False, ""),
    "as it is indented in the request": (single(f"    {YES}\n"), False, ""),
    "bold in plain text": (single(f"*{YES}*"), False, ""),
    "bold in HTML": (html(f"<p>I approve <b>{CODE}</b></p>"), False, ""),
    "a full stop": (single(f"{YES}."), False, ""),
    "an exclamation mark": (single(f"{YES}!"), False, ""),
    "in quotation marks": (single(f"“{YES}”"), False, ""),
    "a byte order mark": (single(f"\ufeff{YES}"), False, ""),
    "a code with spaces": (single("I approve K7QM 3FZP"), False, ""),
    "a code without a hyphen": (single("I approve k7qm3fzp,"), False, ""),
    "a banner of a gateway": (single(f"[EXTERNAL] {YES}"), False, ""),
    "below a drawn rule": (single(f"Hi Kim\n______\n{YES}"), False, ""),
    "below a blank mark": (single(f"-- \n\n{YES}\n* * *"), False, ""),
    "a thumb up": (single(f"{YES} 👍"), False, ""),
    "a thumb down": (single(f"{YES} 👎"), False, f"{YES} 👎"),
    "a NUL in the line": (single(f"{YES}\0"), False, f"{YES}\0"),
    "ISO-8859-1 without a charset": (single(f"{YES}\nGrüße", "text/plain", charset="latin-1"), False, "Grüße"),
    "broken by format=flowed": (single(f"I approve \n{CODE}\n", FLOWED), False, ""),
    "broken by delsp": (single(f"I approve  \n{CODE}\n", f"{FLOWED}; delsp=yes"), False, ""),
    "ISO-8859-1": (single(f"Grüezi Kim,\n{YES}\n", "text/plain; charset=iso-8859-1", charset="latin-1"), False, ""),
    "an unknown charset that is UTF-8": (
        single(f"{YES}\nViele Grüße", "text/plain; charset=x-none"),
        False,
        "unknown charset x-none",
    ),
    "a broken charset that is UTF-8": (
        single(f"{YES}\nViele Grüße", 'text/plain; charset="x?'),
        False,
        'Content-Type: text/plain; charset="x? (text/plain)\nunknown charset "x?',
    ),
    "bare CR": (single(f"Hi Kim\r{YES}\rAda\r"), False, ""),
    "in a heading": (html(f"<h5>{YES}</h5><h5>Ada</h5>"), False, ""),
    "in a table": (html(f"<table><tr><td>{YES}</td><td>Ada</td></tr></table>"), False, ""),
    "in a centred line": (html(f"<center>{YES}</center><address>Ada</address>"), False, ""),
    "the quotation cut to its beginning": (mutt(YES, ORIGINAL.partition(BEGIN)[0]), False, ""),
    "the text without its marks": (edited(lambda text: text.replace(BEGIN, "").replace(END, "")), True, ""),
    "the text alone": (mutt(YES, TEXT), True, ""),
    "below the quotation": (single(f"{ON}\n{quote(ORIGINAL)}\n{YES}\n\nAda\n"), True, ""),
    "between quoted lines": (
        single(f"{ON}\n{quote(ORIGINAL.partition(BEGIN)[0])}\n{YES}\n\n{quote(BEGIN + ORIGINAL.partition(BEGIN)[2])}"),
        True,
        "",
    ),
    "in an older mail that is quoted twice": (mutt(YES, f"{YES}\n{ON}\n{quote(ORIGINAL)}"), True, YES),
    "a day less an hour before the request": (single(YES, dated="Date: Sun, 22 Nov 2026 13:05:00 +0000"), False, ""),
    "a date without a zone": (single(YES, dated="Date: Mon, 23 Nov 2026 14:30:00"), False, ""),
    "a date of an unknown zone": (single(YES, dated="Date: Mon, 23 Nov 2026 14:30:00 -0000"), False, ""),
    "a wish above": (mutt(f"{WISH}\n\n{YES}", ORIGINAL), True, WISH),
    "a wish below": (mutt(f"{YES}\n{WISH}", ORIGINAL), True, WISH),
    "a wish below the quotation": (single(f"{YES}\n\n{ON}\n{quote(ORIGINAL)}\n{WISH}\n"), True, WISH),
    "a wish below the mark of a signature": (mutt(f"{YES}\n\n-- \nAda Marsh\n{WISH}", ORIGINAL), True, WISH),
    "a wish in a flowed signature": (thunderbird(ON)(f"{YES}\n\n-- \nAda Marsh\n{WISH}", ORIGINAL), True, WISH),
    "two wishes": (single(f"{WISH}\n{YES}\nAnd not to Acme.\n"), False, f"{WISH}\nAnd not to Acme."),
    "half a sentence above": (single(f"I will certainly not write\n{YES}\n"), False, "I will certainly not write"),
    "half a sentence below": (single(f"{YES}\nonly if Acme agrees\n"), False, "only if Acme agrees"),
    "no thanks": (plain("No thanks"), False, "No thanks"),
    "a sign": (plain("👎"), False, "👎"),
    "question marks": (plain("???"), False, "???"),
    "yes, but": (plain("Yes, but not yet."), False, "Yes, but not yet."),
    "a word with hyphens": (plain("Thanks for the well-told story."), False, "Thanks for the well-told story."),
    "a notice": (plain("This message is confidential."), False, ""),
    "a notice that goes on": (
        plain("This message is confidential and may not be passed on."),
        False,
        "This message is confidential and may not be passed on.",
    ),
    "the footer of a list": (
        single(f"{YES}\n_______________________________________________\nteam mailing list\nteam@lists.example\n"),
        False,
        "team mailing list\nteam@lists.example",
    ),
    "a NUL below": (plain("\0"), False, "\0"),
    "a long line": (plain("x" * 60_000), False, "x" * 60_000),
}


@pytest.mark.parametrize("case", TAKEN)
def test_what_agrees_is_taken_with_every_remark(case: str) -> None:
    data, quotes_text, remarks = TAKEN[case]
    verdict = judged(data)
    assert (verdict.quotes_text, remarked(verdict)) == (quotes_text, remarks)


REFUSED: dict[str, tuple[bytes, type[CoachVaultError], str]] = {
    "the same line twice": (single(f"{YES}\n\n{YES.lower()}\n"), Refused, "more than once"),
    "a wish between quoted lines": (
        single(f"{YES}\n\n{ON}\n" + quote(ORIGINAL).replace("> Next she", f"{WISH}\n> Next she")),
        Refused,
        "otherwise",
    ),
    "a wish between quoted lines, at their level": (
        single(f"{YES}\n\n{ON}\n" + quote(ORIGINAL).replace("> Next she", f"> {WISH}\n> Next she")),
        Refused,
        "otherwise",
    ),
    "a wish between quoted lines of a flowed mail": (
        single(f"{YES}\n\n{ON}\n" + flowed(ORIGINAL, 1).replace("> Next she", f"{WISH}\n> Next she"), FLOWED),
        Refused,
        "otherwise",
    ),
    "a line of a megabyte": (plain("x" * 1_000_000), BadInput, "too long"),
    "a line of a hundred thousand letters": (plain("x" * 100_000), Refused, "more than anybody reads"),
    "a no": (single(f"I do NOT approve {CODE}"), Refused, "names the code and says"),
    "a no beside a yes": (single(f"{YES}\nI do not approve {CODE} any more."), Refused, "names the code and says"),
    "a condition": (single(f"{YES} if Acme agrees"), Refused, "names the code and says"),
    "a condition in a flowed line": (single(f"{YES} \nif Acme agrees\n", FLOWED), Refused, "names the code and says"),
    "a condition before": (single(f"If Acme agrees, {YES}"), Refused, "names the code and says"),
    "a question": (single(f"{YES}?"), Refused, "names the code and says"),
    "struck through in plain text": (single(f"~~{YES}~~"), Refused, "names the code and says"),
    "another word": (single(f"OK {CODE}"), Refused, "names the code and says"),
    "the code alone": (single(CODE), Refused, "names the code and says"),
    "a line about the code": (single(f"{YES}\nWhat does {CODE} mean?"), Refused, "names the code and says"),
    "two codes": (single(f"{YES}\nI approve 2B3C-4D5E"), Refused, "another code"),
    "two codes in one line": (single(f"{YES} 2B3C-4D5E"), Refused, "names the code and says"),
    "the code of another release": (single("I approve 2B3C-4D5E"), Refused, "another code"),
    "no code": (single("I approve"), Refused, "no line"),
    "broken in the middle without format=flowed": (single(f"I approve\n{CODE}"), Refused, "names the code and says"),
    "the code in the quotation only": (mutt("I approve!", ORIGINAL), Refused, "no line"),
    "the line in the quotation only": (single(f"Hi Kim\n> {YES}\n"), Refused, "only in what the answer quotes"),
    "the line in the original without marks": (single(f"OK.\n\n{EN}\n{ORIGINAL}"), Refused, "no line"),
    "the original without any mark": (single(f"OK.\n\n{ORIGINAL}"), Refused, "no line"),
    "forwarded": (
        single(f"Look.\n\n---------- Forwarded message ---------\nFrom: {ADA}\nDate: {DATE}\n\n{YES}\n"),
        Refused,
        "below what looks like an older mail",
    ),
    "forwarded by Apple Mail": (single(f"Begin forwarded message:\n\n> {YES}\n"), Refused, "only in what"),
    "forwarded as a file": (multipart("mixed", part(single(YES), "message/rfc822")), Refused, "no line"),
    "forwarded as a file with a word": (
        multipart("mixed", part("Look."), part(single(YES), "message/rfc822")),
        Refused,
        "no line that approves",
    ),
    "in an attached text": (
        multipart("mixed", part("Look."), part(YES, more=attached("a.txt"))),
        Refused,
        "no line that approves",
    ),
    "one letter in the quotation": (edited(lambda text: text.replace("Linz", "Lins")), Refused, "otherwise"),
    "one accent": (edited(lambda text: text.replace("Jörg", "Jorg")), Refused, "otherwise"),
    "one capital": (edited(lambda text: text.replace("asks for", "Asks for")), Refused, "otherwise"),
    "one full stop": (edited(lambda text: text.replace("of March.", "of March")), Refused, "otherwise"),
    "one word": (edited(lambda text: text.replace("fewer ", "")), Refused, "otherwise"),
    "a paragraph removed": (edited(lambda text: text.replace(f"{PARAGRAPHS[1]}\n\n", "")), Refused, "otherwise"),
    "the first paragraph removed": (
        edited(lambda text: text.replace(f"{PARAGRAPHS[0]}\n\n", "")),
        Refused,
        "otherwise",
    ),
    "the text removed between its marks": (edited(lambda text: text.replace(TEXT, "")), Refused, "otherwise"),
    "a sentence inside": (edited(lambda text: text.replace("Next she", "Well. Next she")), Refused, "otherwise"),
    "a paragraph inside": (edited(lambda text: text.replace("Next she", "Well.\n\nNext she")), Refused, "otherwise"),
    "a sentence before the text": (edited(lambda text: text.replace(BEGIN, f"{BEGIN} Not:")), Refused, "otherwise"),
    "a sentence after the text": (edited(lambda text: text.replace(END, f"Or not.\n{END}")), Refused, "otherwise"),
    "paragraphs swapped": (
        edited(lambda text: text.replace(TEXT, "\n\n".join(PARAGRAPHS[::-1]) + "\n")),
        Refused,
        "otherwise",
    ),
    "every second word": (edited(lambda text: text.replace(TEXT, sparse(TEXT))), Refused, "otherwise"),
    "the marks removed and a word changed": (
        edited(lambda text: text.replace(BEGIN, "").replace(END, "").replace("three", "two")),
        Refused,
        "otherwise",
    ),
    "no date": (single(YES, dated=""), BadInput, "no date"),
    "an empty date": (single(YES, dated="Date:"), BadInput, "no date"),
    "a broken date": (single(YES, dated="Date: yesterday"), BadInput, "no date"),
    "a day that does not exist": (single(YES, dated="Date: Mon, 99 Nov 2026 14:30:00 +0100"), BadInput, "no date"),
    "a year without end": (single(YES, dated=f"Date: Mon, 23 Nov {'9' * 30} 14:30:00 +0100"), BadInput, "no date"),
    "a zone without end": (single(YES, dated="Date: Mon, 23 Nov 2026 14:30:00 +999999999"), BadInput, "no date"),
    "two dates": (single(YES, dated=f"Date: {DATE}\nDate: {DATE}"), BadInput, "more than one line `Date:`"),
    "two senders": (single(YES, sender=f"From: {ADA}\nFrom: {KIM}"), BadInput, "more than one line `From:`"),
    "two addresses": (single(YES, sender=f"From: {ADA}, {KIM}"), BadInput, "one sender"),
    "an address and a name": (single(YES, sender=f"From: {ADA}, Kim"), BadInput, "one sender"),
    "a group": (single(YES, sender=f"From: Friends: {ADA};"), BadInput, "one sender"),
    "a group of two": (single(YES, sender=f"From: Friends: {ADA}, {KIM};"), BadInput, "one sender"),
    "a group of nobody": (single(YES, sender="From: undisclosed-recipients:;"), BadInput, "one sender"),
    "no sender": (single(YES, sender=""), BadInput, "one sender"),
    "an empty sender": (single(YES, sender="From:"), BadInput, "one sender"),
    "an empty address": (single(YES, sender="From: <>"), BadInput, "one sender"),
    "a name alone": (single(YES, sender="From: Ada Marsh"), BadInput, "one sender"),
    "an address with two signs": (single(YES, sender=f"From: {ADDRESS}@evil.example"), BadInput, "one sender"),
    "broken base64": (
        head("text/plain; charset=utf-8", encoding="base64").encode() + b"SSBhcH*\xff\x00ByI=\n=====",
        Refused,
        "no line",
    ),
    "nothing": (b"", BadInput, ""),
    "a header alone": (head("text/plain").encode(), Refused, "no line"),
    "an empty body": (single("\n \n\t\n"), Refused, "no line"),
    "empty HTML": (html("<p>&nbsp;</p><img src='cid:a'>"), Refused, "no line"),
    "an attachment alone": (
        multipart("mixed", part(b"%PDF-1.7", "application/pdf", "base64", attached("a.pdf"))),
        Refused,
        "no line",
    ),
    "a multipart without a boundary": (
        head("multipart/mixed").encode() + YES.encode(),
        Refused,
        "no line",
    ),
    "text that is not displayed": (
        html(f"<p style='color:red; Display : None'>{YES}</p>No."),
        Refused,
        "may be hidden",
    ),
    "text that is hidden": (html(f"<div hidden>{YES}</div>No."), Refused, "may be hidden"),
    "text that is not visible": (html(f"<p style='visibility:hidden'>{YES}</p>No."), Refused, "may be hidden"),
    "text of no size": (html(f"<p style='font-size:0'>{YES}</p>No."), Refused, "may be hidden"),
    "hidden within": (
        html(f"<div style='display:none'><p><b>x</b></p><p>{YES}</p></div>No."),
        Refused,
        "may be hidden",
    ),
    "an HTML comment": (html(f"<!-- {YES} -->No."), Refused, "may be hidden"),
    "a conditional comment": (html(f"<!--[if mso]><p>{YES}</p><![endif]-->No."), Refused, "may be hidden"),
    "a script": (html(f"<script>'{YES}'</script>No."), Refused, "may be hidden"),
    "a style": (html(f"<style>\n{YES}\n</style>No."), Refused, "may be hidden"),
    "struck through in HTML": (html(f"<p><s>{YES}</s></p>"), Refused, ""),
    "deleted in HTML": (html(f"<del>{YES}</del>"), Refused, ""),
    "struck through by style": (html(f"<p style='text-decoration: line-through'>{YES}</p>"), Refused, ""),
    "a paragraph of the quotation struck through": (
        html(gmail_html(YES, ORIGINAL).replace("Next she", "<s>Next she").replace("manager.", "manager.</s>")),
        Refused,
        "",
    ),
    "a picture": (PICTURE + b"\0" * 64, BadInput, ""),
    "too many nested parts": (head("text/plain").encode() + b"boundary=x\n" * 101, BadInput, "nested"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_agree_is_refused_with_the_reason(case: str) -> None:
    data, kind, word = REFUSED[case]
    with pytest.raises(kind) as caught:
        judged(data)
    assert word in caught.value.message


def unseen_part(wish: bytes) -> bytes:
    picture = part(PICTURE, "image/png", "base64", "Content-Disposition: inline\n")
    return multipart("mixed", part(POLITE), picture, wish)


CAPITALS = "Without Paragraph Two"
WISHES: dict[str, tuple[bytes, str]] = {
    **{
        f"greeting: {line}": (plain(line), line)
        for line in (
            "Hallo, Nein!",
            "Hello, No.",
            "Hi Kim, NOT YET",
            "Bonjour, Non",
            "Hola, No",
            "Dear Kim, No",
            f"Hi {CAPITALS}",
        )
    },
    **{
        f"signature: {line}": (plain(f"-- \n{line}"), line)
        for line in (
            "Nur Absatz 1",
            "Ohne Absatz 2!",
            "NOT TO ACME",
            CAPITALS,
            "Sans Acme",
            "第二段落を削除してください",
            "(only) (without) (paragraph) (two)",
        )
    },
    **{
        f"telephone: {line}": (plain(line), line)
        for line in ("Sent from my iPhone - NOT YET", f"Sent from Outlook {CAPITALS}", "Gesendet von Ada, Ohne Acme")
    },
    **{
        f"above the attribution: {line}": (single(f"{YES}\n\n{line}\n\n{attribution}\n{quote(ORIGINAL)}"), line)
        for line, attribution in (
            ("On one condition: drop paragraph 2.", GMAIL_EN),
            ("On balance yes, but without paragraph 2", GMAIL_EN),
            ("Am liebsten ohne Absatz 2.", GMAIL_DE),
            ("Le paragraphe 2 ne me convient pas.", GMAIL_FR),
            ("El segundo no.", "El lun, 23 nov 2026 a las 13:05, Kim Vale escribió:"),
        )
    },
    "right above the attribution": (single(f"{YES}\nOn one condition: no Acme.\n{ON}\n{quote(ORIGINAL)}"), "no Acme"),
    "as an introduction of a quotation": (single(f"{YES}\nOn Monday I change what I wrote:\n> Hello\n"), "change"),
    "as an introduction of nothing": (single(f"{YES}\nOn Monday I change what you wrote:\n"), "change"),
    "a line that a mailbox has marked": (plain(">From my side: no second paragraph."), "From my side"),
    "below what Outlook quotes": (older_mail("", EN)(YES, f"{ORIGINAL}\n\n{WISH}"), WISH),
    "above the text in what Outlook quotes": (older_mail("", EN)(YES, f"{WISH}\n\n{ORIGINAL}"), WISH),
    "below what Outlook quotes in HTML": (single(outlook_desktop_html(YES, f"{ORIGINAL}\n{WISH}"), HTML), WISH),
    "below what Outlook on the web quotes": (single(outlook_web_html(YES, f"{ORIGINAL}\n{WISH}"), HTML), WISH),
    "below an original message": (older_mail("-----Original Message-----", EN)(YES, f"{ORIGINAL}\n{WISH}"), WISH),
    "before the text, its first mark gone": (
        mutt(YES, ORIGINAL.replace(BEGIN, "It is wrong that")),
        "It is wrong that",
    ),
    "after the text, its last mark gone": (mutt(YES, ORIGINAL.replace(END, "is all wrong.")), "is all wrong."),
    "another version quoted below the first": (
        mutt(YES, f"{ORIGINAL}\n{BEGIN}\n\n{TEXT.replace('fewer', 'more')}\n{END}\n"),
        "more meetings",
    ),
    "the last day changed in the quotation": (mutt(YES, ORIGINAL.replace(DAY, "31 December 2026")), "31 December 2026"),
    "the recipient changed in the quotation": (mutt(YES, ORIGINAL.replace("Rosalind", "Miles")), "Miles"),
    "a text below a picture": (unseen_part(part(WISH)), WISH),
    "a text below a picture, in HTML": (unseen_part(part(f"<p>{WISH}</p>", HTML)), WISH),
    "a text file that is shown": (
        unseen_part(part(WISH, more='Content-Disposition: inline; filename="a.txt"\n')),
        WISH,
    ),
    "in the HTML alone": (alternative(POLITE, f"<p>{YES}</p><p>{WISH}</p>"), WISH),
    "in a small font": (html(f"<p>{YES}</p><p style='font-size:0.9em'>{WISH}</p>"), WISH),
    "between Gmail's quotations": (
        html(gmail_html(YES, ORIGINAL).replace("</blockquote>", f"</blockquote><div>{WISH}</div>")),
        WISH,
    ),
    "on the line before a quotation": (
        html(f"{YES}<br>{WISH} <span class='gmail_quote'>On 23.11.26 Kim Vale wrote:<br></span>"),
        WISH,
    ),
    "on the line before the mark of Outlook": (html(f"{YES}<br>{WISH} <a id='appendonsend'></a><br>"), WISH),
    "indented": (html(f"<p>{YES}</p><blockquote style='margin-left:40px'>{WISH}</blockquote>"), WISH),
    "behind an empty comment": (html(f"<p>{YES}</p><!-->{WISH}<p>x</p><!-- -->"), WISH),
    "without scripts": (html(f"<p>{YES}</p><noscript>{WISH}</noscript>"), WISH),
    "after a paragraph that is hidden and never closed": (
        html(f"<p>{YES}</p><p style='display:none'>x<p>{WISH}</p>"),
        WISH,
    ),
    "in place of a picture": (html(f"<p>{YES}</p><img src='cid:a' alt='{WISH}'>"), WISH),
    "in a field": (html(f"<p>{YES}</p><textarea>{WISH}</textarea>"), WISH),
    "in the middle of long lines": (plain(f"{'Thanks. ' * 400}{WISH}"), WISH),
    "in capitals below what Outlook quotes": (
        older_mail("", EN)(YES, f"{ORIGINAL}\nREMOVE THE SECOND SENTENCE PLEASE"),
        "REMOVE",
    ),
    "as a header below what Outlook quotes": (
        older_mail("", EN)(YES, f"{ORIGINAL}\nDate: please make it March"),
        "March",
    ),
    "behind the purpose": (mutt(YES, ORIGINAL.replace(DAY, f"{DAY} or rather May")), "rather May"),
    "in angle brackets": (plain("Best regards <only the first sentence may go>"), "first sentence"),
    "above the name of somebody who wrote": (
        single(f"{YES}\nOn reflection sentence 2 has to go.\nKim <k@x.example> wrote:\n> Hi"),
        "has to go",
    ),
    "in HTML that cannot be read": (alternative(POLITE, f"<p>{YES}</p><a <p>{WISH}</p>"), WISH),
    "after a form feed": (single(f"{YES}\n> a\x0c{WISH}\n"), WISH),
}


@pytest.mark.parametrize("case", WISHES)
def test_a_wish_comes_back_or_is_refused_and_is_never_dropped(case: str) -> None:
    data, wish = WISHES[case]
    try:
        remarks = shown(judged(data))
    except Refused:
        return
    assert wish in remarks


@pytest.mark.parametrize("line", ["No", "No.", "NO!", "no", "???", "👎", "Hallo, Nein!", "Hi Kim, NOT YET"])
def test_a_no_is_never_dimmed(line: str) -> None:
    assert remarked(judged(plain(line))) == line


def test_what_is_known_is_shown_like_all_else() -> None:
    verdict = judged(mutt(POLITE, ORIGINAL))
    assert [(each.text, each.known) for each in remarks(verdict)] == [
        ("Hi Kim,", True),
        ("Best regards,", True),
        ("Ada", True),
        ("On Mon, Nov 23, 2026 at 01:05:07PM +0100, Kim Vale wrote:", True),
    ]
    assert list(dict.fromkeys(each.place for each in verdict.view)) == [
        "above the line",
        "the line that approves",
        "below the line",
        "your text, unchanged",
    ]


@pytest.mark.parametrize("typed", ["K20M-3F1P", "K2OM-3FIP", "k2om-3flp", "K2oM–3f1p"])
def test_letters_and_digits_that_look_alike_are_one(typed: str) -> None:
    request = asked(TEXT, "K20M-3F1P")
    assert judged(mutt(f"I approve {typed}", letter(request)), request).quotes_text


def test_a_text_may_quote_somebody() -> None:
    request = asked("She told me:\n\n> I ask for help early.\n> Always.\n\nFrom now on, too.")
    assert judged(mutt(YES, letter(request)), request).quotes_text


def test_the_codes_that_are_approved_begin_with_what_was_typed() -> None:
    old, new = "2B3C-4D5E", CODE
    typed = single(f"> I approve {old}\n\nI approve {new}\n")
    assert approved_codes(read_reply(typed).forms) == [new.replace("-", ""), old.replace("-", "")]
    assert approved_codes(read_reply(plain("I approve nothing")).forms) == [new.replace("-", "")]
    assert approved_codes(read_reply(single("Thank you")).forms) == []


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (single("No."), approval.NO_LINE),
        (html(f"<p style='display:none'>{YES}</p>"), approval.MAY_BE_HIDDEN),
        (mutt(YES, ORIGINAL.replace("three", "two")), approval.CHANGED),
        (plain("x\n" * 450), approval.TOO_MUCH),
    ],
)
def test_each_refusal_has_a_sentence_without_a_word_of_the_answer(said: bytes, refusal: str) -> None:
    assert judge(said).refusal == refusal


def test_what_differs_is_shown_word_by_word() -> None:
    verdict = judge(edited(lambda text: text.replace("three", "two")))
    assert "“three” → “two”" in [
        each.text.partition(": ")[2] for each in remarks(verdict) if each.place == "difference"
    ]


def test_a_thread_may_quote_the_request_many_times() -> None:
    verdict = judged(single(f"{YES}\n\n" + f"{ON}\n{quote(ORIGINAL)}" * 30))
    assert verdict.quotes_text
    assert len(remarks(verdict)) == 30


def test_signs_that_a_program_exchanged_are_one_remark() -> None:
    flat = ORIGINAL.replace("–", "-").replace("- writes", "• writes")
    verdict = judged(mutt(YES, flat))
    assert [each.text for each in remarks(verdict) if each.place == "signs in the quotation"] == ["+• (1) -– (1)"]
    assert verdict.quotes_text


@pytest.mark.parametrize(
    ("line", "forgiven"),
    [
        *((f"{before}{YES}{after}", True) for before, after in (("", ""), ("- ", "."), ("(", ")"), ("1. ", " :)"))),
        *((line, True) for line in ("i approve: k7qm 3fzp", "“I approve K7QM3FZP”", "I\xa0approve K7QM–3FZP 🙏")),
        *((f"{YES} {sign}", False) for sign in ("👎", "†", ":(", ";-/", "☐", "<https://a.example/not-yet>")),
        (f"[ ] {YES}", False),
        (f"[{YES}]", True),
        ("I approve (K7QM3FZP)", True),
    ],
)
def test_what_hands_and_keyboards_do_to_the_line_is_forgiven(line: str, forgiven: bool) -> None:
    assert approves(line) == (CODE.replace("-", ""), forgiven)


@pytest.mark.parametrize(
    "line", [f"{YES}?", f"{YES} but", f"Yes, {YES}", f"~~{YES}~~", "I approve K7QM-3FZ", "I approve"]
)
def test_no_word_is_forgiven(line: str) -> None:
    assert approves(line) is None


def deep(levels: int, boundary: str = "boundary=", inside: bytes = b"") -> bytes:
    data = part(YES) + inside
    for level in range(levels):
        data = nested("mixed", data, boundary=f"b{level}")
    return b"From: " + ADA.encode() + f"\nDate: {DATE}\n".encode() + data.replace(b"boundary=", boundary.encode())


def test_thirty_mebibytes_are_not_read() -> None:
    data = plain("x" * (30 << 20))
    with pytest.raises(BadInput, match=f"{LARGEST_MAIL_BYTES >> 20} MiB"):
        read_reply(data)
    with pytest.raises(BadInput, match="20 MiB"):
        media_type(data)


@pytest.mark.parametrize("boundary", ["boundary=", "BOUNDARY=", "boundary =", "boundary*0=", "boundary*="])
def test_two_hundred_nested_parts_are_not_read(boundary: str) -> None:
    with pytest.raises(BadInput):
        read_reply(deep(200, boundary))


def test_some_nested_parts_are_read() -> None:
    assert remarks(judged(deep(20))) == ()


@pytest.mark.parametrize(
    "text",
    thinned(
        [
            "<div>" * 90_000 + YES + "</div>" * 90_000,
            f"<p>{YES}</p>" + "<!--" * 50_000,
            f"<p>{YES}</p>" + "<p>" * 190_000,
            f"<p>{YES}</p>" + "<" * 300_000,
            f"<p>{YES}</p>" + "<a b=" * 12_000,
            f"<p>{YES}</p>" + "<![" * 100_000,
            f"<p>{YES}</p>" + "&#" * 200_000,
            f"<p>{YES}</p>" + ("<a " * 5_000 + ">") * 60,
            "<style>" + "a ~ b c > d{display:none}" * 39 + "</style>" + "<p><b>x</b></p>" * 15_000,
            "<style>" + "".join(f".x{at} p b{{display:none}}" for at in range(39)) + "</style>" + "<p><b>x" * 15_000,
            "<style>" + 'content:"' * 50_000,
            f"<p style='background:rgb(1{' ' * 400_000}x'>{YES}</p>",
            f"<style>a{' ' * 400_000}b{{display:none}}</style>{YES}",
            f"<style>{'a' * 400_000}{{display:none}}</style>{YES}",
        ],
        kept=2,
    ),
    ids=[
        "nested",
        "comments",
        "never closed",
        "angles",
        "attributes",
        "sections",
        "references",
        "tags within tags",
        "selectors",
        "rules",
        "quotation marks",
        "spaces",
        "spaces in a selector",
        "a long selector",
    ],
)
def test_hostile_html_ends_in_an_answer(text: str) -> None:
    require_an_answer(single(text, HTML))


@pytest.mark.parametrize(
    "text",
    [
        f"{'!' * 280}approve\n" * 3_000,
        "-" * 1_000_000,
        f"{YES}\n" * 50_000,
        "x\n" * 500_000,
        "a:" * 500_000,
        ">" * 1_000_000,
        f"{CODE} " * 90_000,
    ],
    ids=["signs", "dashes", "lines that approve", "lines", "labels", "marks", "codes"],
)
def test_hostile_text_ends_in_an_answer(text: str) -> None:
    require_an_answer(single(text))


@pytest.mark.parametrize(
    "sender",
    ["@" * 100_000 + " x", "(" * 1_900, "a" * 1_900 + " <a@b.example>", "<" * 1_900, '"' * 1_900],
    ids=["at", "comments", "a long name", "angles", "quotation marks"],
)
def test_a_hostile_sender_ends_in_an_answer(sender: str) -> None:
    require_an_answer(single(YES, sender=f"From: {sender}"))


def test_half_a_million_soft_breaks_end_in_an_answer() -> None:
    require_an_answer(single("a \n" * 300_000, FLOWED))


def test_many_lines_within_many_parts_are_not_compared() -> None:
    with pytest.raises(BadInput, match="nested"):
        read_reply(deep(99, inside=b"\n" * 2_000_000))


@given(
    width=st.integers(8, 1_000),
    depth=st.integers(1, 5),
    mark=st.sampled_from([">", "> ", ">\xa0"]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_a_quotation_may_be_wrapped_and_marked_anyhow(width: int, depth: int, mark: str, ends: str) -> None:
    data = single(f"{YES}\n\n{ON}\n{quote(ORIGINAL, width, mark * depth)}".replace("\n", ends))
    assert judged(data).quotes_text


@given(width=st.integers(8, 500), depth=st.integers(1, 5), joined=st.booleans())
def test_a_quotation_may_be_flowed_anyhow(width: int, depth: int, joined: bool) -> None:
    text = f"{YES}\n\n{ON}\n{flowed(ORIGINAL, depth, joined=joined, width=width)}"
    data = single(text, f"{FLOWED}; delsp=yes" if joined else FLOWED)
    assert judged(data).quotes_text


@given(at=st.integers(0, len(TEXT.split()) - 1), word=st.text(st.characters(categories=["L", "N"]), max_size=8))
def test_a_quotation_with_one_other_word_is_refused(at: int, word: str) -> None:
    words = TEXT.split()
    words[at] = word
    other = " ".join(words)
    if fold(other) == fold(TEXT):
        return
    with pytest.raises(Refused, match="otherwise"):
        judged(mutt(YES, ORIGINAL.replace(TEXT, other + "\n")))


@given(
    wish=st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=2, max_size=8).map(" ".join),
    at=st.integers(0, 200),
)
def test_a_line_of_plain_words_anywhere_comes_back(wish: str, at: int) -> None:
    lines = f"Hi Kim,\n\n{YES}\n\nBest,\nAda\n\n-- \nAda Marsh\n\n{ON}\n{quote(ORIGINAL)}".splitlines()
    lines.insert(at % (len(lines) + 1), f"only {wish} please")
    try:
        told = shown(judged(single("\n".join(lines))))
    except Refused:
        return
    assert f"only {wish} please" in told


HEADERS = ["From", "Date", "Subject", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "To"]
ODD = st.text(st.sampled_from("a@.<>,;:\"\\()[]=?*/%\t é\xff\0_-'0utf-8multipart"), max_size=40)


@settings(deadline=None)
@given(header=st.sampled_from(HEADERS), value=ODD)
def test_a_broken_header_ends_in_an_answer(header: str, value: str) -> None:
    lines = mutt(POLITE, ORIGINAL).decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{header}:")]
    require_an_answer("".join([f"{header}: {value}\n", *kept]).encode("latin-1", "replace"))


@settings(deadline=None)
@given(
    program=st.sampled_from(sorted(PROGRAMS)),
    at=st.integers(0, 8_000),
    gone=st.integers(0, 60),
    new=st.binary(max_size=12),
)
def test_a_damaged_mail_ends_in_an_answer(program: str, at: int, gone: int, new: bytes) -> None:
    data = PROGRAMS[program](POLITE, ORIGINAL)
    at %= len(data)
    require_an_answer(data[:at] + new + data[at + gone :])


def require_an_answer(data: bytes) -> None:
    with suppress(CoachVaultError):
        judged(data)


def test_the_helpers_wrap_as_programs_do() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert flowed("one two three", 1, width=8) == "> one two \n> three\n"


FROWNS = [
    "👎",
    "🙁",
    ":(",
    ":'(",
    ":-<",
    ":<",
    "=(",
    "):",
    ")-:",
    ":{",
    ":@",
    ">:(",
    ">_<",
    "-_-",
    ":|",
    ":-/",
    "...",
    "<",
    "(",
]


@pytest.mark.parametrize("frown", FROWNS)
def test_a_frown_on_the_line_is_shown(frown: str) -> None:
    inside = [YES.replace(between, f" {frown} ") for between in (" K", "-")]
    inside[0] = inside[0].replace(f"{frown} ", f"{frown} K")
    for line in (f"{YES} {frown}", f"{frown} {YES}", *inside):
        verdict = judge(single(f"{line}\n"))
        assert verdict.refusal or line.strip() in shown(verdict)


@pytest.mark.parametrize("said", ["[extremely reluctant]", "(extorted)", "[extra]", "[EXTERNALLY]"])
def test_only_a_gateway_s_own_word_is_forgiven(said: str) -> None:
    assert approves(f"{said} {YES}") is None


@pytest.mark.parametrize("said", ["tomorrow", "all of it", "paragraph", "2026-11-23", "12345678"])
def test_no_word_and_no_date_is_a_code(said: str) -> None:
    assert approves(f"I approve {said}") is None
    assert approved_codes(read_reply(single(f"I approve {said}\n\n{YES}\n")).forms) == [CODE.replace("-", "")]


def test_where_the_line_stands_is_said_as_it_is() -> None:
    assert judge(single(f"> {YES}\n")).refusal.endswith("in what the answer quotes.")
    assert judge(single(f"From: a\nTo: b\nDate: c\n\n{YES}\n")).refusal.endswith("below what looks like an older mail.")


def test_what_stands_between_the_letters_of_a_block_is_said() -> None:
    code = CODE.replace("-", "").encode()
    body = base64.b64encode(b"\x01" + code + bytes(60)).decode()
    blocks = [Block(CODE, bytes(12), bytes(48))]
    block = f"BEGIN COACHVAULT SIGN-OFF\n> {body[:30]}\n{{}}\n{body[30:]}\nEND COACHVAULT SIGN-OFF"
    for said, around in (
        (block.format("Только без второго"), "Только без второго"),
        (f"{block.format('')}\nNo.", "No."),
    ):
        found = said_around((MailForm(tuple(plain_lines(said))),), REQUEST, NAME, blocks)
        assert around in [line.text for line in found]
    foreign = "BEGIN COACHVAULT SIGN-OFF\nOnly if you take out Mondays\nEND COACHVAULT SIGN-OFF"
    assert "Mondays" in "".join(
        line.text for line in said_around((MailForm(tuple(plain_lines(foreign))),), REQUEST, NAME)
    )
