"""Recovery words at the terminal: shown once, asked back by number, typed by their first letters."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.services import founding

PURPOSE = (
    "These 24 recovery words open the vault when the passphrase is lost.\n"
    "Write them on paper, number by number, and keep the sheet where nobody else reads it."
)
_INTRO = f"{PURPOSE}\nThey are shown once; four of them are asked back."
_ATTEMPTS = 3


def confirm_words(context: Context, words: list[str]) -> bool:
    """Shows the words until four of them, asked by number, are typed right; tells whether they were."""
    told = _INTRO
    for _ in range(_ATTEMPTS):
        context.output.show_once(f"{told}\n\n{sheet(words)}")
        with context.output.aside():
            wrong = [number for number in founding.draw_questions() if _ask(context, number) != words[number - 1]]
        if not wrong:
            context.output.say("The four words are right.")
            return True
        told = f"Word {wrong[0]} was another one. Compare your sheet, number by number; then four are asked back again."
    context.output.warn("The recovery words stay untested. Write them down before you close the next page.")
    context.output.show_once(sheet(words))
    return False


def type_words(context: Context) -> str:
    """Asks for all 24 words; the first four letters of each are enough."""
    with context.output.aside():
        context.output.say("Type the words from the sheet; the first four letters of each are enough.")
        return " ".join(_ask(context, number) for number in range(1, founding.WORDS + 1))


def sheet(words: list[str]) -> str:
    """Returns the words in numbered columns."""
    rows = [[f"{number + 1:>2}. {words[number]:<10}" for number in range(row, 24, 6)] for row in range(6)]
    return "\n".join("".join(row).rstrip() for row in rows)


def _ask(context: Context, number: int) -> str:
    return context.prompts.ask_word(f"Recovery word {number}", founding.recovery_word_list())
