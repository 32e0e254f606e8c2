"""Letters that go with an archive: one for executors, with what to do in the first week, and one for each client."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import msgspec

from coachvault.practice import kinds
from coachvault.practice.custodian import Custodian, CustodianRole
from coachvault.practice.engagement import Engagement
from coachvault.practice.people import Client
from coachvault.practice.retention import Decision
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.keys import create_vault
from coachvault.services.records import roster, written_files
from coachvault.services.retention.policy import Deciding
from coachvault.services.retention.sentences import kept_until, reason_in
from coachvault.services.retirement import calendar as retention_calendar
from coachvault.services.retirement.archive import Archived
from coachvault.system.files import private_folder
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.custodian_shapes import FactTexts
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.vault.snapshot import Snapshot

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 12pt/1.6 Georgia, serif; max-width: 42em; margin: 3em auto; padding: 0 1em; }}
body {{ color: #000; background: #fff; white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
<body>{text}</body>
</html>
"""


CALENDAR = "dates.ics"


class WrittenLetters(msgspec.Struct, frozen=True):
    """What was written to go with an archive.

    Args:
        letters: The letters, readable.
        calendar: The days on which something is due; it names nobody.
    """

    letters: list[Path]
    calendar: Path


def write_letters(opened: OpenVault, made: Archived, folder: Path) -> WrittenLetters:
    """Writes the letters, each as text and as a page to print, and a calendar file.

    They say what the archive says: in it every engagement has ended. `status` lists the letters until they are deleted.

    Args:
        opened: The vault.
        made: The archive that they go with.
        folder: Made where it is missing.

    Raises:
        BadInput: One of them is there already, or others may write in the folder.
        StorageFailed: The disk did not take them.
    """
    archive = msgspec.structs.replace(opened, vault=backups.reach(opened, made.backup))
    with archive.vault.read() as snapshot:
        texts, codes = _to_executors(snapshot, opened.now().date(), made), dict[str, str]()
        for client, decision in _clients(snapshot):
            texts[f"client-{client.code}"] = _to_client(snapshot, client, decision)
            codes[f"client-{client.code}"] = client.code
        reminders = retention_calendar.reminders(archive.held_at(snapshot))
    place = private_folder(folder)
    calendar = place / CALENDAR
    create_vault.require_place(calendar)
    files = {place / f"{name}.txt": text for name, (_, text) in texts.items()}
    files |= {
        place / f"{name}.html": _PAGE.format(
            language=language, title=escape(language_of(language).custodians.letter.title), text=escape(text)
        )
        for name, (language, text) in texts.items()
    }
    whose = {path: codes[path.stem] for path in files if path.stem in codes}
    written_files.write(opened, files, "letter at the end of the practice", whose)
    create_vault.write_file(calendar, reminders)
    return WrittenLetters(list(files), calendar)


def _clients(snapshot: Snapshot) -> list[tuple[Client, Decision]]:
    """Returns every client about whom notes are kept, with until when the longest of them are."""
    deciding, found = Deciding(snapshot), dict[str, list[Engagement]]()
    for engagement in deciding.engagements:
        if not engagement.destroyed:
            found.setdefault(engagement.client, []).append(engagement)
    return [
        (roster.client_for_custodians(snapshot, known[0].client), _longest([deciding.decide(each) for each in known]))
        for _, known in sorted(found.items())
    ]


def _longest(decisions: list[Decision]) -> Decision:
    for_ever = [each for each in decisions if each.due is None]
    return for_ever[0] if for_ever else max(decisions, key=lambda each: each.due or each.counted_from)


def _to_client(snapshot: Snapshot, client: Client, decision: Decision) -> tuple[str, str]:
    language = language_of(client.language)
    since = roster.barred_since(snapshot, client.code)
    texts, profile = language.farewell, roster.profile(snapshot)
    text = texts.letter.format(
        name=client.name or client.code,
        ends=by_name(texts.ends)[profile.role.value],
        knows=texts.barred.format(since=long_day(since, language)) if since else texts.knows,
        kept=kept_until(decision, language),
        because=reason_in(decision.rule, language),
        later=_later(snapshot, language),
        coach=profile.name,
    )
    return language.code, text


def _later(snapshot: Snapshot, language: Language) -> str:
    """Returns what somebody else can do later, and no more than that (R10)."""
    texts, quorum = language.farewell, snapshot.keyring().quorum
    executor = _executor(custodians.custodians(snapshot), texts.somebody)
    executor_can = texts.executor_later.format(executor=executor) if executor else texts.nobody_later
    return f"{executor_can} {texts.readers_later.format(quorum=quorum)}" if quorum else executor_can


def _to_executors(snapshot: Snapshot, today: date, made: Archived) -> dict[str, tuple[str, str]]:
    """Returns the letter to executors in each language of theirs, by the name of its file."""
    known = [each for each in custodians.custodians(snapshot) if each.role is CustodianRole.EXECUTOR]
    languages = list(dict.fromkeys(language_of(each.language).code for each in known)) or ["en"]
    return {
        "executor" if len(languages) == 1 else f"executor-{code}": (
            code,
            _to_executor(snapshot, today, made, language_of(code)),
        )
        for code in languages
    }


def _to_executor(snapshot: Snapshot, today: date, made: Archived, language: Language) -> str:
    book, file = custodians.handbook(snapshot), Path(made.backup.path)
    texts, facts = language.custodians.letter, language.custodians.facts
    pairs = [
        (facts.laptop, book.laptop),
        (facts.backups, book.backups),
        (facts.helper, book.helper),
        (facts.call, book.call),
        (facts.others, "; ".join(_other(each, facts) for each in custodians.custodians(snapshot))),
        (texts.not_reached, "; ".join(_barred(snapshot, language))),
        (facts.remark, book.remark),
    ]
    return texts.letter.format(
        practice=roster.profile(snapshot).name or texts.no_name,
        made=long_day(today, language),
        archive=file,
        file=file.name,
        words=" ".join(made.words),
        calendar=CALENDAR,
        know="\n".join(facts.line.format(name=name, value=text) for name, text in pairs if text) or texts.no_know,
    )


def _other(custodian: Custodian, facts: FactTexts) -> str:
    does = facts.executor if custodian.role is CustodianRole.EXECUTOR else facts.reader
    reached = custodian.phone or custodian.email
    return ", ".join(filter(None, [f"{custodian.name or custodian.code} ({does})", reached]))


def _barred(snapshot: Snapshot, language: Language) -> list[str]:
    """Returns the codes of clients who agreed that no executor reaches them, each with the day."""
    known = {code: roster.barred_since(snapshot, code) for code in sorted(roster.codes(snapshot, kinds.CLIENT))}
    said = language.custodians.letter.agreed_on
    return [said.format(code=code, day=long_day(since, language)) for code, since in known.items() if since]


def _executor(known: list[Custodian], somebody: str) -> str:
    first = next((each for each in known if each.role is CustodianRole.EXECUTOR), None)
    if first is None:
        return ""
    reached = first.email or first.phone
    return (first.name or somebody) + (f" ({reached})" if reached else "")
