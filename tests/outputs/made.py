"""Everything that clients and sponsors read, in one language, from one made-up practice, each text under a heading.

What a coach writes in the client's language is made up here, too: a word of another language is a fault of ours.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import msgspec

from coachvault.practice.custodian import CustodianRole
from coachvault.practice.disclosure import Ground, RecipientKind
from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.signoff import Proposal, Recipient, Request, RequestTerms, SignoffMethod
from coachvault.services.client_rights import erasure
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians, duty
from coachvault.services.disclosure import disclose
from coachvault.services.disclosure.disclose import to_ground
from coachvault.services.engagements import agreements
from coachvault.services.people.directory import edit_client, edit_sponsor
from coachvault.services.records import written_files
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import policy_change
from coachvault.services.retention.after_the_end import find_end
from coachvault.services.retirement import archive, letters
from coachvault.signoff.letters import Asking, mail, message, paper_form
from coachvault.signoff.sheet import statement_sheet
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.texts.policy import DEFAULT_POLICY
from coachvault.texts.templates import purpose_of
from tests.fakes import NOON, filled_practice
from tests.fakes import mail as answer

EXPECTED = Path(__file__).parent / "expected"
RULE = "=" * 100
SHEET = "The statement sheet that a key signs"
_CODE = "K7QM-3FZP"
_WORDS = ("apple", "bread", "cloud", "dune", "eagle", "fruit")
_EXPIRES = date(2027, 2, 21)


class Said(NamedTuple):
    """What the coach and the client of the practice write in one language."""

    objective: str
    text: str
    disclosed: str
    reason: str


SAID = {
    "en": Said(
        "speak up in meetings", "Ada leads the weekly meeting.", "A person may be harmed tonight.", "I feared for you."
    ),
    "de": Said(
        "in Besprechungen das Wort ergreifen",
        "Ada leitet die Wochenbesprechung.",
        "Ein Mensch ist heute Nacht in Gefahr.",
        "Ich hatte Angst um Sie.",
    ),
    "fr": Said(
        "prendre la parole en réunion",
        "Ada anime la réunion de la semaine.",
        "Une personne est en danger ce soir.",
        "J’avais peur pour vous.",
    ),
    "es": Said(
        "tomar la palabra en las reuniones",
        "Ada dirige la reunión semanal.",
        "Una persona corre peligro esta noche.",
        "Temía por usted.",
    ),
}


def outputs(code: str, folder: Path) -> str:
    """Returns every output in a language, one after the other.

    Args:
        code: The language.
        folder: A new folder for the practice.
    """
    found = {**asked_for(language_of(code)), **of_the_page(language_of(code)), **from_a_practice(code, folder)}
    parts = [f"{RULE}\n{name}\n{RULE}\n\n{text.strip()}\n" for name, text in found.items()]
    return "\n".join(parts)


def sections(text: str) -> dict[str, str]:
    """Returns outputs by their headings, from what `outputs` returns."""
    parts = text.split(f"{RULE}\n")
    return {name.strip(): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def asked_for(language: Language) -> dict[str, str]:
    """Returns what asks for a sign-off by mail, by message, on paper and by key, and what is sent after a refusal."""
    said = SAID[language.code]
    recipient = Recipient(Code("otter"), "Rosalind Vance", "Acme")
    proposal = Proposal(1, parse_paragraphs(said.text), recipient, purpose_of("", language), _EXPIRES)
    moment = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
    made = Request(_CODE, Code("heron"), SignoffMethod.EMAIL, proposal, moment, language.code, "ada@example.org")
    asking = Asking(made, "R7", "Ada Marsh", "Riverside", _WORDS)
    filled = {"recipient": recipient.shown, "purpose": proposal.purpose, "expires": long_day(_EXPIRES, language)}
    consent = language.page.consent
    named = consent.name.format(name="Ada Marsh")
    terms = RequestTerms("Riverside", "coach", "Ada Marsh", f"{named} {consent.whole.format(**filled)}")
    sheet = statement_sheet(bytes(16), "R7", msgspec.structs.replace(made, terms=terms))
    line = f"{language.request.approve} {_CODE}"
    pleas = (language.mail.once_more, language.mail.in_plain_text, language.mail.delete_below)
    return {
        "The mail that asks for a sign-off": mail(asking),
        "The same where the name is not known": mail(msgspec.structs.replace(asking, name="")).partition("[BEGIN")[0],
        "The message that asks for a sign-off": message(asking),
        "The form on paper": paper_form(asking),
        SHEET: sheet,
        "The sentence that the page signs": f"{named} {consent.sentence.format(**filled)}",
        "The same where the client writes": f"{named} {consent.with_own_words.format(**filled)}",
        "What is sent on after an answer that does not count": "\n\n".join(each.format(line=line) for each in pleas),
    }


def of_the_page(language: Language) -> dict[str, str]:
    """Returns every sentence of the page, filled in."""
    filled = {"count": "3", "number": "2", "code": _CODE, "what": "…", "name": "…", "value": "…"}
    roles = by_name(language.page.roles.coach)
    lines = []
    for text in by_name(language.page.sentences).values():
        fields = {name for _, name, _, _ in Formatter().parse(text) if name}
        lines.append(text.format(**{name: {**filled, **roles}[name] for name in fields}))
    return {"What the page says, sentence by sentence": "\n".join(lines)}


def from_a_practice(code: str, folder: Path) -> dict[str, str]:
    """Returns agreements and letters, as the program makes them."""
    practice, said = filled_practice(folder / "practice"), SAID[code]
    opened = practice.open()
    for client in ("heron", "wren", "linden"):
        edit_client(opened, client, {"language": code})
    edit_sponsor(opened, "otter", {"language": code})
    custodians.add(opened, "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost", "phone": "555 123"})
    found = _agreed(opened, said)
    found |= _words_of_a_report(language_of(code))
    found["What whoever steps in tells a client"] = _first_message(opened)
    found["The letter at the end of the work"] = find_end(opened, "E3").letter
    policy_change.set_policy(opened, '[retention.notes]\nkeep = "for ever"\nbecause = "as I told them"\n')
    found["The same where notes are kept with no end date, for a reason of the coach's own"] = find_end(
        opened, "E3"
    ).letter
    policy_change.set_policy(opened, DEFAULT_POLICY)
    found |= _farewells(opened, folder)
    made = disclose.disclose(opened, "heron", _ground(said, "", "Jo Hart, 555 1"), None)
    found["The letter after a disclosure"] = made.letter
    of_a_court = _ground(said, said.reason, "Bea Cole", RecipientKind.COURT)
    found["The same with the coach's own reason, and another client's name"] = disclose.disclose(
        opened, "heron", of_a_court, None
    ).letter
    found["The reply to a client who asked to be erased"] = _erased(opened, said, folder)
    found["The same where little was kept"] = erasure.erase(opened, "linden", NOON.date()).letter
    return found


def _agreed(opened: OpenVault, said: Said) -> dict[str, str]:
    fields = {"objectives": [said.objective], "reports": ["progress report"], "attendance": True}
    full = agreements.propose(opened, "heron", {**fields, "in_coaching_log": True, "executor_may_reach": True}).text
    agreements.sign(opened, "heron", date(2026, 1, 4))
    barred = agreements.propose(opened, "wren", {"executor_may_reach": False}).text
    agreements.sign(opened, "wren", date(2026, 1, 4))
    return {
        "The agreement with a sponsor": full,
        "The agreement without a sponsor": barred,
        "Dates and number of sessions, for the sponsor": agreements.attendance(opened, "heron")[1],
    }


def _words_of_a_report(language: Language) -> dict[str, str]:
    texts, said = language.measures, SAID[language.code]
    days = {"since": long_day(date(2026, 2, 1), language), "until": long_day(date(2026, 10, 1), language)}
    over_time = texts.over_time.format(name=texts.names.confidence, first=4, last=7, highest=10, **days)
    once = texts.once.format(name=texts.names.morale, last=5, highest=10, until=days["until"])
    frames = [text.format(objectives=f"– {said.objective}") for text in by_name(language.frames).values()]
    return {
        "Measures in a report": "\n".join([f"{over_time} {texts.quoted.format(words='…')}", once]),
        "What a report begins with": "\n\n----\n\n".join(frames),
        "What a text is for": "\n".join(by_name(language.purposes).values()),
    }


def _first_message(opened: OpenVault) -> str:
    with opened.vault.read() as snapshot:
        return duty.duty_of(snapshot, opened.now()).reach[0].message


def _farewells(opened: OpenVault, folder: Path) -> dict[str, str]:
    for name, readers in (("alone", ()), ("with-readers", ("aspen", "birch"))):
        for each in readers:
            custodians.add(opened, each, CustodianRole.READER, {})
        if readers:
            custodians.set_quorum(opened, len(readers))
        (folder / name).mkdir(mode=0o700)
        made = archive.archive(opened, folder / name / "final.vault")
        letters.write_letters(opened, made, folder / name / "letters")
    alone, later = folder / "alone" / "letters", folder / "with-readers" / "letters"
    found = {
        "The letter at the end of the practice": (alone / "client-heron.txt").read_text(),
        "The same with readers, to somebody whom no executor reaches": (later / "client-wren.txt").read_text(),
    }
    for path in (*alone.iterdir(), *later.iterdir()):
        path.unlink()
    return found


def _ground(said: Said, reason: str, to: str, kind: RecipientKind = RecipientKind.GOVERNMENT) -> Ground:
    return to_ground(
        {
            "danger": "the client said that they would end their life tonight",
            "evidence": f"said twice, with a plan and the means; {to}",
            "advice": "called my supervisor, who agreed",
            "recipient": to,
            "recipient_kind": kind.value,
            "text": said.disclosed,
            "reason_for_client": reason,
        }
    )


def _erased(opened: OpenVault, said: Said, folder: Path) -> str:
    made = draft(opened, "heron", Form(text=said.text, purpose="progress report"))
    asked = request(opened, made.id, Ask(SignoffMethod.EMAIL))
    yes = f"{language_of(asked.request.language).request.approve} {asked.request.code}"
    import_answer(opened, made.id, Answer(answer(yes), remarks_read=True))
    export(opened, made.id, folder / "report.txt")
    draft(opened, "heron", Form(text=said.text))
    written_files.write(opened, {folder / "letter.txt": "…"}, "letter", {folder / "letter.txt": "heron"})
    return erasure.erase(opened, "heron", NOON.date()).letter
