"""The charsets in which an answer is read; no other is, whatever else Python knows."""

from __future__ import annotations

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
LONGEST_NAME = 40


def decoded(data: bytes, charset: str) -> tuple[str, str]:
    """Returns a text, and what is odd about how it is written; what the charset does not fit is read all the same.

    What is on no list or does not fit is read as UTF-8, and else as Windows-1252, which reads everything.
    """
    name = charset.lower().strip()
    odd = "" if name in _WESTERN or name in CHARSETS else f"unknown charset {name[:LONGEST_NAME]}"
    for codec in filter(None, (CHARSETS.get(name), "utf-8", "cp1252")):
        try:
            return data.decode(codec).removeprefix("\ufeff"), odd
        except ValueError:
            odd = odd or ("" if name in _WESTERN else f"letters that are not {name[:LONGEST_NAME]}")
    return data.decode("cp1252", "replace"), odd or "letters that cannot be read"
