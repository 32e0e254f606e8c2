"""Noor Voorbeeld, who weighed research against product work; the engagement has ended."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleNote

NOTES = (
    SampleNote(
        "basalt",
        350,
        "08:00",
        60,
        """
        Session 1 of 5: two offers

        Noor leads a small research group and has two offers on the table: a
        permanent post where she is, and a product team in a young firm. Decision
        wanted in three months; she pays herself.

        Focus: what is the question? She came with a table of pros and cons, 31
        rows. It ends in a draw.

        In her words: "I made the weights so that it would."

        Actions
        - Leave the table alone for four weeks.
        - Note at the end of each day what she would gladly have done for another
          hour. One line a day.

        Next: read the lines.
        """,
        tags=("decision",),
    ),
    SampleNote(
        "basalt",
        315,
        "08:00",
        60,
        """
        Session 2 of 5: one line a day

        Last time's actions: twenty-three lines in twenty-eight days. The table was
        opened once, "for formatting".

        Focus: reading them aloud. What comes back: explaining, showing something
        half finished, the moment when somebody uses it.
        What never comes: the paper that was accepted that week.

        She was quiet for a while. "I forgot that I was pleased about the paper.
        Perhaps I wasn't."

        Actions
        - Spend one day with the product team, working and not visiting. Ask for it
          this week.
        - Talk to someone who went the same way and came back.

        Obstacle: loyalty to the group; two doctoral students in their last year.

        Next: after the day.
        """,
        tags=("decision",),
    ),
    SampleNote(
        "basalt",
        259,
        "08:00",
        60,
        """
        Session 3 of 5: a day in the other house

        Last time's actions: went for two days, not one. Spoke with a former
        colleague who came back after a year and would do it again.

        Focus: what was different about her there. She asked more, knew less, and
        went home later without noticing.

        What worried her: they decide fast, on little. "By my standards nothing
        there is known. It works anyway."

        Decision: product, in three months. She said it in a subordinate clause and
        then heard it. We let it stand for a minute.

        Actions
        - Say it at home first. Tonight.
        - Draw up what the two students need until they finish. By the next session.

        Next: leaving well.
        """,
        tags=("decision",),
    ),
    SampleNote(
        "basalt",
        172,
        "08:00",
        60,
        """
        Session 4 of 5: leaving well

        Last time's actions: told at home, at work, and at the firm, in this order.
        Each student has a plan and a second supervisor.

        Focus: handing the group over. She wrote forty pages of handover that nobody
        will read. What would they ask her on the phone? Nine questions. That is the
        handover.

        In her words: "I wanted to delegate my memory."

        Actions
        - Nine questions, nine answers, two pages. By the end of the month.
        - A lunch with the whole group, without speeches.

        Obstacle: a colleague takes it personally. She will invite him for a walk.

        Next: a hundred days after the start.
        """,
        tags=("transition", "delegation"),
    ),
    SampleNote(
        "basalt",
        66,
        "08:00",
        60,
        """
        Session 5 of 5: a hundred days later

        Last time's actions: two pages, and they rang only once. The walk was long
        and good.

        Focus: looking back from the new place. What she brought along: asking how
        we know. What she left: waiting until we do.

        In her words: "I am the slowest in the room, and they have begun to wait for
        me."

        The 31 rows: she threw them away on moving, without reading them again.

        Closing: went through what we agreed at the beginning; both objectives are
        met, she says, and I see no reason to add to it. Told her how long I keep my
        notes and that she can have a copy. She does not want one.

        The engagement ends with this session.
        """,
        tags=("closing",),
    ),
)
