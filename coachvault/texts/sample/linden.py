"""Jonas Sample, a teacher who became deputy head of an evening school; coached pro bono."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleNote

NOTES = (
    SampleNote(
        "linden",
        194,
        "18:30",
        45,
        """
        Session 1: between two staff rooms

        Jonas has been deputy head of the evening school for six weeks and still
        teaches history on two nights. Pro bono, five sessions, through the
        association.

        Focus: where does he belong? Colleagues go quiet when he comes in for
        coffee, and the head expects him at the office door.

        In his words: "I've got two rooms and no chair."

        Actions
        - Tell the colleagues what he may pass on and what not, before they wonder.
          At Tuesday's break.
        - Keep the two nights of teaching till the end of term; decide then.

        Obstacle: wants to be liked by everybody, and knows it.

        Next: staff meeting. He brings the last three agendas.
        """,
        pro_bono=True,
    ),
    SampleNote(
        "linden",
        161,
        "18:30",
        45,
        """
        Session 2: three agendas

        Last time's actions: told them, in two sentences. Somebody said "finally",
        and coffee is as loud as before.

        Focus: staff meetings. Three agendas, fourteen points each, two decisions in
        all. He reads out what everyone has had by mail.

        In his words: "It's a lesson without a question."

        He would never teach like that. So how would he teach it? One question a
        meeting, material beforehand, results on the board.

        Actions
        - Next meeting: three points, each as a question. Agenda out by Monday.
        - Let a colleague keep the minutes aloud, on the board.

        Next: what did they decide?
        """,
        tags=("meetings",),
        pro_bono=True,
    ),
    SampleNote(
        "linden",
        124,
        "18:30",
        45,
        """
        Sitzung 3: Drei Fragen statt vierzehn Punkten (auf Deutsch)

        Schritte vom letzten Mal: Tagesordnung mit drei Fragen verschickt, Protokoll
        an der Tafel. Zwei Entscheidungen in vierzig Minuten, und zwanzig Minuten
        früher Schluss.

        Thema: Die dritte Frage blieb offen, weil zwei Kolleginnen sich einig waren,
        dass man sie nicht stellen darf: Wer übernimmt die Vertretungen am Freitag?

        Seine Worte: »Ich habe gefragt und gleich selbst die Hand gehoben.«

        Einsicht: Er hilft, bevor jemand anders es kann. Im Unterricht wartet er
        nach einer Frage, in der Konferenz nicht.

        Schritte
        - Die Frage noch einmal stellen und die Stille aushalten, mindestens zehn
          Sekunden. Nächste Konferenz.
        - Vertretungsplan nicht mehr am Wochenende allein schreiben, sondern zu
          dritt. Ab nächstem Monat.

        Hindernis: Die Schulleiterin findet es schneller, wenn er es macht.

        Nächstes Mal: das Gespräch mit ihr.
        """,
        tags=("meetings", "deutsch"),
        pro_bono=True,
    ),
    SampleNote(
        "linden",
        83,
        "18:30",
        45,
        """
        Session 4: talking to the head

        Last time's actions: held the silence, eleven seconds. Two hands went up.
        The plan is now made by three, on Thursdays, with biscuits.

        Focus: the head gives him what lies on her desk at five. He says yes and
        stays till eight.

        Rehearsed the talk. First version: seven reasons. Last version: "I can do
        two of these well by Friday. Which two?"

        In his words: "I thought I had to bring a solution. I only have to bring the
        question."

        Actions
        - The talk, this week, in her office and not at the door.
        - Home by half past six on two days. He chose Monday and Thursday.

        Next: the two nights of teaching.
        """,
        tags=("saying-no",),
        pro_bono=True,
    ),
    SampleNote(
        "linden",
        41,
        "18:30",
        45,
        """
        Session 5: the classroom stays

        Last time's actions: talk took place. She picked two, and asked him to do
        the same with her. Home early on five of eight days.

        Focus: teaching. He had thought he must give it up to be a proper deputy.
        Listed what each evening gives him and costs him. One night gives more than
        it costs, the other is habit.

        In his words: "I don't want to lead a school that I no longer know from the
        inside."

        Actions
        - Keep Tuesdays, hand Thursdays to the new colleague from next term on. Tell
          the head by the end of the month.
        - Visit one lesson a month, invited, without a form.

        Next: last session of the five. He asks whether there may be a sixth; yes,
        in six weeks, then we end.
        """,
        pro_bono=True,
    ),
    SampleNote(
        "linden",
        13,
        "18:40",
        45,
        """
        Session 6: end of term (held online, a week late)

        Last time's actions: Thursdays are handed over, and the new colleague is
        delighted. First visit to a lesson: learned something about maps.

        Focus: what did he learn about himself? Three cards: wait ten seconds; bring
        the question; two chairs are allowed.

        In his words: "I have a chair now. It's on wheels."

        Actions
        - Put the cards into the drawer of the new office.
        - Write to the association how it was, in his own words; I see it only if he
          likes.

        We agreed to let it rest. I end the engagement in a month unless he rings.

        For me: said "we" about his school once. Not my school.
        """,
        tags=("closing",),
        pro_bono=True,
    ),
)
