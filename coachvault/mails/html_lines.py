"""The lines of an HTML mail: all of its text, shown or not; what could hide it decides only whether it may approve.

Nothing is rendered, fetched or run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import Any, NamedTuple

from justhtml import JustHTML, SelectorError

from coachvault.mails.folding import fold
from coachvault.mails.lines import LINE_ENDS, Line, unmarked

HIDDEN, IN_A_STYLE = "may be hidden in the mail", "in a style sheet"
MOST_DOUBTFUL_RULES = 40
_MOST_COMPARED = 100_000
"""So many tags are compared with rules that could hide them; where there are more of both, all are doubtful."""
_WITHIN_A_LINE = (
    "a abbr acronym b bdi bdo big cite code del em font i img ins kbd label mark nobr q s samp small span strike strong"
    " sub sup time tt u var wbr"
)
_BY_THEMSELVES = (
    "#document html body address article blockquote br center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li"
    " main ol p pre section table tbody td tfoot th thead tr ul"
)
_INLINE = frozenset(_WITHIN_A_LINE.split())
_ORDINARY = _INLINE | frozenset(_BY_THEMSELVES.split())
_STRUCK, _KEEPS = frozenset({"s", "strike", "del"}), frozenset({"pre", "textarea", "plaintext"})
_SAYING = ("alt", "value", "placeholder", "label", "srcdoc", "title", "aria-label", "summary")
_HARMLESS = re.compile(
    r"font(?!-size$)[a-z-]*|background(?:-color)?|(?:margin|padding|border|outline|list-style)[a-z-]*"
    r"|text-(?:align|transform|decoration|rendering|underline|indent|wrap|size-adjust)[a-z-]*|direction|unicode-bidi"
    r"|white-space|word-[a-z]+|overflow-wrap|hyphens|line-break|orphans|widows|letter-spacing|vertical-align"
    r"|table-layout|caret-color|tab-size|min-height|min-width|mso-(?!hide)[a-z-]*|-(?:webkit|ms|moz)-(?!text-fill)[a-z-]*"
    r"|page|size|panose-1|behavior|quotes|cursor|box-sizing|appearance|clear"
)
"""Properties of a style that hide nothing, whatever they are set to."""
_SIZED = re.compile(r"font-size|line-height|(?:max-)?width|(?:max-)?height")
_SMALLEST = {"px": 6, "pt": 5, "em": 0.5, "rem": 0.5, "%": 30, "": 0.5}
_SIZE = re.compile(r"(-?\d*\.?\d+)([a-z%]*)")
_ONLY = {
    "display": re.compile("block|inline|table|list-item|initial|inherit"),
    "position": re.compile("static|relative|initial"),
    "overflow": re.compile("visible|auto|initial"),
    "visibility": re.compile("visible|inherit"),
    "opacity": re.compile(r"1(?:\.0+)?$"),
    "float": re.compile("none|left|right"),
}
"""Properties that hide nothing where they are set to these values."""
_DARK = re.compile(
    r"background(?:-color)?\s*:\s*(?:black|#[0-3]\w{2}(?:[0-3]\w[0-3]\w|(?!\w))|rgba?\((?:\s*[0-5]?\d\s*,?){3}\s*[,)])"
)
_PALE = re.compile(
    r"white|transparent|#f{3}|#f{6}|#[ef]\w[ef]\w[ef]\w|rgba?\((?:\s*2[3-5]\d\s*,?){3}|rgba\(.*,\s*0?(?:\.[0-4]\d*)?\)"
    "|hsl|var"
)
_FAR = re.compile(r"-\d{2,}")
_NOTES = re.compile(r"(?s)/\*(.*?)(?:\*/|\Z)|<!--|-->")
_ADDED = re.compile(r"content\s*:\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})')")
_SETTING = re.compile(r"@(?:import|charset|namespace)[^;]*;")
_SLOW = re.compile(r"[~+(]|(?:[^ >]+[ >]+){4}")
_LONGEST_SELECTOR = 200
_MOMENTARY = re.compile(r":(?:before|after|hover|active|visited|focus)")
_FOR_WORD = re.compile(r"(?s)^\[if[^\]]*\]>|<!\[endif\]$|<(xml|style)\b.*?(?:</\1>|\Z)|<[^<>]*>")
_UNTEXT = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\b[^<>]*>|\Z)|<[^<>]*>")
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Style(NamedTuple):
    depth: int = 0
    doubtful: bool = False
    keeps: bool = False
    struck: bool = False


def html_lines(markup: str) -> list[Line]:
    """Returns the lines of an HTML mail; what is struck through stands between `~~`."""
    markup = markup.replace("\0", "\ufffd")
    tree: Any = JustHTML(markup, sanitize=False, scripting_enabled=False)
    sheets = ["".join(each.data or "" for each in node.children) for node in tree.query("style")]
    reader = _Reader(tree, sheets, markup.count("<") + 1)
    lines = [*reader.lines, *(line for sheet in sheets for line in _said_by(sheet))]
    left = unescape(_UNTEXT.sub(" ", markup))
    read = "".join(reader.texts)
    if any(map(str.isalnum, Counter(left) - Counter(read))):  # what the parser drops, as browsers do
        dropped = Counter(left.split()) - Counter(read.split())
        lines.append(Line(" ".join(dropped), 0, HIDDEN, doubtful=True))
    return lines


def hides(style: str) -> bool:
    """Returns whether a style could hide what it is for: whether it sets anything but what surely does not."""
    declared = "".join(_NOTES.sub("", style).lower().split()).replace("!important", "")
    return any(_hides(each, declared) for each in declared.split(";"))


def _hides(declaration: str, style: str) -> bool:
    name, _, value = declaration.partition(":")
    if _SIZED.fullmatch(name):
        size = _SIZE.match(value)
        return bool(size and float(size[1]) < _SMALLEST.get(size[2], 1))
    if name == "color":
        return bool(_PALE.match(value)) and not _DARK.search(style)
    if name in _ONLY:
        return not _ONLY[name].match(value)
    if name.startswith(("margin", "text-indent")) and _FAR.search(value):
        return True
    return bool(name) and not _HARMLESS.fullmatch(name)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yields the selectors and declarations of a style sheet."""
    for chunk in _NOTES.sub("", sheet).split("}"):
        names, opens, rule = chunk.rpartition("{")
        if opens:
            yield from ((" ".join(each.split()), rule.lower()) for each in re.split("[{;]", names)[-1].split(","))


def _said_by(sheet: str) -> Iterator[Line]:
    """Yields what a style sheet would add to the mail, and what in it is no rule."""
    added = [first or second for first, second in _ADDED.findall(sheet)]
    beyond = " ".join(chunk for chunk in _NOTES.sub("", sheet).split("}") if "{" not in chunk)
    for each in (*added, *_NOTES.findall(sheet), _SETTING.sub("", beyond)):
        if fold(each):
            yield Line(" ".join(each.split()), 0, IN_A_STYLE, doubtful=True)


class _Reader:
    """Collects lines."""

    def __init__(self, tree: Any, sheets: list[str], tags: int) -> None:
        self.lines: list[Line] = []
        self.texts: list[str] = []
        self._text, self._style = "", _Style()
        self._hidden: set[int] = set()
        self._struck: set[int] = set()
        self._ask(tree, sheets, min(MOST_DOUBTFUL_RULES, _MOST_COMPARED // tags))
        self._walk(tree.root)

    def _ask(self, tree: Any, sheets: list[str], most: int) -> None:
        """Finds the elements that a rule could hide or strike through, whatever other rule would win."""
        rules = [each for sheet in sheets for each in _rules(sheet) if hides(each[1]) or "line-through" in each[1]]
        for name, rule in rules if len(rules) <= most else ():
            nodes = [tree.root]  # a selector that is slow or not understood could be for everything
            if len(name) <= _LONGEST_SELECTOR and not _SLOW.search(name):
                with suppress(SelectorError):
                    nodes = [] if name.startswith("@") or _MOMENTARY.search(name) else tree.query(name)
            (self._struck if "line-through" in rule else self._hidden).update(map(id, nodes))
        if len(rules) > most:
            self._hidden.add(id(tree.root))

    def _walk(self, root: Any) -> None:
        stack = [(root, _Style())]
        while stack:
            node, style = stack.pop()
            if node is None:
                self._end()
            elif node.name == "#text":
                self._say(node.data or "", style)
                self.texts += [] if node.parent.name == "script" else [node.data or ""]
            elif node.name == "#comment":
                said = _FOR_WORD.sub(" ", node.data or "")
                if fold(said):
                    self._end()
                    self._say(said, style._replace(doubtful=True))
                    self._end()
            elif node.name not in ("style", "!doctype"):
                self._open(node, style, stack)
        self._end()

    def _open(self, node: Any, style: _Style, stack: list[tuple[Any, _Style]]) -> None:
        given, name = getattr(node, "attrs", None) or {}, node.name
        colors = [f";color:{given[key]}" for key in ("color", "text") if given.get(key)]
        own = "".join([given.get("style") or "", *colors])
        tight = own.lower().replace(" ", "")
        style = _Style(
            style.depth + (name == "blockquote"),
            style.doubtful or _is_strange(name) or "hidden" in given or id(node) in self._hidden or hides(own),
            style.keeps or name in _KEEPS or "white-space:pre" in tight or "white-space:break" in tight,
            style.struck or name in _STRUCK or id(node) in self._struck or "line-through" in tight,
        )
        if name not in _INLINE and ":" not in name:
            self._end()
            stack.append((None, style))
        for key in _SAYING:
            if given.get(key) and not (key == "value" and name == "li"):
                self._say(f" {given[key]} ", style)
        content = getattr(node, "template_content", None)
        stack.extend((each, style) for each in reversed([*([content] if content else []), *(node.children or [])]))

    def _say(self, text: str, style: _Style) -> None:
        if (style.depth, style.doubtful) != (self._style.depth, self._style.doubtful) and fold(text):
            if fold(self._text):
                self._end()
            self._style = style
        text = text if style.keeps else _SPACES.sub(" ", text)
        self._text += f"~~{text}~~" if style.struck and text.strip() else text

    def _end(self) -> None:
        doubtful, place = self._style.doubtful, HIDDEN if self._style.doubtful else ""
        for each in LINE_ENDS.split(self._text):
            said, marks = unmarked(each.strip())
            if said:
                self.lines.append(Line(said, self._style.depth + marks, place, doubtful))
        self._text, self._style = "", _Style()


def _is_strange(name: str) -> bool:
    return name not in _ORDINARY and ":" not in name
