"""Where a text can still be found, by which key; and whether each such file is one that somebody was told of."""

from __future__ import annotations

import html
import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.independent.reader import Deviation, joined, open_box
from tests.oracle.raw import File, Plain, Ring, Thief, read_file, vault_files

MOST_NUMBERS = 12


class Hit(NamedTuple):
    """A text that was found.

    Args:
        path: In which file.
        copy_id: Of which copy; empty where it is no vault.
        key: What opened it.
        place: In what: a note, the inbox, a draft, a page, in the clear, or still sealed under a key that is gone.
        text: The text.
    """

    path: Path
    copy_id: bytes
    key: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.path} ({self.place}, by {self.key}): {self.text[:60]!r}"


def search(
    folders: Iterable[Path],
    rings: Mapping[str, Ring],
    texts: Iterable[str],
    boxes: Mapping[bytes, str] | None = None,
    but: Callable[[File], bool] = lambda _: False,
) -> list[Hit]:
    """Returns where texts are found in any file under some folders.

    Args:
        folders: The folders.
        rings: What each holds who may look, by a name for the report.
        texts: What is looked for.
        boxes: Boxes as they stood in a file, each with a text for the report: looked for in the bytes of every file.
        but: Which files are neither looked into nor give a key away.
    """
    folders, wanted = list(folders), [each for each in texts if each]
    if not wanted and not boxes:
        return []
    files = [file for file in map(read_file, vault_files(folders)) if not but(file)]
    others = [path for path in _files(folders) if path not in {file.path for file in files}]
    found: list[Hit] = []
    for name, ring in rings.items():
        thief = Thief(ring, files)
        for file in files:
            found += [Hit(file.path, file.copy_id, name, *each) for each in _in_file(thief, file, wanted)]
        for path in others:
            found += [Hit(path, b"", name, *each) for each in _beside(thief, path, wanted)]
    copies = {file.path: file.copy_id for file in files}
    for path in [*copies, *others]:
        data = path.read_bytes()
        found += [Hit(path, copies.get(path, b""), "nobody", "in the clear", text) for text in _clear(data, wanted)]
        gone = {text for box, text in (boxes or {}).items() if box[-24:] in data}
        found += [Hit(path, copies.get(path, b""), "nobody", "still sealed", text) for text in sorted(gone)]
    return list(dict.fromkeys(found))


def _files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def _in_file(thief: Thief, file: File, wanted: list[str]) -> Iterator[tuple[str, str]]:
    for plain in thief.plains(file):
        whole = "\n".join(plain.texts())
        yield from ((plain.place, text) for text in wanted if text in whole)


def _beside(thief: Thief, path: Path, wanted: list[str]) -> Iterator[tuple[str, str]]:
    if path.suffix == ".draft":
        yield from (("draft", text) for text in wanted if text in _draft(thief, path))
    elif path.suffix == ".html":
        shown = "\n".join(_page(thief, path.read_text(errors="replace")))
        yield from (("page", text) for text in wanted if text in shown)


def _clear(data: bytes, wanted: list[str]) -> Iterator[str]:
    """Yields what stands in a file for everybody, as text, JSON or HTML has it."""
    for text in wanted:
        forms = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], html.escape(text)}
        encoded = [form.encode() for form in forms] + [text.encode("utf-16-le")]
        if any(form in data for form in encoded):
            yield text


# --- what stands beside vaults ---


def _draft(thief: Thief, path: Path) -> str:
    """Returns what was typed and not saved, by whatever key of a compartment was found."""
    box = path.read_bytes()
    for compartment_id, key in thief.keys:
        for vault_id in {file.vault_id for file in thief.files}:
            for purpose in _purposes(thief):
                ad = ("draft", vault_id, compartment_id, purpose)
                name = blake2b(joined(*ad), key=key, person=b"cv1/draft", digest_size=32).hexdigest()[:32]
                if name == path.stem:
                    with suppress(Deviation):
                        return open_box("13", key, box, *ad).decode(errors="replace")
    return ""


def _purposes(thief: Thief) -> Iterator[str]:
    codes = {
        plain.value.get("code", "")
        for file in thief.files
        for plain in thief.plains(file)
        if plain.place in ("client", "sponsor")
    }
    for name in {*codes, "own"}:
        yield f"note {name}"
        for number in range(1, MOST_NUMBERS):
            yield f"edit {name}/{number}"
        for release in ("new", *(f"R{number}" for number in range(1, MOST_NUMBERS))):
            yield f"release {release} {name}"


def _page(thief: Thief, page: str) -> Iterator[str]:
    """Yields what an executor's page shows, by the keys that the vaults keep for writing it."""
    found = re.search(r'<script type="application/json" id="sealed">(.*?)</script>', page, re.DOTALL)
    for box in json.loads(found[1])["boxes"] if found else ():
        head = f"coachvault-executor-1 {box['salt']} {box['iterations']}".encode()
        for each in thief.page_keys:
            key = HKDF(SHA256(), 32, None, b"CoachVault/v1 executor page\0").derive(each)
            with suppress(InvalidTag):
                yield AESGCM(key).decrypt(b64decode(box["nonce"]), b64decode(box["ciphertext"]), head).decode()


# --- what somebody was told ---


class Told(NamedTuple):
    """The copies that are named as left, and the readable files that are listed."""

    copies: set[bytes]
    paths: set[Path]


def told_by_certificates(thief: Thief, home: File, things: set[tuple[str, str]] | None = None) -> Told:
    """Returns what the certificates in a vault name as left.

    Args:
        thief: Opens the vault.
        home: The vault.
        things: Subject and series of the destructions that are meant; all when left out.
    """
    newest = _newest(thief.plains(home))
    by_number = {
        each.value["number"]: _bytes(each.value["copy_id"]) for each in newest.values() if each.place == "backup"
    }
    told = Told(set(), set())
    for plain in newest.values():
        if plain.place == "certificate" and (
            things is None or (plain.value["subject"], plain.value["series"]) in things
        ):
            for copy in plain.value.get("copies", []):
                if copy.get("cleaned_at") is None and copy.get("gone_at") is None:
                    told.paths.add(Path(copy["path"]))
                    told.copies.add(_bytes(copy.get("copy_id", "")) or by_number.get(copy.get("backup"), b""))
    told.copies.discard(b"")
    return told


def told_by_list(thief: Thief, home: File) -> Told:
    """Returns the copies that are in a vault's list and not gone, and the readable files that it knows of."""
    told = Told(set(), set())
    for plain in _newest(thief.plains(home)).values():
        if plain.place == "backup" and plain.value.get("state", "present") != "gone":
            told.paths.add(Path(plain.value["path"]))
            told.copies.add(_bytes(plain.value["copy_id"]))
    return told


def readable_files(plains: list[Plain]) -> frozenset[Path]:
    """Returns the readable files that a vault knows of: they left, and are nobody's to take back."""
    found: set[Path] = set()
    for plain in plains:
        if plain.place in ("document", "export", "request", "disclosed"):
            found |= {Path(plain.value[name]) for name in ("path", "sheet_path", "page_path") if plain.value.get(name)}
    return frozenset(found)


def _newest(plains: list[Plain]) -> dict[bytes, Plain]:
    return {each.row[1]: each for each in sorted(plains, key=lambda each: each.row[2])}


def _bytes(text: str) -> bytes:
    return b64decode(text)


def require_named(hits: Iterable[Hit], told: Told, readable: frozenset[Path] = frozenset()) -> None:
    """Makes sure that whatever was found is where somebody was told that it is.

    Args:
        hits: What was found.
        told: What is named.
        readable: Files that left readable, which are listed elsewhere.
    """
    unnamed = [
        hit
        for hit in hits
        if hit.copy_id not in told.copies
        and hit.path not in told.paths
        and not (hit.place == "in the clear" and hit.path in readable)
    ]
    assert not unnamed, "gone, and yet found in copies that nobody was told of:\n" + "\n".join(map(str, unnamed))
