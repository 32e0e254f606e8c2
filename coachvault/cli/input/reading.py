"""Reads a note's text, forms and reasons: from a prompt, from stdin, or from a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachvault.cli.context import Context
from coachvault.errors import BadInput
from coachvault.practice.note import LARGEST_BODY_BYTES, parse_body
from coachvault.practice.people import require_mail_address
from coachvault.services.core.open_vault import OpenVault
from coachvault.system.paths import cloud_service, has_time_machine
from coachvault.texts.languages import LANGUAGES

if TYPE_CHECKING:
    from coachvault.services.notes.autosave import DraftBox

LANGUAGE = ("language", f"Language of what they read: {', '.join(LANGUAGES)}")
"""The field for somebody's language, and its question."""
_USUAL = {"language": "en"}
LARGEST_FORM_BYTES = 256 * 1024
LARGEST_FILE_BYTES = 20 * 1024 * 1024


def read_body(context: Context, initial: str = "", box: DraftBox | None = None) -> str:
    """Returns a text: from the editor or the prompt in a terminal, otherwise stdin to its last byte, unchanged.

    Args:
        context: The command's context.
        initial: The text to change; empty for a new one.
        box: Where drafts are saved until the text is.

    Raises:
        BadInput: It is blank, too large, not UTF-8, or contains a NUL.
        Refused: The vault is open read-only, so that a typed text could not be saved.
    """
    if not context.interactive:
        return parse_body(sys.stdin.buffer.read(LARGEST_BODY_BYTES + 1))
    context.setting.require_writing()
    from coachvault.cli.input.drafts import offered  # loaded only where a person types
    from coachvault.cli.input.editor import edit, usable_editor

    start, keep = offered(context, box, initial), box.keep if box else None
    editor = usable_editor(context)
    if editor is None:
        return parse_body(context.prompts.multiline(start, keep).encode(errors="surrogatepass"))
    data = edit(editor, start, keep)
    if data == f"{initial}\n".encode(errors="surrogatepass"):  # editors end the last line
        return initial
    return parse_body(data)


def read_file(source: str) -> bytes:
    """Returns the bytes of a file that came in, or of stdin for `-`; at most one byte more than is accepted.

    Raises:
        BadInput: It does not exist, or is not a file.
    """
    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST_FILE_BYTES + 1)
        if not Path(source).is_file():
            raise BadInput("There is no such file.", "Name the saved mail (.eml) or the scan; `-` reads it from stdin.")
        with Path(source).open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}.") from None


def read_form(source: str) -> str:
    """Returns the text of a form from a file, or from stdin for `-`.

    Raises:
        BadInput: It does not exist, is larger than 256 KiB, or is not UTF-8.
    """
    try:
        if source == "-":
            data = sys.stdin.buffer.read(LARGEST_FORM_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST_FORM_BYTES + 1)
    except OSError as error:
        raise BadInput(f"The form cannot be read: {error.strerror}.", "`-` reads it from stdin.") from None
    if len(data) > LARGEST_FORM_BYTES:
        raise BadInput("A form has at most 256 KiB; nothing was changed.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadInput("The form is not UTF-8; nothing was changed.") from None


def ask_fields(context: Context, asked: tuple[tuple[str, str], ...], known: dict[str, Any]) -> dict[str, Any]:
    """Asks for one field after the other; Enter keeps the known value.

    Raises:
        Refused: The vault is open read-only, so that they could not be saved.
    """
    context.setting.require_writing()
    return {
        name: context.prompts.ask_checked(question, known.get(name, _USUAL.get(name, "")), _CHECKS.get(name, str))
        for name, question in asked
    }


def _require_language(text: str) -> None:
    if text not in LANGUAGES:
        raise BadInput("There are no texts in that language.", f"One of {', '.join(LANGUAGES)}.")


_CHECKS: dict[str, Callable[[str], object]] = {"email": require_mail_address, "language": _require_language}


def read_reason(context: Context, given: str | None) -> str:
    """Returns a reason: as given, from stdin for `-`, or asked for in a terminal; empty when there is none.

    Raises:
        Refused: The vault is open read-only, so that the reason could not be recorded.
    """
    if given == "-":
        context.setting.require_writing()
        return sys.stdin.readline().strip()
    if given is None and context.interactive:
        context.setting.require_writing()
        return context.prompts.ask_reason()
    return given or ""


def report_cloud_copies(context: Context, path: Path) -> None:
    """Says what Time Machine and the folder of a cloud service mean for a file, where there is one."""
    if has_time_machine():
        context.output.say(
            "Time Machine keeps earlier states of this file, in which erased notes can still be read with the"
            " passphrase of that time. `tmutil addexclusion` leaves a folder out: docs/how-to/cloud-folders.md."
        )
    service = cloud_service(path)
    if service:
        context.output.say(
            f"This looks like a folder of {service}. It cannot read the file, but it keeps older versions, each of"
            " which opens with the passphrase of that time: docs/how-to/cloud-folders.md."
        )


def warn_of_names(context: Context, opened: OpenVault, *arguments: str) -> None:
    """Warns when the command line contains the name of somebody in the vault (rule R12)."""
    from coachvault.services.people import directory  # loaded only where an argument could be a name

    if any(arguments) and directory.names_someone(opened, " ".join(arguments)):
        warn_of_history(context)


def warn_of_history(context: Context) -> None:
    """Warns that a name was typed where the shell remembers it."""
    context.output.warn("A name on the command line stays in the shell's history. Type it at the prompt instead.")
