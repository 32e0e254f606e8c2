"""Ada Beispiel, who prepares to lead two teams that were merged into one."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleNote

NOTES = (
    SampleNote(
        "heron",
        329,
        "16:30",
        30,
        """
        Chemistry call: two teams, one lead

        Ada takes over a team next month that was two until now: nine people in
        planning, ten in customer service. She has led the planners for four years,
        the others do not know her.

        What she wants: "I don't want to be the planner who got promoted over
        service."
        What she does not want: a list of leadership tips. Has read the books.

        Explained how I work, what stays between us, and what a sponsor gets:
        nothing that she has not signed. She asked twice whether HR reads along.
        Good question, said so.

        Next: three-way meeting with otter about objectives, then eight sessions,
        one every four weeks or so.
        """,
        kind="chemistry",
    ),
    SampleNote(
        "heron",
        320,
        "09:00",
        60,
        """
        Session 1 of 8: who is in the room

        Focus: the first team day. How does she want to come in?

        Covered: drew all nineteen people on one sheet. Planners close to her,
        service at the edge. She saw it before I said anything and laughed.

        In her words: "I put myself in the middle. Of course I did."

        Actions
        - Coffee with each of the ten from service before the team day; ask, don't
          present. By the end of the month.
        - Ask the former service lead what he would want kept. By Friday.

        Obstacle: calendar is full of planning reviews that she chairs herself.

        Next: what came out of the coffees. Bring the calendar.

        For me: she is quick, and I get quick with her. Slow down.
        """,
        tags=("team",),
    ),
    SampleNote(
        "heron",
        293,
        "09:00",
        60,
        """
        Session 2 of 8: the calendar

        Last time's actions: eight of ten coffees done, two are away. The former
        lead wants the Thursday stand-up kept; she will.

        Focus: where the time goes. We coloured two weeks of her calendar. Eleven of
        forty hours are reviews in which she decides things that others have
        prepared.

        In her words: "If I delegate the reviews, what am I for?" - a long silence -
        "For the nineteen, I suppose."

        Actions
        - Choose two reviews to hand over. Not the easiest two. By our next session.
        - Write down for each what "good enough" means, half a page.

        Obstacle: her best planner would get one of them and is shy of chairing.

        Next: how the handing over felt, not only how it went.
        """,
        tags=("delegation", "time"),
    ),
    SampleNote(
        "heron",
        265,
        "09:00",
        60,
        """
        Session 3 of 8: handing over, first try

        Last time's actions: one review handed over, the other "next week", for
        three weeks now. The half page was written for both.

        Focus: what happened in the one she gave away. She sat at the back, and
        answered a question that was not put to her. The planner stopped chairing
        from then on.

        In her words: "I delegated the chair and kept the microphone."

        Insight: delegation is not one step. She named three: the task, the
        decision, the right to be wrong.

        Actions
        - Stay out of the next review altogether; be in the building, not in the
          room.
        - Agree with the planner beforehand which two decisions come back to her. By
          Tuesday.
        - Hand over the second review with the same agreement.

        Next: the team day is in six weeks, rehearse the opening.
        """,
        tags=("delegation",),
    ),
    SampleNote(
        "heron",
        237,
        "09:15",
        60,
        """
        Session 4 of 8: before the team day

        Last time's actions: all three done. The review took twenty minutes longer
        without her, and came to a result she would not have chosen. "It's fine. It
        annoys me that it's fine."

        Focus: the first ten minutes of the team day. She had eleven slides. Ended
        with none: a question to everybody, and her own answer first.

        Her question: what does the other team do better than yours?

        Actions
        - Try the opening on two people, one from each side. By Thursday.
        - Ask someone from service to run the afternoon.

        Obstacle: wants it to be perfect, since the management looks in at noon.

        Next: right after the team day, while it is fresh.

        For me: I liked the question so much that I nearly made it mine. It was
        hers.
        """,
        tags=("team",),
    ),
    SampleNote(
        "heron",
        216,
        "17:00",
        45,
        """
        Session 5 of 8: after the team day (short, by phone)

        It went well until noon and better afterwards. Service ran the afternoon and
        gave planning a real complaint to solve; they did, in an hour, at one table.

        In her words: "I said four sentences all afternoon. I counted."

        What she noticed: the quiet ones from service speak when she sits down, and
        stop when she stands.

        Actions
        - Sit in the Thursday stand-up. (Yes.)
        - Thank the two who ran the afternoon, in writing, copy to their file.

        Next: back to the calendar. The free day is still half a day.
        """,
        tags=("team",),
    ),
    SampleNote(
        "heron",
        181,
        "09:00",
        60,
        """
        Session 6 of 8: the free day

        Last time's actions: done, and the thank-you was pinned to the wall in the
        kitchen.

        Focus: Wednesday was to be free for planning ahead. Of six Wednesdays two
        were. Looked at the four that were not: each time somebody asked whether she
        had five minutes, and she had.

        In her words: "I am generous with my own time and stingy with other people's
        decisions."

        Options she found: a deputy for Wednesdays; questions collected for
        Thursday; working elsewhere. Chose the deputy, by turns, from both halves of
        the team.

        Actions
        - Name the first three Wednesday deputies. By Monday.
        - Tell them what they may decide without her: everything under one day of
          work.

        Obstacle: she may delegate the day and ring up at eleven. Agreed with
        herself on no calls before four.

        Next: who rang whom.
        """,
        tags=("delegation", "time"),
    ),
)
