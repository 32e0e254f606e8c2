"""`python -m tests.fuzz.seeds [KIND ...]`: writes the inputs that a search begins with, made from shapes of our tests.

What is written is the same each time. Inputs that were faults once (`found-...`) are kept by hand, and left alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from tests.fuzz.kinds import FOLDER, KINDS
from tests.property.answer_shapes import SHAPES

MAILS = (
    "Gmail, English, plain",
    "Gmail, English",
    "iPhone: Apple, English",
    "iPhone, HTML: Apple, English",
    "Apple Mail: Apple, English",
    "Thunderbird, English",
    "Outlook, English",
    "Outlook, English, plain",
    "Proton",
    "inline, mutt",
    "with a signature, en",
    "alone in HTML, en",
    "the line alone, de",
    "typed as 'i approve k7qm-3fzp'",
    "flattened dashes",
    "letters lost in koi8-r",
    "S/MIME",
    "PGP/MIME",
    "a logo",
    "a card",
    "a preamble",
    "a banner",
    "a topic",
    'from "Marsh, Ada" <ada.marsh@example.org>',
)
"""Shapes of answers of which a search begins with one each."""
PAGES = ("Gmail, English", "Outlook, English, HTML", "Yahoo", "Proton Mail", "styled: a dark screen", "a logo")
Seeds = Iterator[tuple[str, bytes]]


def mails() -> Seeds:
    for name in MAILS:
        yield f"{plain(name)}.eml", SHAPES[name].bytes_in()
    for charset, encoding in (("utf-8", "base64"), ("utf-8", "quoted-printable"), ("utf-16", "base64")):
        yield f"written-in-{charset}-{encoding}.eml", SHAPES["with a signature, en"].bytes_in(charset, encoding)


def pages() -> Seeds:
    for name in PAGES:
        yield f"{plain(name)}.html", "".join(text for _, text in SHAPES[name].html).encode()


MAKERS: dict[str, Callable[[], Seeds]] = {"mail": mails, "html": pages}


def plain(name: str) -> str:
    """Returns a name as that of a file."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def write(kind: str) -> None:
    """Writes the seeds of a kind anew."""
    folder = FOLDER / "corpus" / kind
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if not path.name.startswith("found-"):
            path.unlink()
    for name, data in MAKERS[kind]():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    for each in sys.argv[1:] or KINDS:
        write(each)
