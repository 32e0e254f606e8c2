"""The sheet for a custodian's envelope, as text and as one page to print; nothing in it is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from coachvault.practice.custodian import Custodian, CustodianRole, Handbook
from coachvault.render.printed.recovery_sheet import grid, sheet
from coachvault.texts.english_only import EXECUTOR_USE, READER_USE
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day

_TITLES = {CustodianRole.EXECUTOR: "Words of an executor", CustodianRole.READER: "Words of a reader"}


def text(custodian: Custodian, words: Sequence[str], vault_id: str, book: Handbook) -> str:
    """Returns the sheet as plain text."""
    about = f"{custodian.code}\nVault {vault_id}\nWords of {_day(custodian)}"
    return "\n\n".join([f"CoachVault: {_TITLES[custodian.role]}", about, grid(words), *_use(custodian, book)]) + "\n"


def page(custodian: Custodian, words: Sequence[str], vault_id: str, book: Handbook) -> str:
    """Returns the sheet as an HTML page of one side of paper."""
    about = f"{escape(custodian.code)}<br>Vault <code>{escape(vault_id)}</code><br>Words of {_day(custodian)}"
    return sheet(_TITLES[custodian.role], about, words, _use(custodian, book))


def _day(custodian: Custodian) -> str:
    return long_day(custodian.added_on, language_of("en"))


def _use(custodian: Custodian, book: Handbook) -> list[str]:
    use = EXECUTOR_USE if custodian.role is CustodianRole.EXECUTOR else READER_USE
    known = [("Laptop", book.laptop), ("Backups", book.backups), ("Who helps", book.helper), ("Call", book.call)]
    return [each.format(code=custodian.code) for each in use] + [
        f"{name}: {answer}" for name, answer in known if answer
    ]
