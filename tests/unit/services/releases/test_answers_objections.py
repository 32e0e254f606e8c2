"""Between the answer and the departure: a no is read at any time, and a yes only where it can be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import Ambiguous, Refused
from coachvault.practice.register import Event
from coachvault.practice.release import Release, ReleaseStatus
from coachvault.practice.signoff import Evidence, SignoffMethod
from coachvault.render.as_text import release as release_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import confirm, import_answer, to_confirm
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft, edit, list_releases, show
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer, Vouched
from coachvault.services.retention.clock_trust import ClockInDoubt, ClockIsRight
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent import signoff
from tests.unit.services.releases.test_answers_by_page import TEXT, client_of

PDF = b"%PDF-1.7 a signed form"
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def ask(opened: OpenVault, road: SignoffMethod = SignoffMethod.PAGE, party: str = "") -> Asked:
    return request(opened, "R1", Ask(road, party))


def answer(
    opened: OpenVault, to: Asked, approved: tuple[int, ...] = (1, 2, 3), signed_at: str = signoff.NOON
) -> tuple[Release, Evidence]:
    block, _ = signoff.signed(client_of(to), approved, signed_at=signed_at)
    return import_answer(opened, "R1", Answer(block.encode()))


def yes(opened: OpenVault, to: Asked) -> None:
    import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))


@pytest.fixture
def left(opened: OpenVault, tmp_path: Path) -> Asked:
    """A release that has left: agreed to on the page, and by mail before that."""
    draft(opened, "heron", Form(text=TEXT))
    yes(opened, ask(opened, SignoffMethod.EMAIL))
    to = ask(opened)
    answer(opened, to)
    confirm(opened, "R1", "by telephone")
    export(opened, "R1", tmp_path / "first.txt")
    return to


def require_stopped(opened: OpenVault, folder: Path, status: ReleaseStatus, said: str) -> None:
    assert show(opened, "R1").status(TODAY) is status
    with pytest.raises(Refused, match=said):
        export(opened, "R1", folder / "second.txt")
    assert not (folder / "second.txt").exists()


def test_a_no_that_comes_after_the_first_departure_stops_the_next(
    opened: OpenVault, left: Asked, tmp_path: Path
) -> None:
    release, evidence = answer(opened, left, ())
    assert evidence.declines
    require_stopped(opened, tmp_path, ReleaseStatus.DECLINED, "declined")
    assert [each.event for each in list_entries(opened)].count(Event.DECLINED) == 1
    told = release_text.taken(release, evidence, TODAY)
    assert "nothing of it may be passed on" in told
    assert "release withdraw R1" in told
    assert "release edit" not in told
    with pytest.raises(Refused, match="declined") as caught:
        edit(opened, "R1", Form(text="Something else."))
    assert "release draft" in caught.value.hint


def test_less_than_what_has_left_stops_the_next(opened: OpenVault, left: Asked, tmp_path: Path) -> None:
    block, _ = signoff.signed(client_of(left), (1,))
    with pytest.raises(Refused, match="second, different sign-off"):
        import_answer(opened, "R1", Answer(block.encode()))
    draft(opened, "heron", Form(text=TEXT))
    to, other = request(opened, "R2", Ask(SignoffMethod.EMAIL)), request(opened, "R2", Ask(SignoffMethod.PAGE))
    import_answer(opened, "R2", Answer(mail(f"I approve {to.request.code}")))
    export(opened, "R2", tmp_path / "R2.txt")
    import_answer(opened, "R2", Answer(signoff.signed(client_of(other), (1, 3))[0].encode()))
    assert show(opened, "R2").status(TODAY) is ReleaseStatus.DIFFERING
    with pytest.raises(Refused, match="different paragraphs"):
        export(opened, "R2", tmp_path / "R2-again.txt")


def test_a_second_yes_after_the_departure_is_refused_as_before(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text=TEXT))
    page = ask(opened)
    yes(opened, ask(opened, SignoffMethod.EMAIL))
    export(opened, "R1", tmp_path / "R1.txt")
    with pytest.raises(Refused, match="R1 is exported: it cannot be signed"):
        answer(opened, page)


def test_what_differs_on_the_telephone_after_the_departure_stops_the_next(
    opened: OpenVault, left: Asked, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="Nothing of R1 waits"):
        confirm(opened, "R1", "by telephone")
    release, evidence = confirm(opened, "R1", "by telephone", matches=False)
    assert evidence.code == left.request.code
    assert "has left" in release_text.confirmed(release, matches=False, today=TODAY)
    require_stopped(opened, tmp_path, ReleaseStatus.REQUESTED, "no sign-off of heron")
    yes(opened, ask(opened, SignoffMethod.EMAIL))
    assert export(opened, "R1", tmp_path / "second.txt").path.is_file()


def test_what_differs_voids_whatever_the_party_has_answered(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text=TEXT))
    yes(opened, ask(opened, SignoffMethod.EMAIL))
    answer(opened, ask(opened))
    confirm(opened, "R1", "by telephone", matches=False)
    require_stopped(opened, tmp_path, ReleaseStatus.REQUESTED, "no sign-off of heron")


def test_a_no_that_the_client_never_signed_can_be_disowned(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text=TEXT))
    to = ask(opened)
    release, evidence = answer(opened, to, ())
    assert "release confirm R1" in release_text.taken(release, evidence, TODAY)
    assert to_confirm(opened, "R1")[1] == evidence
    confirm(opened, "R1", "by telephone", matches=False)
    assert show(opened, "R1").status(TODAY) is ReleaseStatus.REQUESTED
    answer(opened, ask(opened))
    confirm(opened, "R1", "by telephone")
    assert export(opened, "R1", tmp_path / "R1.txt").path.read_text() == f"{TEXT}\n"


def test_a_no_after_a_forged_yes_on_the_same_page_counts(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT))
    to = ask(opened)
    answer(opened, to)
    confirm(opened, "R1", "by telephone", matches=False)
    answer(opened, to, ())
    assert show(opened, "R1").status(TODAY) is ReleaseStatus.DECLINED


def test_a_no_is_recorded_when_it_is_over_and_when_it_was_withdrawn(practice: Practice) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text=TEXT))
    pages = [ask(opened), ask(opened)]
    practice.clock.pass_days(89)
    draft(opened, "heron", Form(text=TEXT))  # so that nobody asks about the clock
    practice.clock.pass_days(2)
    release, _ = answer(opened, pages[0], ())
    assert release.status(practice.clock.now().date()) is ReleaseStatus.EXPIRED
    withdraw(opened, "R1")
    answer(opened, pages[1], ())
    assert len(show(opened, "R1").evidence) == 2


def test_a_no_to_an_earlier_version_is_told(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT))
    to = ask(opened)
    edit(opened, "R1", Form(text="Something else."))
    with pytest.raises(Refused, match=r"earlier version .* It is a no"):
        answer(opened, to, ())
    for _ in range(2):
        with pytest.raises(Refused, match="earlier version") as caught:
            answer(opened, to)
        assert "a no" not in caught.value.message
        ask(opened, SignoffMethod.EMAIL)
    assert [each.event for each in list_entries(opened)].count(Event.NOT_SIGNED) == 3


def test_whose_signature_differs_is_named_where_several_signed(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT, concerned=("wren",)))
    answer(opened, ask(opened))
    confirm(opened, "R1", "by telephone")
    answer(opened, ask(opened, party="wren"))
    confirm(opened, "R1", "by telephone")
    with pytest.raises(Ambiguous, match="Several parties"):
        confirm(opened, "R1", "by telephone", matches=False)
    release, _ = confirm(opened, "R1", "by telephone", matches=False, party="wren")
    assert release.waits_for() == ("wren",)


@pytest.mark.parametrize(
    ("signed_at", "said"),
    [("2099-01-01T00:00:00Z", "still to come"), ("2026-11-22T11:59:59Z", "older than what it"), (None, "")],
)
def test_a_page_claims_no_day_that_cannot_be(opened: OpenVault, signed_at: str | None, said: str) -> None:
    draft(opened, "heron", Form(text=TEXT))
    to = ask(opened)
    if signed_at is None:
        for at in ("2026-11-22T12:00:00Z", "2026-11-24T12:00:00Z"):
            answer(opened, ask(opened), signed_at=at)
        return
    with pytest.raises(Refused, match=said):
        answer(opened, to, signed_at=signed_at)
    answer(opened, to, (), signed_at=signed_at)
    assert show(opened, "R1").status(TODAY) is ReleaseStatus.DECLINED, "a no counts, whatever that clock says"


def test_a_mail_from_a_day_to_come_is_refused(practice: Practice) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text=TEXT))
    to = ask(opened, SignoffMethod.EMAIL)
    practice.clock.pass_days(3)
    late = mail(f"I approve {to.request.code}", at=practice.clock.now())
    practice.clock.pass_days(-3)
    with pytest.raises(Refused, match="still to come"):
        import_answer(opened, "R1", Answer(late))


def test_one_scan_is_not_taken_for_two_releases(opened: OpenVault) -> None:
    words = []
    for name in ("R1", "R2"):
        draft(opened, "heron", Form(text=TEXT))
        words.append(" ".join(request(opened, name, Ask(SignoffMethod.PAPER)).words))
    first, second = (Vouched("the coach", TODAY, words=each) for each in words)
    import_answer(opened, "R1", Answer(PDF, first))
    with pytest.raises(Refused, match="taken for R1"):
        import_answer(opened, "R2", Answer(PDF, second))
    import_answer(opened, "R2", Answer(PDF + b" of the other", second))


def test_answers_that_differ_say_so_and_lead_on(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text=TEXT))
    yes(opened, ask(opened, SignoffMethod.EMAIL))
    answer(opened, ask(opened), (1,))
    confirm(opened, "R1", "by telephone")
    require_stopped(opened, tmp_path, ReleaseStatus.DIFFERING, "different paragraphs")
    shown = release_text.release(show(opened, "R1"), TODAY)
    assert "signed" not in shown.splitlines()[1]
    assert "release export" not in shown
    assert "release edit R1" in shown


def test_a_draft_that_went_with_its_engagement_lists_as_destroyed(practice: Practice) -> None:
    from coachvault.render.as_json import release as release_json
    from coachvault.services.destruction import destroy
    from coachvault.services.destruction.plan import Order
    from coachvault.services.engagements.lifecycle import end_engagement

    opened = practice.open()
    draft(opened, "heron", Form(text=TEXT))
    end_engagement(opened, "heron", TODAY)
    destroy.destroy(opened, Order("E1", reason="the client asked"))
    (line,) = list_releases(opened)
    shown = release_json.line(line, TODAY)
    assert (shown.status, shown.sealed) == (ReleaseStatus.DESTROYED, False)
    table = release_text.lines([line], TODAY)
    assert list(map(str, table.columns[-1].cells)) == ["destroyed 2026-11-23"]


def test_a_clock_that_was_set_back_takes_no_yes_and_every_no(practice: Practice) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text=TEXT))
    by_mail, page = ask(opened, SignoffMethod.EMAIL), ask(opened)
    practice.clock.pass_days(40)
    draft(opened, "heron", Form(text=TEXT))
    practice.clock.pass_days(-30)
    raw = mail(f"I approve {by_mail.request.code}", at=practice.clock.now())
    with pytest.raises(ClockInDoubt, match="set back"):
        import_answer(opened, "R1", Answer(raw))
    with pytest.raises(ClockInDoubt, match="set back"):  # although the refusal has been written since, at this time
        import_answer(opened, "R1", Answer(raw))
    word = ClockIsRight(practice.clock.now().date(), "the battery was empty")
    release, _ = import_answer(opened, "R1", Answer(raw, clock=word))
    assert release.status(practice.clock.now().date()) is ReleaseStatus.SIGNED
    practice.clock.pass_days(-5)
    assert answer(opened, page, ())[1].declines
