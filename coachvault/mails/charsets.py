"""The charsets in which an answer is read; no other is, whatever else Python knows."""

from __future__ import annotations

import re

_OTHER_NAMES = (
    "utf8=utf-8 utf-16-le=utf-16le utf-16-be=utf-16be macintosh=mac_roman gb2312=gb18030 gbk=gb18030 euc-kr=cp949"
    " ks_c_5601-1987=cp949 shift_jis=cp932"
)
CHARSETS: dict[str, str] = {
    **{name: name for name in ("utf-8", "koi8-r", "koi8-u", "gb18030", "big5", "iso-2022-jp", "euc-jp")},
    **{name: name for name in ("utf-16", "utf-16le", "utf-16be")},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"windows-{page}": f"cp{page}" for page in (874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **dict(pair.split("=") for pair in _OTHER_NAMES.split()),
}
_WESTERN = frozenset({"us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"})
_NO_ASCII = re.compile(
    r".*utf-?7|hz|iso-2022-|utf-?32|ucs-|.*ebcdic|(?:cp|ibm-?)0*(?:37|2[789]\d|4[12]\d|500|87\d|10[24]\d|11\d\d)\b"
)
"""Names of charsets in which letters are not those of ASCII, though their bytes may be."""
LONGEST_NAME = 40


_IN_STEPS = frozenset({"utf-16", "utf-16le", "utf-16be", "iso-2022-jp"})
"""In which one damaged letter says nothing of the others, and no other charset reads any of them."""


def decoded(data: bytes, charset: str) -> tuple[str, str]:
    """Returns a text, and what is odd about how it is written; what the charset does not fit is read all the same.

    What is on no list or does not fit is read as UTF-8, and else as the charset that is named, with a mark for each
    letter that does not fit; where none is, as UTF-8 with such marks or as Windows-1252, whichever reads more.
    """
    name = charset.lower().strip()
    odd = "" if name in _WESTERN or name in CHARSETS else f"unknown charset {name[:LONGEST_NAME]}"
    named = CHARSETS.get(name, "")
    for codec in filter(None, (named, "" if named in _IN_STEPS else "utf-8")):
        try:
            return data.decode(codec).removeprefix("\ufeff"), odd
        except ValueError:
            odd = odd or ("" if name in _WESTERN else f"letters that are not {name[:LONGEST_NAME]}")
    last = named if named not in ("", "utf-8") else "utf-8" if _is_mostly_utf8(data) else "cp1252"
    return data.decode(last, "replace").removeprefix("\ufeff"), odd


def is_readable(data: bytes, charset: str) -> bool:
    """Returns whether somebody who reads what `decoded` returns reads what was written, in a charset on no list."""
    name = charset.lower().strip()
    if name in _WESTERN or name in CHARSETS:
        return True
    try:
        data.decode()
    except ValueError:
        return False
    return not _NO_ASCII.match(name)


def _is_mostly_utf8(data: bytes) -> bool:
    """Returns whether at least as many letters that are not ASCII are whole in UTF-8 as are not."""
    text = data.decode("utf-8", "replace")
    return sum(sign > "\x7f" for sign in text) >= 2 * text.count("\ufffd")
