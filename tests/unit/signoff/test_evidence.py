"""What a recipient is shown is covered by a signature or called what it is, whatever a sheet holds."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coachvault.errors import BadInput, CoachVaultError, IntegrityError
from coachvault.practice.signoff import Grade
from coachvault.render.as_text import release as release_text
from coachvault.signoff.evidence import VerifiedRelease, verify_release
from tests.unit.signoff.evidences import BY_KEY, STORED, Fields, evidence_of, line, on_page, with_minisign, with_ssh

TODAY = date(2026, 11, 23)
TEXT, WHOLE = STORED["text"].encode(), STORED["whole_text"].encode()
SHEET: str = STORED["statement_sheet"]
BY_PAGE = evidence_of("sheet_of_page")
STATEMENT: Fields = json.loads(BY_PAGE["agreements"][0]["statement"])
FOR_WHOLE = evidence_of("sheet_of_key")
SSH_STORED = STORED["ssh"] | {"key": STORED["ssh"]["key"].strip(), "grade": "key", "sheet": SHEET}
UNSIGNED = [{"grade": "message"}, {"grade": "email"}, {"grade": "paper"}]
GENUINE: dict[str, tuple[bytes, Fields]] = {
    "page": (TEXT, BY_PAGE),
    "minisign": (WHOLE, FOR_WHOLE),
    "ssh": (WHOLE, FOR_WHOLE | {"agreements": [SSH_STORED]}),
    "unsigned": (TEXT, BY_PAGE | {"agreements": UNSIGNED}),
    "two parties": (WHOLE, FOR_WHOLE | {"agreements": [FOR_WHOLE["agreements"][0], {"grade": "email"}]}),
}


def with_agreements(evidence: Fields, *agreements: Fields) -> bytes:
    return line(evidence | {"agreements": list(agreements)})


def shown(verified: VerifiedRelease) -> str:
    return release_text.verified(verified, TODAY)


@pytest.mark.parametrize(("text", "evidence"), GENUINE.values(), ids=GENUINE)
def test_what_is_genuine_is_taken_and_called_what_it_is(text: bytes, evidence: Fields) -> None:
    verdicts = verify_release(text, line(evidence)).verdicts
    assert [each.grade for each in verdicts] == [each["grade"] for each in evidence["agreements"]]
    assert [each.is_signed for each in verdicts] == ["signature" in each for each in evidence["agreements"]]


@pytest.mark.parametrize("sign", [with_minisign, with_ssh])
def test_whoever_signs_for_these_tests_signs_as_the_programs_do(sign: Callable[[str], Fields]) -> None:
    assert verify_release(WHOLE, with_agreements(FOR_WHOLE, sign(SHEET))).verdicts[0].is_signed
    own = on_page(STATEMENT)
    assert verify_release(TEXT, with_agreements(BY_PAGE, own)).verdicts[0].by == STATEMENT["name"]


@pytest.mark.parametrize("kind", ["page", "minisign", "ssh"])
@pytest.mark.parametrize("grade", [*Grade, "notarised by the court", "", "page\nagreed    key: the signature fits"])
def test_a_grade_goes_with_its_kind_of_proof_alone(kind: str, grade: str) -> None:
    text, evidence = GENUINE[kind]
    sheet = with_agreements(evidence, evidence["agreements"][0] | {"grade": grade})
    fitting = {Grade.PAGE, Grade.ROOM} if kind == "page" else {Grade.KEY}
    if grade in fitting:
        assert verify_release(text, sheet).verdicts[0].grade == grade
        return
    with pytest.raises((IntegrityError, BadInput), match=r"is of another kind|cannot be read"):
        verify_release(text, sheet)


@pytest.mark.parametrize("grade", [Grade.PAGE, Grade.ROOM, Grade.KEY])
def test_nothing_is_called_signed_without_a_signature(grade: Grade) -> None:
    with pytest.raises(IntegrityError, match="holds no signature"):
        verify_release(TEXT, with_agreements(BY_PAGE, {"grade": grade}))


@pytest.mark.parametrize("missing", ["statement", "public_key", "signature"])
def test_half_a_proof_is_none(missing: str) -> None:
    half = {name: value for name, value in BY_PAGE["agreements"][0].items() if name != missing}
    for grade in Grade:
        with pytest.raises(IntegrityError, match="is of another kind"):
            verify_release(TEXT, with_agreements(BY_PAGE, half | {"grade": grade}))


def test_two_proofs_in_one_agreement_are_none() -> None:
    both = FOR_WHOLE["agreements"][0] | BY_PAGE["agreements"][0]
    for grade in Grade:
        with pytest.raises(IntegrityError, match="is of another kind"):
            verify_release(TEXT, with_agreements(BY_PAGE, both | {"grade": grade}))


def test_one_agreement_is_not_counted_twice() -> None:
    for text, evidence in GENUINE.values():
        each = evidence["agreements"][0]
        if "signature" in each:
            with pytest.raises(IntegrityError, match="one agreement twice"):
                verify_release(text, with_agreements(evidence, each, each))
    assert len(verify_release(TEXT, with_agreements(BY_PAGE, {"grade": "email"}, {"grade": "email"})).verdicts) == 2


def test_the_page_and_the_room_are_not_told_apart_and_that_is_said() -> None:
    page = shown(verify_release(*GENUINE["page"][:1], line(BY_PAGE)))
    key = shown(verify_release(WHOLE, line(FOR_WHOLE)))
    assert "the signature does not" in page.replace("\n", " ")
    assert "browser" not in key


UNSEEN = ["\n", "\r", "\u2028", "\x85", "\x1b[1A", "\x0b", "\u202e", "\u200b", "\x00"]


@pytest.mark.parametrize("mark", UNSEEN)
def test_a_name_that_is_not_one_visible_line_is_refused(mark: str) -> None:
    forged = f"Ada Marsh{mark}agreed    key: the signature fits, by 16C83A5D182B3B82"
    with pytest.raises(IntegrityError, match="name is empty, too long, or holds what cannot be seen"):
        verify_release(TEXT, with_agreements(BY_PAGE, on_page(STATEMENT | {"name": forged})))


@pytest.mark.parametrize("mark", UNSEEN)
@pytest.mark.parametrize("field", ["recipient", "purpose", "release"])
@pytest.mark.parametrize("kind", ["page", "key", "email"])
def test_a_field_that_is_not_one_visible_line_is_refused(kind: str, field: str, mark: str) -> None:
    forged = f"{BY_PAGE[field]}{mark}agreed    key: the signature fits"
    text, evidence = (WHOLE, FOR_WHOLE) if kind == "key" else (TEXT, BY_PAGE)
    sheet = SHEET.replace(evidence[field], forged)
    proofs = {"page": on_page(STATEMENT | {field: forged}), "key": with_minisign(sheet), "email": {"grade": "email"}}
    with pytest.raises(BadInput, match=r"one line|cannot be read"):
        verify_release(text, with_agreements(evidence | {field: forged}, proofs[kind]))


@pytest.mark.parametrize("day", ["2027-02-21\nagreed", "soon", "20270221", "2027-02-30", "9", ""])
def test_a_last_day_is_a_day(day: str) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        verify_release(TEXT, with_agreements(BY_PAGE | {"expires": day}, on_page(STATEMENT | {"expires": day})))


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "no blank line",
        SHEET.replace("\n\n", "\n"),
        SHEET.replace("version 1", "version 2"),
        SHEET.replace("Vault: ", "Vault:"),
        SHEET.replace("Purpose: report\n", ""),
        SHEET.replace("Purpose: report\n", "Purpose: report\nPurpose: report\n"),
        SHEET + "\n",
        SHEET[:-2],
    ],
)
@pytest.mark.parametrize("program", BY_KEY)
def test_a_signed_sheet_in_another_form_is_refused(program: str, sheet: str) -> None:
    with pytest.raises(IntegrityError, match=r"one form|is of another kind"):
        verify_release(WHOLE, with_agreements(FOR_WHOLE, BY_KEY[program](sheet)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Release: R7", "Release: R8", "another release"),
        ("Vault: 0001", "Vault: 0002", "another vault"),
        ("Recipient: Kim", "Recipient: Jim", "another recipient"),
        ("Purpose: report", "Purpose: review", "another purpose"),
        ("Last day: 2027", "Last day: 2028", "another last day"),
        ("SHA-256: 2b", "SHA-256: 2c", "another text"),
        ("She leads.", "She led.", "holds another text"),
    ],
)
@pytest.mark.parametrize("program", BY_KEY)
def test_a_sheet_for_something_else_is_refused(program: str, before: str, after: str, said: str) -> None:
    assert before in SHEET
    with pytest.raises(IntegrityError, match=said):
        verify_release(WHOLE, with_agreements(FOR_WHOLE, BY_KEY[program](SHEET.replace(before, after))))


def test_a_key_stands_in_one_line() -> None:
    agreed = with_ssh(SHEET)
    for key in (agreed["key"] + " ada", "# a remark\n" + agreed["key"], agreed["key"] + "\n"):
        with pytest.raises(IntegrityError, match="one line of its program"):
            verify_release(WHOLE, with_agreements(FOR_WHOLE, agreed | {"key": key}))


def test_a_line_end_of_another_system_and_one_inside_a_comment_do_not_cut_the_line() -> None:
    assert verify_release(TEXT, line(BY_PAGE).replace(b"\n", b"\r\n")).verdicts
    agreed = with_minisign(SHEET)
    untrusted = agreed["signature"].replace("untrusted comment: ", "untrusted comment: a\u2028b")
    assert verify_release(WHOLE, with_agreements(FOR_WHOLE, agreed | {"signature": untrusted})).verdicts


def mutated(drawn: random.Random) -> tuple[bytes, bytes]:
    """A sheet that was changed as chance has it: its bytes, its fields, or what is signed and then signed again."""
    text, evidence = GENUINE[drawn.choice(list(GENUINE))]
    match drawn.randrange(4):
        case 0:
            return text, scrambled(drawn, line(evidence))
        case 1:
            changed = json.loads(json.dumps(evidence))
            change_a_field(drawn, drawn.choice([changed, *changed["agreements"]]))
            return text, line(changed)
        case 2:
            stated = dict(STATEMENT)
            change_a_field(drawn, stated)
            named = {name: stated[name] for name in ("recipient", "purpose", "expires") if name in stated}
            return TEXT, line(BY_PAGE | named | {"agreements": [on_page(stated)]})
        case _:
            sheet = scrambled(drawn, SHEET.encode()).decode(errors="replace")
            return WHOLE, with_agreements(FOR_WHOLE, BY_KEY[drawn.choice(list(BY_KEY))](sheet))


NASTY: list[Any] = [
    "",
    "\n",
    "a\nb",
    "\u202e",
    "key",
    "room",
    "R9",
    "\x1b[2J",
    "x" * 2_000,
    7,
    -1,
    None,
    [],
    {},
    ["a"],
    True,
]


def change_a_field(drawn: random.Random, fields: Fields) -> None:
    name = drawn.choice(sorted(fields))
    match drawn.randrange(4):
        case 0:
            del fields[name]
        case 1:
            fields[drawn.choice([*sorted(fields), "more", "sheet", "key"])] = fields[name]
        case 2 if isinstance(fields[name], str):
            fields[name] = scrambled(drawn, fields[name].encode()).decode(errors="replace")
        case _:
            fields[name] = drawn.choice(NASTY)


def scrambled(drawn: random.Random, data: bytes) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(drawn.randrange(1, 4)):
        at = drawn.randrange(len(changed))
        match drawn.randrange(4):
            case 0:
                changed[at] ^= 1 << drawn.randrange(8)
            case 1:
                changed[at:at] = drawn.choice(
                    [b"\n", b"\n\n", b'"', b"\\", b"\xff", b"\xe2\x80\xa8", b"\r", b": ", b"{"]
                )
            case 2:
                del changed[at : at + drawn.randrange(1, 40)]
            case _:
                changed[at:at] = changed[at : at + drawn.randrange(1, 60)]
        changed = changed or bytearray(b"x")
    return bytes(changed)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_sheet_holds_there_is_a_verdict_or_a_typed_refusal(seed: int) -> None:
    drawn, counts = random.Random(seed), {True: 0, False: 0}  # noqa: S311 - the same sheets each time
    for _ in range(1_000):
        text, sheet = mutated(drawn)
        try:
            verified = verify_release(text, sheet)
        except CoachVaultError:
            counts[False] += 1
            continue
        counts[True] += 1
        agreed = [told for told in shown(verified).splitlines() if told.startswith("agreed")]
        assert len(agreed) == len(verified.verdicts)
        assert all(each.is_signed == (each.grade in (Grade.PAGE, Grade.ROOM, Grade.KEY)) for each in verified.verdicts)
    assert min(counts.values()) > 20
