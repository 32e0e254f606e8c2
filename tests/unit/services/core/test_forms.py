"""Forms that nobody would write by hand: refused as bad input, never an accident."""

from __future__ import annotations

import tomllib

import pytest

from coachvault.errors import BadInput
from coachvault.services.core.forms import LONGEST_FORM, LONGEST_TEXT, parse_toml


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 200_000, "= 1", 'name = "a', "a = 1\na = 2"])
def test_what_is_no_form_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_toml(text)
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 100_000) + " = 1",
        ".".join(["a"] * 8_000) + " = 1",
        ".".join(['"a"'] * 4_000) + " = 1",
        "[" + ".".join(["a"] * 8_000) + "]",
        "x = { " + ".".join(["a"] * 8_000) + " = 1 }",
        "# " + "x" * LONGEST_FORM,
        'text = """' + "ä" * LONGEST_FORM + '"""',
    ],
)
def test_a_form_that_would_take_gigabytes_is_refused_before_it_is_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(BadInput, match=r"too large|too deeply"):
        parse_toml(text)


@pytest.mark.parametrize(
    "text",
    [
        "text = '''" + "." * 100 + "\n# = no comment\n" + "." * 100 + "'''",
        'text = """She said \\"no\\" . . .""" # . . . .',
        'text = "' + "." * 1_000 + '"  # ' + "." * 100,
        "a.b.c.d = 1.5",
        "x = [" + "1.5, " * 30 + "]",
    ],
)
def test_dots_in_a_text_are_no_depth(text: str) -> None:
    assert parse_toml(text)


def test_a_text_may_be_longer_than_a_form() -> None:
    text = 'text = "' + "x" * 200_000 + '"'
    assert parse_toml(text, LONGEST_TEXT)
    with pytest.raises(BadInput, match="may have 16,384"):
        parse_toml(text)
