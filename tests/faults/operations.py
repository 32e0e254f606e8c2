"""What is stopped in the middle: every command that changes a vault, as the service that it calls."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from coachvault.errors import StorageFailed
from coachvault.practice.actions import ActionStatus
from coachvault.practice.backup import Backup, CopyState
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.disclosure import RecipientKind
from coachvault.practice.measures import Rating
from coachvault.practice.people import Profile
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import access, access_deadline, erasure, hand_over
from coachvault.services.copies import backups, copy_list
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.disclosure import disclose, notification
from coachvault.services.engagements import agreements, measures
from coachvault.services.engagements.lifecycle import Start, end_engagement, reopen_engagement, set_next_session, start
from coachvault.services.exports import coaching_log, everything, register
from coachvault.services.keys import create_vault, credentials
from coachvault.services.notes import actions, importing, inbox
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.notes.importing import JournalEntry
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import open_for_a_while, read_sealed_engagement, show_note
from coachvault.services.people import settings, signing_keys
from coachvault.services.people.directory import add_client, add_sponsor, edit_client, edit_sponsor
from coachvault.services.records import written_files
from coachvault.services.records.backups import register_copy
from coachvault.services.releases import export, linting, proposals, requests
from coachvault.services.releases.answers import confirm, import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due, policy_change
from coachvault.services.retirement import archive, retire
from coachvault.texts.policy import DEFAULT_POLICY
from coachvault.vault import schema
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, mail
from tests.independent import signoff
from tests.independent.vaults import ground

NEW = "quite another one"
VECTORS = Path(__file__).parents[1] / "vectors"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL5c2emSYA23t5VrtNYiJd9ChQRmou12r20sgMIMPo4S"


class Operation(NamedTuple):
    """Something that changes a vault.

    Args:
        act: Does it.
        prepare: Brings the vault to where it can be done.
        is_way_in: Whether it changes what opens the vault.
        copy: A file that it changes, too: where that fails, it is done all the same, and tells it honestly.
        halfway: What it does first, recorded by itself, so that stopping after it leaves a true record.
        made: What it is taken for where it stopped after the copy was there.
        origin: The file that the vault was copied from by hand: what is written first here has it named.
    """

    act: Callable[[Practice], object]
    prepare: Callable[[Practice], object] = lambda _: None
    is_way_in: bool = False
    copy: str = ""
    halfway: Callable[[Practice], object] | None = None
    made: Callable[[Practice], object] | None = None
    origin: str = ""


def _beside(practice: Practice, name: str) -> Path:
    return practice.path.parent / name


def _draft(practice: Practice) -> str:
    return draft(practice.open(), "heron", Form(text="She leads.")).id


def _asked(practice: Practice) -> str:
    return requests.request(practice.open(), _draft(practice), requests.Ask(SignoffMethod.EMAIL)).request.code


def _signed(practice: Practice) -> None:
    import_answer(practice.open(), "R1", Answer(mail(f"I approve {_asked(practice)}")))


def _import(practice: Practice) -> None:
    code = _beside(practice, "code").read_text()
    import_answer(practice.open(), "R1", Answer(mail(f"I approve {code}")))


def _signed_on_the_page(practice: Practice) -> None:
    setattr(requests, "ITERATIONS", 10)  # noqa: B010 - the cost of a code is not what is looked at here
    asked = requests.request(practice.open(), _draft(practice), requests.Ask(SignoffMethod.PAGE))
    assert asked.request.opening is not None
    block, _ = signoff.signed(signoff.open_page(asked.text, asked.request.opening.code), (1,))
    import_answer(practice.open(), "R1", Answer(block.encode()))


def _signed_for_a_successor(practice: Practice) -> None:
    form = Form(text="She leads.", to="otter", purpose="hand-over")
    release = draft(practice.open(), "heron", form)
    asked = requests.request(practice.open(), release.id, requests.Ask(SignoffMethod.EMAIL))
    import_answer(practice.open(), release.id, Answer(mail(f"I approve {asked.request.code}")))


def _waiting(practice: Practice, codes: tuple[str, str] = ("heron", "heron")) -> None:
    inbox.settle(practice.open())
    for code in codes:
        inbox.write_locked(practice.setting, code, NoteDraft(f"for {code}"))


def _waiting_for_a_code(practice: Practice) -> None:
    _waiting(practice, ("jay", "heron"))
    inbox.settle(practice.open())


def _backed_up(practice: Practice) -> None:
    backups.create(practice.open(), _beside(practice, "copy.vault"))


def _backed_up_and_deleted(practice: Practice) -> None:
    _backed_up(practice)
    _beside(practice, "copy.vault").unlink()


def _listed_and_never_made(practice: Practice) -> None:
    """Leaves what a copy leaves that stopped before anything of it was written."""
    opened, place = practice.open(), str(_beside(practice, "copy.vault"))
    line = Backup(0, bytes(16), place, opened.now(), 0, state=CopyState.WRITING, apart=False)
    with opened.vault.change("backup create", opened.now()) as change:
        register_copy(change, line)
    copy_list.settle(opened)


def _backed_up_before_an_erasing(practice: Practice) -> None:
    _backed_up(practice)
    erase_note(practice.open(), "heron/2")


def _clean(practice: Practice) -> None:
    """Cleans, and says so as the command does: where a copy could not be cleaned, nothing is written here."""
    problems = [each.problem for each in clean_copies.clean(practice.open()) if each.problem]
    if problems and "is not where" not in problems[0]:
        raise StorageFailed(problems[0])


def _backed_up_by_itself(practice: Practice) -> None:
    _beside(practice, "copies").mkdir(mode=0o700)
    backups.set_automatic(practice.open(), _beside(practice, "copies"))


def _lost(practice: Practice) -> None:
    """Leaves nothing but a backup from before an erasing."""
    _backed_up_before_an_erasing(practice)
    practice.path.unlink()


def _changed_on_the_way_in(practice: Practice) -> None:
    """Leaves a backup whose way in for the recovery words was changed where nothing but its code tells."""
    _backed_up(practice)
    with closing(sqlite3.connect(_beside(practice, "copy.vault"), isolation_level=None)) as copy:
        end = "CAST(substr(box, 1, 504) || zeroblob(8) AS BLOB)"
        copy.execute(f"UPDATE slot SET box = {end} WHERE substr(box, 1, 1) = x'02'")  # noqa: S608


def _all_ended(practice: Practice) -> None:
    for code in ("heron", "wren"):
        end_engagement(practice.open(), code, date(2026, 12, 1))


def _agreed(practice: Practice) -> None:
    agreements.propose(
        practice.open(), "heron", {"reports": ["progress report"], "attendance": True, "in_coaching_log": True}
    )


def _agreed_and_signed(practice: Practice) -> None:
    _agreed(practice)
    agreements.sign(practice.open(), "heron", date(2026, 11, 1))


def _unpaid(practice: Practice) -> None:
    start(practice.open(), Start("wren", "", date(2026, 2, 1), {}))


def _executor(practice: Practice) -> None:
    added = custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {})
    _beside(practice, "maple").write_text(" ".join(added.words))


def _readers(practice: Practice) -> None:
    for code in ("alder", "birch"):
        added = custodians.add(practice.open(), code, CustodianRole.READER, {})
        _beside(practice, code).write_text(" ".join(added.words))


def _quorum(practice: Practice) -> None:
    _readers(practice)
    custodians.set_quorum(practice.open(), 2)


def _open_as_a_quorum(practice: Practice) -> None:
    words = [_beside(practice, code).read_text() for code in ("alder", "birch")]
    read_sealed_engagement(open_vault(practice.setting, Credentials(str, words)), "E3", "a court asked for it")


def _restore(practice: Practice) -> None:
    wanted = RestoreOrder(_beside(practice, "copy.vault"), True, lambda: NEW, TESTING)
    restore(practice.setting, wanted, Credentials(str, [WORDS]))


def _found(practice: Practice) -> None:
    create_vault.found_practice(practice.setting, Profile(name="Riverside"), PASSPHRASE, WORDS.split(), TESTING)


def _begun(practice: Practice) -> None:
    disclose.begin_now(practice.open(), "heron")


def _disclosed(practice: Practice) -> None:
    disclose.disclose(practice.open(), "heron", ground(), _beside(practice, "disclosure.txt"))


def _disclosed_with_letter(practice: Practice) -> None:
    text, letter = _beside(practice, "disclosure.txt"), _beside(practice, "letter.txt")
    disclose.disclose(practice.open(), "heron", ground(), text, letter)


def _spoken(practice: Practice) -> None:
    said = ground(recipient_kind=RecipientKind.EMERGENCY.value)
    disclose.disclose(practice.open(), "D1", said, None)


def _of_format_1(practice: Practice) -> None:
    """Puts the frozen vault of format 1 in the place, on a machine that has seen none."""
    shutil.copyfile(VECTORS / "format-1.db", practice.path)
    shutil.rmtree(practice.setting.state_folder, ignore_errors=True)
    practice.open()


def _copied_by_hand(practice: Practice) -> None:
    """Leaves a vault on a computer that has read it and never wrote it, and a file where it came from."""
    shutil.rmtree(practice.setting.state_folder)
    inbox.settle(practice.open())
    shutil.copyfile(practice.path, _beside(practice, "first.vault"))


def _measured(it: Practice) -> None:
    measures.add(it.open(), "heron", Rating(date(2026, 11, 1), {"morale": 4}))


def _corrected(it: Practice) -> None:
    before = measures.rated_on(it.open(), "heron", date(2026, 11, 1))
    measures.edit(it.open(), "heron", before, {"values": {"morale": 5}})


OPERATIONS = {
    "init": Operation(_found, lambda it: shutil.rmtree(it.path.parent)),
    "restore": Operation(_restore, _backed_up_before_an_erasing, is_way_in=True),
    "restore, of a lost vault": Operation(_restore, _lost, is_way_in=True),
    "restore, of a changed way in": Operation(_restore, _changed_on_the_way_in, is_way_in=True),
    "note add": Operation(lambda it: add_note(it.open(), "heron", NoteDraft("A new note.\n" * 300))),
    "note add, to a vault of format 1": Operation(
        lambda it: add_note(it.open(), "heron", NoteDraft("The first of format 2.")), _of_format_1
    ),
    "note add, on another computer": Operation(
        lambda it: add_note(it.open(), "heron", NoteDraft("The first here.")), _copied_by_hand, origin="first.vault"
    ),
    "note add, locked": Operation(
        lambda it: inbox.write_locked(it.setting, "heron", NoteDraft("text")), lambda it: inbox.settle(it.open())
    ),
    "note edit": Operation(lambda it: edit_note(it.open(), "heron/1", 1, {"body": "Anew."})),
    "note move": Operation(lambda it: move_note(it.open(), "heron/2", "wren")),
    "note erase": Operation(lambda it: erase_note(it.open(), "heron/2")),
    "note erase --earlier": Operation(lambda it: erase_earlier(it.open(), "heron/2")),
    "note show, sealed": Operation(lambda it: show_note(it.open(), "linden/1", "the client asked")),
    "note file": Operation(lambda it: inbox.file_one(it.open(), "w1", "heron"), _waiting_for_a_code),
    "note file --discard": Operation(lambda it: inbox.discard(it.open(), "w1"), _waiting_for_a_code),
    "unlock, with notes that wait": Operation(lambda it: inbox.settle(it.open()), _waiting),
    "lock, with a backup by itself": Operation(
        lambda it: backups.make_automatic(it.open()), _backed_up_by_itself, halfway=_listed_and_never_made
    ),
    "client add": Operation(lambda it: add_client(it.open(), "jay", {"name": "Eve Frost"})),
    "client edit": Operation(lambda it: edit_client(it.open(), "heron", {"phone": "1"})),
    "client erase": Operation(
        lambda it: erasure.erase(it.open(), "heron", date(2026, 11, 23)), _backed_up, copy="copy.vault"
    ),
    "client key add": Operation(lambda it: signing_keys.add_key(it.open(), "heron", KEY)),
    "client key remove": Operation(
        lambda it: signing_keys.remove_key(it.open(), "heron", _beside(it, "key").read_text()),
        lambda it: _beside(it, "key").write_text(signing_keys.add_key(it.open(), "heron", KEY)[1].fingerprint),
    ),
    "sponsor add": Operation(lambda it: add_sponsor(it.open(), "raven", {"name": "Kim"})),
    "sponsor edit": Operation(lambda it: edit_sponsor(it.open(), "otter", {"name": "Kim"})),
    "engagement start": Operation(lambda it: start(it.open(), Start("linden", "", date(2026, 2, 1), {}))),
    "engagement end": Operation(lambda it: end_engagement(it.open(), "heron", date(2026, 12, 1))),
    "engagement reopen": Operation(lambda it: reopen_engagement(it.open(), "E3", "a slip")),
    "engagement open": Operation(lambda it: read_sealed_engagement(it.open(), "E3", "a follow-up")),
    "engagement open --for": Operation(lambda it: open_for_a_while(it.open(), "E3", "a follow-up", 30)),
    "engagement agreement": Operation(_agreed),
    "engagement agreement --signed-on": Operation(
        lambda it: agreements.sign(it.open(), "heron", date(2026, 11, 1)), _agreed
    ),
    "engagement attendance": Operation(lambda it: agreements.attendance(it.open(), "heron"), _agreed_and_signed),
    "engagement letter": Operation(
        lambda it: written_files.write(it.open(), {_beside(it, "letter.txt"): "Dear"}, "letter about the end")
    ),
    "engagement sponsor": Operation(lambda it: agreements.add_sponsor(it.open(), "wren", "otter"), _unpaid),
    "practice set": Operation(lambda it: settings.change_setting(it.open(), "date_order", "dmy")),
    "engagement next": Operation(lambda it: set_next_session(it.open(), "heron", "2027-01-04")),
    "import": Operation(
        lambda it: importing.bring_in(
            it.open(), "heron", [JournalEntry(f"2026-0{month}-01", "Told.") for month in (3, 4, 5)]
        )
    ),
    "export": Operation(lambda it: everything.export_everything(it.open(), _beside(it, "all"), "to another program")),
    "hours export": Operation(lambda it: coaching_log.export(it.open(), _beside(it, "hours.csv")), _agreed_and_signed),
    "register export": Operation(
        lambda it: register.export(it.open(), _beside(it, "register.csv"), "", "an insurer asked")
    ),
    "action add": Operation(lambda it: actions.add_action(it.open(), "heron", "Ask the insurer.")),
    "action done": Operation(
        lambda it: actions.settle_action(it.open(), "heron/a1", ActionStatus.DONE),
        lambda it: actions.add_action(it.open(), "heron", "Ask the insurer."),
    ),
    "measure add": Operation(lambda it: measures.add(it.open(), "heron", Rating(date(2026, 11, 1), {"morale": 4}))),
    "measure edit": Operation(_corrected, _measured),
    "release draft": Operation(_draft),
    "release edit": Operation(lambda it: proposals.edit(it.open(), "R1", Form(text="She asks.")), _draft),
    "release request": Operation(
        lambda it: requests.request(it.open(), "R1", requests.Ask(SignoffMethod.EMAIL)), _draft
    ),
    "release import": Operation(_import, lambda it: _beside(it, "code").write_text(_asked(it))),
    "release confirm": Operation(lambda it: confirm(it.open(), "R1", "by telephone"), _signed_on_the_page),
    "release export": Operation(lambda it: export.export(it.open(), "R1", _beside(it, "report.txt")), _signed),
    "release withdraw": Operation(lambda it: export.withdraw(it.open(), "R1"), _signed),
    "release wish": Operation(lambda it: requests.note_sponsors_wish(it.open(), "heron", "")),
    "release words": Operation(lambda it: linting.set_watch_words(it.open(), 'health = ["zumba"]')),
    "retention policy set": Operation(lambda it: policy_change.set_policy(it.open(), DEFAULT_POLICY + "# mine\n")),
    "retention extend": Operation(lambda it: due.extend(it.open(), "E3", date(2050, 1, 1), "the client asked for it")),
    "retention hold add": Operation(lambda it: due.add_hold(it.open(), "E3", "a claim was announced")),
    "retention hold lift": Operation(
        lambda it: due.lift_hold(it.open(), "E3", "it was settled"),
        lambda it: due.add_hold(it.open(), "E3", "a claim was announced"),
    ),
    "retention destroy": Operation(lambda it: destroy.destroy(it.open(), Order("E3")), _backed_up, copy="copy.vault"),
    "retention destroy, on another computer": Operation(
        lambda it: destroy.destroy(it.open(), Order("E3")), _copied_by_hand, origin="first.vault"
    ),
    "access": Operation(lambda it: access.copy(it.open(), "heron", access.WantedCopy(_beside(it, "copy.txt")))),
    "access request": Operation(lambda it: access_deadline.request(it.open(), "heron", date(2026, 11, 20))),
    "access --correct": Operation(lambda it: access.correct(it.open(), "heron", "It was in May.")),
    "disclose": Operation(_disclosed),
    "disclose --now": Operation(_begun),
    "disclose --spoken": Operation(_spoken, _begun),
    "disclose --letter": Operation(
        lambda it: notification.write_letter(it.open(), "D1", _beside(it, "letter.txt")), _disclosed
    ),
    "disclose --out --letter": Operation(_disclosed_with_letter),
    "disclose --told": Operation(lambda it: notification.notify_client(it.open(), "D1", "by telephone"), _disclosed),
    "disclose --delay-until": Operation(
        lambda it: notification.delay(it.open(), "D1", date(2027, 1, 4), "still in danger"), _disclosed
    ),
    "disclose --nothing": Operation(lambda it: notification.close(it.open(), "D1", "it was a joke"), _begun),
    "passphrase change": Operation(lambda it: credentials.change_passphrase(it.open(), NEW, TESTING), is_way_in=True),
    "recovery renew": Operation(
        lambda it: credentials.renew_recovery(it.open(), create_vault.draw_recovery_words(), tested=False),
        is_way_in=True,
    ),
    "recovery test": Operation(lambda it: credentials.require_recovery(it.open(), WORDS)),
    "keys rotate": Operation(lambda it: credentials.rotate_keys(it.open(), PASSPHRASE, TESTING), is_way_in=True),
    "backup create": Operation(_backed_up, halfway=_listed_and_never_made),
    "backup create --move": Operation(
        lambda it: backups.move_away(it.open(), _beside(it, "copy.vault")),
        halfway=_listed_and_never_made,
        made=_backed_up,
    ),
    "backup auto": Operation(lambda it: backups.set_automatic(it.open(), it.path.parent)),
    "backup clean": Operation(_clean, _backed_up_before_an_erasing, copy="copy.vault"),
    "backup forget": Operation(lambda it: backups.forget(it.open(), "B1"), _backed_up_and_deleted),
    "custodian add": Operation(
        lambda it: custodians.add(it.open(), "maple", CustodianRole.EXECUTOR, {}), is_way_in=True
    ),
    "custodian quorum": Operation(lambda it: custodians.set_quorum(it.open(), 2), _readers, is_way_in=True),
    "custodian open": Operation(_open_as_a_quorum, _quorum),
    "custodian test": Operation(
        lambda it: custodians.test(it.open(), "maple", _beside(it, "maple").read_text()), _executor
    ),
    "custodian remove": Operation(
        lambda it: custodians.remove(it.open(), "maple", PASSPHRASE, TESTING), _executor, is_way_in=True
    ),
    "practice handbook": Operation(lambda it: custodians.set_handbook(it.open(), 'helper = "Jo"')),
    "practice archive": Operation(
        lambda it: archive.archive(it.open(), _beside(it, "final.vault")),
        halfway=_listed_and_never_made,
        made=_backed_up,
    ),
    "practice retire": Operation(lambda it: retire.retire(it.open()), _all_ended),
    "practice hand-over": Operation(
        lambda it: retire.hand_to_successor(it.open(), "heron", "otter", _beside(it, "hand-over.txt")),
        _signed_for_a_successor,
    ),
    "retention review, handing over": Operation(
        lambda it: hand_over.hand_over(it.open(), "E3", _beside(it, "E3.txt")),
        halfway=lambda it: read_sealed_engagement(it.open(), "E3", "a copy for the client"),
    ),
}

ELSEWHERE = {
    "action drop": "action done",
    "passphrase forgot": "passphrase change",
    "retention policy edit": "retention policy set",
}
"""Commands that change a vault through the same service as another."""

READING = frozenset(
    {
        "action list",
        *("backup list", "backup verify", "brief", "check", "client list", "client show", "custodian list"),
        *(
            "engagement list",
            "engagement show",
            "executor",
            "measure show",
            "note history",
            "note list",
            "note waiting",
        ),
        *("practice calendar", "practice show", "practice verify", "register list", "register show"),
        *("hours list", "release list"),
        *("release show", "release verify", "retention certificate", "retention due", "retention hold list"),
        *("retention policy show", "search", "sponsor list", "sponsor show", "status", "tour"),
    }
)
"""Commands that change nothing but what opening the vault changes; `tour` has a vault of its own."""


def _without_journal(practice: Practice) -> None:
    """Writes as nobody should: without a journal, and without asking the disk to keep anything."""
    schema.PRAGMAS = (
        *(each for each in schema.PRAGMAS if "journal_mode" not in each and "synchronous" not in each),
        *("journal_mode=OFF", "synchronous=OFF"),
    )
    add_note(practice.open(), "heron", NoteDraft("A new note.\n" * 3000))


CONTROL = Operation(_without_journal)
