"""Days and moments that a person types: asked about where they can be read in several ways, and said back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from coachvault.cli.context import Context
from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.dates import (
    DateOrder,
    DateReading,
    Doubtful,
    Meant,
    is_far_ahead,
    require_meant,
    said_back,
)
from coachvault.practice.note import day_of
from coachvault.services.core.dates import one_date, present_of
from coachvault.services.core.open_vault import OpenVault

_ORDERS = {DateOrder.DMY: "the day first", DateOrder.MDY: "the month first"}


def read_day(
    context: Context, opened: OpenVault | None, text: str, meant: Meant = Meant.PAST, *, say: bool = True
) -> date:
    """Returns a day; a moment's time is dropped. Takes and raises what `read_when` does."""
    return day_of(read_when(context, opened, text, meant, say=say))


def read_when(
    context: Context, opened: OpenVault | None, text: str, meant: Meant = Meant.PAST, *, say: bool = True
) -> str:
    """Returns a day, or a moment with its offset, as ISO 8601 text, and says it back with its weekday.

    Args:
        context: The command's context.
        opened: The vault, which knows how the coach writes days; None while it is locked.
        text: As it was typed.
        meant: On which side of today it lies where it does not say so itself.
        say: Whether to say it back even where it was typed as it is kept.

    Raises:
        BadInput: It is no date, is over where the future is meant, or may be several and nobody can be asked.
    """
    reading = _read(context, opened, text, meant)
    if say or text.strip() != reading.when:
        context.output.say(f"→ {said_back(reading.when)}")
    return reading.when


def require_date(context: Context, text: str, meant: Meant = Meant.PAST) -> None:
    """Makes sure that a text may be a date, before the vault is opened that knows how the coach writes days.

    Raises:
        BadInput: It is none.
    """
    try:
        one_date(text, present_of(context.surroundings.clock), meant)
    except Doubtful:
        return


def read_held(context: Context, opened: OpenVault | None, text: str, *, future: bool) -> str:
    """Returns when something was held, as `read_when` does.

    Args:
        context: The command's context.
        opened: The vault; None while it is locked.
        text: As it was typed.
        future: Whether a day more than a week ahead is meant (`--future`).

    Raises:
        BadInput: As `read_when`; or the day lies more than a week ahead, and was not meant.
    """
    when = read_when(context, opened, text, Meant.HELD)
    if future or not is_far_ahead(when, present_of(context.surroundings.clock).today):
        return when
    message = f"{said_back(when)} is more than a week ahead"
    if context.interactive and context.prompts.confirm(f"{message}. Is that meant?", default=False):
        return when
    raise BadInput(f"{message}; nothing was changed.", "`--future` says that it is meant.")


def ask_day(
    context: Context,
    opened: OpenVault,
    question: str,
    default: str,
    check: Callable[[date], object] = lambda _: None,
    meant: Meant = Meant.FUTURE,
) -> date | None:
    """Asks for a day until it is one; returns None where Enter alone leaves it out.

    Args:
        context: The command's context.
        opened: The vault.
        question: What is asked.
        default: What Enter takes; empty where it leaves the day out.
        check: Raises BadInput or Refused where the day cannot be this one.
        meant: On which side of today it lies where it does not say so itself.
    """
    when = ask_when(context, opened, question, default, lambda given: check(day_of(given)), meant)
    return day_of(when) if when else None


def ask_when(
    context: Context,
    opened: OpenVault,
    question: str,
    default: str,
    check: Callable[[str], object] = lambda _: None,
    meant: Meant = Meant.FUTURE,
) -> str | None:
    """Asks for a day or a moment, as ISO 8601 text, as `ask_day` does.

    Args:
        context: The command's context.
        opened: The vault.
        question: What is asked.
        default: What Enter takes; empty where it leaves it out.
        check: Raises BadInput or Refused where it cannot be this one.
        meant: On which side of today it lies where it does not say so itself.
    """
    while True:
        typed = context.prompts.ask(question, default)
        if not typed:
            return None
        try:
            when = read_when(context, opened, typed, meant)
            check(when)
        except (BadInput, NotFound, Refused) as error:
            context.output.say(f"{error.message} {error.hint}".strip())
        else:
            return when


def _read(context: Context, opened: OpenVault | None, text: str, meant: Meant) -> DateReading:
    present = present_of(context.surroundings.clock)
    try:
        return one_date(text, present, meant)
    except Doubtful as doubt:
        if opened is not None and doubt.by_order:
            from coachvault.services.people.settings import date_order  # loaded only where it matters

            if order := date_order(opened):
                return one_date(text, present, meant, order)
        if not context.interactive:
            raise
        reading = _ask_which(context, opened, doubt)
    require_meant(reading, present, meant)
    return reading


def _ask_which(context: Context, opened: OpenVault | None, doubt: Doubtful) -> DateReading:
    answers = [(each.when, _meaning(each)) for each in doubt.readings]
    chosen = context.prompts.choose("Which is meant?", answers, by_enter=False)
    reading = next(each for each in doubt.readings if each.when == chosen)
    if reading.order and opened is not None and not context.only_reads and opened.vault.day.may_read:
        from coachvault.services.people.settings import keep_date_order  # loaded only where it matters

        with suppress(Refused):  # an archive, and custodians, keep no settings
            keep_date_order(opened, reading.order)
            context.output.say(
                f"From now on, days are read with {_ORDERS[reading.order]};"
                " `coachvault practice set date_order` changes it."
            )
    return reading


def _meaning(reading: DateReading) -> str:
    said = said_back(reading.when)
    return f"{said}, {_ORDERS[reading.order]}" if reading.order else said
