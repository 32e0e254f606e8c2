"""The kinds of records are the ones of the specification."""

from __future__ import annotations

import re
from pathlib import Path

from coachvault.practice import kinds

SPECIFICATION = (Path(__file__).parents[3] / "docs" / "spec" / "vault-format.md").read_text()
OF_THE_VAULT = "keyring"


def test_the_kinds_are_those_that_are_specified() -> None:
    chapter = re.search(r"^## 10\..*?(?=^## )", SPECIFICATION, re.MULTILINE | re.DOTALL)
    assert chapter is not None
    specified = re.findall(r"^\| `([a-z-]+)` \|", chapter[0], re.MULTILINE)
    names = [value for name, value in vars(kinds).items() if name.isupper()]
    assert sorted([*names, OF_THE_VAULT]) == sorted(specified)
