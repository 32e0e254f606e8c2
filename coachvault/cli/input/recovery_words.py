"""Recovery words at the terminal: shown once, asked for by number, typed by their first letters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from coachvault.cli.context import Context
from coachvault.cli.input.options import option
from coachvault.errors import BadInput
from coachvault.render.printed import recovery_sheet
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.keys import create_vault
from coachvault.services.records import written_files

Sheet = Annotated[str, option("--sheet FILE", "Write a sheet to print, .html or .txt; it contains the words.")]
PURPOSE = (
    "These 24 recovery words open the vault when the passphrase is lost.\n"
    "Write them on paper, number by number, and keep the sheet where nobody else reads it."
)
_INTRO = f"{PURPOSE}\nThey are shown once; then you are asked for four of them."
_ATTEMPTS = 3
_CORRECT = (
    "These words do not fit together: one of them differs from the sheet, or two are swapped. Compare them, and"
    " correct one after the other. (Ctrl-C leaves.)"
)


def confirm_words(context: Context, words: list[str]) -> bool:
    """Shows the words until four of them, asked by number, are typed correctly; returns whether they were."""
    message = _INTRO
    for _ in range(_ATTEMPTS):
        context.output.show_once(f"{message}\n\n{recovery_sheet.grid(words)}")
        with context.output.aside():
            wrong = [number for number in create_vault.draw_questions() if _ask(context, number) != words[number - 1]]
        if not wrong:
            context.output.say("The four words are right.")
            return True
        message = (
            f"Word {wrong[0]} was different. Compare your sheet, number by number; then you are asked for four again."
        )
    context.output.warn("The recovery words stay untested. Write them down before you close the next page.")
    context.output.show_once(recovery_sheet.grid(words))
    return False


def type_words(context: Context, what: str = "Recovery word") -> str:
    """Asks for all 24 words; the first four letters of each are enough. Words that do not fit together are corrected.

    Args:
        context: The command's context.
        what: What each is called on the sheet.
    """
    with context.output.aside():
        context.output.say("Type the words from the sheet; the first four letters of each are enough.")
        words = [_ask(context, number, what) for number in range(1, create_vault.WORDS + 1)]
        while not create_vault.fit_together(words):
            context.output.say(f"\n{recovery_sheet.grid(words)}\n\n{_CORRECT}")
            number = int(context.prompts.ask_checked("Number of the word to correct", "", _require_number))
            words[number - 1] = _ask(context, number, what)
        return " ".join(words)


def write_sheet(context: Context, opened: OpenVault, path: Path | None, words: list[str]) -> None:
    """Writes the sheet to print: a page where the name ends in .html, plain text otherwise.

    `status` lists it until it is deleted.

    Args:
        context: The command's context.
        opened: The vault that the words open.
        path: The file; None if no sheet is wanted.
        words: The recovery words.

    Raises:
        BadInput: Something already exists there.
        StorageFailed: It could not be written.
    """
    if path is None:
        return
    day = context.surroundings.clock.now().date()
    render = recovery_sheet.page if path.suffix.lower() in (".html", ".htm") else recovery_sheet.text
    written_files.write(opened, {path: render(words, opened.vault_id, day)}, "recovery words")
    context.output.warn(f"{path} contains the recovery words, readable: print it, then delete it.")


def _ask(context: Context, number: int, what: str = "Recovery word") -> str:
    return context.prompts.ask_word(f"{what} {number}", create_vault.recovery_word_list())


def _require_number(typed: str) -> None:
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= create_vault.WORDS):
        raise BadInput(f"A number from 1 to {create_vault.WORDS}.")
