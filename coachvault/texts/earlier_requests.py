"""The sentences of requests that were made before their mail was kept: frozen, since answers are read by them."""

from __future__ import annotations

import msgspec


class EarlierWording(msgspec.Struct, frozen=True):
    """What a mail said in one language, in its order; `answer` and `answer_message` before the line that approves."""

    subject: str
    hello: str
    greeting: str
    asks: str
    recipient: str
    purpose: str
    expires: str
    answer: str
    answer_message: str
    exactly: str
    rights: str


EARLIER: dict[str, EarlierWording] = {
    "en": EarlierWording(
        subject="Your agreement, please",
        hello="Hello,",
        greeting="Dear {name},",
        asks=("Below is a text that I would like to pass on. It leaves only if you agree to exactly these words."),
        recipient="To",
        purpose="Purpose",
        expires="Last day",
        answer="If you agree, reply to this mail and write this line, by itself, above everything else:",
        answer_message="If you agree, answer with this line, by itself:",
        exactly=(
            "Please write it as it stands. If anything should be different, tell me what instead, and I send"
            " a new text."
        ),
        rights=(
            "No is a fine answer. You can also take your agreement back at any time; what has been sent by"
            " then cannot be called back."
        ),
    ),
    "de": EarlierWording(
        subject="Ihre Zustimmung, bitte",
        hello="Guten Tag,",
        greeting="Guten Tag, {name},",
        asks=(
            "unten steht ein Text, den ich weitergeben möchte. Er geht nur hinaus, wenn Sie genau diesem"
            " Wortlaut zustimmen."
        ),
        recipient="An",
        purpose="Zweck",
        expires="Letzter Tag",
        answer=(
            "Wenn Sie zustimmen, antworten Sie bitte auf diese Mail und schreiben Sie ganz oben, für sich"
            " allein, diese Zeile:"
        ),
        answer_message="Wenn Sie zustimmen, antworten Sie bitte mit dieser Zeile, für sich allein:",
        exactly=(
            "Bitte schreiben Sie sie genau so. Soll etwas anders sein, sagen Sie mir stattdessen, was; dann"
            " schicke ich einen neuen Text."
        ),
        rights=(
            "Ein Nein ist in Ordnung. Sie können Ihre Zustimmung auch jederzeit zurücknehmen; was bis dahin"
            " verschickt ist, lässt sich nicht zurückholen."
        ),
    ),
    "fr": EarlierWording(
        subject="Votre accord, s'il vous plaît",
        hello="Bonjour,",
        greeting="Bonjour {name},",
        asks=(
            "Voici un texte que je souhaite transmettre. Il ne part que si vous êtes d'accord avec ces mots exactement."
        ),
        recipient="À",
        purpose="But",
        expires="Dernier jour",
        answer="Si vous êtes d'accord, répondez à ce message en écrivant cette ligne, seule, tout en haut :",
        answer_message="Si vous êtes d'accord, répondez avec cette ligne, seule :",
        exactly=(
            "Merci de l'écrire telle quelle. Si quelque chose doit changer, dites-moi plutôt quoi, et"
            " j'envoie un nouveau texte."
        ),
        rights=(
            "Dire non est tout à fait possible. Vous pouvez aussi retirer votre accord à tout moment ; ce"
            " qui est déjà parti ne peut pas être rappelé."
        ),
    ),
    "es": EarlierWording(
        subject="Su conformidad, por favor",
        hello="Hola:",
        greeting="Hola, {name}:",
        asks=(
            "Abajo hay un texto que me gustaría entregar. Solo sale si usted está de acuerdo exactamente con"
            " estas palabras."
        ),
        recipient="Para",
        purpose="Finalidad",
        expires="Último día",
        answer="Si está de acuerdo, responda a este correo y escriba esta línea, sola, al principio:",
        answer_message="Si está de acuerdo, responda con esta línea, sola:",
        exactly=(
            "Escríbala tal como está, por favor. Si algo debe ser distinto, dígame qué, y le envío un texto nuevo."
        ),
        rights=(
            "Un no es una buena respuesta. También puede retirar su conformidad en cualquier momento; lo que"
            " ya se envió no se puede recuperar."
        ),
    ),
}
