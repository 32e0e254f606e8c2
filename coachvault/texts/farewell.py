"""Letters at the end of a practice: to each client in four languages, and to the executors."""

from __future__ import annotations

CLIENT_LETTER: dict[str, str] = {
    "en": (
        "Dear {name},\n\nI am ending my practice. My notes about our work are sealed and kept until {until}, because of"
        " this: {because}. Then they are destroyed. Until then they stay as confidential as they were: whoever steps in"
        " for me knows your name and how to reach you, and reads no note.\n\nIf you would like a copy of what I hold"
        " about you, or would like it erased earlier, please write to me, or later to {executor}.\n\n{coach}\n"
    ),
    "de": (
        "Guten Tag {name},\n\nich beende meine Praxis. Meine Notizen zu unserer Arbeit sind versiegelt und werden bis"
        " {until} aufbewahrt, und zwar deshalb: {because}. Danach werden sie vernichtet. Bis dahin bleiben sie so"
        " vertraulich wie bisher: Wer für mich einspringt, kennt Ihren Namen und weiß, wie Sie zu erreichen sind, und"
        " liest keine Notiz.\n\nWenn Sie eine Kopie dessen wünschen, was ich über Sie habe, oder es früher gelöscht"
        " haben möchten, schreiben Sie mir bitte, oder später an {executor}.\n\n{coach}\n"
    ),
    "fr": (
        "Bonjour {name},\n\nje mets fin à mon activité. Mes notes sur notre travail sont scellées et conservées jusqu'à"
        " cette date : {until}, pour cette raison : {because}. Ensuite elles sont détruites. Jusque-là, elles restent"
        " aussi confidentielles qu'avant : la personne qui me remplace connaît votre nom et sait comment vous joindre,"
        " et ne lit aucune note.\n\nSi vous souhaitez une copie de ce que je détiens à votre sujet, ou un effacement"
        " anticipé, écrivez-moi, ou plus tard à {executor}.\n\n{coach}\n"
    ),
    "es": (
        "Hola {name}:\n\npongo fin a mi actividad. Mis notas sobre nuestro trabajo están selladas y se conservan hasta"
        " esta fecha: {until}, por este motivo: {because}. Después se destruyen. Hasta entonces siguen siendo tan"
        " confidenciales como antes: quien me sustituya conoce su nombre y cómo contactarle, y no lee ninguna nota.\n\n"
        "Si desea una copia de lo que tengo sobre usted, o que se borre antes, escríbame, o más adelante a {executor}."
        "\n\n{coach}\n"
    ),
}
NOBODY: dict[str, str] = {
    "en": "whoever steps in for me",
    "de": "wer für mich einspringt",
    "fr": "la personne qui me remplace",
    "es": "quien me sustituya",
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
A calendar file (.ics) tells when something is due. Then: coachvault --vault {file} executor
What is held must not be destroyed, and you cannot lift a hold. If you do not know what to do, do nothing, and ask.

What to know
{know}
"""
