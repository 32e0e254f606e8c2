"""What custodians read: the ready message to clients, and the sentences of their sheets."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "en": (
        "Dear {name}, I am writing on behalf of your coach, who cannot keep your next appointments. What you told your"
        " coach stays confidential: I do not read it, and nobody else does. Please tell me how I can best reach you if"
        " you would like help to find somebody else."
    ),
    "de": (
        "Guten Tag {name}, ich schreibe Ihnen im Auftrag Ihres Coachs, der die nächsten Termine nicht wahrnehmen kann."
        " Was Sie dort erzählt haben, bleibt vertraulich: Ich lese es nicht, und auch sonst niemand. Sagen Sie mir"
        " bitte, wie ich Sie am besten erreiche, wenn Sie Hilfe bei der Suche nach jemand anderem wünschen."
    ),
    "fr": (
        "Bonjour {name}, je vous écris de la part de votre coach, qui ne peut pas honorer vos prochains rendez-vous. Ce"
        " que vous lui avez confié reste confidentiel : je ne le lis pas, et personne d'autre non plus. Dites-moi"
        " comment vous joindre si vous souhaitez de l'aide pour trouver quelqu'un d'autre."
    ),
    "es": (
        "Hola {name}: le escribo en nombre de su coach, que no puede atender sus próximas citas. Lo que usted le contó"
        " sigue siendo confidencial: yo no lo leo, y nadie más tampoco. Dígame cómo contactarle si desea ayuda para"
        " encontrar a otra persona."
    ),
}

EXECUTOR_USE = (
    "With these 24 words you can do the duty of the person who gave you this sheet: tell the clients, and destroy what"
    " is due. They open names and telephone numbers and no note.",
    "You need this sheet and a copy of the records: the laptop, or a backup. On a backup there is a file"
    " READ-ME-FIRST.txt; begin with it. It leads to a page that opens in any browser with these words.",
    "Keep the sheet where nobody else reads it, and not beside the backup.",
    "Try the words together once a year: coachvault custodian test {code}",
)
READER_USE = (
    "With these 24 words, and those of the other readers, the sealed notes can be opened together: for a serious"
    " reason, which is recorded. Alone they open nothing.",
    "You need a copy of the records and as many readers as were agreed. Then: coachvault custodian open E1",
    "Keep the sheet where nobody else reads it, and not beside another reader's sheet.",
    "Try the words together once a year: coachvault custodian test {code}",
)

READ_ME_FIRST = """\
READ ME FIRST

Somebody kept confidential records about people in the files beside this one, and asked you to step in.
You need no technical skill and no program for the first step. Nothing here can be broken by looking.

1. Take the sheet of paper with 24 numbered words that you were given. Without it nothing opens.
2. Open the file executor.html by a double click. It opens in the browser (Edge, Chrome, Firefox, Safari).
   Do this on a computer, not on a telephone. It need not be connected to the internet.
3. Type the 24 words into the box, with spaces between them. Then press "Open".
4. You see whom to call, their telephone numbers, when their next session is, and a message that you can
   read out or copy. Begin at the top. Print the page if you like, and lock the paper away.
5. Tell these people, and nobody else, that the sessions cannot take place. You do not read any notes; the
   page holds none.

Later, not today: the page says who helps with the computer. Some records have to be destroyed at a certain
time. That takes the program CoachVault, which is free, on a computer with Python, and your words. Whoever helps
installs it and types this, in this folder; then a numbered menu leads on:
   coachvault --vault {vault} executor

If you have no sheet, or the words do not open the page: keep the files, and call the person who was named to
you as a helper, or another who was asked to step in. Do not send the files or the words to anybody, and do not
type the words on any website.
"""
