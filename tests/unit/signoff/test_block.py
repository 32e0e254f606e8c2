"""A block is found in whatever a mail program made of it, and says what is wrong where it cannot be read."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from coachvault.errors import Refused
from coachvault.signoff.block import (
    CODE_BYTES,
    LARGEST_BLOCK_CHARACTERS,
    MOST_BLOCKS,
    Block,
    find_blocks,
    holds_block,
    without_blocks,
)
from tests.independent import signoff
from tests.unit.signoff.test_signed import BLOCK, PAGE, WORDS, take

LINES = BLOCK.splitlines()
MANGLED = {
    "quoted": "\n".join(f"> {line}" for line in LINES),
    "quoted twice, CRLF": "\r\n".join(f"> > {line}" for line in LINES),
    "quoted with bars": "\n".join(f"| {line}" for line in LINES),
    "indented": "\n".join(f"    {line}" for line in LINES),
    "wrapped at 40": LINES[0] + "\n" + "\n".join(re.findall(".{1,40}", "".join(LINES[1:-1]))) + "\n" + LINES[-1],
    "on one line": " ".join(LINES),
    "in one piece": LINES[0] + "".join(LINES[1:-1]) + LINES[-1],
    "other dashes": BLOCK.replace("-----", "\u2014\u2014-"),
    "no dashes": BLOCK.replace("-----", ""),
    "hard spaces": "\n".join(f"{line}\u00a0 " for line in LINES).replace("BEGIN COACH", "BEGIN\u00a0COACH"),
    "text around": f"Hi Mirjam,\n\nhere it is:\n\n{BLOCK}\nBest, Ada\n-- \nsent from\n",
    "empty lines": "\n\n".join(LINES),
    "another hyphen": BLOCK.replace("SIGN-OFF", "SIGN\u2011OFF"),
    "twice": BLOCK + "\n" + BLOCK,
    "zero width": BLOCK.replace("COACHVAULT", "COACH\u200bVAULT").replace(
        LINES[3], f"{LINES[3][:9]}\u200b{LINES[3][9:]}"
    ),
    "soft hyphens": BLOCK.replace("SIGN-OFF", "SIGN\u00ad-\u00adOFF").replace(
        LINES[3], f"{LINES[3][:9]}\u00ad{LINES[3][9:]}"
    ),
    "small letters": "\n".join([LINES[0].lower(), *LINES[1:-1], LINES[-1].title()]),
    "line breaks of HTML": "<br>\n".join(LINES) + "<br/>",
    "spaces of HTML": BLOCK.replace(" ", "&nbsp;"),
    "a damaged twin above": f"> {LINES[0]}\n> AAAA\n> {LINES[-1]}\n\n{BLOCK}",
    "a damaged twin below": f"{BLOCK}\n\n> {LINES[0]}\n> !!!!\n> {LINES[-1]}",
    "a twin without an end above": f"{LINES[0]}\n{LINES[1]}\n\n{BLOCK}",
    "a twin without an end below": f"{BLOCK}\n{LINES[0]}\n{LINES[1]}\n",
    "a mark at the start": "\ufeff" + BLOCK,
}


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED)
def test_a_mangled_block_is_found(text: str) -> None:
    assert len(find_blocks(text)) == 1
    assert list(take(text).proof.words) == WORDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BLOCK[:-40], "does not end"),
        (BLOCK.replace(LINES[3], ""), "changed on its way"),
        (f"{LINES[0]}\nAAAA\n{LINES[-1]}", "version|damaged"),
        (f"{LINES[0]}\n!!!\n{LINES[-1]}", "damaged"),
        (f"{LINES[0]}\nAQ\n{LINES[-1]}", "damaged"),
        (signoff.armoured(PAGE, b"{}", version=2), "another version"),
        (signoff.armoured(PAGE, b"{}", code="ZZZZ-2222"), "another request"),
    ],
)
def test_a_broken_block_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        take(text)


def armoured(code: str = "K7QM3FZP", body: bytes = bytes(40)) -> str:
    return "\n".join([signoff.BEGIN, signoff.b64(b"\x01" + code.encode() + body), signoff.END])


def test_a_block_is_taken_apart() -> None:
    (found,) = find_blocks(armoured(body=b"n" * 12 + b"c" * 28))
    assert found == Block("K7QM-3FZP", b"n" * 12, b"c" * 28)
    assert found.associated_data == b"CoachVault/v1 reply\0\x01K7QM3FZP"
    assert len(found.associated_data) == len(b"CoachVault/v1 reply\0") + 1 + CODE_BYTES


def test_blocks_come_in_order_and_not_without_end() -> None:
    bodies = [bytes([number]) * 28 for number in range(MOST_BLOCKS + 5)]
    found = find_blocks("\n".join(armoured(body=each) for each in bodies))
    assert [each.nonce[0] for each in found] == list(range(MOST_BLOCKS))


@pytest.mark.parametrize("body", [bytes(27), b""])
def test_a_block_without_nonce_and_tag_is_damaged(body: bytes) -> None:
    assert find_blocks(armoured(body=bytes(28)))
    with pytest.raises(Refused, match="damaged"):
        find_blocks(armoured(body=body))


def test_a_code_that_is_none_is_damage() -> None:
    with pytest.raises(Refused, match="damaged"):
        find_blocks(armoured("K7QM3FZI"))


def test_only_the_beginning_makes_a_text_hold_one() -> None:
    assert holds_block(f"text {signoff.BEGIN}")
    assert not holds_block(f"text {signoff.END}")
    assert find_blocks("text") == []


def test_a_block_without_end_is_not_read() -> None:
    with pytest.raises(Refused, match="does not end"):
        find_blocks(f"{signoff.BEGIN}\n{'A' * (LARGEST_BLOCK_CHARACTERS + 1)}\n{signoff.END}")


@pytest.mark.parametrize("filling", ["-", " ", "x- ", f"{signoff.BEGIN}a", "BEGIN ", "\u200b", "<br>"])
def test_what_has_no_end_takes_no_long_time(filling: str) -> None:
    with pytest.raises(Refused, match="does not end"):
        find_blocks(signoff.BEGIN + filling * 20_000)


def test_what_stands_between_messages_is_left_out_of_the_block_and_shown() -> None:
    said = "[23.11.26, 14:31] Ada Marsh:"
    told = "\n".join([*LINES[:4], f"{said} {LINES[4]}", "without the winter please:", *LINES[5:]])
    assert find_blocks(told) == find_blocks(BLOCK)
    assert without_blocks(told, find_blocks(BLOCK)).strip("-\n") == f"{said} without the winter please:"
    assert without_blocks(told, ()) == told


@pytest.mark.parametrize("line", ["Ada x", "A", "AAAA AA", "1/2", "A" * 64, "23.11.26, 14:31 - Ada: B"])
def test_many_lines_between_take_no_long_time(line: str) -> None:
    for count in (1_000, 20_000):
        with suppress(Refused):
            find_blocks("\n".join([LINES[0], *LINES[1:4], *[line] * count, *LINES[4:]])[:200_000] + LINES[-1])
