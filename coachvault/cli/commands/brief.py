"""`coachvault brief`: the minute before a session."""

from __future__ import annotations

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.input.choices import choose_client
from coachvault.cli.input.options import ClientCode
from coachvault.render.as_json import day as day_json
from coachvault.render.as_text import day as day_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.overview.day import brief as read_brief

app = single()


@command(app, only_reads=True)
def brief(context: Context, opened: OpenVault, client: ClientCode = "") -> Reply[day_json.BriefShown]:
    """The minute before a session: objectives, last two notes, what the sponsor may receive."""
    found = read_brief(opened, client or choose_client(context, opened))
    return Reply(day_json.brief_shown(found), day_text.brief(found, opened.now().date()))
