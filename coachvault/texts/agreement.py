"""The agreement between client, sponsor and coach, in four languages."""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True):
    """The sentences of one language.

    Args:
        title: Above it.
        objectives: Above the objectives.
        open: Where none were written down.
        sponsor: Above what the sponsor may receive.
        nothing: Where that is nothing.
        only_signed: That each text still takes the client's signature.
        attendance: That dates and number of sessions may be told.
        no_attendance: That they may not.
        limits: Above the limits of confidentiality.
        usual_limits: The limits, where no others were written down.
        log: That the client agrees to stand in a coaching log.
        no_log: That the client does not.
        executor: That an executor may learn name and number.
        no_executor: That none may reach the client, and what an executor's words could open all the same.
        notice: Above the data-protection notice.
        usual_notice: The notice, where no other was written down.
        signature: Before each line to sign.
    """

    title: str
    objectives: str
    open: str
    sponsor: str
    nothing: str
    only_signed: str
    attendance: str
    no_attendance: str
    limits: str
    usual_limits: str
    log: str
    no_log: str
    executor: str
    no_executor: str
    notice: str
    usual_notice: str
    signature: str


AGREEMENT: dict[str, Words] = {
    "en": Words(
        title="Agreement about coaching",
        objectives="Objectives",
        open="to be agreed in the first session",
        sponsor="The sponsor may receive",
        nothing="nothing",
        only_signed="Each text leaves only after the client has signed exactly that text.",
        attendance="The sponsor may be told dates and number of sessions.",
        no_attendance="The sponsor is not told dates and number of sessions.",
        limits="Limits of confidentiality",
        usual_limits=(
            "What is said stays with the coach, except in serious danger to a person, or by order of a court."
        ),
        log="The client agrees to be listed in a coach's log that stands behind a credential.",
        no_log="The client does not agree to be listed in a coach's log that stands behind a credential.",
        executor=(
            "If the coach cannot go on, an appointed person learns the client's name and number, and reads no note."
        ),
        no_executor=(
            "If the coach cannot go on, nobody is to contact the client: lists and letters for an appointed person show"
            " a code in place of name and number. Technically, that person's words could still open the list of names."
        ),
        notice="Data protection",
        usual_notice=(
            "Notes and contact data are kept encrypted on the coach's own machine, for as long as the coach's"
            " policy says, and are then destroyed. The client may ask for a copy, a correction, or that they are"
            " erased."
        ),
        signature="Date and signature",
    ),
    "de": Words(
        title="Vereinbarung über ein Coaching",
        objectives="Ziele",
        open="werden in der ersten Sitzung vereinbart",
        sponsor="Der Auftraggeber darf erhalten",
        nothing="nichts",
        only_signed=(
            "Jeder Text geht erst hinaus, wenn die Klientin oder der Klient genau diesen Text unterschrieben hat."
        ),
        attendance="Dem Auftraggeber dürfen Termine und Zahl der Sitzungen mitgeteilt werden.",
        no_attendance="Termine und Zahl der Sitzungen werden dem Auftraggeber nicht mitgeteilt.",
        limits="Grenzen der Vertraulichkeit",
        usual_limits=(
            "Das Gesagte bleibt beim Coach, außer bei ernster Gefahr für einen Menschen oder auf gerichtliche"
            " Anordnung."
        ),
        log="Die Klientin oder der Klient darf in einem Verzeichnis stehen, auf dem eine Zertifizierung beruht.",
        no_log=(
            "Die Klientin oder der Klient willigt nicht ein, in einem Verzeichnis zu stehen, auf dem eine"
            " Zertifizierung beruht."
        ),
        executor=(
            "Kann der Coach nicht weitermachen, erfährt eine bestimmte Person Namen und Nummer, und liest keine Notiz."
        ),
        no_executor=(
            "Kann der Coach nicht weitermachen, soll niemand die Klientin oder den Klienten ansprechen: Listen und"
            " Briefe für eine bestimmte Person zeigen statt Namen und Nummer einen Decknamen. Technisch könnten die"
            " Wörter dieser Person die Namensliste dennoch öffnen."
        ),
        notice="Datenschutz",
        usual_notice=(
            "Notizen und Kontaktdaten werden verschlüsselt auf dem Gerät des Coachs aufbewahrt, so lange wie"
            " dessen Richtlinie sagt, und dann vernichtet. Es kann eine Kopie, eine Berichtigung oder die Löschung"
            " verlangt werden."
        ),
        signature="Datum und Unterschrift",
    ),
    "fr": Words(
        title="Accord de coaching",
        objectives="Objectifs",
        open="à convenir lors de la première séance",
        sponsor="Le commanditaire peut recevoir",
        nothing="rien",
        only_signed="Chaque texte ne part qu'après signature de ce texte précis par la personne accompagnée.",
        attendance="Le commanditaire peut connaître les dates et le nombre des séances.",
        no_attendance="Le commanditaire ne connaît ni les dates ni le nombre des séances.",
        limits="Limites de la confidentialité",
        usual_limits=(
            "Ce qui est dit reste chez le coach, sauf danger grave pour une personne ou décision d'un tribunal."
        ),
        log="La personne accompagnée accepte de figurer dans un journal qui fonde une accréditation du coach.",
        no_log="La personne accompagnée n'accepte pas de figurer dans un journal qui fonde une accréditation du coach.",
        executor=(
            "Si le coach ne peut continuer, une personne désignée apprend le nom et le numéro, et ne lit aucune note."
        ),
        no_executor=(
            "Si le coach ne peut continuer, personne ne doit contacter la personne accompagnée : les listes et lettres"
            " destinées à une personne désignée montrent un nom de code au lieu du nom et du numéro. Techniquement, les"
            " mots de cette personne pourraient tout de même ouvrir la liste des noms."
        ),
        notice="Protection des données",
        usual_notice=(
            "Les notes et coordonnées sont conservées chiffrées sur la machine du coach, aussi longtemps que le"
            " prévoit sa politique, puis détruites. Une copie, une correction ou l'effacement peuvent être demandés."
        ),
        signature="Date et signature",
    ),
    "es": Words(
        title="Acuerdo de coaching",
        objectives="Objetivos",
        open="se acuerdan en la primera sesión",
        sponsor="El patrocinador puede recibir",
        nothing="nada",
        only_signed="Cada texto sale solo cuando la persona acompañada ha firmado exactamente ese texto.",
        attendance="El patrocinador puede conocer las fechas y el número de sesiones.",
        no_attendance="El patrocinador no conoce las fechas ni el número de sesiones.",
        limits="Límites de la confidencialidad",
        usual_limits="Lo dicho queda con el coach, salvo peligro grave para una persona u orden judicial.",
        log="La persona acompañada acepta figurar en un registro que respalde una acreditación del coach.",
        no_log="La persona acompañada no acepta figurar en un registro que respalde una acreditación del coach.",
        executor=(
            "Si el coach no puede seguir, una persona designada conoce el nombre y el número, y no lee ninguna nota."
        ),
        no_executor=(
            "Si el coach no puede seguir, nadie debe contactar con la persona acompañada: las listas y cartas para una"
            " persona designada muestran un nombre en clave en lugar del nombre y el número. Técnicamente, las palabras"
            " de esa persona podrían abrir de todos modos la lista de nombres."
        ),
        notice="Protección de datos",
        usual_notice=(
            "Las notas y los datos de contacto se guardan cifrados en el equipo del coach, el tiempo que diga su"
            " política, y después se destruyen. Se puede pedir una copia, una corrección o el borrado."
        ),
        signature="Fecha y firma",
    ),
}
