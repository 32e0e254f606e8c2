"""Whatever a client writes, wherever in an answer: the coach is shown it, or the answer is refused.

And the mirror: every genuine answer can be taken. The whole product of shapes, positions and sentences runs by
`pytest -q -m slow tests/property/test_every_answer.py`.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import pytest

from coachvault.errors import BadInput
from coachvault.mails.folding import fold
from coachvault.mails.mail import read_reply
from coachvault.practice.signoff import Remark
from coachvault.services.releases.known import besides, remarks_of
from coachvault.signoff.approval import judge
from tests.property.answer_positions import POSITIONS, SENTENCES
from tests.property.answer_shapes import BREAKS, QUOTED, SENDER, SHAPES, Shape, asked
from tests.unit.signoff.mails import NAME

WRITTEN = (
    ("utf-8", "8bit"),
    ("utf-8", "quoted-printable"),
    ("utf-8", "base64"),
    ("iso-8859-1", "quoted-printable"),
    ("windows-1252", "8bit"),
    ("iso-8859-15", "base64"),
    ("utf-16", "base64"),
    ("koi8-r", "8bit"),
)
"""Charsets and transfer encodings; a program takes one that has all of the letters."""
Case = tuple[str, str, str, tuple[str, str]]
QUICK, THOROUGH = 683, 41
"""Of the whole product every case of so many is looked at: primes, so that all of each dimension come up."""


def read(shape: Shape, written: tuple[str, str]) -> tuple[str, tuple[Remark, ...]]:
    """Returns why a shape is refused, and what the coach reads of it."""
    request = asked(shape.language)[0]
    verdict = judge(read_reply(shape.bytes_in(*written)), request, (request.sent,), NAME)
    return verdict.refusal, besides(remarks_of(verdict.view, NAME, SENDER))


def fits(shape: Shape, charset: str) -> bool:
    text = "".join(piece for _, piece in (*shape.plain, *shape.html)) + shape.broken[1]
    return bool(shape.lost) or text.encode(charset, "replace").decode(charset) == text


def is_lost(case: Case) -> bool | None:
    """Returns whether the sentence of a case is lost; None where there is no such place."""
    name, position, sentence, written = case
    shape = POSITIONS[position](SHAPES[name], sentence)
    if shape is None or not fits(shape, written[0]) or BREAKS.get(shape.broken[0], written[1]) != written[1]:
        return None
    try:
        refusal, remarks = read(shape, written)
    except BadInput:
        return False
    told = {sentence}
    for charset in (shape.lost, written[0]) if shape.lost else ():
        told |= {each.encode(charset, "replace").decode(charset) for each in told}
    shown = "".join(fold(" ".join(each.text for each in remarks).replace("~~", " ").replace("<", " ")))
    return not refusal and all("".join(fold(each)) not in shown for each in told)


def lost(cases: Iterable[Case]) -> tuple[int, list[Case]]:
    looked_at, found = 0, []
    for case in cases:
        outcome = is_lost(case)
        looked_at += outcome is not None
        found += [case] if outcome else []
    return looked_at, found


def whole_product() -> Iterable[Case]:
    """Each shape with each position and sentence, the ways of writing it in turn."""
    for number, (name, position, sentence) in enumerate(product(SHAPES, POSITIONS, SENTENCES)):
        yield name, position, sentence, WRITTEN[number * 7 // 3 % len(WRITTEN)]


def every(step: int, start: int = 0) -> Iterable[Case]:
    return (case for number, case in enumerate(whole_product()) if number % step == start)


def test_there_are_enough_of_all() -> None:
    assert len(SHAPES) >= 150
    assert len(POSITIONS) >= 50
    assert len(set(SENTENCES)) >= 20


def test_no_wish_is_lost() -> None:
    looked_at, found = lost(every(QUICK))
    assert looked_at > 500
    assert found == []


@pytest.mark.thorough
def test_no_wish_is_lost_in_a_larger_sample() -> None:
    assert lost(every(THOROUGH, 1))[1] == []


@pytest.mark.slow
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_wish_is_lost_anywhere(sentence: str) -> None:
    assert lost(case for case in whole_product() if case[2] == sentence)[1] == []


@pytest.mark.parametrize(
    "written", [WRITTEN[0], *(pytest.param(each, marks=pytest.mark.thorough) for each in WRITTEN[1:])]
)
def test_every_genuine_answer_can_be_taken(written: tuple[str, str]) -> None:
    found = {name: read(shape, written) for name, shape in SHAPES.items() if fits(shape, written[0])}
    assert {name: refusal for name, (refusal, _) in found.items() if refusal} == {}
    assert statistics.median(len(remarks) for _, remarks in found.values()) <= 2


LOOKS = (
    "display:none",
    "visibility:hidden",
    "font-size:0",
    "font-size:1px",
    "color:#fff",
    "color:rgba(0,0,0,.02)",
    "opacity:0",
    "opacity:.2",
    "position:absolute;left:-999em",
    "text-indent:-999px",
    "height:0;overflow:hidden",
    "clip-path:inset(50%)",
    "transform:scale(0)",
    "text-decoration:line-through",
    "background:yellow",
    "background-color:#ffff00",
    "color:red",
    "color:#c00000;font-weight:bold",
)
"""Ways to take a sentence of the text out, or to mark it, without a word."""
SET_OFF = "keeps to the plan"


def is_set_off(name: str, look: str, tag: str) -> bool | None:
    """Returns whether a sentence of the text that looks otherwise is neither shown nor refused."""
    shape, changed = SHAPES[name], f'<{tag} style="{look}">{SET_OFF}</{tag}>'
    if not any(piece == QUOTED and SET_OFF in text for piece, text in shape.html):
        return None
    html = tuple((piece, text.replace(SET_OFF, changed) if piece == QUOTED else text) for piece, text in shape.html)
    refusal, remarks = read(replace(shape, html=html), WRITTEN[0])
    return not refusal and not any(SET_OFF in each.text for each in remarks)


def looks(step: int) -> list[tuple[str, str, str]]:
    return [case for number, case in enumerate(product(SHAPES, LOOKS, ("span", "div"))) if number % step == 0]


def test_no_sentence_of_the_text_is_taken_out_by_its_looks() -> None:
    found = {case: is_set_off(*case) for case in looks(101)}
    assert sum(each is not None for each in found.values()) > 20
    assert [case for case, lost in found.items() if lost] == []


@pytest.mark.thorough
def test_no_sentence_is_taken_out_by_its_looks_in_any_shape() -> None:
    assert [case for case in looks(7) if is_set_off(*case)] == []
