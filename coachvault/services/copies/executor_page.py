"""The files next to a backup or an archive for executors: READ-ME-FIRST, which names nobody, and their page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coachvault.errors import CoachVaultError, StorageFailed
from coachvault.exchange.sealed_page import EXECUTOR, PageKey, page
from coachvault.practice.backup import Backup
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody.custodians import PAGE_ITERATIONS
from coachvault.services.custody.duty import Duty, Reach, duty_of
from coachvault.services.records import roster
from coachvault.services.records.backups import all_backups
from coachvault.system.files import atomic_write
from coachvault.texts.english_only import READ_ME_FIRST
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.vault import Vault

READ_ME, PAGE = "READ-ME-FIRST.txt", "executor.html"


def page_next_to(vault: Path) -> Path:
    """Returns the place of the page next to a copy of the vault."""
    return vault.parent / PAGE


def write_next_to(html: str, vault: Path) -> Path:
    """Writes both next to a copy of the vault, in place of what an earlier copy left, and returns the page's path.

    Args:
        html: The page.
        vault: The copy.

    Raises:
        StorageFailed: The disk did not take it.
    """
    atomic_write(vault.parent / READ_ME, READ_ME_FIRST.format(vault=vault.name).encode())
    atomic_write(page_next_to(vault), html.encode())
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


def render(snapshot: Snapshot, now: datetime) -> str:
    """Returns the executor's page for the vault as it is; nothing where there is no executor with words made here."""
    keys = [
        PageKey(each.page_key, each.page_salt, PAGE_ITERATIONS)
        for each in snapshot.keyring().custodians
        if not each.is_reader and each.page_key
    ]
    if not keys:
        return ""
    return page(EXECUTOR, keys, _shown(duty_of(snapshot, now), roster.profile(snapshot).name, now.date()))


def _shown(found: Duty, practice: str, today: date) -> dict[str, Any]:
    book = found.handbook
    others = "\n".join(
        ", ".join(filter(None, [f"{each.name or each.code} ({each.role.value})", each.phone or each.email]))
        for each in found.custodians
    )
    return {
        "made": _day(today),
        "practice": practice,
        "clients": [_client(each) for each in found.reach],
        "know": [
            ("Who helps with the computer", book.helper),
            ("Whom to call", book.call),
            ("The laptop", book.laptop),
            ("The backups", book.backups),
            ("Others who were asked to step in", others),
            ("Remark", book.remark),
        ],
        "later": _later(found),
    }


def _client(each: Reach) -> dict[str, Any]:
    client, emergency, since = each.client, each.client.emergency_contact, each.barred_since
    nearest = ", ".join(filter(None, [emergency.name, emergency.relation, emergency.phone]))
    return {
        "name": client.name or f"The client called {client.code}",
        "facts": [
            ("Telephone", client.phone),
            ("Next session", _session(each.engagement.next_session) or "not known"),
            ("Private channel", client.private_channel),
            ("Mail (others may read it)" if client.private_channel else "Mail", client.email),
            ("Address", " ".join(client.address.split())),
            ("In an emergency", nearest),
            ("Language", "" if client.language == "en" else client.language),
            ("Remark", f"may not be reached; agreed on {_day(since)}" if since else ""),
        ],
        "message": each.message,
    }


def _day(day: date) -> str:
    """Returns a day as the page, which is in English only, writes it."""
    return long_day(day, language_of("en"))


def _session(moment: str) -> str:
    """Returns a day, or a day and a time of ISO 8601, as the page writes it."""
    day, _, time = moment[:16].partition("T")
    return " at ".join(filter(None, [_day(date.fromisoformat(day)), time])) if day else ""


def _later(found: Duty) -> list[str]:
    sentences = [
        f"Finished and sealed: {found.ended}. These records have to be destroyed at certain times; that takes the"
        " program CoachVault, and somebody who helps: coachvault executor"
    ]
    if found.due.items:
        sentences.append(f"{len(found.due.items)} things were due when this page was made.")
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
        html = render(snapshot, opened.now())
    return str(write_next_to(html, place).absolute()) if html else ""


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
    return any(each.page_key and not each.is_reader for each in snapshot.keyring().custodians)


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
