"""The lines of an HTML mail: all of its text, shown or not; what could hide it decides only whether it may approve.

Nothing is rendered, fetched or run. What styles do to text is known in `mails.styles`.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections import Counter
from contextlib import suppress
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from justhtml import JustHTML, SelectorError

from coachvault.mails.folding import fold
from coachvault.mails.lines import LINE_ENDS, Line, unmarked
from coachvault.mails.styles import (
    Look,
    SheetRule,
    added,
    attributes,
    declarations,
    dressed,
    is_clear,
    is_plain,
    notes,
    rules,
)

HIDDEN, IN_A_STYLE, PICTURE = "may be hidden in the mail", "in a style sheet", "a picture or a frame"
MOST_DOUBTFUL_RULES = 40
_MOST_COMPARED = 100_000
"""So many tags are compared with rules that could hide them; where there are more of both, all are doubtful."""
_WITHIN_A_LINE = (
    "a abbr acronym b bdi bdo big cite code del em font i img ins kbd label mark nobr q s samp small span strike strong"
    " sub sup time tt u var wbr"
)
_BY_THEMSELVES = (
    "#document html body address article aside blockquote br center dd div dl dt figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_INLINE = frozenset(_WITHIN_A_LINE.split())
_ORDINARY = _INLINE | frozenset(_BY_THEMSELVES.split())
_RAW = frozenset({"script", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"})
"""In which signs of tags are text."""
_STRUCK, _KEEPS, _SMALLER = (
    frozenset({"s", "strike", "del"}),
    frozenset({"pre", "textarea", "plaintext"}),
    frozenset({"small", "sub", "sup"}),
)
_SAYING = (
    "alt",
    "value",
    "placeholder",
    "label",
    "srcdoc",
    "title",
    "summary",
    "standby",
    "abbr",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "aria-placeholder",
)
_FETCHED = ("src", "srcset", "data", "poster", "background", "code", "archive")
_LINKED_IMAGES = frozenset({"image", "use", "feimage"})
_DATA = re.compile(r"(?s)data:([^,;]*)((?:;[^,;]*)*?)(;base64)?,(.*)", re.IGNORECASE)
_LONGEST_LINK = 300
_SLOW = re.compile(r"[~+(]|\"\"|(?:[^ >]+[ >]+){4}")
_LAST = re.compile(r"[\w.#*-]+\Z")
_LONGEST_SELECTOR = 200
_MOMENTARY = re.compile(r":(?:hover|active|focus)[\w-]*|::?(?:-[\w-]+|selection)|:target")
_MEANT_TOO = re.compile(r"::?(?:before|after|first-line|first-letter|marker|link|any-link|visited)\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_FRAMES = re.compile(r"from|to|\d[\d.]*%")
_FOR_WORD = re.compile(r"(?s)^\[if[^\]]*\]>|<!\[endif\]$|<[^<>]*>")
_STYLES = re.compile(r"(?s)<style\b[^<>]*>(.*?)(?:</style>|\Z)")
_WORD_SETTINGS = re.compile(
    r"(?:\d+|true|false|normal|print|web|clean|always|auto|[a-z]{2}-[a-z]{2}|x-none|nextid|microsoftinternetexplorer\d"
    r"|visible|cambria math|before|--|off|undetermined|centergroup|subsup|undovr|\s)*",
    re.IGNORECASE,
)
_XML = re.compile(r"(?s)<xml\b.*?(?:</xml>|\Z)")
_UNTEXT = re.compile(r"<!--|-->|<!doctype[^<>]*>|</?[a-z][^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Style(NamedTuple):
    depth: int = 0
    doubtful: bool = False
    keeps: bool = False
    struck: bool = False
    paint: str = ""
    linked: bool = False
    look: Look = Look()


def html_lines(markup: str) -> list[Line]:
    """Returns the lines of an HTML mail; what is struck through stands between `~~`."""
    markup = markup.replace("\0", "\ufffd")
    tree: Any = JustHTML(markup, sanitize=False, scripting_enabled=False)
    sheets = ["".join(each.data or "" for each in node.children) for node in tree.query("style")]
    if sheets:
        _without_case(tree)
    reader = _Reader(tree, sheets, markup.count("<") + 1)
    lines = [*reader.lines, *_said_by(sheets, reader.styles), *reader.pictures]
    left = _without_tags(markup)
    read = "".join([*reader.texts, *map(_without_tags, (*reader.raw, *sheets))])
    if any(map(str.isalnum, Counter(left) - Counter(read))):  # what the parser drops, as browsers do
        dropped = Counter(left.split()) - Counter(read.split())
        lines.append(Line(" ".join(dropped), 0, HIDDEN, doubtful=True))
    return lines


def _without_tags(markup: str) -> str:
    """Returns all letters but those of tags, and neither more nor fewer for a comment or a script by itself."""
    return unescape(_UNTEXT.sub(" ", markup))


def _said_by(sheets: list[str], styles: dict[str, None]) -> list[Line]:
    """Returns what styles would add to the mail, and what in a sheet is no rule."""
    told = [said for css in (*sheets, *styles) for said in added(css)]
    for sheet in sheets:
        told += [*notes(sheet), rules(sheet)[1]]
    return [Line(" ".join(each.split()), 0, IN_A_STYLE, doubtful=True) for each in dict.fromkeys(told) if fold(each)]


def _selected(tree: Any, name: str) -> list[Any]:
    """Returns what a selector could be for; one that is not understood could be for everything."""
    if name.startswith("@") or _FRAMES.fullmatch(name) or _MOMENTARY.search(_IN_BRACKETS.sub("", name)):
        return []
    if _MOMENTARY.search(name):  # in `:not()`, say
        return [tree.root]
    name = _MEANT_TOO.sub("", name) or "*"
    if name[-1] in " >+~":
        name += "*"
    if len(name) <= _LONGEST_SELECTOR and _SLOW.search(name):
        last = _LAST.search(name)
        name = last[0] if last and name[: last.start()][-1:] in (" ", ">", "+", "~", "") else "("
    if len(name) <= _LONGEST_SELECTOR and not _SLOW.search(name):
        with suppress(SelectorError):
            return [*tree.query(name), *tree.query(name.lower())]
    return [tree.root]


def _without_case(tree: Any) -> None:
    """Writes classes and ids small: where a mail has no doctype, rules are for them in any case."""
    for node in tree.query("[class], [id]"):
        node.attrs |= {key: node.attrs[key].lower() for key in ("class", "id") if node.attrs.get(key)}


class _Reader:
    """Collects lines."""

    def __init__(self, tree: Any, sheets: list[str], tags: int) -> None:
        self.lines: list[Line] = []
        self.pictures: list[Line] = []
        self.texts: list[str] = []
        self.raw: list[str] = []
        self.styles: dict[str, None] = {}
        self._saying = (*_SAYING, *(name for sheet in sheets for name in attributes(sheet)))
        self._text, self._style = "", _Style()
        self._painted: list[tuple[int, int, str]] = []
        self._rules: dict[int, tuple[SheetRule, ...]] = {}
        self._ask(tree, sheets, min(MOST_DOUBTFUL_RULES, _MOST_COMPARED // tags))
        self._walk(tree.root)

    def _ask(self, tree: Any, sheets: list[str], most: int) -> None:
        """Finds the elements that a rule could hide, strike through or paint, whatever other rule would win."""
        found = [
            (name, rule)
            for sheet in sheets
            for rule in rules(sheet)[0]
            if not is_plain(rule.style) or "line-through" in rule.style.lower()
            for name in rule.selectors
        ]
        if len(found) > most:
            self._rules[id(tree.root)] = (SheetRule((), "display:none", always=True),)
            return
        for name, rule in found:
            for node in _selected(tree, name):
                self._rules[id(node)] = (*self._rules.get(id(node), ()), rule)

    def _walk(self, root: Any) -> None:
        stack = [(root, _Style())]
        while stack:
            node, style = stack.pop()
            if node is None:
                self._end()
            elif node.name == "#text":
                self._say(node.data or "", style)
                (self.raw if node.parent.name in _RAW else self.texts).append(node.data or "")
            elif node.name == "#comment":
                self._comment(node.data or "", style)
            elif node.name not in ("style", "!doctype"):
                self._open(node, style, stack)
        self._end()

    def _comment(self, data: str, style: _Style) -> None:
        self.raw.append(f"<!--{data}-->")
        self.styles |= dict.fromkeys(_STYLES.findall(data))
        bare = _STYLES.sub(" ", data)
        settings = " ".join(_FOR_WORD.sub(" ", each) for each in _XML.findall(bare))
        said = _FOR_WORD.sub(" ", bare if not _WORD_SETTINGS.fullmatch(settings) else _XML.sub(" ", bare))
        if fold(said):
            self._end()
            self._say(said, style._replace(doubtful=True))
            self._end()

    def _open(self, node: Any, style: _Style, stack: list[tuple[Any, _Style]]) -> None:
        given, name = getattr(node, "attrs", None) or {}, node.name
        own = ";".join(
            [
                *(f"{key}:{given[at]}" for at, key in _PAINTED if given.get(at)),
                *(f"{at}:{_length(given[at])}" for at in ("width", "height") if given.get(at) and name != "img"),
                *(["font-size:smaller"] if name in _SMALLER else []),
                given.get("style") or "",
            ]
        )
        if given.get("style"):
            self.styles[given["style"]] = None
        others = self._rules.get(id(node), ())
        look = dressed(style.look, own, others) if others or own.strip(";") else style.look
        struck = any(
            "line-through" in value for each in (own, *(x.style for x in others)) for _, value in declarations(each)
        )
        linked = style.linked or name == "a"
        paint = "mark" if name == "mark" else _paint(look)
        tight = own.lower().replace(" ", "")
        style = _Style(
            style.depth + (name == "blockquote"),
            style.doubtful or _is_strange(name) or "hidden" in given or look.doubtful or not is_clear(look),
            style.keeps or name in _KEEPS or "white-space:pre" in tight or "white-space:break" in tight,
            style.struck or name in _STRUCK or struck,
            style.paint if linked or style.paint == "mark" else paint,
            linked,
            look,
        )
        if name not in _INLINE and ":" not in name:
            self._end()
            stack.append((None, style))
        for key in self._saying:
            if given.get(key) and not (key == "value" and name == "li"):
                self._say(f" {given[key]} ", style)
        self._fetched(name, given)
        content = getattr(node, "template_content", None)
        stack.extend((each, style) for each in reversed([*([content] if content else []), *(node.children or [])]))

    def _fetched(self, name: str, given: dict[str, Any]) -> None:
        """Notes what is shown from elsewhere, which nobody here sees; parts of the mail (`cid:`) are named with it."""
        linked = [key for key in ("href", "xlink:href") if name in _LINKED_IMAGES]
        for key in (*_FETCHED, *linked):
            link = " ".join(str(given.get(key) or "").split())
            if link and not link.lower().startswith("cid:"):
                self.pictures.append(Line(f"<{name}> {_told(link)}", 0, PICTURE, doubtful=True))

    def _say(self, text: str, style: _Style) -> None:
        if (style.depth, style.doubtful) != (self._style.depth, self._style.doubtful) and fold(text):
            if fold(self._text):
                self._end()
            self._style = style
        text = text if style.keeps else _SPACES.sub(" ", text)
        text = f"~~{text}~~" if style.struck and text.strip() else text
        if text.strip():
            self._painted.append((len(self._text), len(self._text) + len(text), style.paint))
        self._text += text

    def _end(self) -> None:
        doubtful, place = self._style.doubtful, HIDDEN if self._style.doubtful else ""
        at = 0
        for each in LINE_ENDS.split(self._text):
            said, marks = unmarked(each.strip())
            if said:
                paints = {paint for start, end, paint in self._painted if start < at + len(each) and end > at}
                painted = "|".join(sorted(paints))
                self.lines.append(Line(said, self._style.depth + marks, place, doubtful, painted))
            at += len(each) + 1
        self._text, self._style, self._painted = "", _Style(), []


_PAINTED = (("bgcolor", "background-color"), ("color", "color"), ("text", "color"))


def _paint(look: Look) -> str:
    """Returns what tells the colours of a text from others; nothing for black on white."""
    return "" if look.colors == Look().colors else " ".join(sorted(map(str, look.colors)))


def _length(given: str) -> str:
    return f"{given.strip()}px" if given.strip().isdigit() else given


def _told(link: str) -> str:
    """Returns what stands in a link as far as somebody can read it."""
    found = _DATA.fullmatch(link)
    if not found:
        return unquote(link)
    kind, data = found[1] or "text/plain", found[4]
    if kind.lower().startswith("text/") or "xml" in kind.lower():
        with suppress(Error, ValueError):
            return f"{kind}: {b64decode(data + '==').decode('utf-8', 'replace') if found[3] else unquote(data)}"
    return f"{kind}{found[3] or ''}: {data[:_LONGEST_LINK]}" if not found[3] else kind


def _is_strange(name: str) -> bool:
    return name not in _ORDINARY and ":" not in name
