"""What a client reads and writes when asked for a sign-off, in four languages."""

from __future__ import annotations

import msgspec


class Wording(msgspec.Struct, frozen=True):
    """The sentences of one language.

    Args:
        approve: The line that approves, up to the code.
        subject: The subject of the mail.
        greeting: How mail and message begin; takes the name.
        hello: How a message begins where the name is not known.
        asks: What is asked, in two sentences.
        text: Above the text.
        recipient: Names the field.
        purpose: Names the field.
        expires: Names the field.
        answer: Says which line to write in a mail.
        answer_message: Says which line to write in a message.
        exactly: Says that the line stands alone and what to do instead of agreeing.
        rights: Says that no is a fine answer, and that a yes can be taken back.
        consent: The sentence that is signed; takes name, recipient, purpose, expires.
        form: The title of the paper form.
        fingerprint: Names the six words.
        compare: Says what the words are for.
        signature: Below the line to sign.
        place_and_date: Below the line for place and date.
        printed_name: Below the line for the name.
    """

    approve: str
    subject: str
    greeting: str
    hello: str
    asks: str
    text: str
    recipient: str
    purpose: str
    expires: str
    answer: str
    answer_message: str
    exactly: str
    rights: str
    consent: str
    form: str
    fingerprint: str
    compare: str
    signature: str
    place_and_date: str
    printed_name: str


LANGUAGES: dict[str, Wording] = {
    "en": Wording(
        approve="I approve",
        subject="Your agreement, please",
        greeting="Dear {name},",
        hello="Hello,",
        asks="Below is a text that I would like to pass on. It leaves only if you agree to exactly these words.",
        text="The text:",
        recipient="To",
        purpose="Purpose",
        expires="Last day",
        answer="If you agree, reply to this mail and write this line, by itself, above everything else:",
        answer_message="If you agree, answer with this line, by itself:",
        exactly="Please write it as it stands. If anything should be different, tell me what instead, and I send"
        " a new text.",
        rights="No is a fine answer. You can also take your agreement back at any time; what has been sent by"
        " then cannot"
        " be called back.",
        consent="I am {name}. I have read the text above. It may be given to {recipient} for this purpose: {purpose}."
        " It may not be passed on after {expires}.",
        form="Agreement to pass on a text",
        fingerprint="Fingerprint of this text",
        compare="These words belong to this text, recipient, purpose and day. Another text has other words.",
        signature="Signature",
        place_and_date="Place and date",
        printed_name="Name in capitals",
    ),
    "de": Wording(
        approve="Ich genehmige",
        subject="Ihre Zustimmung, bitte",
        greeting="Guten Tag, {name},",
        hello="Guten Tag,",
        asks="unten steht ein Text, den ich weitergeben möchte. Er geht nur hinaus, wenn Sie genau diesem"
        " Wortlaut zustimmen.",
        text="Der Text:",
        recipient="An",
        purpose="Zweck",
        expires="Letzter Tag",
        answer="Wenn Sie zustimmen, antworten Sie bitte auf diese Mail und schreiben Sie ganz oben, für sich"
        " allein, diese Zeile:",
        answer_message="Wenn Sie zustimmen, antworten Sie bitte mit dieser Zeile, für sich allein:",
        exactly="Bitte schreiben Sie sie genau so. Soll etwas anders sein, sagen Sie mir stattdessen, was; dann"
        " schicke ich einen"
        " neuen Text.",
        rights="Ein Nein ist in Ordnung. Sie können Ihre Zustimmung auch jederzeit zurücknehmen; was bis dahin"
        " verschickt ist,"
        " lässt sich nicht zurückholen.",
        consent="Ich bin {name}. Ich habe den Text oben gelesen. Er darf an {recipient} gegeben werden, zu"
        " diesem Zweck:"
        " {purpose}. Nach dem {expires} darf er nicht mehr weitergegeben werden.",
        form="Zustimmung zur Weitergabe eines Textes",
        fingerprint="Fingerabdruck dieses Textes",
        compare="Diese Wörter gehören zu diesem Text, Empfänger, Zweck und Tag. Ein anderer Text hat andere Wörter.",
        signature="Unterschrift",
        place_and_date="Ort und Datum",
        printed_name="Name in Druckschrift",
    ),
    "fr": Wording(
        approve="J'approuve",
        subject="Votre accord, s'il vous plaît",
        greeting="Bonjour {name},",
        hello="Bonjour,",
        asks="Voici un texte que je souhaite transmettre. Il ne part que si vous êtes d'accord avec ces mots"
        " exactement.",
        text="Le texte :",
        recipient="À",
        purpose="But",
        expires="Dernier jour",
        answer="Si vous êtes d'accord, répondez à ce message en écrivant cette ligne, seule, tout en haut :",
        answer_message="Si vous êtes d'accord, répondez avec cette ligne, seule :",
        exactly="Merci de l'écrire telle quelle. Si quelque chose doit changer, dites-moi plutôt quoi, et"
        " j'envoie un nouveau texte.",
        rights="Dire non est tout à fait possible. Vous pouvez aussi retirer votre accord à tout moment ; ce qui"
        " est déjà parti ne"
        " peut pas être rappelé.",
        consent="Je suis {name}. J'ai lu le texte ci-dessus. Il peut être remis à {recipient} dans ce but : {purpose}."
        " Il ne peut plus être transmis après le {expires}.",
        form="Accord pour transmettre un texte",
        fingerprint="Empreinte de ce texte",
        compare="Ces mots appartiennent à ce texte, ce destinataire, ce but et ce jour. Un autre texte a"
        " d'autres mots.",
        signature="Signature",
        place_and_date="Lieu et date",
        printed_name="Nom en capitales",
    ),
    "es": Wording(
        approve="Apruebo",
        subject="Su conformidad, por favor",
        greeting="Hola, {name}:",
        hello="Hola:",
        asks="Abajo hay un texto que me gustaría entregar. Solo sale si usted está de acuerdo exactamente con"
        " estas palabras.",
        text="El texto:",
        recipient="Para",
        purpose="Finalidad",
        expires="Último día",
        answer="Si está de acuerdo, responda a este correo y escriba esta línea, sola, al principio:",
        answer_message="Si está de acuerdo, responda con esta línea, sola:",
        exactly="Escríbala tal como está, por favor. Si algo debe ser distinto, dígame qué, y le envío un texto nuevo.",
        rights="Un no es una buena respuesta. También puede retirar su conformidad en cualquier momento; lo que"
        " ya se envió no se"
        " puede recuperar.",
        consent="Soy {name}. He leído el texto de arriba. Se puede entregar a {recipient} con esta finalidad:"
        " {purpose}."
        " No se puede entregar después del {expires}.",
        form="Conformidad para entregar un texto",
        fingerprint="Huella de este texto",
        compare="Estas palabras pertenecen a este texto, destinatario, finalidad y día. Otro texto tiene otras"
        " palabras.",
        signature="Firma",
        place_and_date="Lugar y fecha",
        printed_name="Nombre en mayúsculas",
    ),
}
