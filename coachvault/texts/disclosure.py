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

DANGER_REASON: dict[str, str] = {
    "en": "I was convinced that somebody was in serious danger.",
    "de": "Ich war überzeugt, dass jemand in ernster Gefahr war.",
    "fr": "des faits convaincants montraient que quelqu'un était en grave danger.",
    "es": "había pruebas convincentes de que alguien corría un grave peligro.",
}
"""What a letter says where the reason names somebody else whom the coach works with."""

COURT_REASON: dict[str, str] = {
    "en": "a court ordered it.",
    "de": "Ein Gericht hat es angeordnet.",
    "fr": "un tribunal l'a ordonné.",
    "es": "un tribunal lo ordenó.",
}

RECIPIENTS: dict[str, dict[str, str]] = {
    "en": {
        "agreed": "the person we had agreed on",
        "hr": "the agreed person in your organisation",
        "body": "my professional body",
        "government": "a public authority",
        "emergency": "the emergency services",
        "court": "the court",
    },
    "de": {
        "agreed": "der Stelle, die wir vorher vereinbart hatten,",
        "hr": "der vereinbarten Person in Ihrer Organisation",
        "body": "meinem Berufsverband",
        "government": "einer Behörde",
        "emergency": "dem Notruf",
        "court": "dem Gericht",
    },
    "fr": {
        "agreed": "la personne dont nous étions convenus",
        "hr": "la personne convenue dans votre organisation",
        "body": "mon organisation professionnelle",
        "government": "une autorité publique",
        "emergency": "un service de secours",
        "court": "un tribunal",
    },
    "es": {
        "agreed": "la persona que habíamos acordado",
        "hr": "la persona acordada en su organización",
        "body": "mi organización profesional",
        "government": "una autoridad pública",
        "emergency": "los servicios de emergencia",
        "court": "un tribunal",
    },
}
"""What a letter calls the recipient where the name is that of somebody else whom the coach works with."""
