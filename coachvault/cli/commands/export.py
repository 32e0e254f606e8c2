"""`coachvault export`: everything, for when you leave CoachVault."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.input.options import Reason, argument, option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_reason, report_cloud_copies, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.text import counted
from coachvault.render.as_json import files as files_json
from coachvault.services.exports.everything import export_everything

app = single()
WORD = "export"
_BEFORE = (
    "Everything leaves: every note in every wording, the sealed ones too, names, releases, the register, in files"
    " that anybody who has them can read. The vault stays as it is. What was written cannot be called back."
)


@command(app)
def export(
    context: Context,
    folder: Annotated[str, argument("A new folder for the files.", "FOLDER")],
    reason: Reason = None,
    confirm: Annotated[str, option("--confirm export", "The word `export`, to confirm.")] = "",
) -> Reply[files_json.EverythingWritten]:
    """Write everything into a folder, readable without CoachVault, for when you leave."""
    opened, place = unlock(context), path_of(folder).absolute()
    warn_of_names(context, opened, reason or "")
    context.output.say(_BEFORE)
    report_cloud_copies(context, place)
    why = read_reason(context, reason)
    context.confirm_word(WORD, confirm)
    left = export_everything(opened, place, why)
    if left.waiting:
        message = f"{counted(left.waiting, 'note')} still to be filed, and not in it: `coachvault note waiting`."
        context.output.warn(message)
    data = files_json.EverythingWritten.of(left)
    message = f"{left.folder} contains everything, readable: {counted(left.notes, 'note')} in {len(left.files)} files."
    return Reply(data, f"{message} READ-ME.txt explains them; `status` lists them until they are deleted.")
