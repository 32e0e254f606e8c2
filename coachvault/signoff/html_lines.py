"""The lines that a reader of an HTML mail sees, and which of them the mail program marks as quoted.

Only for reading an answer: nothing is rendered, fetched or run.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from coachvault.signoff.lines import Line

MOST_TAGS = 200_000
DEEPEST = 500

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BREAKS = frozenset(
    {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "pre", "hr", "section"}
)
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "wbr"})
_QUOTES = re.compile(
    r"gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg|appendonsend"
)
_REST = re.compile(r"divRplyFwdMsg|appendonsend")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Reader(HTMLParser):
    """Collects lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._open: list[tuple[str, bool, bool, bool]] = []
        self._line = ""
        self._quoted_to_the_end = False
        self._tags = 0

    @property
    def _unseen(self) -> bool:
        return any(unseen for _, unseen, _, _ in self._open)

    @property
    def _quoted(self) -> bool:
        return self._quoted_to_the_end or any(quoted for _, _, quoted, _ in self._open)

    @property
    def _preformatted(self) -> bool:
        return any(pre for _, _, _, pre in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count()
        if tag in _BREAKS:
            self.end_line(blank=tag == "p")
        named = " ".join(value or "" for name, value in attrs if name in {"class", "id", "name"})
        style = " ".join(value or "" for name, value in attrs if name == "style")
        self._quoted_to_the_end = self._quoted_to_the_end or bool(_REST.search(named))
        if tag not in _VOID and len(self._open) < DEEPEST:
            unseen = tag in _UNSEEN or bool(_HIDDEN.search(style)) or any(name == "hidden" for name, _ in attrs)
            self._open.append((tag, unseen, tag == "blockquote" or bool(_QUOTES.search(named)), tag == "pre"))

    def handle_endtag(self, tag: str) -> None:
        self._count()
        if tag in _BREAKS:
            self.end_line(blank=tag == "p")
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._preformatted:
            self._line += _SPACES.sub(" ", data)
            return
        first, *others = data.split("\n")
        self._line += first
        for each in others:
            self.end_line()
            self._line = each

    def end_line(self, *, blank: bool = False) -> None:
        """Ends the line that is being read; after a paragraph a blank one stands."""
        if self._line.strip():
            self.lines.append(Line(self._line.strip(), self._quoted))
        if blank:
            self.lines.append(Line("", self._quoted))
        self._line = ""

    def _count(self) -> None:
        self._tags += 1
        if self._tags > MOST_TAGS:
            raise ValueError("too many tags")


def html_lines(html: str) -> list[Line]:
    """Returns the lines of an HTML mail; none where it cannot be read."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (ValueError, AssertionError, RecursionError):
        return []
    reader.end_line()
    return reader.lines
