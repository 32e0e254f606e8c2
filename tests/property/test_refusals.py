"""Each refusal of an answer is true, and the sentence to send on fits it: whatever stands wherever in a mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import pytest

from coachvault.errors import BadInput
from coachvault.mails.mail import MailForm, read_reply
from coachvault.services.releases.pleas import plea_after
from coachvault.signoff import approval
from coachvault.signoff.approval import MailVerdict, approves, judge
from coachvault.signoff.codes import bare
from coachvault.texts.languages import language_of
from tests.property.answer_positions import POSITIONS
from tests.property.answer_shapes import BREAKS, QUOTED, SHAPES, TYPED, Shape, asked, changed
from tests.property.test_every_answer import WRITTEN, fits
from tests.unit.signoff.mails import CODE, NAME

QUICK, THOROUGH = 997, 67
FURTHER = (f"I approve {CODE}", "Ich genehmige R2DX-5TWA", f"I do not approve {CODE}.", "See you on Monday.")
Lines = list[tuple[str, int, bool]]
"""What is said, how deep it is quoted, and whether it may be hidden."""
OURS = bare(CODE)


def said(forms: tuple[MailForm, ...]) -> Lines:
    return [(line.text, line.depth, line.doubtful) for form in forms if not form.beside for line in form.lines]


def yes(lines: Lines) -> Lines:
    return [each for each in lines if (found := approves(each[0])) and found[0] == OURS]


CAUSES: dict[str, Callable[[Lines, MailVerdict], bool]] = {
    approval.NO_LINE: lambda lines, _: not [each for each in yes(lines) if not each[1]],
    approval._NOT_BY_ITSELF: lambda lines, _: any(not approves(each[0]) and "7QM" in each[0] for each in lines),
    approval.MAY_BE_HIDDEN: lambda lines, _: any(each[2] for each in yes(lines)),
    approval._IN_QUOTATION: lambda lines, _: any(each[1] for each in yes(lines)),
    approval._IN_OLDER: lambda lines, _: bool(yes(lines)),
    approval._IN_OURS: lambda lines, _: bool(yes(lines)),
    approval._OTHER_CODE: lambda lines, _: any((found := approves(each[0])) and found[0] != OURS for each in lines),
    approval._TWICE: lambda lines, _: len(yes(lines)) > 1,
    approval.TOO_MUCH: lambda lines, _: len(lines) > approval.MOST_SHOWN,
    approval.CHANGED: lambda _, verdict: any(each.place == approval.OTHERWISE for each in verdict.view),
}
"""Of each refusal, what has to be so in the mail; read without the request."""


def refused(shape: Shape, written: tuple[str, str]) -> tuple[Lines, MailVerdict, str] | None:
    """Returns what a mail says, why it is refused, and what would be sent on; None where it is not refused."""
    request = asked(shape.language)[0]
    reply = read_reply(shape.bytes_in(*written))
    verdict = judge(reply, request, (request.sent,), NAME)
    plea = plea_after(request, verdict.refusal, is_on_top=verdict.is_on_top)
    return (said(reply.forms), verdict, plea) if verdict.refusal else None


def looked_at(step: int) -> Iterator[tuple[str, Shape, tuple[Lines, MailVerdict, str]]]:
    for number, (name, position, sentence) in enumerate(product(SHAPES, POSITIONS, FURTHER)):
        if number % step:
            continue
        written = WRITTEN[number * 7 // 3 % len(WRITTEN)]
        shape = POSITIONS[position](SHAPES[name], sentence)
        if shape and fits(shape, written[0]) and BREAKS.get(shape.broken[0], written[1]) == written[1]:
            try:
                found = refused(shape, written)
            except BadInput:
                continue
            if found:
                yield f"{name}, {position}, {sentence}", shape, found


def untrue(step: int) -> tuple[Counter[str], list[str]]:
    seen: Counter[str] = Counter()
    wrong = []
    for case, shape, (lines, verdict, plea) in looked_at(step):
        seen[verdict.refusal] += 1
        texts = language_of(shape.language)
        line = f"{texts.request.approve} {CODE}"
        below = plea == texts.mail.delete_below.format(line=line)
        above = [each for each in lines if each[0].strip()][:1] != yes(lines)[:1]
        if not CAUSES[verdict.refusal](lines, verdict) or not plea.endswith(line) or (below and above):
            wrong.append(f"{case}: {verdict.refusal} {plea}")
    return seen, wrong


def test_each_refusal_is_true() -> None:
    seen, wrong = untrue(QUICK)
    assert len(seen) > 4
    assert wrong == []


@pytest.mark.thorough
def test_each_refusal_is_true_in_a_larger_sample() -> None:
    seen, wrong = untrue(THOROUGH)
    assert len(seen) > 5
    assert wrong == []


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if at % 40 == 0 else [pytest.mark.thorough]) for at, name in enumerate(SHAPES)]
)
def test_only_what_stands_below_the_line_is_asked_to_be_deleted_below_it(name: str) -> None:
    shape = changed(SHAPES[name], lambda text: text.replace("weekly", "daily"))
    found = refused(shape, ("utf-8", "8bit"))
    if found is None:  # it quotes nothing, or not that line
        return
    texts = language_of(shape.language).mail
    line = f"{language_of(shape.language).request.approve} {CODE}"
    pieces = [kind for kind, text in (shape.plain or shape.html) if kind in (TYPED, QUOTED) and text.strip()]
    assert found[1].refusal == approval.CHANGED
    if pieces and pieces[0] != TYPED:
        assert found[2] == texts.once_more.format(line=line)
