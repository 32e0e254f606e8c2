"""The root of the command line: global options, the table of commands, the error boundary."""

from __future__ import annotations

import os
import re
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any, ClassVar

import typer
from typer.main import get_command

from coachvault import __version__
from coachvault.cli.context import Context
from coachvault.cli.exit_codes import DONE, INTERRUPTED, UNEXPECTED, USAGE, UsageError, code_of
from coachvault.cli.input.places import at_home
from coachvault.cli.lazy import LazyGroup
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.output import Output, Reply, abandon_stdout
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts
from coachvault.errors import BadInput, CoachVaultError, Unread

_COMMANDS = "coachvault.cli.commands."
_TYPED_COMMAND = re.compile(r"No such command '.*?'\.", re.DOTALL)
_TYPED_OPTION = re.compile(r"No such option: \S+", re.DOTALL)
_TYPED_VALUE = re.compile(r""": (['\"]).*\1 is not""", re.DOTALL)


class Root(LazyGroup):
    """The commands, in the order of a coach's day."""

    lines: ClassVar[dict[str, str]] = {
        "init": "Make a vault: passphrase, recovery words, practice.",
        "client": "The people you coach.",
        "sponsor": "Who pays and may ask for a report.",
        "engagement": "The agreed work with a client: start, end, reopen.",
        "note": "Write, find and change notes.",
        "action": "What clients want to do, and what became of it.",
        "measure": "How clients rate themselves over time, as small charts.",
        "brief": "The minute before a session: objectives, last two notes, what the sponsor may receive.",
        "release": "Release a text that the client has signed off, word by word.",
        "retention": "How long records are kept, what is due, and destroying it with a certificate.",
        "access": "Give the client a copy of everything that is held about them.",
        "disclose": "For serious danger or a court order: the only way without a signature.",
        "search": "Find the notes that contain every word, whatever its case and accents.",
        "unlock": "Unlock the vault for a while, so that no command asks for the passphrase.",
        "lock": "Lock the vault: the process that holds its keys ends.",
        "status": "What is open, what waits for a sign-off, which readable files are left.",
        "register": "What left, what was read after the end, moved and erased.",
        "hours": "The coaching log: hours, paid and pro bono, for a credential.",
        "backup": "Copies of the vault: make, list, verify, auto, clean, forget.",
        "import": "Import notes from jrnl, Day One or Markdown files.",
        "export": "Write everything into a folder, readable without CoachVault, for when you leave.",
        "restore": "Restore the vault from a copy; a vault that is there already is kept aside.",
        "custodian": "Who steps in for you: executors, and readers who open notes together.",
        "executor": "For an executor: whom to reach, what is due, destroying it. Reads no note.",
        "practice": "The practice itself: what custodians have to know, its archive, and its end.",
        "passphrase": "Change the passphrase, or replace a forgotten one.",
        "keys": "New keys, in case somebody has the old ones.",
        "recovery": "Try the recovery words, or make new ones.",
        "check": "Check that everything is there and as it was written.",
        "tour": "See a practice on a throw-away vault: real operations, real output.",
    }
    modules: ClassVar[dict[str, str]] = {
        word: _COMMANDS + ("importing" if word == "import" else word) for word in lines
    }

    def list_commands(self, ctx: Any) -> list[str]:
        """Returns the words in the order of the table."""
        return list(self.lines)


app = typer.Typer(
    cls=Root,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    ctx: typer.Context,
    vault: Annotated[str, typer.Option(metavar="PATH", envvar="COACHVAULT_VAULT", help="The vault's file.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON on stdout.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask anything.")] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Open the vault read-only, even an older copy; write nothing.")
    ] = False,
    color: Annotated[str, typer.Option(metavar="auto|always|never", help="Colour.")] = "auto",
    passphrase_fd: Annotated[
        int | None, typer.Option(metavar="N", help="Read the passphrase from this file descriptor.")
    ] = None,
    passphrase_file: Annotated[
        str, typer.Option(metavar="FILE", help="Read the passphrase from this file (mode 0600).")
    ] = "",
    words_file: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Open with recovery words from this file (mode 0600).")
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="After an unexpected error, show where it happened; never what you wrote.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Show the version.")] = False,
) -> None:
    """An encrypted journal for solo coaches and mentors. Without a command, it shows the day."""
    if version:
        Output(as_json=as_json).show("version", Reply({"version": __version__}, __version__))
        raise typer.Exit
    if color not in ("auto", "always", "never"):
        raise UsageError("--color is auto, always or never.")
    plain = bool(os.environ.get("ACCESSIBLE"))
    output = Output(as_json=as_json, color=color, plain=plain)
    prompts = Prompts(output, plain=plain, may_ask=not no_input and not as_json)
    surroundings: Surroundings = ctx.obj or Surroundings.real()
    ctx.obj = Context(
        vault_path=_place(vault) if vault else surroundings.default_vault,
        as_json=as_json,
        no_input=no_input,
        only_reads=read_only,
        surroundings=surroundings,
        output=output,
        prompts=prompts,
        passphrase_source=PassphraseSource(
            prompts, not no_input, passphrase_fd, passphrase_file, tuple(words_file or ())
        ),
        run=main,
    )
    if ctx.invoked_subcommand is None:
        from coachvault.cli.guides.day import show_day

        show_day(ctx.obj)


def main(args: list[str] | None = None, surroundings: Surroundings | None = None) -> int:
    """Runs one command and returns its exit code; every error ends here, as a message that is safe to show.

    Args:
        args: The arguments; those of the process when left out.
        surroundings: The world around the command; this machine when left out.
    """
    given = sys.argv[1:] if args is None else args
    output = Output(as_json=_wants(given, "--json"))
    try:
        command = get_command(app)
        code = command.main(args=given, prog_name="coachvault", standalone_mode=False, obj=surroundings)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the boundary: whatever happens becomes a message and a code
        if _reader_left(error):
            abandon_stdout()
            return DONE
        return _report(error, output, debug=_wants(given, "--debug"))
    if code == INTERRUPTED:  # Typer turns Ctrl-C outside a prompt into a silent code
        return _report(KeyboardInterrupt(), output, debug=False)
    return code if isinstance(code, int) else DONE


def _place(vault: str) -> Path:
    try:
        return at_home(vault)
    except BadInput:
        raise UsageError("--vault begins with the home of a user who is not known here.") from None


def _wants(args: list[str], flag: str) -> bool:
    """Returns whether a flag was given: usage errors come before any option is parsed."""
    return flag in (args[: args.index("--")] if "--" in args else args)


def _reader_left(error: BaseException) -> bool:
    """Returns whether the reader of stdout closed the pipe; Typer turns that into a SystemExit when it writes help."""
    return isinstance(error, BrokenPipeError) or (
        isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError)
    )


def _report(error: BaseException, output: Output, *, debug: bool) -> int:
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else UNEXPECTED
    if isinstance(error, typer.Abort):
        error = KeyboardInterrupt()
    if isinstance(error, typer.TyperException):
        path = getattr(getattr(error, "ctx", None), "command_path", "coachvault")
        output.error("usage", *_usage(error.format_message(), path))
        return USAGE
    code, name = code_of(error)
    if isinstance(error, CoachVaultError):
        output.error(name, error.message, error.hint, error.remarks if isinstance(error, Unread) else ())
    elif isinstance(error, KeyboardInterrupt):
        output.error(name, "Stopped; nothing is half written, and what was reported as done stays.", "")
    else:
        output.error(name, f"Something unexpected happened ({type(error).__name__}).", _where(error, debug=debug))
    return code


def _usage(message: str, path: str) -> tuple[str, str]:
    """Returns what was wrong with the call, and a hint; what was typed may be a name, and is not repeated.

    Args:
        message: Typer's message.
        path: The words of the command that was called.
    """
    if message.startswith("Got unexpected extra argument"):
        hint = "A note's text and names are never arguments: type them at the prompt, or pipe them in."
        return "There are more words than this command takes.", hint
    if message.startswith("Usage:"):  # a group of commands without the command: Typer gives its whole help
        return "A command is missing.", message
    plain = _TYPED_COMMAND.sub("There is no such command.", _TYPED_VALUE.sub(": the value is not", message))
    plain = _TYPED_OPTION.sub("There is no such option.", plain)
    return plain, f"`{path} --help` shows how to call it."


def _where(error: BaseException, *, debug: bool) -> str:
    if not debug:
        return "Try it again with --debug to see where; that never shows what you wrote."
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)
