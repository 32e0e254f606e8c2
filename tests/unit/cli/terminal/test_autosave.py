"""What is typed is kept while it is typed, whenever it has changed."""

from __future__ import annotations

from threading import Event

import pytest

from coachvault.cli.terminal import autosave
from coachvault.cli.terminal.autosave import autosaved


def test_a_text_is_kept_while_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "EVERY_SECONDS", 0.001)
    text, kept, seen = ["begun"], list[str](), Event()

    def keep(now: str) -> None:
        kept.append(now)
        seen.set()

    with autosaved(lambda: text[-1], keep):
        text.append("begun and more")
        assert seen.wait(20)
    assert kept == ["begun and more"]


def test_what_was_typed_last_is_kept_at_the_end_and_nothing_twice() -> None:
    text, kept = ["begun"], list[str]()
    with autosaved(lambda: text[-1], kept.append):
        pass
    assert kept == [], "nothing was typed"
    with autosaved(lambda: text[-1], kept.append):
        text.append("the end")
    assert kept == ["the end"]


def test_it_is_kept_where_the_block_fails_too() -> None:
    text, kept = ["begun"], list[str]()

    def leaves() -> None:
        with autosaved(lambda: text[-1], kept.append):
            text.append("so far")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leaves()
    assert kept == ["so far"]


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_at_all_is_never_kept(text: str) -> None:
    texts, kept = ["begun"], list[str]()
    with autosaved(lambda: texts[-1], kept.append):
        texts.append(text)
    assert kept == []


def test_without_a_place_nothing_is_read() -> None:
    with autosaved(lambda: pytest.fail("it was read"), None):
        pass
