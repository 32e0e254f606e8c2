"""The sentences of made-up notes; no person, client or journal stands behind them."""
# ruff: noqa: RUF001 - Greek letters are meant

from __future__ import annotations

TITLES = (
    "Delegating, and what it costs",
    "The board meeting that went quiet",
    "Saying no without a story",
    "First hundred days",
    "Between two bosses",
    "What the team is not told",
    "A plan for the difficult talk",
    "Looking back on the quarter",
    "Sleep, pace and the calendar",
    "Who decides when nobody does",
)
TOPICS = (
    "the reorganisation",
    "feedback",
    "the new role",
    "the budget round",
    "hiring",
    "the merger",
    "working fewer hours",
    "the steering group",
    "conflict in the team",
    "the succession",
    "presenting to the board",
    "trust",
)
PEOPLE = ("her deputy", "his manager", "the founder", "a peer in sales", "the whole team", "the chair", "a new hire")
ENGLISH = (
    "We began with {topic}, because it had taken most of the week.",
    "“I keep preparing the answer,” came after a while, “and never the question.”",
    "Asked what a good outcome would look like, the first reply was a list of what should stop.",
    "It doesn’t feel like a decision about {topic} at all – it feels like a test.",
    "There was a long pause when {who} came up.",
    "We put {topic} on one side of the page and {who} on the other, and drew what lies between.",
    "On a scale of ten: four before the summer, six today, and “seven would be plenty”.",
    "The pattern from last time is back: agreeing in the room, explaining in the corridor.",
    "I noticed that I was working harder than the client, and said so.",
    "What would {who} say if they had listened to this hour? Laughter, then: “Finally.”",
    "Energy went up as soon as we left {topic} and talked about craft.",
    "The agreement is small: one talk with {who} before Thursday, ten minutes, no slides.",
    "We rehearsed the opening sentence three times; the third had no “but” in it.",
    "There is grief in this as well as ambition, and both may stay.",
    "Next time: what has become easier since {topic} was named aloud.",
    "My own part: I like this client’s impatience, and should watch that I don’t feed it.",
    "The sponsor expects movement on {topic}; we looked at what can be shown and what stays here.",
    "Values card again. Fairness stayed on top; “being useful” moved down two places.",
    "Homework was done, half of it – the half with {who} was put off until after the offsite.",
    "We ended five minutes early, which has not happened before.",
    "Stress shows in the shoulders first, then in the calendar, then in {topic}.",
    "The metaphor of the lighthouse again: seen from everywhere, and visited by nobody.",
    "What is the smallest experiment? To let {who} chair the meeting once and say nothing.",
    "A question to take home: whose expectation is this, and when did it move in?",
)
GERMAN = (
    "Wir haben über die Führungsrolle gesprochen und darüber, was „loslassen“ für sie heißt.",
    "Zögern, sobald die Geschäftsführung erwähnt wird; danach größere Klarheit.",
    "Nächster Schritt: das Gespräch mit dem Team führen, bevor die Gerüchte es tun.",
    "„Ich möchte nicht länger für alle die Brücke sein“, sagte er gegen Schluss.",
    "Die Übung mit den leeren Stühlen war anstrengend und offenbar nützlich.",
)
FRENCH = (
    "Nous avons repris la question du rôle : être écoutée sans élever la voix.",
    "« Ça fait des années que je n’ai pas dit cela », et puis un silence.",
    "Objectif précisé : déléguer la clôture du trimestre et ne pas la refaire le soir même.",
    "Le conflit avec la direction n’est pas réglé, mais il a été nommé.",
    "À la fin, une idée très concrète pour la réunion de mardi.",
)
GREEK = (
    "Μιλήσαμε για την ευθύνη και για το τι σημαίνει να ζητάς βοήθεια.",
    "Η ομάδα περιμένει μια απόφαση· η σιωπή έχει γίνει πια απάντηση.",
    "Το επόμενο βήμα είναι μικρό: μία συζήτηση, χωρίς προετοιμασμένες σημειώσεις.",
)
