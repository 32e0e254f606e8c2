"""A vault that holds some of every kind, made with the product."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from coachvault.practice import custodian
from coachvault.practice.actions import ActionStatus
from coachvault.practice.disclosure import Ground
from coachvault.practice.measures import Rating
from coachvault.practice.retention import RecordClass
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import measures
from coachvault.services.engagements.lifecycle import Start, end_engagement, reopen_engagement, start
from coachvault.services.notes import inbox
from coachvault.services.notes.actions import add_action, settle_action
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from coachvault.services.people import directory
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due, policy_change
from coachvault.texts.policy import DEFAULT_POLICY
from tests.fakes import Practice, filled_practice, mail


def full_practice(folder: Path) -> Practice:
    """Returns the practice of `filled_practice` after a busy year.

    Notes: heron/1 to heron/3 (the second in one wording again), heron/5 (once wren/2), wren/1, linden/1 to linden/3,
    sealed; own/1. One note waits in the inbox. Releases: R1 exported, R2 withdrawn, R3 a draft.
    """
    practice = filled_practice(folder / "practice")
    opened = practice.open()
    inbox.settle(opened)
    add_note(opened, "heron", NoteDraft("A note that is erased."))
    erase_note(opened, "heron/4")
    erase_earlier(opened, "heron/2")
    add_note(opened, "wren", NoteDraft("Meant for heron.", held_on="2026-02-03", tags=("voice", "long")))
    edit_note(opened, "wren/2", 1, {"body": "Meant for heron, told again."})
    move_note(opened, "wren/2", "heron")
    start(opened, Start("linden", "otter", date(2026, 2, 1), {"objectives": ["ask more"]}))
    add_note(opened, "linden", NoteDraft("A second engagement."))
    end_engagement(opened, "linden", date(2026, 4, 1))
    show_note(opened, "linden/3", "the client asked")
    reopen_engagement(opened, "E4", "ended by mistake")
    end_engagement(opened, "E4", date(2026, 4, 2))
    for number in (1, 2, 3):
        release = draft(opened, "heron", Form(text=f"She leads.\n\nReport {number}."))
        if number < 3:
            asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
            import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    export(opened, "R1", folder / "report.txt")
    withdraw(opened, "R2")
    backups.create(opened, folder / "copy.vault")
    inbox.write_locked(practice.setting, "jay", NoteDraft("For somebody who is not there yet."))
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("Waits to be filed."))
    _keep_for_a_time(practice.open())
    return practice


def ground(**fields: Any) -> Ground:
    """A ground on which a disclosure can rest."""
    known = {
        "danger": "the client said that they would end their life tonight",
        "evidence": "said twice in the session, with a plan and the means",
        "advice": "called my supervisor at 14:00, who agreed",
        "recipient": "Crisis team, 555 911",
        "recipient_kind": "body",
        "text": "A person whom I coach may harm themselves tonight.",
    }
    return Ground(**(known | fields))


def _keep_for_a_time(opened: OpenVault) -> None:
    """Adds what retention and custodians leave behind: an engagement of ibis is destroyed, and R4, which never left."""
    policy_change.set_policy(opened, DEFAULT_POLICY + "# mine\n")
    directory.add_client(opened, "ibis", {"name": "Ida Bell", "email": "ida@example.net", "born": "2001-02-28"})
    start(opened, Start("ibis", "", date(2012, 1, 1), {"tags": ["minor"]}))
    add_note(opened, "ibis", NoteDraft("Gone soon.", held_on="2012-02-01"))
    request(opened, draft(opened, "ibis", Form(text="She leads.", to="otter")).id, Ask(SignoffMethod.EMAIL))
    end_engagement(opened, "ibis", date(2012, 3, 1))
    due.add_hold(opened, "E1", "a claim was announced", date(2027, 1, 1))
    due.lift_hold(opened, "E1", "it was settled")
    due.extend(opened, "E4", date(2040, 1, 1), "the client asked for it")
    for code in ("maple", "aspen", "alder", "birch"):
        role = custodian.CustodianRole.EXECUTOR if code == "maple" else custodian.CustodianRole.READER
        custodians.add(opened, code, role, {"name": "Who steps in"})
    custodians.set_quorum(opened, 2)
    custodians.set_handbook(opened, 'laptop = "in the drawer"')
    measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4, "objective-1": 3}, {"morale": "flat"}))
    add_action(opened, "heron", "Ask the insurer by 1 December 2030")
    settle_action(opened, "heron/a1", ActionStatus.DONE)
    disclose.begin_now(opened, "wren")
    disclose.disclose(opened, "heron", ground(), None)
    destroy.destroy(opened, Order("ibis"))
    destroy.destroy(opened, Order("ibis", RecordClass.CONTACTS))
    destroy.destroy(opened, Order("R4"))
