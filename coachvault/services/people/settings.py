"""Settings of the practice: what a coach says once and the program then goes by."""

from __future__ import annotations

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.dates import DateOrder
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster

SETTINGS = {"date_order": ("dmy (3/4 is 3 April)", "mdy (3/4 is 4 March)")}
"""From a setting's name to the values that it may have."""


def date_order(opened: OpenVault) -> DateOrder | None:
    """Returns how the coach writes days; None where that was not said, and for those who cannot read the practice."""
    if not opened.vault.day.may_read:
        return None
    with opened.vault.read() as snapshot:
        return roster.profile(snapshot).date_order


def change_setting(opened: OpenVault, name: str, value: str) -> None:
    """Changes one setting of the practice.

    Args:
        opened: The vault.
        name: One of `SETTINGS`.
        value: What it is from now on.

    Raises:
        BadInput: There is no such setting, or it cannot have this value.
    """
    if name not in SETTINGS:
        raise BadInput("There is no such setting.", f"Settings: {', '.join(SETTINGS)}.")
    if value not in tuple(DateOrder):
        raise BadInput(f"{name} cannot be that.", f"Values: {' or '.join(SETTINGS[name])}.")
    keep_date_order(opened, DateOrder(value))


def keep_date_order(opened: OpenVault, order: DateOrder) -> None:
    """Keeps how the coach writes days."""
    with opened.vault.change("practice set", opened.now()) as change:
        profile = roster.profile(change)
        if profile.date_order is not order:
            roster.save_profile(change, msgspec.structs.replace(profile, date_order=order))
