"""Measures as small charts: plain signs, readable without colour and at 60 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.measures import HIGHEST, Measure

if TYPE_CHECKING:
    from coachvault.services.measuring import Series

_WIDTH = 60


def series(value: Series) -> str:
    """A chart for each measure: a line a day, with the number, and the client's words below."""
    if not value.ratings:
        return f"Nothing was rated yet. `coachvault measure add {value.engagement.client}`"
    names = dict.fromkeys(name for rating in value.ratings for name in rating.values)
    order = [*[each.value for each in Measure if each.value in names], *sorted(set(names) - set(Measure), key=_number)]
    return "\n\n".join(_chart(value, name) for name in order)


def _chart(value: Series, name: str) -> str:
    lines = [_title(value, name)]
    told = [rating for rating in value.ratings if name in rating.values]
    for rating in told:
        number = rating.values[name]
        lines.append(f"  {rating.on}  {'#' * number}{'.' * (HIGHEST - number)}  {number:>2} of {HIGHEST}")
        if said := rating.words.get(name):
            lines.append(f"              {_cut(said)}")
    if len(told) > 1:
        change = told[-1].values[name] - told[0].values[name]
        lines.append(f"  since the first: {change:+d}")
    return "\n".join(lines)


def _title(value: Series, name: str) -> str:
    if name in tuple(Measure):
        return name
    number = _number(name)
    told = value.objectives[number - 1] if number <= len(value.objectives) else ""
    return _cut(f"{name}: {told}".rstrip(": "))


def _cut(text: str) -> str:
    room = _WIDTH - 14
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
