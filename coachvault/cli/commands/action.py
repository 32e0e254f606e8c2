"""`coachvault action`: what clients want to do, and what became of it."""

from __future__ import annotations

import sys
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.dates import ask_day, read_day
from coachvault.cli.input.options import AnyClient, ClientCode, argument, option
from coachvault.errors import BadInput
from coachvault.practice.actions import LONGEST_ACTION, ActionStatus
from coachvault.practice.dates import Meant
from coachvault.render.as_json import actions as actions_json
from coachvault.render.as_text import actions as actions_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes import actions
from coachvault.services.notes.actions import ActionView

app = group("What clients want to do, and what became of it.")

ActionsId = Annotated[str, argument("An action's id, such as heron/a1.", "ID")]


@command(app, "list", only_reads=True)
def list_all(context: Context, opened: OpenVault, client: AnyClient = "") -> Reply[actions_json.ActionList]:
    """List actions, the open ones first; those of what has ended are sealed."""
    found = actions.list_actions(opened, client)
    return Reply(
        lambda: {"actions": [actions_json.ActionRecord.of(each) for each in found]},
        lambda: actions_text.actions(found),
    )


@command(app, "add")
def add(
    context: Context,
    opened: OpenVault,
    client: ClientCode,
    by: Annotated[str, option("--by DATE", "The last day for it.")] = "",
) -> Reply[actions_json.ActionAnswer]:
    """Write down what a client wants to do, one line at the prompt or from stdin."""
    day = read_day(context, opened, by, Meant.FUTURE) if by else None
    text = context.prompts.ask("What?", "") if context.interactive else _one_line()
    if context.interactive and not by:
        day = ask_day(context, opened, "By when? (Enter for no day)", "")
    return _answer(actions.add_action(opened, client, text, day))


@command(app, "done")
def done(context: Context, opened: OpenVault, which: ActionsId) -> Reply[actions_json.ActionAnswer]:
    """Write down that an action is done."""
    return _answer(actions.settle_action(opened, which, ActionStatus.DONE))


@command(app, "drop")
def drop(context: Context, opened: OpenVault, which: ActionsId) -> Reply[actions_json.ActionAnswer]:
    """Write down that an action is dropped."""
    return _answer(actions.settle_action(opened, which, ActionStatus.DROPPED))


def _one_line() -> str:
    try:
        text = sys.stdin.buffer.read(4 * LONGEST_ACTION + 1).decode().strip()
    except UnicodeDecodeError:
        raise BadInput("The text is not UTF-8; nothing was saved.") from None
    if len(text.splitlines()) != 1:
        raise BadInput("An action is one line; nothing was saved.")
    return text


def _answer(view: ActionView) -> Reply[actions_json.ActionAnswer]:
    return Reply({"action": actions_json.ActionRecord.of(view)}, f"{actions_text.line(view)}: {view.status.value}.")
