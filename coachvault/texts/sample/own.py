"""The coach's own notes in the made-up practice: supervision and reflection, without a client's code or name."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleNote

NOTES = (
    SampleNote(
        None,
        300,
        "17:00",
        90,
        """
        Supervision: pace

        Brought: a quick client, and how I become quick, too. Played ten minutes of
        it; my supervisor counted my questions. Twenty-two.

        What I heard: I fill the gap in which the client would have found it. Behind
        that, the wish to be worth the fee.

        To try
        - Three breaths before the next question. Count them.
        - One session with half the questions. Note what the client does with the
          room.

        Also: a sponsor who asks politely for "an impression". Agreed sentence: "I
        answer that to my client only."
        """,
        kind="supervision",
        tags=("pace", "sponsor"),
    ),
    SampleNote(
        None,
        232,
        "21:15",
        0,
        """
        Four months: what the notes show

        Read my own notes of the last months, the actions only. Nearly all are
        things to do; hardly any are things to leave.

        Where a client left something (a meeting, a table, a habit of answering),
        the next session began somewhere new. Where a client did something more, it
        mostly began with a report.

        So: ask once in each session, "and what could you stop?"

        Notes themselves: best when written the same evening, in the client's words.
        Those from two days later are in mine.
        """,
        kind="reflection",
        tags=("practice",),
    ),
    SampleNote(
        None,
        155,
        "17:00",
        90,
        """
        Supervision: delegation, mine

        Three clients at once work on delegation, and I notice that I give advice as
        soon as the word falls. Supervisor: "And what do you not delegate?" The
        bookkeeping. The website. Fetching every client from the front door.

        Found: with this theme I know too much and am too little curious.

        To try
        - When the word comes, ask what it means here, today, for this one.
        - Bookkeeping to somebody else by the new quarter. (Deadline is my own.
          Written down so that it counts.)

        Went home amused.
        """,
        kind="supervision",
        tags=("delegation",),
    ),
    SampleNote(
        None,
        97,
        "20:40",
        0,
        """
        On being asked for a report

        In a three-way meeting the client spoke for herself from half a page, and
        nothing was missing. I had been nervous about saying no to the one who pays.
        It took one sentence.

        What helped: it had been agreed at the beginning, in writing, by all three.
        What I want to keep: the client reads out her own text, I keep the time.

        Next time say at the start of the meeting, not when asked, what my part is.
        """,
        kind="reflection",
        tags=("sponsor", "practice"),
    ),
    SampleNote(
        None,
        20,
        "17:00",
        90,
        """
        Supervision: endings

        Two engagements are coming to an end and one has ended. Brought: I like
        endings less than I say. In the last sessions I offer a follow-up too
        readily.

        What I heard: a follow-up that the client asks for is theirs, one that I
        offer is mine.

        Rehearsed: "We said ten, and this is the tenth. How would you like to end?"
        Then wait.

        To try
        - Plan the last session two sessions ahead, with the client.
        - No offer unless asked.

        Bookkeeping: handed over in the end, a quarter late. It is done better than
        I did it.
        """,
        kind="supervision",
        tags=("closing", "delegation"),
    ),
)
