"""What a client said over time as sentences of a report, in the client's language; dates and numbers are filled in."""

from __future__ import annotations

from typing import NamedTuple


class MeasureWords(NamedTuple):
    """How a language puts it.

    Args:
        names: What the measures are called.
        once: What was said on one day.
        over_time: What was said at first and at last.
        quoted: The client's words beside.
    """

    names: dict[str, str]
    once: str
    over_time: str
    quoted: str


MEASURES: dict[str, MeasureWords] = {
    "en": MeasureWords(
        {
            "mindset": "Mindset",
            "morale": "Morale",
            "confidence": "Confidence",
            "commitment": "Commitment",
            "ability": "Ability",
        },
        "{name}: {last} of {highest} ({until}).",
        "{name}: from {first} to {last} of {highest} ({since} to {until}).",
        "In my words: “{words}”",
    ),
    "de": MeasureWords(
        {
            "mindset": "Haltung",
            "morale": "Stimmung",
            "confidence": "Zuversicht",
            "commitment": "Einsatz",
            "ability": "Können",
        },
        "{name}: {last} von {highest} ({until}).",
        "{name}: von {first} auf {last} von {highest} ({since} bis {until}).",
        "In meinen Worten: „{words}“",
    ),
    "fr": MeasureWords(
        {
            "mindset": "État d'esprit",
            "morale": "Moral",
            "confidence": "Confiance",
            "commitment": "Engagement",
            "ability": "Compétence",
        },
        "{name} : {last} sur {highest} ({until}).",
        "{name} : de {first} à {last} sur {highest} (du {since} au {until}).",
        "Dans mes mots : « {words} »",
    ),
    "es": MeasureWords(
        {
            "mindset": "Actitud",
            "morale": "Ánimo",
            "confidence": "Confianza",
            "commitment": "Compromiso",
            "ability": "Capacidad",
        },
        "{name}: {last} de {highest} ({until}).",
        "{name}: de {first} a {last} de {highest} ({since} a {until}).",
        "En mis palabras: «{words}»",
    ),
}
