"""Camille Exemple, who turns freelance illustration into a studio."""

from __future__ import annotations

from coachvault.texts.sample.shapes import SampleNote

NOTES = (
    SampleNote(
        "wren",
        287,
        "14:00",
        30,
        """
        Chemistry session: from one desk to two

        Camille draws for children's books and has more work than hours. A friend
        would join. "Then I'd be a boss, and I have only ever had bad ones."

        Pays herself, so there are just the two of us in this. Said what I keep, for
        how long, and that she can have a copy.

        What she hopes for: prices that carry two people; to stop saying yes on the
        phone.

        Agreed: 75 minutes, every five weeks, six to begin with. She brings paper,
        thinks better with a pen.
        """,
        kind="chemistry",
    ),
    SampleNote(
        "wren",
        273,
        "14:00",
        75,
        """
        Session 1: what a drawing costs

        Focus: prices. She had never added up the hours of a whole book. We did, on
        a roll of paper along my floor: 212 hours for a fee that she had thought
        generous.

        In her words: "I have been paying to work."

        Actions
        - Write down hours for four weeks, sketches and mails included. Start today.
        - Ask two other illustrators what they take for a double page. By the next
          session.

        Obstacle: talking about money with colleagues "isn't done". Whose rule is
        that? She did not know.

        Next: the number.
        """,
        tags=("prices",),
    ),
    SampleNote(
        "wren",
        238,
        "14:00",
        75,
        """
        Séance 2 : dire le prix à voix haute (en français, à sa demande)

        Actions de la dernière fois : les heures sont notées, les deux collègues ont
        répondu tout de suite, et volontiers. Elles prennent presque le double.

        Thème : dire un prix et se taire ensuite. Nous avons joué l'appel trois
        fois. La première fois elle a baissé le prix avant que « l'éditeur » ait
        ouvert la bouche. La troisième fois elle a compté jusqu'à sept.

        Ses mots : « Le silence n'est pas un non. C'est quelqu'un qui calcule. »

        Actions
        - Annoncer le nouveau tarif à la prochaine demande, par écrit d'abord. Avant
          la fin du mois.
        - Préparer une phrase pour refuser sans s'excuser.

        Obstacle : un éditeur de longue date, presque un ami.

        Prochaine fois : ce qui s'est passé pendant les sept secondes.
        """,
        tags=("prices", "français"),
    ),
    SampleNote(
        "wren",
        200,
        "14:00",
        75,
        """
        Session 3: the seven seconds

        Last time's actions: said the new fee to a new publisher in writing. They
        took it the same afternoon, which made her wonder whether it was too low. We
        laughed, then looked at it: no, it carries two.

        Focus: the long-standing publisher. She owes him her first book, and gives
        him the old price ever since.

        In her words: "Gratitude has no end date, but the discount could have one."

        Actions
        - A letter to him: thanks first, the new fee from the next book on, last
          book at the old one. Draft by Sunday, send when it feels plain.
        - Decide what she does if he says no. In writing, for herself.

        Next: the friend who would join.
        """,
        tags=("prices",),
    ),
    SampleNote(
        "wren",
        165,
        "14:10",
        75,
        """
        Session 4: the first boss she would have liked

        Last time's actions: letter sent after nine days. He rang, thanked her, and
        asked for two months. She agreed to one.

        Focus: becoming an employer. Made a portrait of the boss she would have
        wanted at twenty-two: says on Monday what matters, says on Friday what was
        good, leaves the drawing hand alone.

        What frightens her: correcting the friend's work. Who decides when a page is
        finished?

        In her words: "I can delegate colouring. I can't delegate the eyes." (Eyes
        of the figures, she means. And not only.)

        Actions
        - List what is hers, what is the friend's, what is both's. One page,
          together with the friend. Two weeks.
        - Talk to the tax adviser about the form of it. By the end of the month.

        Next: bring the page.
        """,
        tags=("studio", "delegation"),
    ),
    SampleNote(
        "wren",
        129,
        "14:00",
        75,
        """
        Session 5: a page with three columns

        Last time's actions: the page is there, and the friend had filled in the
        third column by herself, "both's", with twice as many lines. Tax adviser
        seen, a partnership is simplest.

        Focus: so it is no employment but a partnership. What changes? She need not
        be a boss at all; she needs to be able to disagree.

        Tried out: how do two people end a disagreement at six in the evening? Her
        idea: whoever's name is on the contract decides, and the other may write
        down why not.

        Actions
        - Trial month with one small book. Begin on the first.
        - A standing half hour on Fridays: what was good, what grated.

        Obstacle: none that she sees. I asked twice.

        For me: I had a plan for this session about leading. Glad I left it in the
        drawer.
        """,
        tags=("studio",),
    ),
    SampleNote(
        "wren",
        88,
        "14:00",
        75,
        """
        Session 6: after the trial month

        Last time's actions: trial month done, the small book was delivered a day
        early. Three Fridays of four took place.

        Focus: the one Friday that did not. Something grated: the friend answers
        mails at midnight and clients now expect it. Camille said nothing for two
        weeks.

        In her words: "I was waiting to be less annoyed, so that I could say it
        nicely. It doesn't work that way round."

        Put into one sentence: what I see, what it does, what I would like. She
        wrote it on the roll of paper.

        Actions
        - Say it on Friday. Not by mail, not at midnight.
        - Office hours in both signatures, if the friend agrees.

        Next: we said six sessions. She would like three more, further apart. Fine
        with me; new dates by mail.
        """,
        tags=("studio", "feedback"),
    ),
    SampleNote(
        "wren",
        27,
        "14:00",
        75,
        """
        Session 7: saying no in one sentence

        Last time's actions: said it on Friday, took four minutes. The friend was
        relieved: had thought Camille wanted it.

        Focus: a large order has come in, well paid, for a subject that neither of
        them likes. Both had half said yes.

        Weighed it on the floor with two cushions, yes and no, sitting on each in
        turn. On "yes" she explained, on "no" she breathed.

        In her words: "My no was finished before I was."

        Actions
        - Decline by Wednesday, one sentence, no excuse, name a colleague who would
          like it.
        - With the friend: three things a project must have. On the wall by the next
          session.

        Next: in two months. What does the studio look like in its second year?
        """,
        tags=("studio", "saying-no"),
    ),
)
