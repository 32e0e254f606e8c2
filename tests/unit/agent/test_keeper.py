"""What the agent holds, at moments that are handed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.agent.keeper import MOST_COPIES, MOST_WINDOWS, Keeper, Moment
from coachvault.agent.protocol import (
    LARGEST_BYTES,
    LENGTH_BYTES,
    Advance,
    Held,
    HeldList,
    Keep,
    Lend,
    Lent,
    OpenWindow,
    Rename,
    encode,
)

VAULT, OTHER, COPY = b"v" * 16, b"o" * 16, b"c" * 16
SECRET, WINDOW = b"s" * 64, b"w" * 32
IDLE, TOTAL = 900, 28_800
BEGIN = 1000.0


def at(seconds: float, *, slept: float = 0.0) -> Moment:
    """So long after the beginning, of which the machine slept some."""
    return Moment(BEGIN + seconds - slept, BEGIN + seconds)


def keep(vault: bytes = VAULT, epoch: int = 1, idle: int = IDLE, total: int = TOTAL) -> Keep:
    return Keep(vault, COPY, epoch, (0, 0), SECRET, idle, total)


def window(seconds: int, name: str = "e-1", epoch: int = 1) -> OpenWindow:
    return OpenWindow(VAULT, COPY, epoch, name, WINDOW, seconds)


@pytest.fixture
def keeper() -> Keeper:
    """A keeper that holds one vault from the beginning on."""
    keeper = Keeper(at(0))
    keeper.keep(keep(), at(0))
    return keeper


def test_what_is_kept_is_lent_for_its_vault_and_epoch_alone(keeper: Keeper) -> None:
    assert keeper.lend(Lend(VAULT, COPY, 1), at(1)) == Lent(SECRET, {})
    assert keeper.lend(Lend(OTHER, COPY, 1), at(1)) is None
    assert keeper.lend(Lend(VAULT, COPY, 2), at(1)) is None
    assert keeper.lend(Lend(VAULT, COPY, 0), at(1)) is None


def test_it_is_forgotten_when_nobody_has_asked_for_it_for_a_while(keeper: Keeper) -> None:
    assert keeper.lend(Lend(VAULT, COPY, 1), at(IDLE - 0.001))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(2 * IDLE - 0.002))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(3 * IDLE - 0.002)) is None
    assert keeper.is_empty


def test_it_is_forgotten_at_the_total_limit_however_often_it_was_used(keeper: Keeper) -> None:
    for moment in range(0, TOTAL, IDLE // 2):
        assert keeper.lend(Lend(VAULT, COPY, 1), at(moment))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(TOTAL - 0.001))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(TOTAL)) is None


def test_only_lending_is_use(keeper: Keeper) -> None:
    last = at(IDLE - 1)
    assert keeper.held(last) == [Held(VAULT, COPY, 1, 1, TOTAL - IDLE + 1, {})]
    assert keeper.open_window(window(60), last)
    assert keeper.lend(Lend(VAULT, COPY, 2), last) is None
    keeper.expire(last)
    assert keeper.seconds_left(last) == 1
    assert keeper.lend(Lend(VAULT, COPY, 1), at(IDLE)) is None


def test_keeping_anew_takes_the_place_of_what_was_held_and_of_its_windows(keeper: Keeper) -> None:
    assert keeper.open_window(window(600), at(1))
    keeper.keep(keep(epoch=2, idle=60, total=120), at(10))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(11)) is None
    assert keeper.held(at(11)) == [Held(VAULT, COPY, 2, 59, 119, {})]


def test_vaults_are_held_beside_each_other_and_end_each_at_its_own_time(keeper: Keeper) -> None:
    keeper.keep(keep(OTHER, idle=10), at(0))
    assert {each.vault for each in keeper.held(at(9))} == {VAULT, OTHER}
    assert [each.vault for each in keeper.held(at(10))] == [VAULT]
    assert not keeper.is_empty


def test_a_window_is_lent_until_its_end_and_no_longer(keeper: Keeper) -> None:
    assert keeper.open_window(window(60), at(5))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(64.999)) == Lent(SECRET, {"e-1": WINDOW})
    assert keeper.held(at(64))[0].windows == {"e-1": 1}
    assert keeper.lend(Lend(VAULT, COPY, 1), at(65)) == Lent(SECRET, {})
    assert keeper.held(at(65))[0].windows == {}


def test_a_window_is_taken_back_by_one_of_no_seconds_and_shortened_by_a_shorter_one(keeper: Keeper) -> None:
    assert keeper.open_window(window(600, "e-1"), at(0))
    assert keeper.open_window(window(600, "e-2"), at(0))
    assert keeper.open_window(window(0, "e-1"), at(1))
    assert keeper.open_window(window(0, "never opened"), at(1))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(2)) == Lent(SECRET, {"e-2": WINDOW})
    assert keeper.open_window(window(1, "e-2"), at(2))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(3)) == Lent(SECRET, {})


def test_no_window_opens_where_the_vault_is_not_held(keeper: Keeper) -> None:
    assert not keeper.open_window(window(60, epoch=2), at(0))
    assert not keeper.open_window(window(60), at(IDLE))
    assert keeper.is_empty


def test_a_window_ends_with_the_vault_it_belongs_to(keeper: Keeper) -> None:
    assert keeper.open_window(window(2 * IDLE), at(0))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(IDLE)) is None
    keeper.keep(keep(), at(IDLE))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(IDLE)) == Lent(SECRET, {})


@pytest.mark.parametrize("slept", [1.01, 30.0, 100_000.0])
def test_nothing_is_held_past_a_sleep_of_the_machine(keeper: Keeper, slept: float) -> None:
    keeper.keep(keep(OTHER, idle=2**20, total=2**20), at(0))
    assert keeper.lend(Lend(OTHER, COPY, 1), at(1))
    assert keeper.lend(Lend(OTHER, COPY, 1), at(1 + slept, slept=slept)) is None
    assert keeper.is_empty


def test_a_sleep_is_noticed_by_whatever_is_asked_first(keeper: Keeper) -> None:
    for ask in (
        keeper.held,
        lambda moment: keeper.lend(Lend(VAULT, COPY, 1), moment),
        lambda moment: keeper.open_window(window(60), moment),
    ):
        keeper.keep(keep(), at(0))
        assert not ask(at(50, slept=20))
        keeper.expire(at(0))
    keeper.keep(keep(), at(0))
    keeper.keep(keep(OTHER), at(50, slept=20))
    assert [each.vault for each in keeper.held(at(51, slept=20))] == [OTHER]


def test_what_is_kept_after_a_sleep_is_not_taken_for_older(keeper: Keeper) -> None:
    keeper.keep(keep(), at(500, slept=400))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(501, slept=400))


def test_clocks_that_are_read_one_after_the_other_are_no_sleep(keeper: Keeper) -> None:
    for second in range(1, 500):
        assert keeper.lend(Lend(VAULT, COPY, 1), at(second, slept=0.9 * (second % 2)))


def test_the_next_limit_is_the_first_of_idle_total_and_windows(keeper: Keeper) -> None:
    assert Keeper(at(0)).seconds_left(at(0)) == 0
    assert keeper.seconds_left(at(10)) == IDLE - 10
    keeper.open_window(window(60), at(10))
    assert keeper.seconds_left(at(20)) == 50
    keeper.keep(keep(OTHER, idle=40, total=15), at(20))
    assert keeper.seconds_left(at(20)) == 15
    assert keeper.seconds_left(at(100)) == 0


@given(
    idle=st.integers(0, 50),
    total=st.integers(0, 50),
    uses=st.lists(st.floats(0, 60, allow_nan=False), max_size=8).map(sorted),
)
def test_it_is_never_lent_past_a_limit_and_always_before(idle: int, total: int, uses: list[float]) -> None:
    keeper = Keeper(at(0))
    keeper.keep(keep(idle=idle, total=total), at(0))
    used, gone = 0.0, False
    for moment in uses:
        gone = gone or moment >= total or moment - used >= idle - 1e-9
        lent = keeper.lend(Lend(VAULT, COPY, 1), at(moment))
        if abs(moment - used - idle) > 1e-6:
            assert (lent is None) == gone
        gone, used = lent is None, moment


def test_what_it_lends_does_not_show_its_secrets() -> None:
    assert "s" * 8 not in repr(Lent(SECRET, {"e-1": WINDOW}))


def advance(steps: tuple[int, int], secret: bytes = b"later", epoch: int = 1) -> Advance:
    return Advance(VAULT, COPY, epoch, steps, secret)


def test_what_is_held_goes_forward_and_never_back(keeper: Keeper) -> None:
    assert keeper.advance(advance((3, 1)), at(1))
    for back in ((2, 1), (3, 0), (0, 0), (4, 0)):
        assert not keeper.advance(advance(back, b"back"), at(1))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(1)) == Lent(b"later", {})
    keeper.keep(keep(), at(2))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(2)) == Lent(b"later", {}), "kept anew, for other limits"
    keeper.keep(keep(epoch=2), at(3))
    assert keeper.lend(Lend(VAULT, COPY, 2), at(3)) == Lent(SECRET, {}), "new keys begin anew"


def test_going_forward_is_no_use_and_leaves_limits_and_windows(keeper: Keeper) -> None:
    assert keeper.open_window(window(600), at(0))
    assert keeper.advance(advance((1, 0)), at(300))
    assert keeper.held(at(300)) == [Held(VAULT, COPY, 1, IDLE - 300, TOTAL - 300, {"e-1": 300})]
    assert not keeper.advance(advance((1, 0), epoch=2), at(300))
    assert not Keeper(at(0)).advance(advance((1, 0)), at(0))


def test_another_copy_of_the_vault_is_lent_nothing(keeper: Keeper) -> None:
    assert keeper.lend(Lend(VAULT, b"d" * 16, 1), at(1)) is None
    keeper.keep(Keep(VAULT, b"d" * 16, 1, (0, 0), b"other", 60, 60), at(1))
    assert keeper.lend(Lend(VAULT, COPY, 1), at(1)) == Lent(SECRET, {})
    assert keeper.lend(Lend(VAULT, b"d" * 16, 1), at(1)) == Lent(b"other", {})


def test_a_copy_with_another_id_is_lent_what_it_was_lent_before_with_its_limits_and_windows(keeper: Keeper) -> None:
    assert keeper.open_window(window(600), at(0))
    assert keeper.rename(Rename(VAULT, COPY, 1, b"d" * 16), at(300))
    assert keeper.held(at(300)) == [Held(VAULT, b"d" * 16, 1, IDLE - 300, TOTAL - 300, {"e-1": 300})]
    assert keeper.lend(Lend(VAULT, b"d" * 16, 1), at(301)) == Lent(SECRET, {"e-1": WINDOW})
    assert keeper.lend(Lend(VAULT, COPY, 1), at(301)) is None
    assert not keeper.has_dropped
    assert not keeper.rename(Rename(VAULT, COPY, 1, b"d" * 16), at(301))
    keeper.keep(Keep(VAULT, COPY, 1, (0, 0), b"other", 60, 60), at(302))
    assert not keeper.rename(Rename(VAULT, COPY, 2, b"d" * 16), at(302)), "of another epoch"
    assert keeper.rename(Rename(VAULT, COPY, 1, b"d" * 16), at(302))
    assert keeper.has_dropped


def test_it_knows_when_something_is_not_to_be_held_any_more(keeper: Keeper) -> None:
    def dropped(*changes: Callable[[Keeper], object]) -> bool:
        found = Keeper.resume(keeper.encode())
        for change in changes:
            change(found)
        return found.has_dropped

    def opens(found: Keeper) -> object:
        return found.open_window(window(60), at(0))

    assert not dropped()
    assert not dropped(opens)
    assert not dropped(lambda found: found.keep(keep(OTHER), at(0)))
    assert not dropped(lambda found: found.advance(advance((0, 0)), at(0)))
    assert dropped(lambda found: found.advance(advance((1, 0)), at(0)))
    assert dropped(lambda found: found.keep(keep(epoch=2), at(0)))
    assert dropped(opens, lambda found: found.open_window(window(0), at(1)))
    assert dropped(opens, lambda found: found.expire(at(60)))
    assert dropped(lambda found: found.keep(keep(OTHER, idle=5), at(0)), lambda found: found.expire(at(5)))


def test_what_is_handed_to_the_process_that_it_becomes_is_all_of_it(keeper: Keeper) -> None:
    keeper.keep(keep(OTHER, idle=60), at(1))
    assert keeper.open_window(window(600), at(2))
    assert keeper.advance(advance((1, 0)), at(3))
    again = Keeper.resume(keeper.encode())
    assert again.held(at(4)) == keeper.held(at(4))
    assert again.lend(Lend(VAULT, COPY, 1), at(5)) == Lent(b"later", {"e-1": WINDOW})
    assert not again.advance(advance((0, 9)), at(5))
    assert SECRET not in Keeper.resume(keeper.encode()).encode().replace(keep(OTHER).secret, b"", 1)
    assert again.lend(Lend(OTHER, COPY, 1), at(200, slept=100)) is None, "a sleep is noticed across it"


@pytest.mark.parametrize("data", [b"", b"\xc0", b"\x93\xa10\x92\x00\x00\x90"])
def test_what_is_no_such_thing_is_not_resumed(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, the agent ends
        Keeper.resume(data)


def of_copy(number: int) -> bytes:
    return number.to_bytes(16, "big")


def test_however_much_is_handed_over_every_answer_is_one_that_a_client_takes() -> None:
    keeper = Keeper(at(0))
    for number in range(1000):
        keeper.keep(Keep(VAULT, of_copy(number), 2**32 - 1, (0, 0), b"s" * 4096, 86_400, 86_400), at(number / 100))
        for name in ("w" * 60 + f"{number:04}", "x" * 64):
            keeper.open_window(OpenWindow(VAULT, of_copy(number), 2**32 - 1, name, b"k" * 64, 86_400), at(number / 100))
    answers = [keeper.lend(Lend(VAULT, of_copy(number), 2**32 - 1), at(10)) for number in range(1000)]
    assert [lent is not None for lent in answers] == [number >= 1000 - MOST_COPIES for number in range(1000)]
    sizes = [len(encode(lent)) for lent in answers if lent] + [len(encode(HeldList(keeper.held(at(10)))))]
    assert max(sizes) <= LARGEST_BYTES + LENGTH_BYTES


def test_so_many_windows_are_open_in_all_and_each_can_be_opened_anew(keeper: Keeper) -> None:
    keeper.keep(keep(OTHER), at(0))
    for number in range(MOST_WINDOWS):
        assert keeper.open_window(window(60, f"{number:064}"), at(1))
    assert not keeper.open_window(window(60, "one more"), at(1))
    assert not keeper.open_window(OpenWindow(OTHER, COPY, 1, "one more", WINDOW, 60), at(1))
    assert keeper.open_window(window(90, f"{7:064}"), at(1))
    assert keeper.open_window(window(0, f"{7:064}"), at(1))
    assert keeper.open_window(OpenWindow(OTHER, COPY, 1, "one more", WINDOW, 60), at(1))
    lent = keeper.lend(Lend(VAULT, COPY, 1), at(1))
    assert lent is not None
    assert len(encode(lent)) <= LARGEST_BYTES


def test_the_copy_that_was_not_used_for_the_longest_time_makes_room_and_its_memory_is_let_go() -> None:
    keeper = Keeper(at(0))
    for number in range(MOST_COPIES):
        keeper.keep(Keep(VAULT, of_copy(number), 1, (0, 0), SECRET, IDLE, TOTAL), at(number / 100))
    assert keeper.lend(Lend(VAULT, of_copy(0), 1), at(5))
    before = keeper.has_dropped
    keeper.keep(Keep(VAULT, of_copy(MOST_COPIES), 1, (0, 0), SECRET, IDLE, TOTAL), at(6))
    assert (before, keeper.has_dropped) == (False, True)
    assert [number for number in range(3) if keeper.lend(Lend(VAULT, of_copy(number), 1), at(7))] == [0, 2]
    assert keeper.lend(Lend(VAULT, of_copy(MOST_COPIES), 1), at(7))
