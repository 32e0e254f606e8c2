"""What the coach does next, after a request was made: by each road.

`{release}` is the release's id, `{code}` the code that opens a page, `{sheet}` the file that was written.
"""

from __future__ import annotations

from coachvault.texts.scan_kinds import OF_PICTURES, OF_SCANS

_SAVE_ANSWER = """\
When the answer comes, save it as a file, whole and unchanged:
  Gmail       open the answer, then the three dots beside "Reply", "Download message"
  Apple Mail  select the answer, then "File", "Save As...", format "Raw Message Source"
  Outlook     new Outlook or on the web: the three dots, "Save as" or "Download";
              classic Outlook saves .msg, another format: open the answer on the web instead
Then: coachvault release import {release} FILE"""

_SCAN_FORM = f"""\
Print it, or have it printed. When it is signed, compare the six words,
and scan or photograph it ({OF_SCANS}), then:
  coachvault release import {{release}} FILE"""

_TAKE_SCREENSHOT = f"""\
Send it to the client's own number. When the answer comes, take a screenshot
that shows the code ({OF_PICTURES}), then:
  coachvault release import {{release}} FILE
It is the weakest grade there is: you alone vouch for it. A mail or a signed form is better."""


_SEND_PAGE = """\
The code that opens the page: {code}
1. Send the file to the client's own mailbox. Some mail gateways hold .html back: pack it into a .zip, or take
   --by email.
2. Tell the code by telephone or message, never in the same mail. Whatever case it is typed in does not matter.
   On an iPhone the page does not run from Files: it takes a computer, or --by email.
3. When the sign-off comes, as a file or a block in the answer:
     coachvault release import {release} FILE        (or - and paste the block)
4. Then call the client: coachvault release confirm {release}. Nothing can leave before that."""

_OPEN_PAGE = """\
The code that opens the page: {code}
1. Open the file in this computer's browser, and let the client type the code, read, decide and sign, without you.
2. Let the client save the sign-off file, and a copy of their own if they want one. Then:
     coachvault release import {release} FILE
Its grade is `room`: it was signed on your own device. A page on the client's own computer is worth more."""

_SIGN_SHEET = """\
Send the sheet to the client, unchanged, who signs it with the key that you know:
  minisign    minisign -S -m {sheet}
  SSH         ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n coachvault-signoff {sheet}
What comes back is the signature (.minisig or .sig), nothing else:
  coachvault release import {release} FILE"""

ADVICE = {
    "email": _SAVE_ANSWER,
    "paper": _SCAN_FORM,
    "message": _TAKE_SCREENSHOT,
    "page": _SEND_PAGE,
    "room": _OPEN_PAGE,
    "key": _SIGN_SHEET,
}
