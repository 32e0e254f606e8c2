"""A TOML form or a policy, read as each command reads its own.

Promised besides: whatever is taken is what `tomllib` reads; a form that is refused names no content of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

from coachvault.errors import BadInput, CoachVaultError
from coachvault.practice.custodian import Handbook
from coachvault.services.core.forms import LONGEST_TEXT, parse_toml, to_value
from coachvault.services.custody import custodians
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import agreements, lifecycle, measures
from coachvault.services.keys.create_vault import parse_profile
from coachvault.services.people import directory
from coachvault.services.releases import linting, proposals
from coachvault.services.releases.answers import parse_vouched
from coachvault.services.retention.policy import parse_policy
from tests.fuzz.judging import require

TODAY = date(2026, 11, 23)
FORMS: dict[str, Callable[[str], Any]] = {
    "client": directory.parse_client_form,
    "sponsor": directory.parse_sponsor_form,
    "engagement": lifecycle.parse_form,
    "agreement": agreements.parse_form,
    "measure": lambda text: measures.parse_form(text, TODAY),
    "custodian": custodians.parse_form,
    "custodian's key": custodians.parse_public_key,
    "handbook": lambda text: to_value(parse_toml(text, LONGEST_TEXT), Handbook),
    "profile": parse_profile,
    "release": proposals.parse_form,
    "watch words": lambda text: to_value(parse_toml(text), linting.WatchWords),
    "vouched": parse_vouched,
    "disclosure": disclose.parse_form,
    "policy": parse_policy,
}
SECRET = "Xylophone"


def look(data: bytes) -> str:
    text = data.decode(errors="replace")
    return "\n".join([read(text), *(f"{name}: {taken(form, text)}" for name, form in FORMS.items())])


def read(text: str) -> str:
    """Returns what a form holds, or why it is none; `tomllib` has to read the same."""
    try:
        found = parse_toml(text, LONGEST_TEXT)
    except BadInput as error:
        return error.message
    require(repr(found) == repr(tomllib.loads(text)), "a form is what tomllib reads")
    return repr(found)


def taken(form: Callable[[str], Any], text: str) -> str:
    try:
        return repr(form(text))
    except CoachVaultError as error:
        require(error.message.isprintable() and error.hint.isprintable(), "a message can be printed")
        require(SECRET not in error.message + error.hint, "a message holds no content")
        return error.message
