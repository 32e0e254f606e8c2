"""Asks one question in a terminal, and writes what came of it into a file: the stage for test_prompts.py."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from coachvault.cli.terminal.output import Output, Reply
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts

LONG = "\n".join(f"line {number} of the sealed note" for number in range(1, 61))


def scenes(*, plain: bool) -> dict[str, Callable[[], object]]:
    """The questions, by name."""
    output = Output(plain=plain)
    prompts = Prompts(output, plain=plain)
    source = PassphraseSource(prompts, may_ask=True)
    return {
        "ask": lambda: prompts.ask("Name", "ready"),
        "choose": lambda: prompts.choose("Which client?", [("heron", "Ada Marsh"), ("wren", "Bea Cole")]),
        "passphrase": source.passphrase,
        "new passphrase": lambda: source.new_passphrase(lambda typed: ("fair", len(typed) > 7)),
        "text": lambda: prompts.multiline(""),
        "old text": lambda: prompts.multiline("first line\nsecond line"),
        "steering text": lambda: prompts.multiline("a\x1b]52;c;x\x07b"),
        "words": lambda: output.show_once("1. abandon\n2. ability \x1b]52;c;x\x07"),
        "sealed": lambda: output.show("note show", Reply({}, LONG, is_secret=True)),
    }


def main() -> None:
    """Plays a scene."""
    name, report, *options = sys.argv[1:]
    try:
        came: object = scenes(plain="plain" in options)[name]()
    except BaseException as error:  # noqa: BLE001 - reported, whatever it is
        came = type(error).__name__
    Path(report).write_text(json.dumps(came))
    sys.stderr.write("(the end)\n")


if __name__ == "__main__":
    main()
