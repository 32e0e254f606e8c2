"""What people outside the terminal read in English only so far: executors, readers, and the recipients of a text.

Each of these becomes a field of `texts.languages.shapes.Language` with its translation, and leaves this file.
"""

from __future__ import annotations

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
The calendar file {calendar} beside this letter tells when something is due; it names nobody, and any calendar takes
it. On such a day: coachvault --vault {file} executor
What is held must not be destroyed, and you cannot lift a hold. If you do not know what to do, do nothing, and ask.

What to know
{know}
"""

WITHDRAWAL_LETTER = """\
{today}

To {recipient}

On {days} you received a text for this purpose: {purpose}.
The agreement to it has been taken back today. Please stop using the text, do not pass it on,
and delete every copy that you have. Please tell whoever received it from you the same.

The text is the one whose SHA-256 is
{digests}.

Please confirm this in writing.
"""

ANSWER_TO_SPONSOR = """\
To {recipient}

Thank you for asking. What is said in the sessions is confidential. I recommend that you ask your colleague
directly: most have more to tell, and tell it better, than a report of mine could.

If you would rather have a few lines in writing, I prepare them together with the person concerned. They
leave only as that person has approved them, word by word; that takes a few days, and it may be that nothing
is sent. What I can always confirm is what we agreed on at the start.
"""
