"""Measures as small charts: plain signs, readable without colour and at 60 columns, whatever the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.measures import HIGHEST, Measure

if TYPE_CHECKING:
    from coachvault.services.engagements.measures import Series

WIDTH = 60
_INDENT = " " * 4


def series(value: Series) -> str:
    """A chart for each measure: a line for each day, with the number; the client's words are below it in full."""
    if not value.ratings:
        return f"Nothing was rated yet. `coachvault measure add {value.engagement.client}`"
    names = dict.fromkeys(name for rating in value.ratings for name in rating.values)
    order = [*[each.value for each in Measure if each.value in names], *sorted(set(names) - set(Measure), key=_number)]
    return "\n\n".join(_chart(value, name) for name in order)


def _chart(value: Series, name: str) -> str:
    lines = _wrapped(_title(value, name), "")
    message = [rating for rating in value.ratings if name in rating.values]
    for rating in message:
        number = rating.values[name]
        lines.append(f"  {rating.on}  {'#' * number}{'.' * (HIGHEST - number)}  {number:>2} of {HIGHEST}")
    if len(message) > 1:
        change = message[-1].values[name] - message[0].values[name]
        lines.append(f"  since the first: {change:+d}")
    for rating in message:
        if said := rating.words.get(name):
            lines += [f"  said on {rating.on}:", *_wrapped(said, _INDENT)]
    return "\n".join(lines)


def _title(value: Series, name: str) -> str:
    if name in tuple(Measure):
        return name
    number = _number(name)
    message = value.objectives[number - 1] if number <= len(value.objectives) else ""
    return f"{name}: {' '.join(message.split())}".rstrip(": ")


def _wrapped(text: str, indent: str) -> list[str]:
    """Returns a text in lines of at most `WIDTH` columns, in which a wide character counts for two."""
    from rich.cells import cell_len, chop_cells  # loaded only where something is drawn

    room, lines = WIDTH - len(indent), [""]
    for word in text.split():
        for piece in chop_cells(word, room):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cell_len(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [f"{indent}{line}" for line in lines]


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
