"""`coachvault hours`: the coaching log for a credential."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.options import out_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import report_cloud_copies
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import hours as hours_json
from coachvault.render.as_text import hours as hours_text
from coachvault.services.exports import coaching_log

app = group("The coaching log: hours, paid and pro bono, for a credential.")


@command(app, "list", only_reads=True)
def list_all(context: Context) -> Reply[hours_json.HoursList]:
    """List the hours of every engagement, even where notes are sealed or gone."""
    log = coaching_log.coaching_log(unlock(context))
    return Reply(hours_json.log(log), lambda: hours_text.log(log))


@command(app, "export")
def export(
    context: Context, out: Annotated[str, out_option("The file to write, .csv.")]
) -> Reply[hours_json.HoursWritten]:
    """Write the log for a professional body: only clients who agreed to be listed."""
    exported = coaching_log.export(unlock(context), path_of(out))
    report_cloud_copies(context, exported.path)
    return Reply(hours_json.exported(exported), hours_text.exported(exported))
