"""Rules for copies must not shut out the coach: whoever moves, loses or renews a computer goes on with the vault."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracle.copies import EVENTS, Place
from tests.oracle.watch import Watch
from tests.shards import thinned
from tests.unit.services.conftest import cheap_pages

pytestmark = pytest.mark.sampled(2)

__all__ = ["cheap_pages"]

NOTE = "Written on a day like any other."


@pytest.fixture
def place(tmp_path: Path, cheap_pages: None, oracle: Watch) -> Iterator[Place]:
    """A practice with every kind of copy, on one computer."""
    made = Place(tmp_path)
    made.build()
    oracle.unknown |= made.unknown
    yield made
    made.lock()


def goes_on(place: Place, copy: str = "home") -> None:
    """Reads and writes as the coach does each day: by the passphrase, and while it stays unlocked."""
    for opener in ("passphrase", "agent"):
        if opener == "agent":
            assert place.run("passphrase", "unlock --for 8h", copy=copy, may_keep=True).code == 0
        read = place.run(opener, "note show heron/1", copy=copy)
        assert (read.code, "weekly meeting" in read.text) == (0, True), read.text
        wrote = place.run(opener, "note add heron", NOTE, copy=copy)
        assert wrote.code == 0, wrote.text
        assert NOTE in place.run(opener, "note show heron", copy=copy).text


def test_a_copy_by_hand_on_a_new_computer(place: Place) -> None:
    there = Place(place.folder / "there")
    there.folder.mkdir(mode=0o700)
    (there.folder / "desk").mkdir(mode=0o700)
    (there.folder / "home").mkdir(mode=0o700)
    there.words, there.clock = place.words, place.clock
    shutil.copy(place.home, there.home)
    goes_on(there)
    there.lock()


@pytest.mark.parametrize("is_renamed", thinned([False, True]))
def test_a_folder_that_was_moved(place: Place, is_renamed: bool) -> None:
    place.run("passphrase", "note list")
    moved = place.home.parent.rename(place.folder / "documents") / place.home.name
    place.paths["home"] = moved.rename(moved.with_name("mine.vault")) if is_renamed else moved
    goes_on(place)


def test_a_folder_by_another_path(place: Place) -> None:
    (place.folder / "by-link").symlink_to(place.home.parent)
    place.paths["other"] = place.folder / "by-link" / place.home.name
    place.paths["roundabout"] = place.home.parent / ".." / "home" / place.home.name
    goes_on(place)
    goes_on(place, "roundabout")
    goes_on(place, "other")
    goes_on(place)


@pytest.mark.parametrize("name", thinned(["all of it", "all but its folder"]))
def test_a_state_folder_that_is_gone(name: str, place: Place) -> None:
    place.run("passphrase", "note list")
    shutil.rmtree(place.state)
    if name != "all of it":
        place.state.mkdir(mode=0o700)
    goes_on(place)


def test_what_this_computer_forgot_it_knows_again_from_the_vault(place: Place) -> None:
    place.after(EVENTS["erase"])
    place.lock()
    shutil.rmtree(place.state)
    assert place.run("passphrase", "note list").code == 0
    shown = place.run("passphrase", "note show heron/4", copy="away")
    assert (shown.code, "quicksilver morning" in shown.text) == (15, False), shown.text


def test_a_disk_image_that_was_put_back(place: Place) -> None:
    before = place.home.read_bytes()
    assert place.run("passphrase", "note add heron", NOTE).code == 0
    place.home.write_bytes(before)
    older = place.run("passphrase", "note add heron", NOTE)
    assert (older.code, place.home.read_bytes() == before) == (13, True)
    assert place.run("passphrase", "note show heron/1", flags="--read-only").code == 0
    place.clock.pass_days(1)
    taken = place.run("passphrase", f"restore {place.home} --accept")
    assert taken.code == 0, taken.text
    goes_on(place)


def test_a_disk_image_with_its_state_folder(place: Place) -> None:
    shutil.copytree(place.state, place.folder / "image", ignore=shutil.ignore_patterns("agent"))
    before = place.home.read_bytes()
    assert place.run("passphrase", "note add heron", NOTE).code == 0
    shutil.rmtree(place.state)
    (place.folder / "image").rename(place.state)
    place.home.write_bytes(before)
    goes_on(place)


@pytest.mark.parametrize("copy", thinned(["away", "moved away", "aside", "before", "by hand"], 2))
def test_the_coach_reads_what_is_sealed_in_a_copy_and_the_vault_tells_of_it(copy: str, place: Place) -> None:
    held = place.paths[copy].read_bytes()
    shown = place.run("passphrase", "note show linden/1 --reason -", "a court asked for it", copy=copy)
    assert (shown.code, "Sealed session 1." in shown.text) == (0, True), shown.text
    assert place.paths[copy].read_bytes() == held
    told = place.run("passphrase", "register list linden")
    assert "a court asked for it" in told.text, told.text


@pytest.mark.parametrize("event", thinned(EVENTS, 2))
def test_a_lost_vault_is_brought_back_from_an_older_copy(event: str, place: Place) -> None:
    """What this computer knows to be gone or sealed stays so; all else is there again."""
    happened = EVENTS[event]
    place.after(happened)
    place.home.unlink()
    place.paths["linked"].unlink()
    done = place.run("passphrase", f"restore {place.paths['away']}")
    assert done.code == 0, done.text
    listed = place.run("passphrase", "note list")
    assert listed.code == 0, listed.text
    shown = listed.text + place.run("passphrase", "search session").text
    assert not [text for text in (*happened.gone, *happened.sealed) if text in shown]
    assert place.run("passphrase", "note add wren", NOTE).code == 0
