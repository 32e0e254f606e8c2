"""The boundary: whatever happens becomes a message that is safe to show, and an exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from coachvault import __version__
from coachvault.cli.app import main
from coachvault.cli.context import Context
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.passphrase import COMMAND_VARIABLE
from coachvault.errors import Refused
from tests.fakes import TESTING, FakeClock, filled_practice

pytestmark = pytest.mark.sampled(2)

ROOT = Path(__file__).parents[3]
SECRET = "what the client said"

STOPPED = "coachvault: error: Stopped; nothing is half written, and what was reported as done stays.\n"


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Runs a line in which `coachvault` is the program, with bash."""
    script = f'coachvault() {{ "{sys.executable}" -W error -m coachvault "$@"; }}; {line}'
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONPATH": str(ROOT)}
    command = ["bash", "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    return Surroundings(tmp_path / "state", tmp_path / "vault" / "practice.vault", FakeClock(), TESTING)


@pytest.fixture
def seen(surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Context]:
    """Returns the context that a command would get."""

    def context_of(*args: str) -> Context:
        contexts: list[Context] = []
        monkeypatch.setattr("coachvault.cli.guides.day.show_day", contexts.append)
        assert main(list(args), surroundings) == 0
        return contexts[0]

    return context_of


@pytest.fixture
def failing(surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs a command in which this happens, and returns the exit code."""

    def run(error: BaseException, *args: str) -> int:
        def show_day(_: Context) -> None:
            confided = SECRET
            raise error from ValueError(confided)

        monkeypatch.setattr("coachvault.cli.guides.day.show_day", show_day)
        return main(list(args), surroundings)

    return run


def test_options_make_the_context(seen: Callable[..., Context], surroundings: Surroundings, tmp_path: Path) -> None:
    context = seen("--vault", "~/my.vault", "--no-input", "--words-file", "a", "--words-file", "b")
    assert context.vault_path == Path.home() / "my.vault"
    assert context.no_input
    assert not context.as_json
    assert context.passphrase_source.words_files == ("a", "b")
    assert not context.passphrase_source.may_ask
    assert context.surroundings is surroundings
    assert context.run is main
    assert seen().vault_path == surroundings.default_vault
    assert seen().passphrase_source.may_ask


def test_json_forbids_questions_but_that_for_the_passphrase(seen: Callable[..., Context]) -> None:
    context = seen("--json")
    assert context.as_json
    assert not context.interactive
    assert context.passphrase_source.may_ask


def test_the_vault_may_stand_in_a_variable(seen: Callable[..., Context], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHVAULT_VAULT", "/named/by.variable")
    assert seen().vault_path == Path("/named/by.variable")
    assert seen("--vault", "/named/by.option").vault_path == Path("/named/by.option")


def test_the_surroundings_are_this_machine_when_left_out(
    monkeypatch: pytest.MonkeyPatch, surroundings: Surroundings
) -> None:
    contexts: list[Context] = []
    monkeypatch.setattr("coachvault.cli.guides.day.show_day", contexts.append)
    monkeypatch.setattr(sys, "argv", ["coachvault", "--no-input"])
    assert main() == 0
    assert contexts[0].surroundings.default_vault.is_absolute()
    assert contexts[0].surroundings.clock.now().tzinfo is not None


def test_an_expected_error_says_what_and_how_to_go_on(
    failing: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert failing(Refused("The notes are sealed.", "Give a reason.")) == 16
    assert capfd.readouterr() == ("", "coachvault: error: The notes are sealed.\nhint: Give a reason.\n")


def test_an_error_for_scripts_is_the_last_line_of_stderr(
    failing: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert failing(Refused("The notes are sealed.", "Give a reason."), "--json") == 16
    out, err = capfd.readouterr()
    assert out == ""
    assert json.loads(err.splitlines()[-1]) == {
        "coachvault": 1,
        "error": {"code": "refused", "message": "The notes are sealed.", "hint": "Give a reason."},
    }


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EOFError(), typer.Abort()])
def test_leaving_is_130_and_is_said(
    error: BaseException, failing: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert failing(error) == 130
    assert "Stopped" in capfd.readouterr().err


@pytest.mark.parametrize("error", [ValueError(SECRET), OSError(5, SECRET), RecursionError(SECRET), MemoryError(SECRET)])
@pytest.mark.parametrize("options", [[], ["--json"], ["--debug"], ["--json", "--debug"]])
def test_an_unexpected_error_says_its_kind_and_never_a_value(
    error: Exception, options: list[str], failing: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert failing(error, *options) == 1
    said = "".join(capfd.readouterr())
    assert type(error).__name__ in said
    assert SECRET not in said
    assert "confided" not in said
    assert ("test_app.py" in said) == ("--debug" in options)


@pytest.mark.parametrize(("status", "code"), [(3, 3), (None, 1), ("text", 1)])
def test_leaving_by_exit_keeps_its_code(status: int | str | None, code: int, failing: Callable[..., int]) -> None:
    assert failing(SystemExit(status)) == code


def test_a_command_may_end_early(failing: Callable[..., int]) -> None:
    assert failing(typer.Exit(7)) == 7


@pytest.mark.parametrize(
    "args",
    [
        ["nots"],
        ["note", "lst"],
        ["note", "add", "--no-such-option"],
        ["note", "list", "--kind", "x"],
        ["--color", "green"],
        ["--vault", "~no-such-user/x"],
        ["--vault"],
        ["note", "move", "heron/1"],
    ],
)
def test_a_wrong_call_is_2(args: list[str], surroundings: Surroundings, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(args, surroundings) == 2
    assert capfd.readouterr().err.startswith("coachvault: error: ")
    assert main([*args, "--json"] if args != ["--vault"] else ["--json", *args], surroundings) == 2
    assert json.loads(capfd.readouterr().err.splitlines()[-1])["error"]["code"] == "usage"


def test_a_note_typed_as_an_argument_is_not_repeated(
    surroundings: Surroundings, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["note", "add", "heron", SECRET], surroundings) == 2
    assert SECRET not in "".join(capfd.readouterr())


def test_an_error_after_a_bare_double_dash_is_for_people(
    surroundings: Surroundings, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--", "--json"], surroundings) == 2
    assert capfd.readouterr().err.startswith("coachvault: error: ")


def test_the_version_for_people_and_for_scripts(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--version", "--no-input"]) == 0
    assert main(["--version", "--json"]) == 0
    plain, line = capfd.readouterr().out.splitlines()
    assert plain == __version__
    assert json.loads(line)["data"] == {"version": __version__}


def test_a_lone_version_loads_no_command_line() -> None:
    see = "import sys; sys.argv[1:] = ['--version']; from coachvault.__main__ import main; main(); "
    run = subprocess.run([sys.executable, "-c", see + "assert 'typer' not in sys.modules"], cwd=ROOT, check=True)
    assert run.returncode == 0
    assert shell("coachvault --version").stdout == f"{__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        *("--help", "--version", "--version --json", "register --help"),
        pytest.param("tour --json", marks=pytest.mark.thorough),
    ],
)
def test_a_reader_who_leaves_is_no_error(command: str) -> None:
    run = shell(f'coachvault {command} | true; echo "${{PIPESTATUS[0]}}"')
    assert (run.stdout, run.stderr if command != "tour --json" else "") == ("0\n", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("command", "code"), [("--version --json", 0), ("check", 10), ("nots", 2)])
def test_closed_streams_are_no_error(closed: str, command: str, code: int) -> None:
    assert shell(f"coachvault {command} {closed}").returncode == code


def test_a_full_disk_behind_stdout_is_no_success() -> None:
    for options in ("--version", "--version --json"):
        run = shell(f"coachvault {options} >/dev/full")
        assert run.returncode == 1
        assert "Traceback" not in run.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_streams_are_utf8_in_any_locale(encoding: str) -> None:
    see = "import sys; from coachvault.__main__ import main; main(['nots']); sys.stdout.write(sys.stdin.read())"
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-c", see]
    run = subprocess.run(
        command, cwd=ROOT, env=environment, input="Zoë → 漢字".encode(), capture_output=True, check=True
    )
    assert run.stdout.decode() == "Zoë → 漢字"
    assert run.stderr.startswith(b"coachvault: error: ")


def test_bytes_that_are_no_utf8_are_no_crash() -> None:
    command = [sys.executable, "-m", "coachvault", "note", "add", "heron"]
    run = subprocess.run(command, cwd=ROOT, input=b"caf\xe9", capture_output=True, check=False)
    assert run.returncode == 17
    assert b"UTF-8" in run.stderr


def test_ctrl_c_is_130_while_something_is_going_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coachvault", "--vault", str(filled_practice(tmp_path).path), "client", "list"]
    waiting = os.environ | {COMMAND_VARIABLE: "echo waiting >&2; exec sleep 30"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=waiting,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "waiting\n"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (
        130,
        "",
        STOPPED,
    )


@pytest.mark.parametrize(
    "words",
    [
        ["Ada"],
        ["note", "Ada"],
        ["note", "add", "heron", "Ada"],
        ["note", "add", "--kind", "Ada"],
        ["note", "list", "--limit", "Ada"],
        ["note", "list", "--limit", "Ada' is not Ada"],
        ["--passphrase-fd", "Ada"],
        ["--color", "Ada"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_does_not_repeat_what_was_typed(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "Ada" not in capfd.readouterr().err
