"""Options that several commands take are called and explained in one way."""

from __future__ import annotations

from typing import get_args

import pytest
from typer.models import OptionInfo

from coachvault.cli.input import options
from tests.commands import commands

SHARED = [get_args(value)[1] for value in vars(options).values() if len(get_args(value)) == 2]
NAMED = {str((each.param_decls or (each.default,))[0]): each for each in SHARED if isinstance(each, OptionInfo)}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_an_option_has_a_help_and_a_command_that_takes_it(name: str) -> None:
    plain = name.partition("/")[0]
    found = [each for command in commands().values() for each in command.params if plain in each.opts]
    assert NAMED[name].help in {each.help for each in found}


def test_the_usual_ones_are_among_them() -> None:
    assert {"--date", "--duration", "--kind", "--tag", "--pro-bono/--paid", "--since", "--until", "--limit"} <= set(
        NAMED
    )
