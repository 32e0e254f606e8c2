"""Letters at the end of a practice: to each client in four languages, and to the executors."""

from __future__ import annotations

CLIENT_LETTER: dict[str, str] = {
    "en": (
        "Dear {name},\n\nI am ending my practice. My notes about our work are sealed and kept until {until}, because of"
        " this: {because}. Then they are destroyed. Until then they stay as confidential as they were: {knows}.\n\n"
        "If you would like a copy of what I hold"
        " about you, or would like it erased earlier, please write to me now: only I can do that. {later}\n\n{coach}\n"
    ),
    "de": (
        "Guten Tag {name},\n\nich beende meine Praxis. Meine Notizen zu unserer Arbeit sind versiegelt und werden bis"
        " {until} aufbewahrt, und zwar deshalb: {because}. Danach werden sie vernichtet. Bis dahin bleiben sie so"
        " vertraulich wie bisher: {knows}.\n\n"
        "Wenn Sie eine Kopie dessen wünschen, was ich über Sie habe, oder es früher gelöscht"
        " haben möchten, schreiben Sie mir bitte jetzt: Das kann nur ich. {later}\n\n{coach}\n"
    ),
    "fr": (
        "Bonjour {name},\n\nje mets fin à mon activité. Mes notes sur notre travail sont scellées et conservées jusqu'à"
        " cette date : {until}, pour cette raison : {because}. Ensuite elles sont détruites. Jusque-là, elles restent"
        " aussi confidentielles qu'avant : {knows}.\n\n"
        "Si vous souhaitez une copie de ce que je détiens à votre sujet, ou un effacement"
        " anticipé, écrivez-moi dès maintenant : ensuite, personne d'autre ne le pourra. {later}\n\n{coach}\n"
    ),
    "es": (
        "Hola {name}:\n\npongo fin a mi actividad. Mis notas sobre nuestro trabajo están selladas y se conservan hasta"
        " esta fecha: {until}, por este motivo: {because}. Después se destruyen. Hasta entonces siguen siendo tan"
        " confidenciales como antes: {knows}.\n\n"
        "Si desea una copia de lo que tengo sobre usted, o que se borre antes, escríbame ahora, por favor: solo yo"
        " puedo hacerlo. {later}\n\n{coach}\n"
    ),
}
KNOWS: dict[str, str] = {
    "en": "whoever steps in for me knows your name and how to reach you, and reads no note",
    "de": ("Wer für mich einspringt, kennt Ihren Namen und weiß, wie Sie zu erreichen sind, und liest keine Notiz"),
    "fr": "la personne qui me remplace connaît votre nom et sait comment vous joindre, et ne lit aucune note",
    "es": "quien me sustituya conoce su nombre y cómo contactarle, y no lee ninguna nota",
}
"""What an executor knows of a client, unless the client agreed to less."""

BARRED: dict[str, str] = {
    "en": (
        "as we agreed on {since}, whoever steps in for me is shown a code in place of your name, does not contact you,"
        " and reads no note"
    ),
    "de": (
        "Wie am {since} vereinbart, sieht, wer für mich einspringt, statt Ihres Namens einen Decknamen, spricht Sie"
        " nicht an und liest keine Notiz"
    ),
    "fr": (
        "comme convenu le {since}, la personne qui me remplace voit un nom de code au lieu du vôtre, ne vous contacte"
        " pas et ne lit aucune note"
    ),
    "es": (
        "como acordamos el {since}, quien me sustituya ve un nombre en clave en lugar del suyo, no le contacta y no lee"
        " ninguna nota"
    ),
}
"""What an executor knows of a client who agreed that none reaches them."""

EXECUTOR_LATER: dict[str, str] = {
    "en": (
        "Later {executor} steps in for me, and destroys the notes when their time has come: not before, and without"
        " being able to read or copy them."
    ),
    "de": (
        "Später springt {executor} für mich ein und vernichtet die Notizen, wenn ihre Zeit gekommen ist: nicht vorher,"
        " und ohne sie lesen oder kopieren zu können."
    ),
    "fr": (
        "Plus tard, c'est {executor} qui me remplacera et détruira les notes quand leur délai sera écoulé : pas avant,"
        " et sans pouvoir les lire ni les copier."
    ),
    "es": (
        "Más adelante me sustituirá {executor} y destruirá las notas cuando se cumpla su plazo: no antes, y sin poder"
        " leerlas ni copiarlas."
    ),
}
SOMEBODY: dict[str, str] = {
    "en": "somebody whom I trust",
    "de": "eine Person meines Vertrauens",
    "fr": "une personne de confiance",
    "es": "una persona de mi confianza",
}
NOBODY_LATER: dict[str, str] = {
    "en": "Nobody has been named yet who could answer you in my place.",
    "de": "Es ist noch niemand benannt, der Ihnen an meiner Stelle antworten könnte.",
    "fr": "Personne n'a encore été désigné pour vous répondre à ma place.",
    "es": "Todavía no se ha designado a nadie que pueda responderle en mi lugar.",
}
READERS_LATER: dict[str, str] = {
    "en": (
        "For a serious reason, {quorum} people whom I trust can open the notes, only together; the reason is recorded."
    ),
    "de": (
        "Aus ernstem Anlass können {quorum} Personen meines Vertrauens die Notizen öffnen, nur gemeinsam; der Anlass"
        " wird festgehalten."
    ),
    "fr": (
        "Pour un motif grave, {quorum} personnes de confiance peuvent ouvrir les notes, uniquement ensemble ; le motif"
        " est consigné."
    ),
    "es": (
        "Por un motivo grave, {quorum} personas de mi confianza pueden abrir las notas, solo juntas; el motivo queda"
        " registrado."
    ),
}

EXECUTOR_LETTER = """\
To whoever steps in

Practice: {practice}
Archive made on {made}: {archive}
Six words of its ledger: {words}

What this is
The archive holds the confidential records of a coaching practice, encrypted. With the 24 words on your sheet you see
whom to reach and what is due, and you can destroy what is due. You cannot read notes, and you need not.

In the first week
1. Read READ-ME-FIRST.txt beside the archive, and open executor.html with your words. Call the people on it.
2. Put the laptop and the disks with backups in a safe place. Do not reset, sell or give away any of them.
3. Call the people named under "whom to call": insurer, professional body, supervisor.
4. Tell nobody who the clients are. If a court, the police or a family member asks for notes, say that you cannot open
   them, write down who asked and when, and call the supervisor or a lawyer.
5. Compare the six words above with those that this command shows. They are the same if nothing was changed; once
   something in it was destroyed, they are others, and the certificate says so:
      coachvault practice verify {file}

Later
The calendar file {calendar} beside this letter tells when something is due; it names nobody, and any calendar takes
it. On such a day: coachvault --vault {file} executor
What is held must not be destroyed, and you cannot lift a hold. If you do not know what to do, do nothing, and ask.

What to know
{know}
"""
