"""`coachvault recovery`: the recovery words, tried before they are needed, or made anew."""

from __future__ import annotations

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.places import new_place
from coachvault.cli.input.recovery_words import (
    PURPOSE,
    Sheet,
    confirm_words,
    type_words,
    write_sheet,
)
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import keys as keys_json
from coachvault.render.printed.recovery_sheet import grid
from coachvault.services.keys import create_vault, credentials

app = group("Try the recovery words, or make new ones.")


@command(app, "test")
def test(context: Context) -> Reply[keys_json.RecoveryTested]:
    """Try the words on the sheet: do they open this vault?"""
    offered = context.passphrase_source.words()
    opened = unlock(context)
    if not offered:
        context.need_person("--words-file FILE")
    credentials.require_recovery(opened, offered[0] if offered else type_words(context))
    return Reply({"recovery_tested": True}, "The words on the sheet open this vault.")


@command(app, "renew")
def renew(context: Context, sheet: Sheet = "") -> Reply[keys_json.RecoveryRenewed]:
    """Make new recovery words; the old ones no longer open anything."""
    place = new_place(sheet)
    opened = unlock(context)
    words = create_vault.draw_recovery_words()
    tested = confirm_words(context, words) if context.interactive else False
    credentials.renew_recovery(opened, words, tested=tested)
    write_sheet(context, opened, place, words)
    done = f"The new recovery words are in force; destroy the old sheet. {credentials.OLD_WORDS}"
    shown = "" if context.interactive else f"\n\n{PURPOSE}\n\n{grid(words)}\n\nUntested: the words were not tried."
    return Reply({"recovery_words": words, "recovery_tested": tested}, done + shown)
