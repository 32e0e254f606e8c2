"""`coachvault register`: what was read after the end, what left, what was destroyed."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.options import AnyClient, argument, out_option, reason_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_reason, report_cloud_copies, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import register as register_json
from coachvault.render.as_text import register as register_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.exports import register as register_export
from coachvault.services.records import register

app = group("What left, what was read after the end, moved and erased.")


@command(app, "list", only_reads=True)
def list_all(context: Context, client: AnyClient = "") -> Reply[register_json.EntryList]:
    """List the register, the oldest entry first."""
    entries = register.numbered(unlock(context), client)
    return Reply(
        lambda: {"entries": [register_json.EntryRecord.of(each) for each in entries]},
        lambda: register_text.register_lines(entries),
    )


@command(app, "show", only_reads=True)
def show(
    context: Context,
    number: Annotated[int, argument("The number that the list shows.", "N", min=1)],
) -> Reply[register_json.EntryShown]:
    """Show one entry in full."""
    entry = register.show(unlock(context), number)
    return Reply({"entry": register_json.EntryRecord.of(entry)}, register_text.register_entry(entry))


@command(app, "export")
def export(
    context: Context,
    opened: OpenVault,
    out: Annotated[str, out_option("The file to write, .csv or .json.")],
    client: AnyClient = "",
    reason: Annotated[str | None, reason_option("Who asked for it, on what ground; no names.")] = None,
) -> Reply[register_json.RegisterWritten]:
    """Write the register to a file, whole or about one client; the register records that."""
    warn_of_names(context, opened, reason or "")
    place = path_of(out)
    entries, sha256 = register_export.export(opened, place, client, read_reason(context, reason))
    report_cloud_copies(context, place)
    message = f"{place} contains {len(entries):,} of the register's entries, readable: hand it over, then delete it."
    return Reply({"path": str(place.absolute()), "sha256": sha256, "entries": len(entries)}, message)
