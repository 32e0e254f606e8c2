"""The sheet with the recovery words, as text and as one page to print; nothing in it is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import msgspec

from coachvault.render.printed.frame import framed

_ROWS = 6
_USE = (
    "These 24 words open the vault when the passphrase is lost, and every copy of it. Whoever has this sheet and the"
    " file can read everything.",
    "Keep it where nobody else reads it, and not next to the laptop or the backup.",
    "Try it once a year: coachvault recovery test",
    "Passphrase lost: coachvault passphrase forgot",
    "Laptop lost: coachvault restore FILE --by-words",
    "New words, when this sheet is lost or was seen: coachvault recovery renew",
)


class AroundWords(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around the words on paper.

    Args:
        language: In which it is, as in `en`.
        print_it: To print the page and delete the file.
        square: Beside the square code.
        square_title: Of the square code, for whoever does not see it.
    """

    language: str
    print_it: str
    square: str
    square_title: str


_FOR_THE_COACH = AroundWords(
    language="en",
    print_it="Print this page, then delete the file: it opens the vault.",
    square=(
        "The same words, a line each, for a scanner that types like a keyboard. A telephone's camera may keep what it"
        " sees."
    ),
    square_title="The words, a line each",
)


def grid(words: Sequence[str]) -> str:
    """Returns the words in numbered columns."""
    cells = [f"{number:>2}. {word:<10}" for number, word in enumerate(words, start=1)]
    rows = [cells[row::_ROWS] for row in range(_ROWS)]
    return "\n".join("".join(row).rstrip() for row in rows)


def text(words: Sequence[str], vault_id: str, day: date) -> str:
    """Returns the sheet as plain text."""
    about = f"Vault {vault_id}\nWords of {day.isoformat()}"
    return "\n\n".join(["CoachVault: recovery words", about, grid(words), *_USE]) + "\n"


def page(words: Sequence[str], vault_id: str, day: date) -> str:
    """Returns the sheet as an HTML page of one side of paper."""
    about = f"Vault <code>{escape(vault_id)}</code><br>Words of {day.isoformat()}"
    return sheet("Recovery words", about, words, _USE)


def sheet(
    title: str, about: str, words: Sequence[str], use: Sequence[str], around: AroundWords = _FOR_THE_COACH
) -> str:
    """Returns a sheet of words as an HTML page.

    Args:
        title: What it is.
        about: Whose words they are and of what, as HTML.
        words: The words.
        use: What they are for, a paragraph each.
        around: What stands around them.
    """
    items = "".join(f"<li>{escape(word)}</li>" for word in words)
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in use)
    body = _BODY.format(
        print_it=escape(around.print_it),
        about=about,
        items=items,
        use=paragraphs,
        square=_square(words, around.square_title),
        caption=escape(around.square),
    )
    return framed(f"CoachVault: {escape(title)}", escape(title), body, _STYLE, width=40, language=around.language)


def _square(words: Sequence[str], title: str = _FOR_THE_COACH.square_title) -> str:
    """Returns a QR code of the words, a line each, as SVG: a scanner that types answers the prompts one by one."""
    import segno  # loaded only where a page is made

    code = segno.make("\n".join(words), error="m", micro=False)
    return code.svg_inline(scale=3, light="#fff", title=title)


_STYLE = """\
ol { columns: 3; column-gap: 2em; font: 14pt/1.9 "Courier New", monospace; padding-left: 2.2em; }
code { font-family: "Courier New", monospace; overflow-wrap: anywhere; }
figure { display: flex; gap: 1em; align-items: center; margin: 1em 0; break-inside: avoid; }
figure svg { flex: none; }
figcaption { font-size: 10pt; }
@media (max-width: 34em) { ol { columns: 2; } }
@media print {
  body { margin: 0; font-size: 11pt; line-height: 1.4; }
  ol { line-height: 1.6; }
  .screen { display: none; }
}"""

_BODY = """\
<p class="screen"><strong>{print_it}</strong></p>
<p>{about}</p>
<ol>{items}</ol>
<figure>{square}<figcaption>{caption}</figcaption></figure>
{use}"""
