"""What people outside the terminal read in English only so far: letters to the recipients of a text.

Each of these becomes a field of `texts.languages.shapes.Language` with its translation, and leaves this file.
"""

from __future__ import annotations

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
is sent. I can confirm at any time what the three of us agreed at the start.
"""
