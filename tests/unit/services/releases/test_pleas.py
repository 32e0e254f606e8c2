"""Every refusal of an answer says what is wrong, and the remedy in one sentence of the client's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from nacl.signing import SigningKey

from coachvault.errors import BadInput, Refused, Unread
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import edit_client
from coachvault.services.people.signing_keys import add_key
from coachvault.services.releases import proposals
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import withdraw
from coachvault.services.releases.pleas import plea_of
from coachvault.services.releases.proposals import Form, draft, edit
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer, Vouched
from coachvault.texts.languages import LANGUAGES, language_of
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent import ssh
from tests.unit.services.releases.test_proposals import PDF, PNG, TEXT
from tests.unit.signoff.mails import multipart, part

DOCX, ODT = (
    b"PK\x03\x04" + b"." * 26 + b"word/document.xml",
    b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis",
)
ZIP, HTML, GIF = b"PK\x03\x04" + b"." * 26 + b"x", b"<!DOCTYPE html><p>signed</p>", b"GIF89a"
FILES = {"docx": DOCX, "odt": ODT, "zip": ZIP, "html": HTML, "gif": GIF}
NAMED = {"docx": "Word", "odt": "LibreOffice", "zip": "ZIP", "html": "web page", "gif": "GIF"}
TOLD = re.compile("“([^”]+)”")
SEEN = Vouched("the coach", NOON.date())


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def asked(opened: OpenVault, road: SignoffMethod, language: str = "en") -> Asked:
    if road is SignoffMethod.KEY:
        add_key(opened, "heron", ssh.public_line(SigningKey(bytes(32))))
    return request(opened, draft(opened, "heron", Form(text=TEXT)).id, Ask(road, language=language))


def sentences(code: str, language: str) -> dict[str, str]:
    """All that can be sent on, by what it asks for."""
    texts = language_of(language)
    line = f"{texts.request.approve} {code}"
    by_mail = {name: getattr(texts.mail, name).format(line=line) for name in ("once_more", "in_plain_text")}
    below = texts.mail.delete_below.format(line=line)
    anew: dict[str, str] = msgspec.to_builtins(texts.anew)
    return {**by_mail, "delete_below": below, **anew}


def answers(to: Asked) -> Iterator[tuple[str, Answer]]:
    """Yields what cannot be taken by any method, with what the name of it says."""
    code = to.request.code
    yes = f"I approve {code}"
    for name, data in FILES.items():
        yield name, Answer(data)
        yield f"{name} in a mail", Answer(multipart("mixed", part("Here it is."), part(data, "x/y", "base64")))
    yield "words", Answer(mail("Fine with me."))
    yield "a no", Answer(mail(f"I do not approve {code}"))
    yield "another code", Answer(mail("I approve K7QM-3FZP"))
    yield "old", Answer(mail(yes, at=NOON - timedelta(days=9)))
    yield "to come", Answer(mail(yes, at=NOON + timedelta(days=9)))
    yield "another sender", Answer(mail(yes, sender="eve@example.org"))
    yield "more", Answer(mail(f"{yes}\nOnly on Monday."))
    yield "hidden", Answer(mail(f"<p style='color:white'>{yes}</p>").replace(b"text/plain", b"text/html"))
    yield "too long", Answer(mail(yes + "\nx" * 20_001))
    yield "two senders", Answer(b"From: eve@example.org\n" + mail(yes))
    yield "nobody saw it", Answer(PNG)
    yield "no code", Answer(PNG, SEEN)
    yield "a document", Answer(PDF, msgspec.structs.replace(SEEN, code=code, words="abandon " * 6))
    yield "a block", Answer(b"-----BEGIN COACHVAULT SIGN-OFF-----\nAAAA\n")
    yield "a damaged block", Answer(b"-----BEGIN COACHVAULT SIGN-OFF-----\nAAAA\n-----END COACHVAULT SIGN-OFF-----")
    yield "a signature", Answer(ssh.signed(SigningKey(bytes(32)), b"another sheet"))
    yield "another key", Answer(ssh.signed(SigningKey(b"1" * 32), to.text.encode()))
    yield "a damaged signature", Answer(b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
    yield "too large", Answer(b"%PDF-" + bytes(21 * 1024 * 1024))
    yield "no file", Answer(b"Dear diary")


OWN = {
    SignoffMethod.EMAIL: "once_more",
    SignoffMethod.MESSAGE: "once_more",
    SignoffMethod.PAPER: "scan",
    SignoffMethod.PAGE: "page",
    SignoffMethod.ROOM: "page",
    SignoffMethod.KEY: "signature",
}
"""The sentence that asks to answer once more, by the method by which it was asked."""
LINE = (SignoffMethod.EMAIL, SignoffMethod.MESSAGE, SignoffMethod.PAPER)
BY_COACH = {
    "zip": "Unpack it",
    "another code": "lists its requests",
    "nobody saw it": "seen_by",
    "no code": "a line",
    "no file": "Mail programs save",
    "a damaged block": "Update CoachVault",
}
"""What the coach does, where nothing has to be sent anew."""
FOR_LINES = {"words": "once_more", "a no": "once_more", "hidden": "in_plain_text"}
FOR_KEYS = ("a signature", "another key", "a damaged signature")


def remedy(road: SignoffMethod, name: str) -> str:
    """What the client is asked: the name of a sentence; `=` and a hint where the coach has something to do."""
    is_line, hint = road in LINE, BY_COACH.get(name, "")
    if name in FOR_KEYS and road is not SignoffMethod.KEY:
        return "=--by key"
    if name in ("another sender", "more") and is_line:
        return "=--remarks-read" if (name, road) == ("more", SignoffMethod.EMAIL) else "=--sender-confirmed"
    if name in ("nobody saw it", "no code", "a document") and not is_line:
        return "=--by paper"
    if name == "a document" and road is not SignoffMethod.PAPER:
        return "=screenshot"
    if hint:
        return f"={hint}"
    return "form" if name == "a document" else FOR_LINES.get(name, OWN[road]) if is_line else OWN[road]


@pytest.mark.parametrize(
    ("road", "language"),
    [
        pytest.param(road, language, marks=[] if road is SignoffMethod.PAPER else [pytest.mark.thorough])
        for road, language in zip(SignoffMethod, (*LANGUAGES, "de", "fr"), strict=True)
    ],
)
def test_each_refusal_has_the_remedy_of_its_cause(practice: Practice, road: SignoffMethod, language: str) -> None:
    opened = practice.open()
    to = asked(opened, road, language)
    known = sentences(to.request.code, language)
    wrong = []
    for name, answer in answers(to):
        with pytest.raises((Refused, BadInput)) as caught:
            import_answer(opened, to.release.id, answer)
        wanted, told = remedy(road, name), TOLD.findall(caught.value.hint)
        if told != ([] if wanted.startswith("=") else [known[wanted]]) or wanted.lstrip("=") not in (
            caught.value.hint if wanted.startswith("=") else wanted
        ):
            wrong.append((name, wanted, caught.value.hint))
        kind = NAMED.get(name.removesuffix(" in a mail"), "")
        assert kind in caught.value.message
        assert bool(to.request.code in caught.value.message) <= (to.request.road.value in caught.value.message)
        if isinstance(caught.value, Unread) and name.endswith("in a mail"):
            assert "Here it is." in [each["text"] for each in caught.value.remarks]
    assert wrong == []


def test_what_was_asked_before_a_change_is_said_to_be_for_another_version(practice: Practice) -> None:
    opened = practice.open()
    to = asked(opened, SignoffMethod.EMAIL)
    edit(opened, "R1", Form(text="Another text."))
    with pytest.raises(Refused, match="earlier version") as caught:
        import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))
    assert "release request R1" in caught.value.hint
    withdraw(opened, "R1")
    with pytest.raises(Refused, match="R1 is withdrawn") as caught:
        import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))
    assert "release draft" in caught.value.hint


def test_the_sentence_is_in_the_language_of_whoever_answered(practice: Practice) -> None:
    opened = practice.open()
    edit_client(opened, "wren", {"email": "bea@example.org"})
    draft(opened, "heron", Form(text=TEXT, concerned=("wren",)))
    first = request(opened, "R1", Ask(SignoffMethod.EMAIL, "heron", "fr"))
    import_answer(opened, "R1", Answer(mail(f"J'approuve {first.request.code}"), remarks_read=True))
    request(opened, "R1", Ask(SignoffMethod.EMAIL, "heron", "fr"))
    request(opened, "R1", Ask(SignoffMethod.EMAIL, "wren", "es"))
    for at, sender, word in ((1, "Ada <ada@example.org>", "Merci"), (2, "Bea <bea@example.org>", "Por favor")):
        with pytest.raises(BadInput) as caught:
            import_answer(opened, "R1", Answer(mail("Ja.", sender=sender).replace(b"8bit", b"x-unknown")))
        assert word in caught.value.hint
        assert caught.value.hint.endswith(f"“{plea_of(proposals.show(opened, 'R1').open_requests[at])}”")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_asks_for_a_reply_without_what_it_says(language: str) -> None:
    texts = language_of(language).mail
    asks = {"en": "delete", "de": "lösche", "fr": "efface", "es": "borr"}[language]
    assert all(asks in said for said in (texts.answer, texts.once_more, texts.delete_below))
