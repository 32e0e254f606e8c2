"""`coachvault restore`: a vault brought back from a copy."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.input.options import argument, option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.recovery_words import type_words
from coachvault.cli.unlock.open_vault import credentials_of
from coachvault.render.as_json import copies as copies_json
from coachvault.services.copies.restore import Restored, RestoreOrder, WaysIn, restore
from coachvault.services.core.open_vault import DEFAULT_PROFILE, Credentials
from coachvault.services.keys import create_vault

app = single()


@command(app)
def restore_copy(
    context: Context,
    file: Annotated[str, argument("A backup, or another copy of the vault.", "FILE")],
    accept: Annotated[
        bool, option("--accept", "Replace a vault that is there already, even with an older state.")
    ] = False,
    by_words: Annotated[bool, option("--by-words", "Type the recovery words, not the passphrase.")] = False,
) -> Reply[copies_json.VaultRestored]:
    """Restore the vault from a copy; a vault that is there already is kept aside."""
    offered = credentials_of(context)
    if by_words and not offered.words:
        context.need_person("--words-file FILE")
        offered = Credentials(offered.passphrase, [type_words(context)])
    cost = context.surroundings.kdf_profile or DEFAULT_PROFILE
    anew = (lambda: context.passphrase_source.new_passphrase(create_vault.judge_passphrase)) if offered.words else None
    wanted = RestoreOrder(path_of(file), accept, anew, cost)
    restored = restore(context.setting, wanted, offered)
    if restored.problem:
        context.output.warn(_NOT_COMPARED.format(problem=restored.problem))
    if restored.forgot:
        context.output.warn(_FORGOT)
    elif restored.seen_newer and not restored.compared:
        context.output.warn(_REMEMBERED if restored.remembered else _CANNOT_KNOW)
    data = copies_json.VaultRestored.of(restored)
    return Reply(data, _summary(restored))


_NOT_COMPARED = (
    "The vault that was there could not be read to its end, so that nothing was brought over from it, neither what was"
    " written nor what was removed since the copy was made. {problem}"
)
_REMEMBERED = (
    "This machine has seen a newer state of this vault, which is not at hand. What it remembers as erased, ended,"
    " withdrawn or destroyed since the copy was made was removed again; what was written since is missing, and what was"
    " removed on another machine cannot be known."
)
_FORGOT = (
    "What this machine remembered of this vault is damaged, and was put aside: what was erased, ended or withdrawn"
    " since the copy was made is known from the vault that was there alone, if it could be compared."
)
_CANNOT_KNOW = (
    "This machine has seen a newer state of this vault, which is not at hand: what was erased, ended or withdrawn since"
    " the copy was made cannot be known, and may be back."
)


_OPENS_WITH = {
    WaysIn.COPY: "It opens with the passphrase and the words of the copy, unless a new passphrase was given.",
    WaysIn.PRESENT: (
        "It opens with the passphrase and the words of the vault that was there, unless a new passphrase was given."
    ),
    WaysIn.ANEW: (
        "The ways into the vault had been changed by something other than CoachVault, so that every way in was"
        " written anew. It opens with the passphrase that you have just given; recovery words and custodians' words are"
        " the newest that the vault knew: `coachvault recovery test` tries yours."
    ),
}


def _summary(restored: Restored) -> str:
    message = ["The vault is back. `coachvault check` checks all of it."]
    if restored.compared:
        message.append("What was erased, ended, withdrawn, held or extended since the copy was made stays so.")
    message.append(_OPENS_WITH[restored.ways_in])
    if restored.aside:
        message.append(
            f"The vault that was there is kept: {restored.aside}\n"
            "When all is well, delete it and `coachvault backup forget` it: until then it counts as a copy."
        )
    return "\n".join(message)
