"""Whatever stands around or within a sign-off, in a file or a mail: the coach is shown it, or it is refused."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import product

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.mails.folding import fold
from coachvault.mails.lines import plain_lines
from coachvault.mails.mail import Mail, MailForm
from coachvault.signoff.approval import said_around
from coachvault.signoff.block import find_blocks, holds_block
from coachvault.signoff.scan import text_of_file
from coachvault.signoff.signed import open_sign_off
from tests.independent.test_signoff import VAULT
from tests.property.answer_positions import SENTENCES
from tests.unit.signoff.mails import NAME, alternative, attached, divs, multipart, part, quote, single
from tests.unit.signoff.test_signed import BLOCK, REQUEST

HTML = "text/html; charset=utf-8"
BEGIN, *BODY, END = BLOCK.strip().splitlines()


def _lines(*above: str, body: list[str] = BODY, below: tuple[str, ...] = ()) -> str:
    return "\n".join([*above, BEGIN, *body, END, *below])


POSITIONS: dict[str, Callable[[str], str]] = {
    "above": lambda told: _lines(told, ""),
    "below": lambda told: _lines(below=("", told)),
    "on the first line, before it": lambda told: _lines().replace(BEGIN, f"{told} {BEGIN}"),
    "on the first line, behind it": lambda told: _lines().replace(BEGIN, f"{BEGIN} {told}"),
    "on the last line, before it": lambda told: _lines().replace(END, f"{told} {END}"),
    "on the last line, behind it": lambda told: _lines().replace(END, f"{END} {told}"),
    "first within": lambda told: _lines(body=[told, *BODY]),
    "within": lambda told: _lines(body=[*BODY[:2], told, *BODY[2:]]),
    "within a line": lambda told: _lines(body=[f"{BODY[0][:20]} {told} {BODY[0][20:]}", *BODY[1:]]),
    "within, quoted": lambda told: _lines(body=[*BODY[:2], f"> {told}", *BODY[2:]]),
    "last within": lambda told: _lines(body=[*BODY, told]),
    "within another block above": lambda told: f"{_lines(body=[told])}\n\n{_lines()}",
    "within another block below": lambda told: f"{_lines()}\n\n{_lines(body=[told])}",
    "in a block that does not end": lambda told: f"{BEGIN}\n{told}\n\n{_lines()}",
    "between two that are the same": lambda told: f"{_lines()}\n{told}\n{_lines()}",
    "in a link": lambda told: _lines(f"<https://a.example/{'-'.join(told.split())}/>"),
}


def _rtf(text: str) -> bytes:
    signs = "".join(sign if sign.isascii() else "".join(f"\\u{unit} ?" for unit in _units(sign)) for sign in text)
    return ("{\\rtf1\\ansi " + signs.replace("\n", "\\par\n") + "}").encode()


def _units(sign: str) -> list[int]:
    data = sign.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


FILES: dict[str, Callable[[str], bytes]] = {
    "a file": str.encode,
    "a file of Notepad": lambda text: text.encode("utf-16"),
    "a file of TextEdit": _rtf,
}
MAILS: dict[str, Callable[[str], bytes]] = {
    "a mail": single,
    "a quoted mail": lambda text: single(quote(text, 200)),
    "a mail in HTML": lambda text: single(divs(text), HTML),
    "a mail in both": lambda text: alternative(text, divs(text)),
    "an attached text": lambda text: multipart("mixed", part("Hi"), part(text, more=attached("a.txt"))),
    "an attached page": lambda text: multipart("mixed", part("Hi"), part(f"<pre>{escape(text)}</pre>", HTML)),
    "an attached mail": lambda text: multipart("mixed", part("Hi"), part(single(text), "message/rfc822")),
    "an encoded mail": lambda text: single(text, encoding="base64"),
}
Case = tuple[str, str, str]


def is_lost(case: Case) -> bool:
    """Returns whether the sentence of a case is neither shown nor refused."""
    carrier, position, sentence = case
    text = POSITIONS[position](sentence)
    try:
        if carrier in FILES:
            texts = [text_of_file(FILES[carrier](text))]
            forms: tuple[MailForm, ...] = (MailForm(tuple(plain_lines(texts[0]))),)
        else:
            mail = Mail(MAILS[carrier](text))
            texts, forms = mail.every_text(), mail.forms
        blocks = [block for each in texts if holds_block(each) for block in find_blocks(each)]
        open_sign_off(blocks[0], VAULT, "R7", REQUEST)
    except (Refused, BadInput):
        return False
    shown = "".join(
        fold(" ".join(line.text for line in said_around(forms, REQUEST, NAME, blocks[:1])).replace("<", " "))
    )
    return "".join(fold(sentence)) not in shown


def every(step: int) -> list[Case]:
    whole = product((*FILES, *MAILS), POSITIONS, SENTENCES)
    return [case for number, case in enumerate(whole) if number % step == 0]


def test_every_carrier_can_be_taken() -> None:
    for carrier in (*FILES, *MAILS):
        text = _lines()
        texts = [text_of_file(FILES[carrier](text))] if carrier in FILES else Mail(MAILS[carrier](text)).every_text()
        found = [block for each in texts if holds_block(each) for block in find_blocks(each)]
        assert open_sign_off(found[0], VAULT, "R7", REQUEST).approved == (1, 3)


def test_no_wish_is_lost() -> None:
    assert [case for case in every(37) if is_lost(case)] == []


@pytest.mark.thorough
def test_no_wish_is_lost_anywhere() -> None:
    assert [case for case in every(1) if is_lost(case)] == []


SEPARATORS: dict[str, str] = {
    "nothing": "\n",
    "a blank line": "\n\n",
    "WhatsApp, iPhone": "\n[23.11.26, 14:31:02] Ada Marsh: ",
    "WhatsApp, Android": "\n23.11.26, 14:31 - Ada Marsh: ",
    "WhatsApp, American": "\n11/23/26, 2:31 PM - Ada Marsh: ",
    "a header line": "\nAda Marsh, 14:31\n",
    "a name and a time": "\nAda\n14:31\n",
    "a name alone": "\nAda\n",
    "numbered": " (1/2)\n(2/2) ",
    "numbered above": "\n2/2\n",
    "Telegram": "\nAda Marsh, [23.11.2026 14:31]\n",
    "with words": "\nand this is the rest, only without the winter:\n",
}
"""What stands between the pieces of a block that came in several messages."""
SURE = [name for name in SEPARATORS if not name.startswith(("numbered", "a name"))]
"""Those in which hardly anything can be taken for a piece."""


def pieces(separator: str, places: tuple[int, ...]) -> str:
    text = _lines()
    for at in sorted(places, reverse=True):
        text = text[:at] + SEPARATORS[separator] + text[at:]
    return text


def outcome(text: str) -> tuple[bool, str]:
    """Returns whether a block is taken, and what is shown besides."""
    try:
        found = find_blocks(text)
        open_sign_off(found[0], VAULT, "R7", REQUEST)
    except Refused:
        return False, ""
    forms = (MailForm(tuple(plain_lines(text))),)
    return True, " ".join(line.text for line in said_around(forms, REQUEST, NAME, found))


def split(step: int) -> dict[str, tuple[int, int, list[str]]]:
    """Returns for each separator how many places were tried, how many were taken, and where words were lost."""
    start, end = _lines().index(BODY[0]), _lines().index(END)
    found = {}
    for name, separator in SEPARATORS.items():
        results = {
            at: outcome(pieces(name, (at, max(start, at - 700))[: 1 + at % 2])) for at in range(start, end, step)
        }
        words = [each for each in separator.split() if each.isalpha()]
        lost = [f"{name} at {at}" for at, (taken, shown) in results.items() if taken and not shown_all(words, shown)]
        found[name] = (len(results), sum(taken for taken, _ in results.values()), lost)
    return found


def shown_all(words: list[str], shown: str) -> bool:
    return all(word in shown for word in words)


@pytest.mark.parametrize("step", [pytest.param(7, marks=pytest.mark.thorough), 61])
def test_a_block_in_several_messages_is_put_together_and_what_stands_between_is_shown(step: int) -> None:
    found = split(step)
    assert [lost for _, _, lost in found.values() if lost] == []
    shares = {name: taken / tried for name, (tried, taken, _) in found.items()}
    assert min(shares.values()) > 0.4  # a name that is all letters may be a piece: then it is refused
    assert [name for name in SURE if shares[name] < 0.95] == []


def test_a_twin_with_words_of_letters_alone_is_shown() -> None:
    told = "OnlyWithoutTheSentenceAboutTheWinter"
    text = f"{_lines()}\n\n{_lines(body=[*BODY[:2], told, *BODY[2:]])}"
    blocks = find_blocks(text)[:1]
    shown = " ".join(line.text for line in said_around((MailForm(tuple(plain_lines(text))),), REQUEST, NAME, blocks))
    assert told in shown
