"""`python -m tests.fuzz.seeds [KIND ...]`: writes the inputs that a search begins with, made from shapes of our tests.

What is written is the same each time. Inputs that were faults once (`found-...`) are kept by hand, and left alone.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator

from coachvault import __version__
from coachvault.agent.keeper import Keeper, Moment
from coachvault.agent.protocol import (
    Advance,
    Done,
    Held,
    HeldList,
    Keep,
    Lend,
    Lent,
    ListHeld,
    Lock,
    Nothing,
    OpenWindow,
    Reply,
    encode,
)
from coachvault.agent.protocol import Request as AgentRequest
from coachvault.texts.policy import DEFAULT_POLICY
from tests.fuzz.kinds import FOLDER, KINDS
from tests.fuzz.targets.vault import COLUMNS, FILE_STEPS, ROW_STEPS
from tests.property.answer_shapes import SHAPES
from tests.unit.exchange.test_journals import DAY_ONE, JRNL, JRNL_JSON
from tests.unit.signoff.mails import CODE, attached, multipart, part, single
from tests.vectors.test_stored_signoffs import STORED

Seeds = Iterator[tuple[str, bytes]]
VAULT, COPY = b"v" * 16, b"c" * 16
MAILS = (
    "Gmail, English, plain",
    "Gmail, English",
    "iPhone: Apple, English",
    "iPhone, HTML: Apple, English",
    "Thunderbird, English",
    "Outlook, English",
    "inline, mutt",
    "with a signature, en",
    "alone in HTML, en",
    "the line alone, de",
    "typed as 'i approve k7qm-3fzp'",
    "flattened dashes",
    "S/MIME",
    "PGP/MIME",
    "a logo",
    "a card",
    "a preamble",
    "a banner",
    "a topic",
    'from "Marsh, Ada" <ada.marsh@example.org>',
)
"""Shapes of answers of which a search begins with one each."""
PAGES = ("Gmail, English", "Outlook, English, HTML", "Yahoo", "Proton Mail", "styled: a dark screen", "a logo")
FORMS = {
    "client": """\
name = "Xylophone"
email = "x@example.org"
language = "de"
born = 1980-02-03
[emergency_contact]
name = "Bo"
""",
    "sponsor": 'name = "Rosalind Vance"\norganisation = "Acme"\n',
    "engagement": """\
kind = "coaching"
tags = ["senior"]
objectives = ["speak up"]
session_minutes = 60
pro_bono = true
""",
    "measure": 'on = 2026-11-01\n[values]\nconfidence = 7\n[words]\nconfidence = "better"\n',
    "custodian": 'name = "Bo"\nphone = "+43 1"\n',
    "key of a custodian": "00" * 32,
    "handbook": 'laptop = "in the office"\nbackups = "at home"\ncall = ["Bo"]\n',
    "profile": 'name = "Riverside"\nrole = "mentor"\n',
    "release": 'text = """\nShe leads.\n\nShe asks."""\nto = "otter"\nexpires = 2027-02-21\nconcerned = ["wren"]\n',
    "watch words": 'health = ["ill", "-well"]\nfamily = ["son"]\n',
    "vouched": 'seen_by = "Kim"\nseen_on = 2026-11-23\ncode = "K7QM-3FZP"\n',
    "disclosure": """\
basis = "court order"
said_at = 2026-11-23
passages = [{ note = "heron/1", text = "She spoke." }]
""",
    "all of TOML": r"""
a.b.'c d' = [1, -2.5e3, inf, 0xff, 0b1, true, 07:32:00, 1979-05-27T07:32:00.5-07:00]
[[x.y]]
z = { k = 'v', "l\u00e9" = '''m
''' } # why
[x.w]
""",
    "policy": DEFAULT_POLICY,
}
"""A form of each kind."""


def mails() -> Seeds:
    for name in MAILS:
        yield f"{plain(name)}.eml", SHAPES[name].bytes_in()
    for charset, encoding in (("utf-8", "base64"), ("utf-8", "quoted-printable"), ("utf-16", "base64")):
        yield f"written-in-{charset}-{encoding}.eml", SHAPES["with a signature, en"].bytes_in(charset, encoding)


def pages() -> Seeds:
    for name in PAGES:
        yield f"{plain(name)}.html", "".join(text for _, text in SHAPES[name].html).encode()


def blocks() -> Seeds:
    block = STORED["block"]
    lines = block.strip().splitlines()
    yield "as-it-is.txt", block.encode()
    yield "in-a-mail.txt", f"Hi Kim,\n\nhere it is:\n\n{block}\nBest, Ada\n".encode()
    yield "quoted.txt", "\n".join(f"> {line}" for line in lines).encode()
    yield "on-one-line.txt", " ".join(lines).encode()
    yield "line-breaks-of-html.txt", "<br>\n".join(lines).encode()
    yield "zero-width.txt", block.replace("COACHVAULT", "COACH\u200bVAULT").encode()
    yield "a-damaged-twin.txt", f"> {lines[0]}\n> AAAA\n> {lines[-1]}\n\n{block}".encode()
    yield "does-not-end.txt", "\n".join(lines[:-1]).encode()
    yield "another-version.txt", f"{lines[0]}\nAgAAAAAAAAAAAAAAAAAAAAAA\n{lines[-1]}\n".encode()
    yield "utf-16.txt", block.encode("utf-16-be")
    yield "rich-text.rtf", ("{\\rtf1\\ansi " + block.replace("\n", "\\par\n") + "}").encode()


def sign_offs() -> Seeds:
    block, signature = STORED["block"], STORED["minisign"]["signature"]
    yield "block.txt", block.encode()
    yield "mail-with-block.eml", single(block)
    yield "mail-with-file.eml", multipart("mixed", part("Here it is."), part(block, more=attached("sign-off.txt")))
    yield "minisign.minisig", signature.encode()
    yield "ssh.sig", STORED["ssh"]["signature"].encode()
    yield (
        "mail-with-minisign.eml",
        multipart("mixed", part("Signed."), part(signature, "application/octet-stream", "base64")),
    )
    yield "minisign-key.pub", STORED["minisign"]["key"].encode()
    yield "ssh-key.pub", STORED["ssh"]["key"].encode()
    yield "sheet-of-page.about.txt", STORED["sheet_of_page"].encode()
    yield "sheet-of-key.about.txt", STORED["sheet_of_key"].encode()
    yield "statement.sheet.txt", STORED["statement_sheet"].encode()
    yield "page.html", STORED["page"].encode()
    yield "mail-with-yes.eml", single(f"I approve {CODE}\n")
    for name, data in SCANS.items():
        yield f"scan.{name}", data + b" of a form\n"
    yield "mail-with-scan.eml", multipart("mixed", part("Signed."), part(SCANS["png"], "image/png", "base64"))


SCANS = {
    "pdf": b"%PDF-1.7\n",
    "jpg": b"\xff\xd8\xff\xe0",
    "png": b"\x89PNG\r\n\x1a\n",
    "heic": b"\0\0\0\x18ftypheic",
    "webp": b"RIFF\0\0\0\0WEBP",
    "tiff": b"II*\0",
    "docx": b"PK\x03\x04word/",
    "gif": b"GIF89a",
}


def forms() -> Seeds:
    for name, text in FORMS.items():
        yield f"{plain(name)}.toml", text.encode()


def journals() -> Seeds:
    yield "jrnl.txt", JRNL.encode()
    yield "jrnl-24h.txt", b"\xef\xbb\xbf[2026-01-05 14:00] First @heron\r\nmore\r\n[2026-02-05] Second\r\n"
    yield "jrnl.json", json.dumps(JRNL_JSON).encode()
    yield "day-one.json", json.dumps(DAY_ONE).encode()
    for name, pack in (("packed", zipfile.ZIP_DEFLATED), ("stored", zipfile.ZIP_STORED), ("bzip2", zipfile.ZIP_BZIP2)):
        yield f"day-one-{name}.zip", zipped(json.dumps(DAY_ONE).encode(), pack)
    yield "front.md", b"---\ntitle: A walk\ndate: 2026-02-03T10:15:00+01:00\n---\nWe walked.\n"
    yield "dated.md", b"---\ndate: '2026-02-03'\n---\nWe walked.\n"
    yield "bare.md", b"# A walk\n\nWe walked.\n"


def zipped(journal: bytes, pack: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in (("Journal.json", journal), ("photos/00.jpeg", b"\xff\xd8\xff")):
            archive.writestr(zipfile.ZipInfo(name, (2026, 2, 3, 10, 15, 0)), data, pack)
    return made.getvalue()


def vaults() -> Seeds:
    names = [step.__name__ for step in (*ROW_STEPS, *FILE_STEPS)]
    yield "whole-2", b"\0"
    yield "whole-1", b"\1"
    for at, name in enumerate(names):
        yield plain(name), bytes([at % 2, at, 5, 2, 0, 3, 0, 7, 1, 9])
    for at, (table, column) in enumerate(COLUMNS):
        if column in ("value", "box"):
            yield f"flip-{table}-{column}", bytes([0, names.index("flip_in_row"), at, 1, 0, 3, 0, 2])


def agents() -> Seeds:
    keep = Keep(VAULT, COPY, 1, (0, 0), b"s" * 64, 900, 28_800)
    asked: dict[str, list[AgentRequest]] = {
        "keep-and-lend": [keep, Lend(VAULT, COPY, 1), Lend(VAULT, COPY, 2)],
        "window": [keep, OpenWindow(VAULT, COPY, 1, "e-1", b"w" * 32, 60), Lend(VAULT, COPY, 1), ListHeld()],
        "advance": [keep, Advance(VAULT, COPY, 1, (1, 0), b"t" * 64), Lend(VAULT, COPY, 1)],
        "backward": [Keep(VAULT, COPY, 1, (2, 2), b"s" * 64, 9, 9), Advance(VAULT, COPY, 1, (1, 3), b"t"), ListHeld()],
        "lock": [keep, Lock(), Lend(VAULT, COPY, 1)],
    }
    for name, requests in asked.items():
        yield f"asked-{name}", b"s" + b"".join(map(encode, requests))
    yield "asked-too-much", b"s" + (2**30).to_bytes(4, "little") + b"x"
    yield "asked-by-another-version", b"s" + encode(ListHeld()).replace(__version__.encode(), b"9.9.9")
    answers: dict[str, Reply] = {
        "lent": Lent(b"s" * 64, {"e-1": b"w" * 32}),
        "told": HeldList([Held(VAULT, COPY, 1, 60, 600, {"e-1": 5})], memory_locked=True),
        "done": Done(),
        "nothing": Nothing(),
    }
    for name, reply in answers.items():
        yield f"answered-{name}", b"c" + encode(reply)
    yield "answered-half", b"c" + encode(Done())[:-1]
    keeper = Keeper(Moment(1000.0, 1000.0))
    keeper.keep(keep, Moment(1000.0, 1000.0))
    yield "held", b"k" + keeper.encode()


MAKERS: dict[str, Callable[[], Seeds]] = {
    "mail": mails,
    "html": pages,
    "block": blocks,
    "sign-off": sign_offs,
    "form": forms,
    "journal": journals,
    "vault": vaults,
    "agent": agents,
}


def plain(name: str) -> str:
    """Returns a name as that of a file."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def write(kind: str) -> None:
    """Writes the seeds of a kind anew."""
    folder = FOLDER / "corpus" / kind
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if not path.name.startswith("found-"):
            path.unlink()
    for name, data in MAKERS[kind]():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    for each in sys.argv[1:] or KINDS:
        write(each)
