"""The coach's own editor, called so that it leaves nothing behind.

vim, neovim and nano open a file that exists in memory alone. vim and neovim copy their text to a second one at every
change, and drafts are sealed from that; from nano a draft has what was written with Ctrl-S. Any other editor is used
only after a warning and a yes, on a file in a folder that is in memory and is removed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.terminal.autosave import autosaved
from coachvault.errors import BadInput
from coachvault.system.memory import MemoryFile, has_memory_files, has_memory_folder, memory_folder

_VIM = "set noswapfile nobackup nowritebackup noundofile viminfo= history=0 nomodeline"
_NVIM = "set noswapfile nobackup nowritebackup noundofile shada= history=0 nomodeline"
_COPY = "silent! autocmd TextChanged,TextChangedI,TextChangedP * silent! noautocmd keepalt write! {copy}"
_KNOWN: dict[str, tuple[str, ...]] = {
    "vim": ("-n", "-i", "NONE", "-u", "NONE", "-N", "--cmd", _VIM, "-c", _COPY, "--"),
    "nvim": ("-n", "-i", "NONE", "-u", "NONE", "--cmd", _NVIM, "-c", _COPY, "--"),
    "nano": ("--ignorercfiles", "--restricted", "--"),
}
_END_SECONDS = 2.0
_OTHER_NAMES = {"vi": "vim", "vim.basic": "vim", "vim.nox": "vim", "vim.tiny": "vim", "rnano": "nano"}
_SETTINGS = frozenset({"VIM", "VIMINIT", "VIMRUNTIME", "EXINIT", "MYVIMRC", "NVIM_APPNAME", "NVIM_LOG_FILE"})
"""Variables that make vim or neovim read or write files of the user's."""
_WARNING = (
    "{name} is not known to leave nothing behind: it may keep copies, histories or backups of what you write. vim,"
    " neovim and nano are known; without EDITOR you type at a prompt."
)


class Editor(msgspec.Struct, frozen=True):
    """An editor and how it is called.

    Args:
        name: Its name.
        words: The program and its arguments, before the file's name; `{copy}` stands for the second file.
        is_known: Whether it was seen to leave nothing behind when it is called like this.
    """

    name: str
    words: tuple[str, ...]
    is_known: bool

    @classmethod
    def of_user(cls) -> Editor | None:
        """Returns the editor that VISUAL or EDITOR names; None where none is named or it is not there."""
        given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        try:
            words = shlex.split(given)
        except ValueError:
            return None
        program = shutil.which(words[0]) if words else None
        if program is None:
            return None
        name = Path(words[0]).name
        switches = _KNOWN.get(_OTHER_NAMES.get(name, name))
        if switches is None:
            return cls(name, (program, *words[1:]), is_known=False)
        return cls(name, (program, *switches), is_known=True)


def usable_editor(context: Context) -> Editor | None:
    """Returns the editor to use; None where there is none, it is not wanted, or there is no memory to edit in."""
    editor = Editor.of_user()
    if editor is None:
        return None
    if editor.is_known:
        return editor if has_memory_files() else None
    if not has_memory_folder():
        return None
    context.output.warn(_WARNING.format(name=editor.name))
    return editor if context.prompts.confirm("Use it all the same?", default=False) else None


def edit(editor: Editor, initial: str, keep: Callable[[str], None] | None) -> bytes:
    """Returns a text as it was left in the editor.

    Args:
        editor: The editor.
        initial: What it shows at first.
        keep: Saves a draft of what is typed so far.

    Raises:
        BadInput: The editor failed or was left with an error: nothing is to be saved.
    """
    data = initial.encode(errors="surrogatepass")
    return _edit_in_memory(editor, data, keep) if editor.is_known else _edit_in_folder(editor, data, keep)


def _edit_in_memory(editor: Editor, data: bytes, keep: Callable[[str], None] | None) -> bytes:
    text, copy = MemoryFile(data), MemoryFile(data)
    try:
        latest = _Latest([text.read, copy.read])
        words = [word.replace("{copy}", copy.name) for word in editor.words]
        with autosaved(latest.text, keep):
            _run([*words, text.name], (text.descriptor, copy.descriptor))
        return text.read()
    finally:
        text.close()
        copy.close()


def _edit_in_folder(editor: Editor, data: bytes, keep: Callable[[str], None] | None) -> bytes:
    with memory_folder() as folder:
        file = folder / "text.txt"
        file.touch(0o600)
        file.write_bytes(data)
        with autosaved(_Latest([file.read_bytes]).text, keep):
            _run([*editor.words, str(file)], ())
        return file.read_bytes()


class _Latest:
    """The content of the file, of several, that changed last."""

    def __init__(self, readers: Sequence[Callable[[], bytes]]) -> None:
        self._readers = readers
        self._known = [read() for read in readers]
        self._latest = self._known[0]

    def text(self) -> str:
        for number, read in enumerate(self._readers):
            try:
                data = read()
            except OSError:  # an editor that replaces its file
                continue
            if data and data != self._known[number]:  # an editor empties a file before it writes it
                self._known[number] = self._latest = data
        return self._latest.decode(errors="replace")


def _run(words: list[str], descriptors: tuple[int, ...]) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    terminal = None if sys.stdout.isatty() else sys.stderr
    with _interrupts_left_to_the_editor():
        running = subprocess.Popen(  # noqa: S603 - the user's own editor
            words, stdout=terminal, pass_fds=descriptors, env=environment | {"NVIM_LOG_FILE": os.devnull}
        )
        try:
            code = running.wait()
        except BaseException:
            _end(running)
            raise
    if code:
        raise BadInput(f"The editor ended with an error ({code}); nothing was saved.")


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends an editor whose text is not needed any more; it has time to restore the terminal first."""
    running.terminate()
    try:
        running.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Leaves Ctrl-C to the editor; a handler, unlike an ignored signal, is not inherited by it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
