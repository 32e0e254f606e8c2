"""An independent reader of vaults, versions 1 and 2.

It was written from docs/spec/vault-format.md alone, with the standard library and PyNaCl, so that the specification
is shown to be enough. Docstrings and messages cite its clauses. A vault is verified as a whole before anything of it
is returned. What needs a file beside the vault, such as the anchor (9), is left out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import sqlite3
import stat
import struct
import unicodedata
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from nacl import bindings
from nacl.exceptions import CryptoError

Field = str | int | bytes
Row = tuple[Any, ...]
Object = dict[str, Any]
Tables = dict[str, list[Row]]

APPLICATION_ID, LONGEST, MOST_STEPS = 0x43564C54, 64 << 20, 131_072
FIRST, SECOND = 1, 2
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY")
TABLES = {
    "header": "name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "slot": "slot_id BLOB PRIMARY KEY, box BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "compartment": "compartment_id BLOB NOT NULL, generation INTEGER NOT NULL, wrapped_key BLOB NOT NULL, "
    "head BLOB NOT NULL, PRIMARY KEY (compartment_id, generation)) STRICT, WITHOUT ROWID",
    "record": "compartment_id BLOB NOT NULL, record_id BLOB NOT NULL, revision INTEGER NOT NULL, generation INTEGER "
    "NOT NULL, box BLOB NOT NULL, PRIMARY KEY (compartment_id, record_id, revision)) STRICT, WITHOUT ROWID",
    "inbox": "item_id BLOB PRIMARY KEY, box BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "ledger": "seq INTEGER PRIMARY KEY, box BLOB NOT NULL, link BLOB NOT NULL) STRICT",
    "digest": "compartment_id BLOB NOT NULL, generation INTEGER NOT NULL, head BLOB NOT NULL, "
    "PRIMARY KEY (compartment_id, generation)) STRICT, WITHOUT ROWID",
    "search": "compartment_id BLOB NOT NULL, segment INTEGER NOT NULL, generation INTEGER NOT NULL, box BLOB NOT NULL, "
    "PRIMARY KEY (compartment_id, segment)) STRICT, WITHOUT ROWID",
}
ONLY_IN_SECOND = ("digest", "search")
KEY_COLUMNS = {"compartment": 2, "record": 3, "digest": 2, "search": 2}
COLUMN_TYPES = {"TEXT": str, "BLOB": bytes, "INTEGER": int}
HEADER_LENGTHS = {"vault_id": 16, "copy_id": 16, "epoch": 4, "inbox_public": 32, "sealing": 104, "mac": 32}
LENGTHS_IN_SECOND = {"role": 1, "writer": 2, "key_id": 16, "minor": 4, "step": 4, "duty_step": 4, "owed": 1}


class Deviation(Exception):
    """The file is not as the specification says; the message cites the clause."""


class BoxRefused(Deviation):
    """A box does not open under a key (3.2, 3.5)."""


class WrongKey(Exception):
    """The passphrase or the entropy does not open the vault."""


class Header(NamedTuple):
    """The values of the table `header` (5.1), and the version; what version 1 has not is nothing there (14.1)."""

    version: int
    vault_id: bytes
    copy_id: bytes
    epoch: int
    inbox_public: bytes
    sealing: bytes
    directory: bytes
    mac: bytes
    role: int = 0
    writer: int = 0
    key_id: bytes = b""
    minor: int = 0
    step: int = 0
    duty_step: int = 0
    owed: int = 0
    former: bytes = b""


Keys = dict[int, "Key"]  # by generation


class Key(NamedTuple):
    """A compartment's key of one generation, and whether it was sealed (4.3)."""

    secret: bytes
    sealed: bool


@dataclass(frozen=True)
class Record:
    """One revision of a record, its value with all defaults filled in (7.3, 7.4, 10)."""

    compartment_id: bytes
    record_id: bytes
    revision: int
    kind: str
    value: Object
    sealed: bool


def require(condition: object, clause: str, what: str) -> None:
    """Refuse the file unless the condition holds."""
    if not condition:
        raise Deviation(f"{clause}: {what}")


# --- Clause 3: cryptography ---


def u64(number: int) -> bytes:
    """Write an unsigned integer of 8 bytes, little-endian."""
    return struct.pack("<Q", number)


def joined(*fields: Field) -> bytes:
    """Join fields, each after its length (3.4)."""
    plain = [one.encode() if isinstance(one, str) else u64(one) if isinstance(one, int) else one for one in fields]
    return b"".join(struct.pack("<I", len(one)) + one for one in plain)


def code(label: str, message: bytes = b"", key: bytes = b"") -> bytes:
    """Compute a derived key, a code or a digest (3.1)."""
    return hashlib.blake2b(message, key=key, person=label.encode(), digest_size=32).digest()


def open_box(what: str, key: bytes, box: bytes, *associated: Field) -> bytes:
    """Open a committing box, after its commitment to the key was compared (3.2)."""
    ad, nonce = joined(*associated), box[:24]
    message = nonce + hashlib.blake2b(ad, digest_size=32).digest()
    okm = hashlib.blake2b(message, key=key, person=b"cv1/box", digest_size=64).digest()
    if len(box) < 72 or not hmac.compare_digest(okm[32:], box[24:56]):
        raise BoxRefused(f"{what}: the box does not open")
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(box[56:], ad, nonce, okm[:32])
    except CryptoError as error:
        raise BoxRefused(f"{what}: the box does not open") from error


def open_sealed(what: str, box: bytes, private: bytes) -> bytes:
    """Open a sealed box of libsodium (3.5)."""
    try:
        return bindings.crypto_box_seal_open(box, public_half(private), private)
    except (CryptoError, TypeError, ValueError) as error:
        raise BoxRefused(f"{what}: the sealed box does not open") from error


def public_half(private: bytes) -> bytes:
    """Compute the public half of an X25519 key pair (3.5, 4.4)."""
    return bindings.crypto_scalarmult_base(private)


def unpad(padded: bytes) -> bytes:
    """Take off the padding, of the one length that is right (3.3)."""
    message = padded.rstrip(b"\0")
    require(message.endswith(b"\x80"), "3.3", "no mark at the end of the message")
    exponent = len(message).bit_length() - 1
    step = 1 << max(exponent - exponent.bit_length(), 0)
    require(len(padded) == max(512, -(-len(message) // step) * step), "3.3", "length of the padding")
    return message[:-1]


# --- Clause 2: the file ---


def check_file(path: Path) -> None:
    """Refuse what SQLite must not touch (2.6)."""
    with path.open("rb") as file:
        start = file.read(100)
    require(len(start) == 100 and start.startswith(b"SQLite format 3\0"), "2.1", "no SQLite 3 database")
    require(start[18:20] == b"\1\1", "2.6", "marked for a write-ahead log")
    for suffix in ("-wal", "-shm"):
        require(not os.path.lexists(f"{path}{suffix}"), "2.6", f"a file {suffix} beside the vault")
    journal = Path(f"{path}-journal")
    if os.path.lexists(journal):
        status = journal.lstat()
        require(stat.S_ISREG(status.st_mode), "2.6", "the journal is a link")
        require(status.st_nlink == 1, "2.6", "the journal has another name")
        require(not journal.read_bytes().endswith(JOURNAL_MAGIC), "2.6", "the journal names another journal")


def read_tables(path: Path) -> tuple[int, Tables]:
    """Read the version and its tables in one transaction, without writing (2.1, 2.2, 2.5)."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as database:
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST + 4096)
            for pragma in PRAGMAS:
                database.execute(f"PRAGMA {pragma}")
            database.execute("BEGIN")
            version = check_schema(database)
            return version, {table: read_rows(database, table) for table in tables_of(version)}
    except (sqlite3.Error, UnicodeError) as error:
        raise Deviation(f"2.1: SQLite cannot read the file: {error}") from error


def tables_of(version: int) -> list[str]:
    """Name the tables of a version (2.2, 14.1)."""
    return [name for name in TABLES if version == SECOND or name not in ONLY_IN_SECOND]


def check_schema(database: sqlite3.Connection) -> int:
    """Compare the versions, and the SQL of the tables to the letter; return the version (2.1, 2.2)."""
    require(database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,), "2.1", "application_id")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    require(version in (FIRST, SECOND), "2.1", "user_version")
    names = tables_of(version)
    schema = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 9").fetchall()
    expected = [("table", name, name, f"CREATE TABLE {name} ({TABLES[name]}") for name in names]
    require(sorted(schema, key=str) == sorted(expected), "2.2", f"not exactly the {len(names)} tables")
    return int(version)


def read_rows(database: sqlite3.Connection, table: str) -> list[Row]:
    """Read rows of the right types, in the order of rising primary keys (2.2, 2.3, 2.5)."""
    columns = re.findall(r"(\w+) (TEXT|BLOB|INTEGER)", TABLES[table])
    keys = KEY_COLUMNS.get(table, 1)
    names = [name for name, _ in columns]
    query = f"SELECT {', '.join(names)} FROM {table} ORDER BY {', '.join(names[:keys])}"  # noqa: S608
    rows: list[Row] = []
    for row in database.execute(query):
        for value, (name, kind) in zip(row, columns, strict=True):
            require(type(value) is COLUMN_TYPES[kind], "2.2", f"type of {table}.{name}")
            require(kind == "INTEGER" or len(value) <= LONGEST, "2.5", f"length of {table}.{name}")
            require(not name.endswith("_id") or len(value) == 16, "2.3", f"length of {table}.{name}")
        require(not rows or rows[-1][:keys] < row[:keys], "2.5", f"primary keys of {table} do not rise")
        rows.append(row)
    return rows


# --- Clauses 5 and 6: header and slots ---


NEWEST_MINOR = 1
NUMBERS = ("epoch", "role", "writer", "minor", "step", "duty_step", "owed")


def read_header(version: int, rows: list[Row]) -> Header:
    """Read the header, of exactly the values and lengths of its version (5.1, 14.1)."""
    values: dict[str, Any] = dict(rows)
    lengths = HEADER_LENGTHS | (LENGTHS_IN_SECOND if version == SECOND else {})
    boxes = {"directory", "former"} if version == SECOND else {"directory"}
    require(values.keys() == lengths.keys() | boxes, "5.1", "names in the header")
    for name, length in lengths.items():
        require(len(values[name]) == length, "5.1", f"length of {name}")
    numbers = {name: int.from_bytes(values[name], "little") for name in NUMBERS if name in values}
    header = Header(version, **(values | numbers))
    require(header.epoch >= 1, "4.6", "epoch")
    require(header.role in range(1, 6) or version == FIRST, "5.1", "role")
    require(header.owed in (0, 1), "4.9", "owed")
    require(header.minor <= NEWEST_MINOR, "15.1", "minor")
    require(max(header.step, header.duty_step) <= MOST_STEPS, "4.8", "number of steps")
    return header


def check_slots(slots: dict[bytes, bytes]) -> None:
    """Check lengths, kinds and the cost of the one passphrase slot (6.1, 6.2, 6.4, 6.5)."""
    require(all(len(box) == 512 for box in slots.values()), "6.1", "length of a slot")
    kinds = [box[0] for box in slots.values()]
    require(kinds.count(1) == 1, "6.1", "not exactly one passphrase slot")
    require(kinds.count(3) <= 4, "6.4", "more than four executors")
    require(all(box[1] in (2, 3) for box in slots.values() if box[0] == 4), "6.5", "number of readers")
    version, opslimit, memlimit = struct.unpack_from("<BIQ", next(box for box in slots.values() if box[0] == 1), 1)
    require(version == 1, "6.2", "not Argon2id version 1.3")
    require(1 <= opslimit <= 10, "6.2", "opslimit")
    require(64 << 20 <= memlimit <= 1 << 30, "6.2", "memlimit")


def open_passphrase_slot(passphrase: str, slots: dict[bytes, bytes], header: Header) -> bytes:
    """Take the root key from the passphrase slot (6.2)."""
    slot_id, slot = next((slot_id, box) for slot_id, box in slots.items() if box[0] == 1)
    opslimit, memlimit = struct.unpack_from("<IQ", slot, 2)
    salt, box = slot[14:30], slot[30:134]
    secret = unicodedata.normalize("NFC", passphrase).encode()
    key = bindings.crypto_pwhash_alg(32, secret, salt, opslimit, memlimit, bindings.crypto_pwhash_ALG_ARGON2ID13)
    ad = ("passphrase-slot", header.vault_id, header.epoch, slot_id, 1, opslimit, memlimit, salt)
    try:
        return open_box("6.2", key, box, *ad)
    except BoxRefused as error:
        raise WrongKey("6.2: the passphrase does not open the vault") from error


def open_recovery_slot(entropy: bytes, slots: dict[bytes, bytes], header: Header) -> bytes:
    """Take the root key from a slot of recovery words (6.3)."""
    if len(entropy) != 32:
        raise WrongKey("6.3: the entropy is not 32 bytes")
    _, private = bindings.crypto_box_seed_keypair(entropy)
    for slot in slots.values():
        if slot[0] == 2:
            with suppress(BoxRefused):
                message = open_sealed("6.3", slot[1:101], private)
                require(message[:16] == header.vault_id, "6.3", "the slot is of another vault")
                require(message[16:20] == struct.pack("<I", header.epoch), "6.3", "the slot is of another epoch")
                return message[20:]
    raise WrongKey("6.3: the words do not open the vault")


# --- Clauses 3.6 and 10: JSON values ---

B64, SIX, FOUR = "[A-Za-z0-9+/]", "[AEIMQUYcgkosw048]", "[AQgw]"  # any digit, and the last before = and ==
DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
MOMENT = DAY + r"T\d\d:\d\d(?::\d\d(?:[.]\d+)?)?(?:Z|[+-]\d\d:\d\d)"
PATTERNS = {
    "text": ".*",
    "bytes": f"(?:{B64}{{4}})*(?:{B64}{{2}}{SIX}=|{B64}{FOUR}==)?",
    "id": f"{B64}{{21}}{FOUR}==",
    "key": f"{B64}{{42}}{SIX}=",
    "moment": MOMENT,
    "day-or-moment": f"{DAY}|{MOMENT}",
}

# Each object: its name / where records of this kind are / its fields / the fields of its listing. A field is
# `name:type` or `name:one|or|other`; `name+type` for a list; `name*type` for a list and `name?type` for an object that
# may be left out; `name=default` or `name=default|other` for what has its default's type, and is one of these;
# `name=null` for null or a text, `name=null|other` for null or what has the other's type.
OBJECTS_TEXT = """
directory / / practice:id roster:id schedule:id register:id ledger:id hours:id own:id /
head / / items+item erased+id /
item / / record_id:id kind:text rows+list listing:object /
former / / epoch:number key_id:id root:key /
entry / / kind:text at:moment heads:key why="" wrote*list erased*list seen*list /
capture / / client:text body:text held_on:day-or-moment zone:text written_at:moment kind=null minutes=null|0
    pro_bono=null|false tags*text actions=false /
contact / / name="" phone="" relation="" /
tally / / notes=0 last_number=0 sessions=0 paid_minutes=0 pro_bono_minutes=0 first_contact=null last_contact=null
    ahead*text last_action=0 /
recipient / / code:text name="" organisation="" address="" /
keyring / practice / sealing_public:key recovery_public:key inbox_private:key capture_key:key
    custodians*custodian-key quorum=0 /
custodian-key / / code:text is_reader=false public:key page_key="" page_salt="" /
profile / practice / name="" role="coach"|"mentor" recovery_tested=false backup_folder="" watch_words={}
    date_order=null /
client / roster / code="" name="" email="" phone="" address="" private_channel="" emergency_contact?contact
    language="en" remark="" keys*object road=null born=null former*text / code="" name="" erased=false
custodian / roster / code:text role:executor|reader public:key added_on:text tested_on=null name="" phone="" email=""
    remark="" language="en" / code:text name:text role:text
handbook / roster / laptop="" backups="" helper="" call="" message="" remark="" advisers*object /
sponsor / roster / code="" name="" organisation="" email="" phone="" address="" remark="" language="en" /
    code="" name="" organisation=""
engagement / schedule / number:number client:text compartment_id:id status:prospect|active|ended started:text
    ended=null sponsor=null kind="" tags*text pro_bono=false session_minutes=60 tally?tally was_prospect=false
    destroyed=null next_session="" agreed_reports=null|[] attendance=false
    executors_barred=null in_coaching_log=false hours_destroyed=null /
    number:number client:text status:text destroyed=null
policy / schedule / text:text at:moment /
practice-state / schedule / retired_on=null is_archive=false choices={} stopped=[] /
document / schedule / path:text at:moment what:text client="" /
rating / engagement / on:text values:object words={} / on:text
action / engagement / number:number text:text at:moment by=null status="open"|"done"|"dropped" note=0 /
    number:number status:text note:number
access-request / schedule / client:text asked_on:text answered_at=null / client:text
disclosure / schedule / number:number client:text compartment_id:id begun_at:moment done_at=null letter_due=null
    letter_at=null told_at=null nothing_at=null / number:number client:text
disclosed / disclosure / ground:object at:moment spoken=false text_sha256:text path="" kept*object /
hold / schedule / engagement:number at:moment reason:text review=null lifted_at=null lifted_because="" /
    engagement:number
extension / schedule / engagement:number at:moment until:text reason:text / engagement:number
counters / schedule / own_notes=0 inbox=0 waiting*number backups=0 engagements=0 releases=0 disclosures=0 notes={}
    actions={} /
terms / engagement / objectives*text sponsor_may_receive="" reports*text reports_when="" attendance=false limits=""
    in_coaching_log=false executor_may_reach=false notice="" signed_on=null scan_sha256="" /
note / engagement own / number:number body:text held_on:day-or-moment zone:text
    kind:session|chemistry|supervision|reflection|admin written_at:moment minutes=0 pro_bono=false tags*text /
    number:number held_on:text kind:text title:text words:number minutes=0 pro_bono=false tags*text
register-entry / register / event:text at:moment client="" subject="" why="" to="" what="" sha256="" evidence="" /
certificate / register / subject:text client:text series:notes|contacts|releases|hours first_day:text last_day:text
    quantity:text authority:text due=null reason="" method:text at:moment performer:text witness="" holds:text
    compartments*id copies*copy remark="" by*text / subject:text series:text
copy / / backup:number path:text made_at:moment why="" cleaned_at=null gone_at=null is_origin=false
    copy_id="" gone_by=null|"program"|"coach" /
release / schedule / number:number client:text engagement:number compartment_id:id destroyed=null sealed=false /
    number:number client:text engagement:number destroyed=null
proposal / release / version:number paragraphs+any recipient:recipient purpose:text expires:text concerned*text
    client_may_write=0 /
request / release / code:text party:text road:email|paper|page|room|key|message
    proposal:proposal requested_at:moment language="en"
    sent_to="" why="" path="" offered*number terms=null|{} opening=null|{} kept*object sent="" /
evidence / release / code:text grade:text approved+number statement_sha256:text text_sha256:text received_at:text
    signed_on:text vouched_by:text original_sha256:text media_type:text quotes_text=true remarks="" why="" name=""
    words*text key="" written*object seen=null|[] /
confirmation / release / code:text at:moment how:text matches=false /
original / release engagement / data:bytes /
export / release / at:moment text_sha256:text path:text sheet_path:text delivered_by="coach"|"client"
    page_path="" kept*object seen*object /
withdrawal / release / at:moment /
backup / schedule / number:number copy_id:id path:text made_at:moment seq:number
    page_path="" is_origin=false role="backup"|"vault"|"archive"|"aside"|"snapshot"
    state="present"|"writing"|"unfinished"|"gone" apart=null|false automatic=null|false gone_at=null
    gone_by=null|"program"|"coach" anew=-1 / number:number
"""

# What minor 1 adds (15).
ADDED_TEXT = """
device / schedule / copy_id:id writer:number letter="" name:text joined_at:moment removed_at=null /
    writer:number name:text
end / schedule / compartment_id:id ended:text at:moment /
reopening / schedule / compartment_id:id ends+id at:moment why="" /
note-tally / schedule / compartment_id:id notes=0 last_number=0 sessions=0 paid_minutes=0 pro_bono_minutes=0
    first_contact=null last_contact=null /
counter / schedule / copy_id:id own_notes=0 inbox=0 waiting*number backups=0 engagements=0 releases=0 disclosures=0
    notes={} /
attachment / engagement own / note:id number:number name:text media_type:text size:number sha256:text
    compartment_id:id / note:id number:number name:text size:number
attachment-part / attachment / number:number data:bytes / number:number
"""


class ObjectForm(NamedTuple):
    """What the specification says of one object: a row of the table of clause 10, or an object without a place."""

    places: str
    fields: str
    listing: str


def forms(text: str) -> dict[str, ObjectForm]:
    """Read a table of objects."""
    blocks = (re.split(r"\s*/\s*", block) for block in re.split(r"\n(?=\S)", text.strip()))
    return {name: ObjectForm(*columns) for name, *columns in blocks}


ADDED = forms(ADDED_TEXT)
OBJECTS = forms(OBJECTS_TEXT) | ADDED


def parse(message: bytes, name: str, clause: str) -> Object:
    """Parse a JSON object strictly and check its fields (3.6)."""

    def once(pairs: list[tuple[str, Any]]) -> Object:
        require(len(dict(pairs)) == len(pairs), "3.6", f"a field stands twice ({clause})")
        return dict(pairs)

    def refuse(constant: str) -> None:
        raise Deviation(f"3.6: {constant} is no JSON ({clause})")

    try:
        value = json.loads(message.decode(), object_pairs_hook=once, parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Deviation(f"3.6: no JSON in UTF-8 ({clause})") from error
    return checked(value, OBJECTS[name].fields, clause)


def checked(value: Any, fields: str, clause: str) -> Object:
    """Check an object against its fields, refuse unknown ones and fill in defaults (3.6, 10)."""
    require(type(value) is dict, "3.6", f"no object ({clause})")
    result: Object = {}
    for name, sign, what in (re.split("([:=?*+])", field, maxsplit=1) for field in fields.split()):
        require(name in value or sign not in ":+", clause, f"{name} is missing")
        if sign == "=":
            default, *others = (json.loads(one) for one in what.split("|"))
            result[name] = value.get(name, default)
            kinds = {type(default)} if default is not None else {type(None), *(map(type, others) if others else [str])}
            require(type(result[name]) in kinds, clause, f"type of {name}")
            require(default is None or not others or result[name] in {default, *others}, clause, f"value of {name}")
        elif sign in "*+":
            require(type(value.get(name, [])) is list, clause, f"{name} is no list")
            result[name] = [typed(one, what, f"{clause}: {name}") for one in value.get(name, [])]
        else:
            result[name] = typed(value.get(name, {}), what, f"{clause}: {name}")
    require(value.keys() <= result.keys(), "3.6", f"unknown fields ({clause})")
    return result


def typed(value: Any, what: str, clause: str) -> Any:
    """Check one value against a type: an object, a number, a list or a pattern of texts (3.6, 10)."""
    if what in OBJECTS:
        return checked(value, OBJECTS[what].fields, clause)
    if what in ("number", "list", "object"):
        require(type(value) is {"number": int, "list": list, "object": dict}[what], clause, f"no {what}")
    elif what != "any":
        flags = re.ASCII | re.DOTALL
        require(type(value) is str and re.fullmatch(PATTERNS.get(what, what), value, flags), clause, "value")
    return value


def plain(text: Any, what: str, clause: str) -> bytes:
    """Check and decode a byte string (3.6)."""
    return base64.b64decode(typed(text, what, clause))


# --- Clauses 4 and 5: keys, mac and directory ---


def check_mac(header: Header, slots: dict[bytes, bytes], header_key: bytes) -> None:
    """Verify the code of the header and the slots (5.2, 5.4)."""
    start = "header" if header.version == FIRST else "header-2"
    fields: list[Field] = [start, header.vault_id, header.copy_id, header.epoch]
    fields += [header.inbox_public, header.sealing, header.directory]
    if header.version == SECOND:
        fields += [header.role, header.writer, header.key_id, header.minor]
        fields += [header.step, header.duty_step, header.owed, header.former]
    fields += [field for slot in sorted(slots.items()) for field in slot]
    mac = code("cv1/header-mac", joined(*fields), header_key)
    require(hmac.compare_digest(mac, header.mac), "5.2", "mac of the header")


def open_directory(header: Header, header_key: bytes) -> dict[str, bytes]:
    """Open the directory of the compartments that every vault has (4.7, 5.3)."""
    message = open_box("5.3", header_key, header.directory, "directory", header.vault_id)
    directory = {name: plain(text, "id", "5.3") for name, text in parse(message, "directory", "5.3").items()}
    require(len(set(directory.values())) == len(directory), "5.3", "two names for one compartment")
    return directory


def keys_of_steps(header: Header, root_key: bytes) -> tuple[bytes, bytes]:
    """Derive the open-wrapping key and the duty key of the header's steps (4.8)."""
    wrapping_key = code("cv1/wrap", key=root_key)
    duty_key = code("cv1/duty", key=wrapping_key)
    for _ in range(header.step):
        wrapping_key = code("cv2/next", key=wrapping_key)
    for _ in range(header.duty_step):
        duty_key = code("cv2/next-duty", key=duty_key)
    return wrapping_key, duty_key


def open_keys(
    rows: list[Row], header: Header, root_key: bytes, sealing_key: bytes, directory: dict[str, bytes]
) -> dict[bytes, Keys]:
    """Open the wrapped keys of each compartment, of generations that follow each other (4.2, 4.3)."""
    wrapping_key, duty_key = keys_of_steps(header, root_key)
    duty = {directory[name] for name in ("roster", "schedule", "register", "ledger")}
    keys: dict[bytes, Keys] = {}
    for compartment_id, generation, wrapped_key, _ in rows:
        what = f"4.3: wrapped key {generation} of {compartment_id.hex()}"
        generations = keys.setdefault(compartment_id, {})
        first = 1 if header.version == FIRST else max(generation, 1)
        require(generation == max(generations, default=first - 1) + 1, "4.2", f"generation {generation}")
        require(len(wrapped_key) == 153, what, "length")
        ad = ("wrapped-key", header.vault_id, header.epoch, compartment_id, generation)
        if compartment_id in duty:
            try:
                message = open_box(what, duty_key, wrapped_key, *ad)
                require(message[0] == 3 and message[33:] == bytes(48), what, "state of the duty's")
                generations[generation] = Key(message[1:33], sealed=False)
                continue
            except BoxRefused:
                require(header.version == FIRST, what, "not the duty's")
        message = open_box(what, wrapping_key, wrapped_key, *ad)
        require(message[0] == 2 or (message[0] == 1 and message[33:] == bytes(48)), what, "state")
        secret = open_sealed(what, message[1:], sealing_key) if message[0] == 2 else message[1:33]
        generations[generation] = Key(secret, sealed=message[0] == 2)
    return keys


def open_former(header: Header, root_key: bytes) -> list[Object]:
    """Open the list of the root keys before the present one (4.11)."""
    if not header.former:
        return []
    ad = ("former", header.vault_id, header.epoch)
    message = open_box("4.11", code("cv2/former", key=root_key), header.former, *ad)
    former = [parse(json.dumps(each).encode(), "former", "4.11") for each in json.loads(message)]
    require([each["epoch"] for each in former] == sorted({each["epoch"] for each in former}), "4.11", "order")
    return former


def find_keyring(records: list[Record], header: Header, sealing_key: bytes) -> dict[str, bytes]:
    """Find the one ring of keys and compare public halves with it (4.4, 4.5)."""
    rings = {record.record_id: record.value for record in records if record.kind == "keyring"}
    require(len(rings) == 1, "4.5", "not exactly one ring of keys")
    ((_, value),) = rings.items()
    require(all(len(each["code"]) > 1 for each in value["custodians"]), "4.5", "code of a custodian")
    ring = {name: plain(text, "key", "4.5") for name, text in value.items() if name not in ("custodians", "quorum")}
    require(public_half(sealing_key) == ring["sealing_public"], "4.5", "sealing_public")
    require(public_half(ring["inbox_private"]) == header.inbox_public, "4.5", "inbox_private")
    return ring


# --- Clause 7: heads and records ---


def open_compartment(header: Header, compartment_id: bytes, tables: Tables, keys: Keys) -> list[Record]:
    """Open a head and all records that it names (4.2, 7.1, 7.2)."""
    what = f"7.1: head of {compartment_id.hex()}"
    *older, newest = [row[3] for row in tables["compartment"] if row[0] == compartment_id]
    rows = {row[1:3]: row[3:] for row in tables["record"] if row[0] == compartment_id}
    require(not any(older), "4.2", f"an older generation of {compartment_id.hex()} has a head")
    generation = max(keys)
    message = open_box(what, keys[generation].secret, newest, "head", header.vault_id, compartment_id, generation)
    head = parse(unpad(message), "head", what)
    records: list[Record] = []
    for item in head["items"]:
        records += open_item(header, compartment_id, item, rows, keys)
    named = [(record.record_id, record.revision) for record in records]
    require(len(set(named)) == len(named), what, "names a row twice")
    require(set(named) == rows.keys(), "7.2", f"a row that the head of {compartment_id.hex()} does not name")
    check_erased(records, head["erased"])
    return records


def open_item(header: Header, compartment_id: bytes, item: Object, rows: dict[Row, Row], keys: Keys) -> list[Record]:
    """Open the rows of one item of a head, oldest first, and compare its listing (7.2, 7.3, 7.4, 10)."""
    record_id, kind = plain(item["record_id"], "id", "7.1"), item["kind"]
    require(kind in OBJECTS and OBJECTS[kind].places, "10", f"unknown kind {kind}")
    require(header.minor or kind not in ADDED, "15.1", f"a {kind} in minor 0")
    require(item["rows"], "7.1", f"no rows of {record_id.hex()}")
    records: list[Record] = []
    before = (0, 1)
    for named in item["rows"]:
        replaces = named[3:]
        require([type(field) for field in named[:3]] == [int, int, str], "7.1", f"a row of {record_id.hex()}")
        require(not replaces or header.version == SECOND, "14.1", f"a row of {record_id.hex()}")
        require(all(type(each) is list and {*map(type, each)} <= {int} for each in replaces), "7.1", "replaces")
        require(len(replaces) <= 1, "7.1", f"a row of {record_id.hex()}")
        revision, generation, tag = named[:3]
        what = f"{record_id.hex()} revision {revision}"
        require(revision > before[0] and generation >= before[1], "7.3", f"order of {what}")
        require((record_id, revision) in rows, "7.2", f"{what} is missing")
        found, box = rows[record_id, revision]
        require(generation == found and generation in keys, "7.2", f"generation of {what}")
        require(box[-16:] == plain(tag, "id", "7.1"), "7.2", f"tag of {what}")
        key = keys[generation]
        ad = ("record", header.vault_id, compartment_id, generation, kind, record_id, revision)
        value = parse(unpad(open_box(f"7.4: {what}", key.secret, box, *ad)), kind, f"10: {kind} {what}")
        require(header.minor or not value.get("former"), "15.1", f"former codes of {what} in minor 0")
        records.append(Record(compartment_id, record_id, revision, kind, value, key.sealed))
        before = (revision, generation)
    listing = checked(item["listing"], OBJECTS[kind].listing, f"10: listing of {kind} {record_id.hex()}")
    for name in listing.keys() & value.keys():
        require(listing[name] == value[name], "10", f"{name} in the listing of {record_id.hex()}")
    return records


def check_erased(records: list[Record], erased: list[str]) -> None:
    """Refuse an id that was erased in a compartment and is used there again (7.1)."""
    ids = {record.record_id for record in records}
    require(len(set(erased)) == len(erased), "7.1", "an id was erased twice")
    require(not ids & {plain(text, "id", "7.1") for text in erased}, "7.1", "an erased id is used again")


def check_ids(records: list[Record]) -> None:
    """Refuse an id that two records share (2.3)."""
    ids = [record_id for _, record_id in {(record.compartment_id, record.record_id) for record in records}]
    require(len(set(ids)) == len(ids), "2.3", "two records share an id")


def check_places(records: list[Record], directory: dict[str, bytes], keys: dict[bytes, Keys]) -> dict[bytes, str]:
    """Check where compartments and records are, and map compartments of notes to clients' codes (4.7, 10, 12.1)."""
    newest = {record.record_id: record for record in records}.values()
    places = {compartment_id: name for name, compartment_id in directory.items()}
    codes = {directory["own"]: "own"}
    for record in newest:
        if record.kind in ("engagement", "release", "disclosure", "attachment"):
            compartment_id = plain(record.value["compartment_id"], "id", "10")
            if record.value.get("destroyed") is not None:
                require(compartment_id not in keys, "12.1", "a destroyed compartment is there")
                continue
            require(compartment_id not in places, "4.7", "two records name one compartment")
            places[compartment_id] = record.kind
            codes[compartment_id] = record.value.get("client", "")
    require(places.keys() == keys.keys(), "4.7", "compartments are not those that are named")
    for record in records:
        place = places[record.compartment_id]
        require(place in OBJECTS[record.kind].places.split(), "10", f"a {record.kind} in {place}")
    return codes


# --- Clause 8: the ledger ---


def open_ledger(header: Header, rows: list[Row], keys: Keys) -> list[Object]:
    """Verify the numbers and links of the ledger and open its entries (8.1, 8.2, 8.3, 9.5)."""
    require(rows, "8.1", "the ledger is empty")
    entries: list[Object] = []
    before = bytes(32)
    for expected, (seq, box, link) in enumerate(rows):
        require(seq == expected, "8.1", f"gap before entry {seq}")
        require(link == code("cv1/link", u64(seq) + before + box), "8.3", f"link of entry {seq}")
        entries.append(parse(unpad(open_entry(header, seq, box, keys)), "entry", f"8.2: entry {seq}"))
        for each in entries[-1]["seen"]:
            require([type(field) for field in each] == [str, int, str], "8.2", f"seen of entry {seq}")
            copy_id, up_to, its_link = plain(each[0], "id", "8.2"), each[1], plain(each[2], "key", "8.2")
            if (up_to, its_link) == (seq - 1, before):  # an id that it had
                require(copy_id != header.copy_id, "9.5", f"entry {seq} says that the copy was itself")
        before = link
    return entries


def open_entry(header: Header, seq: int, box: bytes, keys: Keys) -> bytes:
    """Try the generations of the ledger's key from the newest to the oldest (8.6)."""
    for generation in sorted(keys, reverse=True):
        with suppress(BoxRefused):
            return open_box("8.6", keys[generation].secret, box, "ledger", header.vault_id, seq)
    raise Deviation(f"8.6: the box of entry {seq} does not open")


def check_heads(newest: Object, header: Header, tables: Tables) -> None:
    """Compare the digest of all heads with the newest entry, and each head with its own digest (2.2, 8.5)."""
    rows = tables["compartment"]
    fields: list[Field] = ["heads", header.mac]
    for compartment_id, generation, wrapped_key, head in rows:
        fields += [compartment_id, generation, code("cv1/row", wrapped_key), code("cv1/row", head)]
    known = [(compartment_id, generation, code("cv1/row", head)) for compartment_id, generation, _, head in rows]
    require(header.version == FIRST or tables["digest"] == known, "2.2", "the digests are not those of the heads")
    digest = plain(newest["heads"], "key", "8.2")
    require(digest == code("cv1/heads", joined(*fields)), "8.5", "heads of the newest entry")


def replay(entries: list[Object]) -> dict[Row, bytes]:
    """Replay all entries into the rows that they leave, with the digests of their boxes (7.3, 8.2, 8.4)."""
    left: dict[Row, bytes] = {}
    for seq, entry in enumerate(entries):
        for wrote in entry["wrote"]:
            require(len(wrote) == 4, "8.2", f"a row of entry {seq}")
            row = row_of(wrote[:3], seq)
            require(row[2] > 0, "7.3", f"revision that entry {seq} wrote")
            left[row] = plain(wrote[3], "key", "8.2")
        for erased in entry["erased"]:
            require(left.pop(row_of(erased, seq), None), "8.4", f"entry {seq} erased a row that is not there")
    return left


def row_of(fields: list[Any], seq: int) -> Row:
    """Read the compartment id, record id and revision of a row that an entry names (8.2)."""
    require([type(field) for field in fields] == [str, str, int], "8.2", f"a row of entry {seq}")
    return plain(fields[0], "id", "8.2"), plain(fields[1], "id", "8.2"), fields[2]


# --- Clause 11: the inbox ---


def open_inbox(rows: list[Row], header: Header, ring: dict[str, bytes]) -> list[Object]:
    """Verify and open what waits in the inbox, in the order of the counters (11.1, 11.2, 11.3)."""
    require(len(rows) <= 1000 and sum(len(box) for _, box in rows) <= LONGEST, "11.3", "too much waits")
    items: list[Object] = []
    for item_id, box in rows:
        require(len(box) >= 88, "11.1", "length of an item")
        counter = int.from_bytes(box[:8], "little")
        mac = code("cv1/capture-mac", joined(header.vault_id, item_id, counter, box[40:]), ring["capture_key"])
        require(hmac.compare_digest(mac, box[8:40]), "11.2", f"code of item {item_id.hex()}")
        message = unpad(open_sealed("11.1", box[40:], ring["inbox_private"]))
        items.append({"counter": counter, **parse(message, "capture", "11.1")})
    return sorted(items, key=lambda item: item["counter"])


# --- The vault ---


@dataclass(frozen=True)
class Vault:
    """What a vault holds, after everything was verified."""

    version: int
    role: int
    step: int

    vault_id: bytes
    copy_id: bytes
    epoch: int
    records: list[Record]
    ledger: list[Object]
    inbox: list[Object]
    codes: dict[bytes, str]

    def note_id(self, note: Record) -> str:
        """Name a note by its client's code and its number (10.2)."""
        return f"{self.codes[note.compartment_id]}/{note.value['number']}"

    def notes(self) -> dict[str, Object]:
        """Map the id of each note to its newest revision (7.3, 10.2)."""
        return {self.note_id(record): record.value for record in self.records if record.kind == "note"}

    def history(self, note_id: str) -> list[Object]:
        """List the revisions of a note, oldest first; none if there is no such note (7.1, 10.2)."""
        return [one.value for one in self.records if one.kind == "note" and self.note_id(one) == note_id]


def check_notes(vault: Vault) -> None:
    """Refuse two notes of one id, a note of two ids, and a body that is too long or has a NUL (10.2, 10.3)."""
    notes = [record for record in vault.records if record.kind == "note"]
    pairs = {(vault.note_id(note), note.record_id) for note in notes}
    require(len(pairs) == len(vault.notes()), "10.2", "two notes have one id")
    require(len(pairs) == len({note.record_id for note in notes}), "10.2", "a note has two ids")
    for body in (note.value["body"] for note in notes):
        require("\0" not in body and len(body.encode()) <= 8 << 20, "10.3", "body of a note")


def read(path: str | Path, *, passphrase: str | None = None, entropy: bytes | None = None) -> Vault:
    """Open a vault by its passphrase or the entropy of its recovery words, and verify all of it."""
    path = Path(path).resolve(strict=True)
    check_file(path)
    version, tables = read_tables(path)
    header = read_header(version, tables["header"])
    slots: dict[bytes, bytes] = dict(tables["slot"])
    check_slots(slots)
    if passphrase is not None and entropy is None:
        root_key = open_passphrase_slot(passphrase, slots, header)
    elif entropy is not None and passphrase is None:
        root_key = open_recovery_slot(entropy, slots, header)
    else:
        raise ValueError("exactly one of passphrase and entropy")
    header_key = code("cv1/header", key=root_key)
    check_mac(header, slots, header_key)
    require(version == FIRST or header.key_id == code("cv2/key-id", key=header_key)[:16], "3.1", "key_id")
    open_former(header, root_key)
    directory = open_directory(header, header_key)
    ad = ("sealing-key", header.vault_id, header.epoch)
    sealing_key = open_box("4.4", code("cv1/sealing", key=root_key), header.sealing, *ad)
    keys = open_keys(tables["compartment"], header, root_key, sealing_key, directory)
    require(keys.keys() >= set(directory.values()), "4.7", "a compartment of the directory is missing")
    ledger = open_ledger(header, tables["ledger"], keys[directory["ledger"]])
    check_heads(ledger[-1], header, tables)
    found = {row[:3]: code("cv1/row", row[4]) for row in tables["record"]}
    require(found == replay(ledger), "8.4", "the rows are not those that the ledger gives")
    require(keys.keys() >= {row[0] for row in found}, "7.2", "a row without a compartment")
    records = [record for one, secrets in keys.items() for record in open_compartment(header, one, tables, secrets)]
    check_ids(records)
    codes = check_places(records, directory, keys)
    inbox = open_inbox(tables["inbox"], header, find_keyring(records, header, sealing_key))
    vault = Vault(
        version, header.role, header.step, header.vault_id, header.copy_id, header.epoch, records, ledger, inbox, codes
    )
    check_notes(vault)
    return vault
