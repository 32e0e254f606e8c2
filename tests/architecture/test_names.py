"""One name means one thing: no two public classes of the package are called the same."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "coachvault"


def shared_names(folder: Path) -> dict[str, list[str]]:
    """Returns each name that several modules give to a public class of their own, with these modules."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(folder).as_posix())
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def test_no_two_classes_share_a_name() -> None:
    assert shared_names(PACKAGE) == {}


def test_two_classes_that_share_a_name_are_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("class Found: ...\nclass _Own: ...\n")
    (tmp_path / "two.py").write_text("class Found: ...\nclass _Own: ...\nclass Other: ...\n")
    assert shared_names(tmp_path) == {"Found": ["one.py", "two.py"]}
