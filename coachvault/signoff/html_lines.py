"""The lines that a reader of an HTML mail sees, and which of them the mail program marks as quoted.

Only for reading an answer: nothing is rendered, fetched or run.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from coachvault.signoff.lines import Line

MOST_TAGS = 200_000
UNREADABLE = "(The formatted version of the answer could not be read.)"
DEEPEST = 500

_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_STRUCK = frozenset({"s", "strike", "del"})
_STRIKE_MARK = "~~"
_BREAKS = frozenset(
    {
        *(
            "p",
            "div",
            "br",
            "tr",
            "td",
            "th",
            "li",
            "ul",
            "ol",
            "table",
            "blockquote",
            "pre",
            "hr",
            "section",
            "center",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "address",
            "article",
            "header",
            "footer",
            "form",
            "textarea",
            "dl",
            "dd",
            "dt",
        ),
    }
)
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "wbr"})
_QUOTES = re.compile(
    r"gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg|appendonsend"
)
_REST = re.compile(r"divRplyFwdMsg|appendonsend")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|r?em|%)?\s*(?:;|!|$)", re.IGNORECASE
)
_LINE_THROUGH = re.compile(r"line-through", re.IGNORECASE)
_COMMENTS = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_INLINE_DATA = re.compile(r"""(["'])data:[^"']*\1""", re.IGNORECASE)
_BROKEN_TAG = re.compile(r"<[A-Za-z/!?][^<>]*(?:<|\Z)")
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Element(NamedTuple):
    """An element that is open.

    Args:
        tag: Its name.
        unseen: Whether what it holds is not shown.
        quoted: Whether what it holds is quoted.
        struck: Whether what it holds is struck through.
    """

    tag: str
    unseen: bool
    quoted: bool
    struck: bool


class _Reader(HTMLParser):
    """Collects lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._open: list[_Element] = []
        self._line = ""
        self._quoted_to_the_end = False
        self._tags = 0

    @property
    def _quoted(self) -> bool:
        return self._quoted_to_the_end or any(each.quoted for each in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count()
        if tag in _BREAKS:
            self._close_paragraph()
            self.end_line(blank=tag == "p")
        given = {name: value or "" for name, value in attrs}
        named = " ".join(given.get(name, "") for name in ("class", "id", "name"))
        quoted = tag == "blockquote" or bool(_QUOTES.search(named))
        if quoted or _REST.search(named):
            self.end_line()
        self._quoted_to_the_end = self._quoted_to_the_end or bool(_REST.search(named))
        if tag == "img":
            self.handle_data(f" {given.get('alt', '')} ")
        if tag not in _VOID and len(self._open) < DEEPEST:
            style = given.get("style", "")
            unseen = tag in _UNSEEN or bool(_HIDDEN.search(style)) or "hidden" in given
            struck = tag in _STRUCK or bool(_LINE_THROUGH.search(style))
            self._open.append(_Element(tag, unseen, quoted, struck))

    def handle_endtag(self, tag: str) -> None:
        self._count()
        if tag in _BREAKS:
            self.end_line(blank=tag == "p")
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if any(each.unseen for each in self._open):
            return
        struck = data.strip() and any(each.struck for each in self._open)
        shown = f"{_STRIKE_MARK}{data}{_STRIKE_MARK}" if struck else data
        if not any(each.tag == "pre" for each in self._open):
            self._line += _SPACES.sub(" ", shown)
            return
        first, *others = shown.split("\n")
        self._line += first
        for each in others:
            self.end_line()
            self._line = each

    def _close(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                if self._open[index].quoted:
                    self.end_line()
                del self._open[index:]
                return

    def _close_paragraph(self) -> None:
        """A paragraph ends where the next block begins, whether it was closed or not."""
        if self._open and self._open[-1].tag == "p":
            self._open.pop()

    def end_line(self, *, blank: bool = False) -> None:
        """Ends the line that is being read; after a paragraph a blank one follows."""
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
    """Returns the lines of an HTML mail; one that says so where it cannot be read."""
    reader = _Reader()
    plain = _INLINE_DATA.sub('""', _COMMENTS.sub("", html))
    if _BROKEN_TAG.search(plain):  # reading tags that never end takes time without end
        return [Line(UNREADABLE, quoted=False)]
    try:
        reader.feed(plain)
        reader.close()
    except (ValueError, AssertionError, RecursionError):
        return [Line(UNREADABLE, quoted=False)]
    reader.end_line()
    return reader.lines
