"""`coachvault status`: what is open, what waits, which readable files are left."""

from __future__ import annotations

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.guides.day import read_day
from coachvault.errors import NoWayIn
from coachvault.render.as_json import day as day_json
from coachvault.render.as_text import inbox as inbox_text
from coachvault.services.notes.inbox import count_waiting

app = single()


@command(app, only_reads=True)
def status(context: Context) -> Reply[day_json.StatusShown] | Reply[day_json.StatusLocked]:
    """What is open, what waits for a sign-off, which readable files are left."""
    try:
        context.passphrase_source.may_ask = False  # a status asks nothing: it says that the vault is locked
        found, record, text = read_day(context)
        return Reply(day_json.StatusShown(status=record, next_sessions=day_json.next_sessions(found)), text)
    except NoWayIn:
        waiting = count_waiting(context.setting)
        return Reply(
            day_json.StatusLocked(status={"locked": True, "inbox": {"waiting": waiting}}), inbox_text.locked(waiting)
        )
