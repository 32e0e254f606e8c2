"""What people write around an answer without meaning anything by it, in the four languages of the sign-off."""

from __future__ import annotations

GREETINGS: frozenset[str] = frozenset(
    {
        *("hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "good day"),
        *("hallo", "liebe", "lieber", "guten morgen", "guten tag", "guten abend", "sehr geehrte", "sehr geehrter"),
        *("moin", "servus", "grüezi", "grüß gott", "bonjour", "bonsoir", "salut", "cher", "chère"),
        *("hola", "buenos días", "buenas tardes", "buenas noches", "estimado", "estimada", "querido", "querida"),
    }
)

TITLES: frozenset[str] = frozenset(
    {"there", "all", "coach", "herr", "frau", "dr", "mr", "mrs", "ms", "mme", "sra", "sr"}
)

CLOSINGS: frozenset[str] = frozenset(
    {
        *("best", "best regards", "best wishes", "kind regards", "kindest regards", "warm regards", "warmest regards"),
        *("regards", "with kind regards", "thanks", "thanks a lot", "thanks again", "many thanks", "thank you"),
        *("thank you very much", "thank you so much", "cheers", "sincerely", "yours", "yours sincerely", "yours truly"),
        *("all the best", "take care", "see you soon", "have a nice day"),
        *("danke", "danke schön", "vielen dank", "herzlichen dank", "besten dank", "viele grüße", "liebe grüße"),
        *("beste grüße", "herzliche grüße", "freundliche grüße", "mit freundlichen grüßen", "schöne grüße", "gruß"),
        *("grüße", "lg", "vg", "mfg"),
        *(
            "merci",
            "merci beaucoup",
            "merci d'avance",
            "cordialement",
            "bien cordialement",
            "bien à vous",
            "amicalement",
        ),
        *("bonne journée", "à bientôt", "gracias", "muchas gracias", "saludos", "un saludo", "saludos cordiales"),
        *("atentamente", "un abrazo", "que tenga un buen día"),
    }
)

SENT_FROM: tuple[str, ...] = (
    "sent from my ",
    "sent from outlook",
    "sent from mail",
    "sent from gmail",
    "sent from yahoo",
    "sent from proton",
    "sent with proton mail",
    "get outlook for ",
    "outlook für ",
    "gesendet von ",
    "gesendet mit ",
    "von meinem",
    "von mir gesendet ",
    "envoyé de mon ",
    "envoyé depuis ",
    "enviado desde ",
)
"""What telephones and mail programs add below a mail, up to the name of the device."""

DEVICES: frozenset[str] = frozenset(
    {
        *(
            "iphone",
            "ipad",
            "ios",
            "android",
            "mobile",
            "mail",
            "app",
            "phone",
            "handy",
            "smartphone",
            "tablet",
            "on",
            "mi",
        ),
        *("mon", "gesendet", "meinem", "meinem/meiner", "herunterladen", "secure", "email"),
    }
)
"""Words that stay small in such a line."""

JOINING_WORDS: frozenset[str] = frozenset(
    {
        *(
            "of",
            "and",
            "the",
            "for",
            "at",
            "in",
            "de",
            "der",
            "die",
            "des",
            "du",
            "la",
            "le",
            "van",
            "von",
            "und",
            "für",
        ),
        *("et", "y", "del", "tel", "mob"),
    }
)
"""Words that stay small in the names of posts and organisations."""

LIMITING_WORDS: frozenset[str] = frozenset(
    {
        *("no", "not", "none", "never", "without", "only", "but", "except", "unless", "if", "wait", "stop", "yet"),
        *("don", "paragraph", "sentence", "remove", "delete", "drop", "change", "withdrawn", "before", "until"),
        *("instead", "later", "nein", "nicht", "nie", "ohne", "nur", "aber", "außer", "wenn", "falls", "stopp"),
        *("halt", "absatz", "kein", "keine", "satz", "streichen", "löschen", "ändern", "später", "non", "pas"),
        *("jamais", "sans", "seulement", "mais", "sauf", "si", "paragraphe", "aucun", "attendez", "phrase"),
        *("supprimer", "nunca", "sin", "solo", "sólo", "pero", "salvo", "párrafo", "ningún", "espere", "frase"),
        *("quitar",),
    }
)
"""A line with one of these may set a condition, however much it looks like courtesy."""
