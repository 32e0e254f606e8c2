"""`coachvault init`: a new vault."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.intake import read_form
from coachvault.cli.unlocking import setting_of
from coachvault.errors import StorageFailed
from coachvault.practice.people import Profile, Role
from coachvault.services import founding
from coachvault.services.opening import DEFAULT_PROFILE

app = typer.Typer(rich_markup_mode=None)

_ATTEMPTS = 3
_WORDS_PURPOSE = (
    "These 24 recovery words open the vault when the passphrase is lost.\n"
    "Write them on paper, number by number, and keep the sheet where nobody else reads it."
)
_WORDS_INTRO = f"{_WORDS_PURPOSE}\nThey are shown once; four of them are asked back."


@app.command()
def init(
    ctx: typer.Context,
    practice_from: Annotated[
        str, typer.Option("--practice-from", metavar="FILE|-", help="TOML with name and role (coach or mentor).")
    ] = "",
) -> None:
    """Make a vault: passphrase, recovery words, practice."""
    context: Context = ctx.obj
    setting = setting_of(context)
    founding.expect_no_vault(setting)
    if practice_from:
        profile = founding.parse_profile(read_form(practice_from))
    else:
        profile = _ask_profile(context) if context.interactive else Profile()
    passphrase = context.passphrase_source.new_passphrase(lambda typed: founding.judge_passphrase(typed, profile.name))
    words = founding.draw_recovery_words()
    if context.interactive:
        profile = founding.with_tested_recovery(profile, _confirm_words(context, words))
    cost = context.surroundings.kdf_profile or DEFAULT_PROFILE
    founded = founding.found_practice(setting, profile, passphrase, words, cost)
    data = {"vault_id": founded.vault_id, "recovery_words": words, "recovery_tested": profile.recovery_tested}
    try:
        context.output.result("init", data, _done(profile, words, shown=context.interactive))
    except StorageFailed as error:
        founding.take_back(setting)
        raise StorageFailed(f"{error.message} Nobody has seen the recovery words, so no vault was made.") from None


def _ask_profile(context: Context) -> Profile:
    name = context.prompts.ask("What is your practice called? (it stands on letters; Enter leaves it open)", "")
    role = context.prompts.choose("Are you a coach or a mentor?", [(role.value, "") for role in Role])
    return Profile(name, Role(role))


def _confirm_words(context: Context, words: list[str]) -> bool:
    """Shows the words until four of them, asked by number, are typed right."""
    for _ in range(_ATTEMPTS):
        context.output.show_once(f"{_WORDS_INTRO}\n\n{_sheet(words)}")
        wrong = [number for number in founding.draw_questions() if not _asked_back(context, words, number)]
        if not wrong:
            return True
        context.output.say(f"Word {wrong[0]} is another one. The words are shown again.")
    context.output.warn("The recovery words stay untested. Write them down before you close the next page.")
    context.output.show_once(_sheet(words))
    return False


def _asked_back(context: Context, words: list[str], number: int) -> bool:
    return context.prompts.ask_word(f"Recovery word {number}", founding.recovery_word_list()) == words[number - 1]


def _sheet(words: list[str]) -> str:
    rows = [[f"{number + 1:>2}. {words[number]:<10}" for number in range(row, 24, 6)] for row in range(6)]
    return "\n".join("".join(row).rstrip() for row in rows)


def _done(profile: Profile, words: list[str], *, shown: bool) -> str:
    done = "The vault is made. `coachvault client add` adds the first client."
    if shown:
        return done
    return f"{done}\n\n{_WORDS_PURPOSE}\n\n{_sheet(words)}\n\nRecovery untested: nothing was asked back."
