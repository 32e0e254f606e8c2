"""`coachvault init`: a new vault."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.input.options import option
from coachvault.cli.input.places import new_place
from coachvault.cli.input.reading import read_form, report_cloud_copies
from coachvault.cli.input.recovery_words import PURPOSE, Sheet, confirm_words, write_sheet
from coachvault.cli.unlock.notes_while_locked import settle
from coachvault.cli.unlock.open_vault import STAYS, stay_unlocked, uses_agent
from coachvault.errors import StorageFailed
from coachvault.practice.people import Profile, Role
from coachvault.practice.periods import parse_period
from coachvault.render.as_json import keys as keys_json
from coachvault.render.printed.recovery_sheet import grid
from coachvault.services.core.open_vault import DEFAULT_PROFILE
from coachvault.services.keys import create_vault
from coachvault.services.retention.policy import generate, require_reason
from coachvault.texts.policy import USUAL_CONTACTS, USUAL_NOTES, USUAL_REASON

app = single()


@command(app, shows=keys_json.VaultMade)
def init(
    context: Context,
    practice_from: Annotated[
        str, option("--practice-from FILE|-", "TOML: name, role (coach or mentor), date_order (dmy or mdy).")
    ] = "",
    sheet: Sheet = "",
) -> None:
    """Make a vault: passphrase, recovery words, practice."""
    setting = context.setting
    create_vault.require_no_vault(setting)
    place = new_place(sheet)
    policy = ""
    if practice_from:
        profile = create_vault.parse_profile(read_form(practice_from))
    else:
        profile = _ask_profile(context) if context.interactive else Profile()
        policy = _ask_policy(context) if context.interactive else ""
    passphrase = context.passphrase_source.new_passphrase(
        lambda typed: create_vault.judge_passphrase(typed, profile.name)
    )
    words = create_vault.draw_recovery_words()
    if context.interactive:
        profile = create_vault.with_tested_recovery(profile, confirm_words(context, words))
    cost = context.surroundings.kdf_profile or DEFAULT_PROFILE
    opened = create_vault.found_practice(setting, profile, passphrase, words, cost, policy)
    data = keys_json.VaultMade(vault_id=opened.vault_id, recovery_words=words, recovery_tested=profile.recovery_tested)
    try:
        context.show(Reply(data, _done(context, words)))
    except StorageFailed as error:
        create_vault.take_back(setting)
        raise StorageFailed(f"{error.message} Nobody has seen the recovery words, so no vault was made.") from None
    write_sheet(context, opened, place, words)
    report_cloud_copies(context, context.vault_path)
    settle(context, opened)
    if context.interactive and uses_agent():
        context.output.say(STAYS)
        stay_unlocked(context, opened)


def _ask_profile(context: Context) -> Profile:
    name = context.prompts.ask("What is your practice called? (it appears on letters; Enter leaves it empty)", "")
    role = context.prompts.choose("Are you a coach or a mentor?", [(role.value, "") for role in Role])
    return Profile(name, Role(role))


def _ask_policy(context: Context) -> str:
    """Asks how long records are kept, and returns that as a policy; `retention policy edit` says more."""
    context.output.say("You decide how long you keep records, no law sets it for coaches. It can be changed.")
    ask = context.prompts.ask_checked
    notes = ask("For how long after the end do you keep notes?", USUAL_NOTES, parse_period)
    because = ask("For what reason?", USUAL_REASON, require_reason)
    contacts = ask("And contact details?", USUAL_CONTACTS, parse_period)
    return generate(notes, because, contacts)


def _done(context: Context, words: list[str]) -> str:
    done = (
        f"The vault is made. It is this one file:\n{context.vault_path}\n`coachvault client add` adds the first client."
    )
    if context.interactive:
        return done
    return f"{done}\n\n{PURPOSE}\n\n{grid(words)}\n\nRecovery untested: the words were not tried."
