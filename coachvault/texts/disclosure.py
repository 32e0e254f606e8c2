"""What an exceptional disclosure needs in words: emergency numbers, and the letter to the client afterwards."""

from __future__ import annotations

EMERGENCY_NUMBERS = (
    ("Europe, India and many others", "112"),
    ("United Kingdom", "999, or 112"),
    ("United States, Canada", "911; 988 for a crisis of life"),
    ("Australia", "000"),
    ("New Zealand", "111"),
)

LETTER: dict[str, str] = {
    "en": (
        "Dear {name},\n\nwhat you tell me stays with me, with the exceptions that we spoke about: serious danger and"
        " an order of a court. On {day} I made use of one. I told {recipient} this, and nothing else:\n\n{text}\n\n"
        "The reason: {danger}\n\nIt is written down in my register. You may ask for a copy of what I hold about you,"
        " and complain to my professional body.\n\n{coach}\n"
    ),
    "de": (
        "Guten Tag {name},\n\nwas Sie mir sagen, bleibt bei mir, mit den Ausnahmen, über die wir gesprochen haben:"
        " ernste Gefahr und gerichtliche Anordnung. Am {day} habe ich davon Gebrauch gemacht. Ich habe {recipient}"
        " dies mitgeteilt, und sonst nichts:\n\n{text}\n\nDer Grund: {danger}\n\nEs steht in meinem Verzeichnis. Sie"
        " können eine Kopie dessen verlangen, was ich über Sie habe, und sich bei meinem Berufsverband beschweren.\n\n"
        "{coach}\n"
    ),
    "fr": (
        "Bonjour {name},\n\nce que vous me dites reste entre nous, sauf dans les cas dont nous avons parlé : un"
        " danger grave ou la décision d'un tribunal. Le {day}, j'y ai eu recours. J'ai communiqué ceci à {recipient},"
        " et rien d'autre :\n\n{text}\n\nLa raison : {danger}\n\nC'est consigné dans mon registre. Vous pouvez"
        " demander une copie de ce que je détiens à votre sujet, et saisir mon organisation professionnelle.\n\n"
        "{coach}\n"
    ),
    "es": (
        "Hola {name}:\n\nlo que usted me cuenta queda conmigo, salvo en los casos de los que hablamos: un peligro"
        " grave o una orden judicial. El {day} recurrí a ello. Comuniqué esto a {recipient}, y nada más:\n\n{text}\n\n"
        "El motivo: {danger}\n\nConsta en mi registro. Puede pedir una copia de lo que tengo sobre usted, y reclamar"
        " ante mi organización profesional.\n\n{coach}\n"
    ),
}
