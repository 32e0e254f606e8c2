"""The sheet for a custodian's envelope, as text and as one page to print; nothing in it is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from coachvault.practice.custodian import Custodian, CustodianRole, Handbook
from coachvault.render.printed.recovery_sheet import AroundWords, grid, sheet
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language


def text(custodian: Custodian, words: Sequence[str], vault_id: str, book: Handbook) -> str:
    """Returns the sheet as plain text, in the custodian's language; the words are English in each."""
    language = language_of(custodian.language)
    vault, since = _about(custodian, vault_id, language)
    about = f"{custodian.code}\n{vault}\n{since}"
    title = f"CoachVault: {_title(custodian, language)}"
    return "\n\n".join([title, about, grid(words), *_use(custodian, book, language)]) + "\n"


def page(custodian: Custodian, words: Sequence[str], vault_id: str, book: Handbook) -> str:
    """Returns the sheet as an HTML page of one side of paper, in the custodian's language."""
    language = language_of(custodian.language)
    vault, since = _about(custodian, f"<code>{escape(vault_id)}</code>", language)
    about = f"{escape(custodian.code)}<br>{vault}<br>{since}"
    texts = language.custodians.sheet
    around = AroundWords(
        language=language.code, print_it=texts.print_it, square=texts.square, square_title=texts.square_title
    )
    return sheet(_title(custodian, language), about, words, _use(custodian, book, language), around)


def _title(custodian: Custodian, language: Language) -> str:
    texts = language.custodians.sheet
    return texts.executor if custodian.role is CustodianRole.EXECUTOR else texts.reader


def _about(custodian: Custodian, vault_id: str, language: Language) -> tuple[str, str]:
    texts = language.custodians.sheet
    return texts.vault.format(vault=vault_id), texts.words_of.format(day=long_day(custodian.added_on, language))


def _use(custodian: Custodian, book: Handbook, language: Language) -> list[str]:
    texts, facts = language.custodians.sheet, language.custodians.facts
    use = (
        (texts.executor_opens, texts.executor_needs, texts.executor_keeps)
        if custodian.role is CustodianRole.EXECUTOR
        else (texts.reader_opens, texts.reader_needs, texts.reader_keeps)
    )
    known = [
        (facts.laptop, book.laptop),
        (facts.backups, book.backups),
        (facts.helper, book.helper),
        (facts.call, book.call),
    ]
    return [
        *use,
        texts.once_a_year.format(command=f"coachvault custodian test {custodian.code}"),
        *(facts.line.format(name=name, value=answer) for name, answer in known if answer),
    ]
