"""`coachvault custodian`: who steps in for the coach."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.guides import custodian
from coachvault.cli.input.options import Reason, WhichEngagement, argument, form_option, option
from coachvault.cli.input.places import new_place
from coachvault.cli.input.reading import read_form, read_reason, warn_of_names
from coachvault.cli.input.recovery_words import type_words
from coachvault.cli.unlock.open_vault import open_with, unlock
from coachvault.errors import BadInput
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.ids import parse_code
from coachvault.render.as_json import custodians as custodians_json
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import notes as notes_json
from coachvault.render.as_text import custodians as custodians_text
from coachvault.render.as_text import notes as notes_text
from coachvault.render.printed.recovery_sheet import grid
from coachvault.services.core.open_vault import DEFAULT_PROFILE, Credentials, OpenVault
from coachvault.services.custody import custodians
from coachvault.services.keys import agent
from coachvault.services.notes import sealed

app = group("Who steps in for you: executors, and readers who open notes together.")

Which = Annotated[str, argument("The custodian's code or its start.", "CODE")]


@command(app, "add")
def add(
    context: Context,
    code: Annotated[str, argument("A neutral code.")],
    role: Annotated[CustodianRole, option("--role", "An executor cannot read notes; a reader only with others.")],
    key: Annotated[str, option("--key FILE|-", "A public key whose words are elsewhere; a new one if left out.")] = "",
    form: Annotated[str, form_option("TOML: name, phone, email, language, remark.")] = "",
    sheet: Annotated[str, option("--sheet FILE", "Write a sheet to print, .html or .txt; it contains the words.")] = "",
    language: Annotated[str, option("--language en|de|fr|es", "Of what they read; the form's when left out.")] = "",
) -> Reply[custodians_json.CustodianAdded]:
    """Add a custodian: words on paper that open what the role may, and no more."""
    parse_code(code)
    public = custodians.parse_public_key(read_form(key)) if key else b""
    fields = custodians.parse_form(read_form(form)) if form else None
    if language:
        custodians.require_language(language)
    place = new_place(sheet)
    opened = unlock(context)
    known = custodian.ask(context, opened, fields, language)
    added = custodians.add(opened, code, role, known, public)
    custodian.hand_out(context, opened, added, place)
    message = custodians_text.added(added)
    if added.words:
        test = f"Try them together: `coachvault custodian test {added.custodian.code}`."
        message += f"\n{test}" if context.interactive else f"\n\nFor paper, shown once:\n\n{grid(added.words)}"
    record = custodians_json.CustodianRecord.of(added.custodian, words=added.words)
    return Reply({"custodian": record, "has_page": added.has_page}, message)


@command(app, "list", only_reads=True)
def list_all(context: Context, opened: OpenVault) -> Reply[custodians_json.CustodianList]:
    """List the custodians, and when their words were last tried."""
    with opened.at_one_moment() as moment:
        found, quorum = custodians.list_custodians(moment), 0 if opened.is_executor else custodians.quorum(moment)
    records = [custodians_json.CustodianRecord.of(each) for each in found]
    return Reply({"custodians": records, "quorum": quorum or None}, lambda: custodians_text.custodians(found, quorum))


@command(app, "quorum")
def quorum(
    context: Context, number: Annotated[int, argument("How many readers open together.", "K")]
) -> Reply[custodians_json.QuorumSet]:
    """Set how many readers open sealed notes together: two or three."""
    combinations = custodians.set_quorum(unlock(context), number)
    message = (
        f"Any {number} readers open sealed notes together, for a reason that is recorded; one alone opens nothing."
    )
    return Reply({"quorum": number, "combinations": combinations}, message)


@command(app, "test")
def test(context: Context, which: Which) -> Reply[custodians_json.CustodianTested]:
    """Try a custodian's words: are they the right ones? Nothing is read with them."""
    source = context.passphrase_source
    offered = source.words()
    opened = open_with(context, Credentials(source.passphrase, (), source.try_again))
    if not offered:
        context.need_person("--words-file FILE")
    found = custodians.test(opened, which, offered[0] if offered else type_words(context, "Word"))
    record = custodians_json.CustodianRecord.of(found.custodian)
    return Reply({"custodian": record, "proven": found.proof.value}, custodians_text.rehearsal(found))


@command(app, "remove")
def remove(context: Context, opened: OpenVault, which: Which) -> Reply[custodians_json.CustodianRemoved]:
    """End a custodian's access: every key is replaced."""
    passphrase = context.passphrase_source.passphrase()
    cost = context.surroundings.kdf_profile or DEFAULT_PROFILE
    removed = custodians.remove(opened, which, passphrase, cost)
    agent.lock(context.surroundings.state_folder)  # what it holds opens nothing any more
    data = custodians_json.CustodianRemoved.of(removed)
    return Reply(data, custodians_text.removed(removed, custodians.LEFT_OVER))


def parse_count(text: str) -> int:
    """Returns how many readers are there.

    Raises:
        BadInput: It is no number from 2 to 5.
    """
    if text.strip() not in ("2", "3", "4", "5"):
        raise BadInput("At least two readers open together, and there are at most five.")
    return int(text)


@command(app, "open")
def open_together(
    context: Context, which: WhichEngagement, reason: Reason = None
) -> Reply[engagements_json.SealedNotesRead]:
    """Read the sealed notes of an engagement, as a quorum of readers, for one reason that is recorded."""
    words = context.passphrase_source.words()
    if not words:
        context.need_person("--words-file FILE, once for each reader")
        count = context.prompts.ask_checked("How many readers are here?", "2", parse_count)
        words = tuple(type_words(context, f"Reader {number}, word") for number in range(1, 1 + parse_count(count)))
    opened = open_with(context, Credentials(context.passphrase_source.passphrase, words))
    warn_of_names(context, opened, reason or "")
    engagement, _, views = sealed.read_sealed_engagement(opened, which, read_reason(context, reason))
    agent.close_windows(context.setting, opened)
    data: engagements_json.SealedNotesRead = {
        "engagement": engagements_json.EngagementRecord.of(engagement),
        "notes": [notes_json.NoteRecord.of(view) for view in views],
    }
    return Reply(data, notes_text.notes(views), is_secret=True)
