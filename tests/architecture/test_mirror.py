"""The unit tests stand in the shape of the package, and no module is without tests of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from coachvault.cli.app import Root
from tests.commands import commands

ROOT = Path(__file__).parents[2]
DRIVEN_BY_WORDS = Path("cli", "commands")
WORDS_ONLY = Path("texts")


def stray_folders(root: Path) -> list[str]:
    """Returns the folders of unit tests that mirror no package."""
    unit, package = root / "tests" / "unit", root / "coachvault"
    folders = [each.relative_to(unit) for each in unit.rglob("*") if each.is_dir() and each.name != "__pycache__"]
    return sorted(str(each) for each in folders if not (package / each / "__init__.py").is_file())


def untested_modules(root: Path) -> list[str]:
    """Returns the modules that no test named for them, in the folder that mirrors theirs, imports."""
    return sorted(".".join(each.parts) for each in _modules(root) if not _is_tested(root, each))


def _modules(root: Path) -> Iterator[Path]:
    """Returns the modules that need tests of their own: commands are driven by their words, and sentences are data."""
    for path in root.glob("coachvault/**/*.py"):
        module = path.relative_to(root).with_suffix("")
        inside = module.relative_to("coachvault")
        if path.name != "__init__.py" and DRIVEN_BY_WORDS not in inside.parents and not _is_data(path, inside):
            yield module


def _is_data(path: Path, inside: Path) -> bool:
    """Tells whether a module does nothing: sentences without a function, or a protocol that others fulfil."""
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    if not functions:
        return WORDS_ONLY in inside.parents
    return all(isinstance(node.body[-1], ast.Expr) and ast.unparse(node.body[-1]) == "..." for node in functions)


def _is_tested(root: Path, module: Path) -> bool:
    folder = root / "tests" / "unit" / module.relative_to("coachvault").parent
    name = module.name.strip("_")
    tests = [*folder.glob(f"test_{name}.py"), *folder.glob(f"test_{name}_*.py")]
    dotted = ".".join(module.parts)
    return any(dotted in _imported(test) for test in tests)


def _imported(test: Path) -> set[str]:
    """Returns what a file imports, and whose dotted name it gives in a string, with all that is above each name."""
    parts = [name.split(".") for name in _names(test.read_text()) if name.startswith("coachvault.")]
    return {".".join(each[:count]) for each in parts for count in range(1, len(each) + 1)}


def _names(code: str) -> Iterator[str]:
    """Yields the dotted names in code; code in a string, which a process of its own runs, is read as well."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
            if "import " in node.value:
                with suppress(SyntaxError, ValueError):
                    yield from _names(node.value)


def typed_commands(folder: Path) -> str:
    """Returns the strings in the tests in a folder, those that stand side by side in one call or list on one line."""
    lines: list[str] = []
    for test in folder.glob("*.py"):
        for node in ast.walk(ast.parse(test.read_text())):
            lines += _side_by_side(node)
    return "\n".join(lines)


def _side_by_side(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    inner = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
    words = [each.value if isinstance(each, ast.Constant) else "" for each in inner]
    return [" ".join(str(word) for word in words)]


DRIVEN = typed_commands(ROOT / "tests" / "cli")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small package with its tests: `record`, `server` and `__main__` have theirs, and nothing else has to."""
    files = {
        "coachvault/__init__.py": "",
        "coachvault/__main__.py": "def main(): pass",
        "coachvault/room/__init__.py": "",
        "coachvault/room/record.py": "class Record: pass",
        "coachvault/room/server.py": "def run(): pass",
        "coachvault/room/hours.py": "class Hours(Protocol):\n    def read(self): ...",
        "coachvault/texts/__init__.py": "",
        "coachvault/texts/sentences.py": 'HELLO = "Hello."',
        "coachvault/cli/__init__.py": "",
        "coachvault/cli/commands/__init__.py": "",
        "coachvault/cli/commands/greet.py": "def greet(): pass",
        "tests/unit/test_main.py": 'PATCHED = "coachvault.__main__.main"',
        "tests/unit/room/test_server.py": "RUN = 'import sys; from coachvault.room import server'",
        "tests/unit/room/test_record_writing.py": "def test_it(): from coachvault.room.record import Record",
    }
    for name, code in files.items():
        _write(tmp_path, name, code)
    return tmp_path


def _write(root: Path, name: str, code: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code + "\n")


def test_every_folder_of_unit_tests_mirrors_a_package() -> None:
    assert stray_folders(ROOT) == []


def test_every_module_is_imported_by_a_test_of_its_name() -> None:
    assert untested_modules(ROOT) == []


@pytest.mark.parametrize("words", commands())
def test_every_command_is_driven_by_its_words(words: str) -> None:
    assert re.search(rf"(^|[^\w-]){words}\b", DRIVEN, re.MULTILINE)


def test_every_module_of_commands_is_in_the_table_of_commands() -> None:
    modules = {path.stem for path in (ROOT / "coachvault" / DRIVEN_BY_WORDS).glob("*.py")} - {"__init__"}
    assert modules == {name.rpartition(".")[2] for name in Root.modules.values()}


def test_a_house_in_order_has_nothing_to_report(house: Path) -> None:
    assert (stray_folders(house), untested_modules(house)) == ([], [])


def test_a_stray_folder_of_tests_is_reported(house: Path) -> None:
    _write(house, "tests/unit/room/attic/test_record.py", "import coachvault.room.record")
    assert stray_folders(house) == ["room/attic"]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("tests/unit/room/test_ledger.py", "from coachvault.room.record import Record"),
        ("tests/unit/room/test_other.py", "import coachvault.room.ledger"),
        ("tests/unit/test_ledger.py", "import coachvault.room.ledger"),
        ("tests/unit/room/test_ledgers.py", "import coachvault.room.ledger"),
        ("tests/unit/room/test_ledger.py", "# import coachvault.room.ledger"),
    ],
    ids=["imports another", "named for another", "elsewhere", "another name", "a comment"],
)
def test_a_module_without_a_test_of_its_own_is_reported(house: Path, place: str, code: str) -> None:
    _write(house, "coachvault/room/ledger.py", "def write(): pass")
    _write(house, place, code)
    assert untested_modules(house) == ["coachvault.room.ledger"]


def test_texts_that_do_something_need_a_test(house: Path) -> None:
    _write(house, "coachvault/texts/letters.py", "def letter(): return ''")
    assert untested_modules(house) == ["coachvault.texts.letters"]
