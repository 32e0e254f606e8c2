"""What may reach a terminal: stored text without the characters that control one.

Rich and Typer let escape sequences in stored text through (OSC 52 sets the clipboard, CSI moves the cursor, bidi
overrides turn names around). Everything human-readable passes here; JSON is escaped instead, so that it loses
nothing.
"""

from __future__ import annotations

import re

_CONTROLS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 except tab and newline, DEL, C1
    "\u00ad\u061c\u180e"  # soft hyphen, Arabic letter mark, Mongolian vowel separator
    "\u200b\u200e\u200f"  # zero-width space, direction marks
    "\u2028-\u202e"  # line and paragraph separators, bidi embeddings and overrides
    "\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible operators, bidi isolates, byte order mark, annotations
    "\ud800-\udfff"  # surrogates
    "\U000e0000-\U000e007f"  # tags
    "]"
)
_BREAKS = re.compile(r"[\n\t]+")


def clean(text: str) -> str:
    """Returns a text without control characters; newline, tab and the joiners that scripts and emoji need stay."""
    return _CONTROLS.sub("", text)


def clean_line(text: str) -> str:
    """Returns a text on one line, without control characters."""
    return _BREAKS.sub(" ", clean(text))


def veil(text: str) -> str:
    """Returns a text of the same length with a sign for each control character; for text that is being edited."""
    return _CONTROLS.sub("�", text)


def escape(json_text: str) -> str:
    r"""Returns JSON in which every control character is written as `\uXXXX`: the same value, safe to show.

    Args:
        json_text: JSON, in which such characters can occur only inside strings.
    """
    return _CONTROLS.sub(_escaped, json_text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", errors="surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
