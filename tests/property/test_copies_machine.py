"""Whatever is copied, unplugged, cleaned and brought back: what went stays gone, and what has ended stays sealed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coachvault.errors import NotFound, Refused
from coachvault.practice.ids import NoteId
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, Setting
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import Start, end_engagement, list_engagements, reopen_engagement, start
from coachvault.services.keys import credentials
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import withdraw
from coachvault.services.releases.proposals import Form, draft, list_releases
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, empty_practice, mail
from tests.oracle import watch

CLIENTS = ("heron", "wren")
DAY = date(2026, 11, 23)
clients = st.sampled_from(CLIENTS)
numbers = st.integers(0, 30)


class Copying(RuleBasedStateMachine):
    """Does with copies what coaches do, and asks of every file whether it keeps what the practice promised."""

    @initialize()
    def found(self) -> None:
        self.folder = TemporaryDirectory()
        self.base = Path(self.folder.name)
        self.practice = empty_practice(self.base / "here")
        self.count = 0
        self.plugged: dict[Path, bool] = {}
        self.released: set[str] = set()
        self.withdrawn: set[str] = set()
        self.watched = watch.newest()
        self.watched.gone.clear()
        for client in CLIENTS:
            add_client(self.practice.open(), client, {})
            start(self.practice.open(), Start(client, "", DAY, {}))

    def teardown(self) -> None:
        self.folder.cleanup()

    def text(self) -> str:
        self.count += 1
        return f"Said in moment {self.count} of this story."

    def pick(self, number: int) -> NoteId | None:
        found = list_notes(self.practice.open(), None, Filter()).notes
        return found[number % len(found)].id if found else None

    def copy(self, number: int, *, plugged: bool) -> Path | None:
        found = [path for path, is_there in self.plugged.items() if is_there == plugged]
        found = [path for path in found if path.exists() or not plugged]  # rotation deletes the oldest by itself
        return found[number % len(found)] if found else None

    @rule(client=clients)
    def write(self, client: str) -> None:
        with suppress(Refused):
            add_note(self.practice.open(), client, NoteDraft(self.text()))

    @rule(client=clients)
    def write_locked(self, client: str) -> None:
        inbox.settle(self.practice.open())
        inbox.write_locked(self.practice.setting, client, NoteDraft(self.text()))

    @rule()
    def file(self) -> None:
        inbox.settle(self.practice.open())

    @rule(number=numbers)
    def discard(self, number: int) -> None:
        opened = self.practice.open()
        inbox.settle(opened)
        if waiting := inbox.list_waiting(opened):
            inbox.discard(opened, waiting[number % len(waiting)].id)

    @rule(number=numbers)
    def edit(self, number: int) -> None:
        if note := self.pick(number):
            opened = self.practice.open()
            edit_note(opened, str(note), show_note(opened, str(note)).revision, {"body": self.text()})

    @rule(number=numbers)
    def erase(self, number: int) -> None:
        if note := self.pick(number):
            erase_note(self.practice.open(), str(note))

    @rule(number=numbers)
    def erase_wordings(self, number: int) -> None:
        if note := self.pick(number):
            erase_earlier(self.practice.open(), str(note))

    @rule(client=clients)
    def end(self, client: str) -> None:
        with suppress(Refused, NotFound):
            end_engagement(self.practice.open(), client, self.practice.clock.now().date())

    @rule(client=clients)
    def begin(self, client: str) -> None:
        with suppress(Refused):
            start(self.practice.open(), Start(client, "", DAY, {}))

    def ended(self, number: int) -> str:
        found = [each for each in list_engagements(self.practice.open()) if each.ended and not each.destroyed]
        return found[number % len(found)].id if found else ""

    @rule(number=numbers)
    def reopen(self, number: int) -> None:
        if ended := self.ended(number):
            with suppress(Refused):
                reopen_engagement(self.practice.open(), ended, "came back")

    @rule(number=numbers)
    def destroy(self, number: int) -> None:
        if ended := self.ended(number):
            destroy.destroy(self.practice.open(), Order(ended, reason="the client asked"))

    @rule()
    def back_up(self) -> None:
        self.count += 1
        path = self.base / f"copy-{self.count}" / "copy.vault"
        path.parent.mkdir(0o700)
        backups.create(self.practice.open(), path)
        self.plugged[path] = True

    @rule(number=numbers)
    def unplug(self, number: int) -> None:
        if path := self.copy(number, plugged=True):
            path.rename(path.with_suffix(".unplugged"))
            self.plugged[path] = False

    @rule(number=numbers)
    def plug_in(self, number: int) -> None:
        if path := self.copy(number, plugged=False):
            path.with_suffix(".unplugged").rename(path)
            self.plugged[path] = True

    @rule(number=numbers)
    def forget(self, number: int) -> None:
        """Says of a copy that it is gone: it has to be."""
        if not (path := self.copy(number, plugged=True)):
            return
        opened = self.practice.open()
        known = [each.backup for each in backups.list_backups(opened) if each.backup.path == str(path)]
        for each in known:
            if not each.is_gone:
                with pytest.raises(Refused, match="is not gone"):
                    backups.forget(opened, each.id)
                path.unlink()
                del self.plugged[path]
                backups.forget(opened, each.id)
                return

    @rule(folder=st.sampled_from(("one", "two")))
    def back_up_by_itself(self, folder: str) -> None:
        """Has a backup made at each locking from now on, in one folder or another."""
        place = self.base / f"by-itself-{folder}"
        place.mkdir(0o700, exist_ok=True)
        backups.set_automatic(self.practice.open(), place)

    @rule()
    def lock(self) -> None:
        self.practice.clock.pass_days(1)
        if made := backups.make_automatic(self.practice.open()):
            assert Path(made.path).exists()
            self.plugged[Path(made.path)] = True

    @rule(client=clients)
    def release(self, client: str) -> None:
        """Has a client agree to a text."""
        with suppress(Refused, NotFound):
            made = draft(self.practice.open(), client, Form(text=self.text()))
            assert made.id not in self.released, "its number was given before"
            self.released.add(made.id)
            asked = request(self.practice.open(), made.id, Ask(SignoffMethod.EMAIL))
            import_answer(self.practice.open(), made.id, Answer(mail(f"I approve {asked.request.code}")))

    @rule(number=numbers)
    def withdraw(self, number: int) -> None:
        opened = self.practice.open()
        signed = [each.place.id for each in list_releases(opened) if each.status is ReleaseStatus.SIGNED]
        if signed:
            withdraw(opened, signed[number % len(signed)])
            self.withdrawn.add(signed[number % len(signed)])

    @rule()
    def what_was_withdrawn_stays_so(self) -> None:
        now = {each.place.id: each.status for each in list_releases(self.practice.open())}
        left = (ReleaseStatus.WITHDRAWN, ReleaseStatus.DESTROYED)
        assert [each for each in self.withdrawn if now.get(each) not in left] == []

    @rule()
    def clean(self) -> None:
        clean_copies.clean(self.practice.open())

    @rule(number=numbers)
    def restore(self, number: int) -> None:
        if path := self.copy(number, plugged=True):
            self.practice.clock.pass_days(1)
            order = RestoreOrder(path, accept=True, new_passphrase=None, cost=TESTING)
            sealed = self.sealed()
            restore(self.practice.setting, order, Credentials(str, [WORDS]))
            assert sealed <= self.sealed() | self.destroyed(), "an engagement that had ended is open again"
            self.what_was_withdrawn_stays_so()

    @rule()
    def carry(self) -> None:
        """Copies the vault by hand to another computer, and goes on there; the file that it came from stays."""
        self.count += 1
        setting = Setting(
            self.base / f"computer-{self.count}" / "practice.vault",
            self.base / f"state-{self.count}",
            self.practice.clock,
        )
        setting.vault_path.parent.mkdir(0o700)
        setting.vault_path.write_bytes(self.practice.path.read_bytes())
        setting.vault_path.chmod(0o600)
        self.practice = Practice(setting, self.practice.clock)

    @rule()
    def rotate(self) -> None:
        credentials.rotate_keys(self.practice.open(), PASSPHRASE, TESTING)

    def sealed(self) -> set[str]:
        return {each.id for each in list_engagements(self.practice.open()) if each.ended and not each.destroyed}

    def destroyed(self) -> set[str]:
        return {each.id for each in list_engagements(self.practice.open()) if each.destroyed}

    @rule()
    def nothing_is_wrong(self) -> None:
        assert self.practice.faults() == []

    @invariant()
    def the_vault_keeps_none_of_what_went(self) -> None:
        if not hasattr(self, "watched"):
            return
        texts = {text for plain in self.watched.plains(self.practice.path) for text in plain.texts()}
        back = [text for gone in self.watched.gone for text in gone.texts if text in texts]
        assert back == [], "what went is back"


def attempts(machine: Any, name: str, *, examples: int, steps: int) -> Any:
    """Returns a machine's test with so many stories of so many steps."""
    case = type(name, (machine,), {}).TestCase  # type: ignore[attr-defined]
    case.settings = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    return case


TestCopying = attempts(Copying, "Copying", examples=2, steps=25)
TestCopyingThoroughly = pytest.mark.thorough(attempts(Copying, "Thoroughly", examples=15, steps=40))
TestCopyingAtLength = pytest.mark.slow(attempts(Copying, "AtLength", examples=60, steps=50))
