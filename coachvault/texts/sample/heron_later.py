"""Ada Beispiel, the second half: from the management round to the end."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleNote

NOTES = (
    SampleNote(
        "heron",
        146,
        "09:00",
        60,
        """
        Session 7 of 8: the management round

        Last time's actions: five Wednesdays, four free. She rang once, "and they
        let me know kindly that it was not needed".

        Focus: third objective. In the management round she prepares well, is
        interrupted, and repeats herself faster.

        Played it through with empty chairs, she as the colleague who interrupts.
        From his chair: "I'm not against you, I just think aloud."

        In her words: "Then I can let him think and go on where I was."

        Actions
        - One point for the round, not five. Say it first, reasons after.
        - When interrupted: wait, then "I'd like to finish the sentence". Try once
          before next time.

        Next: mid-term with otter. What does she want to say there, and what not?
        """,
        tags=("presence",),
    ),
    SampleNote(
        "heron",
        118,
        "11:00",
        60,
        """
        Mid-term with otter, three of us

        Ada spoke, I kept the time. She had written half a page and read it out:
        where the team stands, what she has handed over, what she still holds too
        tightly.

        Otter asked me how I see her progress. I said that I answer that to Ada
        only, and that she had just answered it. A short silence, then a nod.

        Agreed by all: objectives one and two go on as they are. The third stays, in
        her own words. Two more sessions, eight become ten. A closing statement at
        the end, written by her.

        Actions
        - I send the extension on one page. By Friday.

        For me: the half page was hers from the first to the last word, and it
        carried further than any report of mine would.
        """,
        kind="admin",
        tags=("sponsor",),
    ),
    SampleNote(
        "heron",
        90,
        "09:00",
        60,
        """
        Session 8 of 10: a mistake that was not hers

        Last time's actions: one point in the round, said first. Finished her
        sentence once. "He apologised. Nobody died."

        Focus: a Wednesday deputy promised a customer a date that cannot be kept.
        She wants to take deputies back "for a while".

        Stayed with it. What would she take back: the date, the deputy, the day?
        Found that the rule was unclear: is a promise to a customer "under one day
        of work"?

        In her words: "I delegated the work and forgot the promises."

        Actions
        - Amend the rule together with the deputies, so that they write it. By next
          Wednesday.
        - Ring the customer together with the one who promised. She listens.

        Obstacle: her own boss wants to know who it was. She decided that the answer
        is "my team".

        Next: where does the team stand now?
        """,
        tags=("delegation",),
    ),
    SampleNote(
        "heron",
        48,
        "09:00",
        60,
        """
        Session 9 of 10: one team?

        Last time's actions: rule amended, on one card, by the deputies. The
        customer stayed.

        Focus: first objective. How would she know that it is one team? Her signs:
        lunch tables mixed; somebody from service chairs a planning review; people
        say "we" and she need not ask which.

        Two of three are there. The lunch tables are not, "and I can't delegate
        lunch".

        On a scale from one to ten she stands at seven, was at three. What makes it
        a seven: she hears about problems earlier.

        Actions
        - Ask at the stand-up what one team would do that two would not. Note the
          answers, comment on none.
        - First draft of the closing statement for otter, her words, one page. By
          the last session.

        Next: last session. Review the year, the statement, how to go on without me.
        """,
        tags=("team", "closing"),
    ),
    SampleNote(
        "heron",
        6,
        "09:00",
        75,
        """
        Session 10 of 10: what stays

        Last time's actions: eleven answers from the stand-up, read out. Draft of
        the statement is there; she wants to cut the second paragraph, in which a
        colleague could know himself.

        Focus: looking back. We laid the first sheet with the nineteen beside a new
        one. She drew herself at the edge this time, with lines going out.

        In her words: "To delegate is to be curious what they will do with it."

        What she takes along: the three steps, the card, Wednesdays, sitting down.

        Actions
        - Cut the paragraph, then I prepare the release; she signs off what goes to
          otter. By the end of next week.
        - A note to herself, to be opened in six months.

        Open: one follow-up call in half a year, if she wants it. She rings me, not
        the other way round.

        For me: a good end. I will miss nine o'clock.
        """,
        tags=("delegation", "closing"),
    ),
)
