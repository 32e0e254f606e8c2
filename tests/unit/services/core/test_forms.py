"""Forms that nobody would write by hand: refused as bad input, never an accident."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput
from coachvault.services.core.forms import parse_toml


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 200_000, "= 1", 'name = "a', "a = 1\na = 2"])
def test_what_is_no_form_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_toml(text)
    assert len(caught.value.message) < 200
