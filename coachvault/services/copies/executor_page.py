"""The files next to a backup or an archive for executors: READ-ME-FIRST, which names nobody, and their page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from coachvault.errors import CoachVaultError, StorageFailed
from coachvault.exchange.sealed_page import EXECUTOR, PageKey, page
from coachvault.practice.backup import Backup
from coachvault.practice.custodian import Custodian, CustodianRole
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.custody.custodians import PAGE_ITERATIONS
from coachvault.services.custody.duty import Duty, Reach, duty_of
from coachvault.services.records import roster
from coachvault.services.records.backups import all_backups
from coachvault.system.files import atomic_write
from coachvault.texts.languages import LANGUAGES, by_name, language_of
from coachvault.texts.languages.custodian_shapes import FactTexts
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.vault.keys import Keyholder
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.vault import Vault

READ_ME, PAGE = "READ-ME-FIRST.txt", "executor.html"
_RULE = f"\n{'-' * 80}\n\n"


class Beside(msgspec.Struct, frozen=True):
    """What stands next to a copy for executors.

    Args:
        html: Their page; empty where no executor has one.
        languages: Those in which READ-ME-FIRST stands, one below the other.
    """

    html: str
    languages: tuple[Language, ...] = ()


def page_next_to(vault: Path) -> Path:
    """Returns the place of the page next to a copy of the vault."""
    return vault.parent / PAGE


def write_next_to(beside: Beside, vault: Path) -> Path:
    """Writes both next to a copy of the vault, in place of what an earlier copy left, and returns the page's path.

    Args:
        beside: The page, and the languages of READ-ME-FIRST.
        vault: The copy.

    Raises:
        StorageFailed: The disk did not take it.
    """
    read_me = _RULE.join(each.custodians.read_me.format(vault=vault.name) for each in beside.languages)
    atomic_write(vault.parent / READ_ME, read_me.encode())
    atomic_write(page_next_to(vault), beside.html.encode())
    return page_next_to(vault)


def remove(pages: Iterable[Path]) -> None:
    """Removes pages that are nobody's any more, each with the READ-ME-FIRST that leads to it.

    Raises:
        StorageFailed: One of them cannot be removed.
    """
    for place in pages:
        try:
            place.unlink(missing_ok=True)
            (place.parent / READ_ME).unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(
                f"The executor's page of before cannot be removed: {error.strerror}.", f"Delete it: {place}"
            ) from None


def render(snapshot: Snapshot, now: datetime) -> Beside:
    """Returns what stands next to a copy of the vault as it is; no page where no executor has words made here.

    Each executor is shown it in the language of theirs; until it is opened it is in that of the first one.
    """
    holders = _holders(snapshot)
    if not holders:
        return Beside("")
    found, practice, today = duty_of(snapshot, now), roster.profile(snapshot).name, now.date()
    readers = [
        (PageKey(each.page_key, each.page_salt, PAGE_ITERATIONS), _Shown(language).all(found, practice, today))
        for each, language in holders
    ]
    languages = tuple({language.code: language for _, language in holders}.values())
    return Beside(page(EXECUTOR, readers, [*map(_texts, languages)]), languages)


def _holders(snapshot: Snapshot) -> list[tuple[Keyholder, Language]]:
    """Returns the executors whose words were made here, each with the language of theirs."""
    known = {str(each.code): each.language for each in custodians.custodians(snapshot)}
    return [
        (each, language_of(known.get(each.code, "en")))
        for each in snapshot.keyring().custodians
        if not each.is_reader and each.page_key
    ]


def _texts(language: Language) -> dict[str, str]:
    return {"language": language.code, **by_name(language.sealed_page), **by_name(language.custodians.page)}


class _Shown(msgspec.Struct, frozen=True):
    """What an executor is shown, in a language.

    Args:
        language: The executor's.
    """

    language: Language

    @property
    def facts(self) -> FactTexts:
        """What the facts are called."""
        return self.language.custodians.facts

    def all(self, found: Duty, practice: str, today: date) -> dict[str, Any]:
        """Returns everything that is shown of a duty."""
        book, facts = found.handbook, self.facts
        return {
            "language": self.language.code,
            "made": long_day(today, self.language),
            "practice": practice,
            "clients": [self._client(each, has_own_message=bool(book.message)) for each in found.reach],
            "know": [
                (facts.helper, book.helper),
                (facts.call, book.call),
                (facts.laptop, book.laptop),
                (facts.backups, book.backups),
                (facts.others, "\n".join(self._custodian(each) for each in found.custodians)),
                (facts.remark, book.remark),
            ],
            "later": self._later(found),
        }

    def _custodian(self, custodian: Custodian) -> str:
        does = self.facts.executor if custodian.role is CustodianRole.EXECUTOR else self.facts.reader
        return ", ".join(
            filter(None, [f"{custodian.name or custodian.code} ({does})", custodian.phone or custodian.email])
        )

    def _client(self, each: Reach, *, has_own_message: bool) -> dict[str, Any]:
        client, emergency, since, facts = each.client, each.client.emergency_contact, each.barred_since, self.facts
        nearest = ", ".join(filter(None, [emergency.name, emergency.relation, emergency.phone]))
        mail = facts.mail_of_others if client.private_channel else facts.mail
        return {
            "name": client.name or facts.client.format(code=client.code),
            "facts": [
                (facts.telephone, client.phone),
                (facts.next_session, self._session(each.engagement.next_session) or facts.not_known),
                (facts.private_channel, client.private_channel),
                (mail, client.email),
                (facts.address, " ".join(client.address.split())),
                (facts.emergency, nearest),
                (facts.language, self._other_language(client.language)),
                (facts.remark, facts.not_reached.format(day=long_day(since, self.language)) if since else ""),
            ],
            "message": each.message,
            "language": "" if has_own_message else language_of(client.language).code,
        }

    def _other_language(self, code: str) -> str:
        """Returns what a client's language calls itself; its code where there are no texts in it."""
        if code == self.language.code:
            return ""
        return language_of(code).sealed_page.own_name if code in LANGUAGES else code

    def _session(self, moment: str) -> str:
        """Returns a day, or a day and a time of ISO 8601, as the page writes it."""
        day, _, time = moment[:16].partition("T")
        if not day:
            return ""
        said = long_day(date.fromisoformat(day), self.language)
        return self.facts.at_time.format(day=said, time=time) if time else said

    def _later(self, found: Duty) -> list[str]:
        texts = self.language.custodians.page
        sentences = [texts.finished.format(count=found.ended)]
        if found.due.items:
            sentences.append(texts.due.format(count=len(found.due.items)))
        return sentences


def write_page(opened: OpenVault, place: Path, copy: Vault | None = None) -> str:
    """Writes READ-ME-FIRST and the executor's page next to a copy, and returns the page's path; empty for none.

    Args:
        opened: The vault.
        place: The copy's file.
        copy: The copy, where the page is to show what the copy holds; the vault itself when left out.

    Raises:
        StorageFailed: The disk did not take them.
    """
    with (copy or opened.vault).read() as snapshot:
        beside = render(snapshot, opened.now())
    return str(write_next_to(beside, place).absolute()) if beside.html else ""


def clear_page(opened: OpenVault, place: Path) -> None:
    """Removes the page that is next to a place from earlier backups, if no executor has one any more.

    Raises:
        StorageFailed: It cannot be removed.
    """
    with opened.vault.read() as snapshot:
        earlier = {Path(each.page_path) for each in all_backups(snapshot) if each.page_path}
        if not earlier or _has_page(snapshot):
            return

    remove(earlier & {page_next_to(place.absolute())})


def _has_page(snapshot: Snapshot) -> bool:
    return bool(_holders(snapshot))


def renew_page(opened: OpenVault, backup: Backup) -> str:
    """Writes the page next to a backup anew, where one is there; returns why it could not, or nothing.

    With the vault that a copy was made from goes the page that is next to the copy itself, wherever that is now.
    """
    page = _page_next_to_vault(opened) if backup.is_origin else Path(backup.page_path)
    if not (backup.is_origin or backup.page_path) or not page.exists():
        return ""
    if not opened.vault.day.may_read:
        return f"{page} is from before and names clients; only the coach can write it anew: destroy it"
    place = opened.vault.path if backup.is_origin else _newest_with_page_of(opened, backup)
    try:
        clear_page(opened, place)
        if not write_page(opened, place) and page.exists():
            return f"{page} is from before and names clients, and there is no executor any more: destroy it"
    except CoachVaultError as error:
        return f"{page}: {error.message}"
    return ""


def _page_next_to_vault(opened: OpenVault) -> Path:

    return page_next_to(opened.vault.path.absolute())


def _newest_with_page_of(opened: OpenVault, backup: Backup) -> Path:
    """Returns the newest of the copies that have the page of a backup next to them."""
    with opened.vault.read() as snapshot:
        others = [Path(each.path) for each in all_backups(snapshot) if each.page_path == backup.page_path]
    return next((path for path in reversed(others) if path.is_file()), Path(backup.path))


def _page_exists(backup: Backup) -> bool:
    return bool(backup.page_path) and Path(backup.page_path).exists()


def remove_page(snapshot: Snapshot, backup: Backup) -> None:
    """Removes the page next to a backup that is forgotten, unless it belongs to another one as well."""
    others = {each.page_path for each in all_backups(snapshot) if each.number != backup.number}
    if _page_exists(backup) and backup.page_path not in others:
        remove([Path(backup.page_path)])
