"""A client or a sponsor: a neutral code and fields, from a form or asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.reading import ask_fields, read_form
from coachvault.cli.unlock.open_vault import unlock
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people import directory

Fields = dict[str, Any]


class Person(NamedTuple):
    """What differs between clients and sponsors when they are added or changed.

    Args:
        parse_form: Reads the text of a form.
        asked: The fields that a person is asked for, with the questions.
        show: Finds somebody by the code.
    """

    parse_form: Callable[[str], Fields]
    asked: tuple[tuple[str, str], ...]
    show: Callable[[OpenVault, str], tuple[msgspec.Struct, Any]]

    def newcomer(self, context: Context, code: str, form: str) -> tuple[OpenVault, str, Fields]:
        """Returns the vault, a code and what is known of somebody who is to be added; a code is offered where none is.

        Raises:
            BadInput: The form is not valid.
        """
        fields = self.parse_form(read_form(form)) if form else {}
        opened = unlock(context)
        asking = context.interactive and not form
        if not code:
            code = directory.offer_code(opened)
            if asking:
                free = partial(directory.free_code, opened)
                code = context.prompts.ask_checked("A neutral code (never a name)", code, free)
        elif asking:
            directory.free_code(opened, code)
        return opened, code, ask_fields(context, self.asked, {}) if asking else fields

    def changes(self, context: Context, code: str, form: str) -> tuple[OpenVault, Fields]:
        """Returns the vault, and what changes about somebody.

        Raises:
            BadInput: The form is not valid.
            NotFound: Nobody has that code.
            UsageError: There is no form, and nobody can be asked.
        """
        if form:
            fields = self.parse_form(read_form(form))
            return unlock(context), fields
        opened = unlock(context)
        known = msgspec.to_builtins(self.show(opened, code)[0])
        context.need_person("--from FILE|-")
        return opened, ask_fields(context, self.asked, known)
