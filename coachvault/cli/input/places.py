"""A path as it is given: after an option, as an argument, or at a prompt."""

from __future__ import annotations

import errno
from pathlib import Path

from coachvault.errors import BadInput

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


def path_of(given: str) -> Path:
    """Returns the path, with `~` replaced by the home folder. Whether something is there is not checked.

    Raises:
        BadInput: Nothing can be there: no user here has that home, it is too long, or a folder in it cannot be entered.
    """
    path = at_home(given)
    try:
        path.lstat()
    except ValueError:
        raise BadInput("No file can be called that: there is a NUL character in it.") from None
    except OSError as error:
        if error.errno not in _NOT_THERE:
            raise BadInput(f"A path cannot be used: {error.strerror}.") from None
    return path


def at_home(given: str) -> Path:
    """Returns a path with `~` replaced by the home folder.

    Raises:
        BadInput: No user here has that home.
    """
    try:
        return Path(given).expanduser()
    except RuntimeError:
        raise BadInput(
            "A path begins with the home of a user who is not known here.",
            "`./~name` is a file in this folder whose name begins with ~.",
        ) from None


def new_place(typed: str) -> Path | None:
    """Returns where a new file is to be written; None where none is wanted.

    Raises:
        BadInput: Something already exists there, or the folder does not exist.
    """
    if not typed:
        return None
    from coachvault.services.keys.create_vault import require_place  # loaded only where a file is written

    path = path_of(typed)
    require_place(path)
    return path
