"""What styles of an HTML mail do to text: whether they surely leave it to be seen, and what they add to it.

Properties and values are on a list, or the text may be hidden; nothing is rendered or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coachvault.mails.folding import fold

Color = tuple[int, int, int]
Declared = tuple[tuple[str, str], ...]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LEAST_CONTRAST = 2.0
SMALLEST_PX, FAINTEST = 6.0, 0.6
_BROAD_PX = 200
_WIDELY = r"inherit|initial|unset|revert"
_GENERAL = rf"{_WIDELY}|auto|normal|none"
_SMALL = r"-?(?:0|[01]?\d?(?:\.\d+)?(?:px|pt)|[01]?(?:\.\d+)?r?em|[01]?(?:\.\d+)?ex|0?\.[01]\d*in|[0-5](?:\.\d+)?%)"
_LENGTH = (
    r"(?:0|[012]?\d?\d(?:\.\d+)?(?:px|pt)|1?\d(?:\.\d+)?r?em|1?\d?\.\d+r?em|\d?\d(?:\.\d+)?ex|\d?\.\d+ex|[0-2]?(?:\.\d+)?in|[0-7]?(?:\.\d+)?cm"
    r"|\d?\d(?:\.\d+)?mm|[1-4]?\d(?:\.\d+)?%)"
)
_PAINT = r"#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|[a-z]+"
_KEYWORD = r"[a-z-]+"
_ANY = r".*"


def _listed(text: str) -> dict[str, re.Pattern[str]]:
    """Returns the properties of a list, `names = pattern` a line, each with the values that hide nothing."""
    found: dict[str, re.Pattern[str]] = {}
    for line in text.strip().splitlines():
        names, _, pattern = line.partition(" = ")
        found |= {name: re.compile(f"{pattern}|{_WIDELY if name == 'display' else _GENERAL}") for name in names.split()}
    return found


_ALLOWED = _listed(
    rf"""
font-family font-style font-weight font-variant font-stretch font-language-override font-synthesis = {_ANY}
font-variant-caps font-variant-ligatures font-variant-numeric font-variant-east-asian font-variant-position = {_KEYWORD}
font-variant-alternates font-variant-emoji font-kerning font-optical-sizing font-palette = {_KEYWORD}
font-size-adjust font-feature-settings font-variation-settings box-shadow text-shadow filter transform = normal
margin margin-top margin-right margin-bottom margin-left margin-block margin-inline = {_LENGTH}|{_SMALL}
margin-block-start margin-block-end margin-inline-start margin-inline-end text-indent = {_LENGTH}|{_SMALL}
padding padding-top padding-right padding-bottom padding-left padding-block padding-inline = {_LENGTH}
padding-block-start padding-block-end padding-inline-start padding-inline-end gap row-gap column-gap = {_LENGTH}
border border-top border-right border-bottom border-left border-width border-color border-style = {_SMALL}|{_PAINT}
border-top-width border-right-width border-bottom-width border-left-width outline outline-width = {_SMALL}|{_PAINT}
border-top-color border-right-color border-bottom-color border-left-color outline-color outline-style = {_PAINT}
border-top-style border-right-style border-bottom-style border-left-style border-collapse = {_KEYWORD}
border-radius border-spacing border-image outline-offset = {_LENGTH}
list-style list-style-type list-style-position = {_KEYWORD}|""
text-align text-align-last text-rendering text-underline-position text-wrap text-wrap-mode text-wrap-style = {_KEYWORD}
text-justify text-emphasis text-transform text-overflow = {_KEYWORD}
text-decoration text-decoration-line text-decoration-style text-decoration-color = {_PAINT}|{_KEYWORD}
text-decoration-skip-ink text-decoration-skip text-decoration-thickness text-underline-offset = from-font
text-size-adjust -webkit-text-size-adjust -ms-text-size-adjust = 100%
direction = ltr|rtl
unicode-bidi = embed|isolate|plaintext
white-space white-space-collapse word-break word-wrap overflow-wrap hyphens line-break = {_KEYWORD}
letter-spacing word-spacing = {_SMALL}
vertical-align = {_SMALL}|{_KEYWORD}
orphans widows tab-size -moz-tab-size -webkit-text-stroke-width = \d|0px
table-layout caption-side empty-cells cursor box-sizing appearance clear resize isolation = {_KEYWORD}
caret-color accent-color = {_PAINT}
min-height min-width = {_LENGTH}|\d+px|100%
page size panose-1 tab-stops behavior quotes tab-interval text-autospace layout-grid-mode color-scheme = {_ANY}
page-break-before page-break-after page-break-inside break-before break-after break-inside = {_KEYWORD}
display = block|inline|inline-block|(?:inline-)?(?:flex|table)|grid|table-(?:row|cell|row-group)|list-item|flow-root
position = static|relative
visibility = visible
float = left|right
flex flex-grow flex-shrink flex-direction flex-wrap flex-flow flex-basis = \d|[a-z-]+|100%|0px|0%
align-items align-content align-self justify-content justify-items justify-self place-items = {_KEYWORD}
transition transition-property transition-duration transition-delay = all|0s|ease|0|0ms
zoom = 1|100%
mso-element = para-border-div
content = none
-webkit-nbsp-mode -webkit-line-break -webkit-font-smoothing -moz-osx-font-smoothing -webkit-hyphens = {_KEYWORD}
user-select -webkit-user-select -webkit-tap-highlight-color -webkit-touch-callout = {_PAINT}|{_KEYWORD}
-webkit-appearance -moz-appearance -webkit-text-decoration-line -webkit-box-sizing -ms-interpolation-mode = {_KEYWORD}
"""
)
"""Properties that hide nothing where each word of their value is of these; what is computed or unknown is not."""
_FOR_WORD_ALONE = re.compile(
    r"mso-(?:fareast|ansi|bidi|ascii|hansi|style-(?:name|type|priority|parent|link|next|unhide|noshow|qformat|update)"
    r"|margin-(?:top|bottom)|padding|border|line-height-rule|list|level|table-[lr]space|table-layout|pagination"
    r"|outline-level|header-margin|footer-margin|paper-source|generic-font-family|font-(?:charset|pitch|signature|alt)"
    r"|font-kerning|no-proof|default-props|theme|ligatures|page-orientation|gutter-margin)[a-z-]*"
)
_SIZES = {"px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 37.8, "mm": 3.78}
_NUMBER = re.compile(r"(\d*\.?\d+)(px|pt|in|cm|mm|r?em|ex|%|)")
_KEYWORDS = re.compile(
    r"(?:xx?-)?small|medium|x{0,3}-?large|larger|smaller|inherit|initial|unset|revert|normal|auto|none"
)
_WIDE = re.compile(rf"100%|100v[wh]|{_GENERAL}|(?:max|min|fit)-content|-webkit-fill-available|-moz-available")
_FONT = re.compile(
    r"((?:(?:italic|bold|bolder|lighter|oblique|small-caps|normal|[1-9]00) )*)(\S+?)(?: ?/ ?(\S+))? \S.*"
)
_SYSTEM_FONT = re.compile(r"inherit|initial|unset|caption|icon|menu|message-box|small-caption|status-bar")
_BACKS, _FRONTS = ("background", "background-color"), ("color",)
_PAINTS = (*_BACKS, *_FRONTS)
_MOST_PAIRS, _LONGEST_VALUE = 16, 1_000
_FIXED = re.compile(r"px|pt|in|cm|mm|medium|large|normal")
_OVERFLOWS = ("overflow", "overflow-x", "overflow-y")
_BOXES = ("height", "max-height", "width", "max-width")
_NAMES = (
    "black=000000 silver=c0c0c0 gray=808080 grey=808080 white=ffffff maroon=800000 red=ff0000 purple=800080"
    " fuchsia=ff00ff green=008000 lime=00ff00 olive=808000 yellow=ffff00 navy=000080 blue=0000ff teal=008080"
    " aqua=00ffff orange=ffa500 darkblue=00008b darkgreen=006400 darkred=8b0000 dimgray=696969 dimgrey=696969"
    " darkgray=a9a9a9 lightgray=d3d3d3 lightgrey=d3d3d3 whitesmoke=f5f5f5 brown=a52a2a crimson=dc143c"
    " indigo=4b0082 midnightblue=191970 lightyellow=ffffe0 windowtext=000000 window=ffffff canvastext=000000"
    " canvas=ffffff linktext=0000ee"
)
_NAMED = {name: value for name, _, value in (each.partition("=") for each in _NAMES.split())}
_RGB = re.compile(r"rgba?\( ?([\d.]+%?)[ ,]+([\d.]+%?)[ ,]+([\d.]+%?) ?(?:[,/] ?([\d.]+%?) ?)?\)")
_HSL = re.compile(r"hsla?\( ?([\d.]+)(?:deg)?[ ,]+([\d.]+)%[ ,]+([\d.]+)% ?(?:[,/] ?([\d.]+%?) ?)?\)")
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_SAME = ("inherit", "initial", "unset", "currentcolor", "revert")
_NOTES = re.compile(r"(?s)/\*(.*?)(?:\*/|\Z)|<!--|-->")
_STRINGS = re.compile(r"\"((?:[^\"\\\n]|\\(?:[\s\S]|\Z))*)(?:\"|\n|\Z)|'((?:[^'\\\n]|\\(?:[\s\S]|\Z))*)(?:'|\n|\Z)")
"""Text in quotation marks; one that is not closed ends with its line. Each mark begins one, so the time is linear."""
_LINKED = re.compile(r"url\(\s*(?!#|[\"'])([^)]*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\\n|\\([\s\S])")
_ATTRIBUTE = re.compile(r"attr\(\s*([\w:-]+)", re.IGNORECASE)
_FONT_NAMES = """
arial | arial black | arial narrow | aptos | aptos display | apple color emoji | apple system | avenir | avenir
next | baskerville | book antiqua | bookman old style | calibri | calibri light | cambria | cambria math |
candara | century gothic | comic sans ms | consolas | constantia | corbel | courier | courier new | franklin
gothic medium | futura | garamond | geneva | georgia | google sans | helvetica | helvetica neue | impact | inter
| lato | lucida console | lucida grande | lucida sans | lucida sans unicode | menlo | microsoft sans serif |
monaco | montserrat | ms gothic | ms mincho | noto color emoji | noto sans | noto serif | open sans | palatino |
palatino linotype | product sans | roboto | roboto mono | san francisco | sans serif | segoe ui | segoe ui emoji
| segoe ui symbol | segoe ui web west european | serif | sf pro | sf pro display | sf pro text | simsun | symbol
| system ui | tahoma | times | times new roman | trebuchet ms | ubuntu | verdana | webdings | wingdings | yu
gothic | yu mincho
"""
_FONTS = frozenset(each.strip() for each in _FONT_NAMES.replace("\n", " ").split("|"))


class SheetRule(NamedTuple):
    """Declarations of a style sheet, whom they are for, and whether they hold everywhere (in no `@media`)."""

    selectors: tuple[str, ...]
    style: str
    always: bool


class Look(NamedTuple):
    """How text looks: whether a style may hide it, its size, its opacity, its possible pairs of colours, its box."""

    doubtful: bool = False
    pixels: float = 16.0
    opacity: float = 1.0
    colors: frozenset[tuple[Color, Color]] = frozenset({(BLACK, WHITE)})
    boxed: bool = False


@lru_cache(maxsize=256)
def declarations(style: str) -> Declared:
    """Returns the properties and values of a style, in small letters, without notes, escapes and text."""
    plain = _STRINGS.sub('""', _NOTES.sub(" ", style))
    plain = " ".join(_ESCAPE.sub(_meant, plain).lower().replace("!important", "").split())
    found = [each.partition(":") for each in plain.split(";")]
    return tuple((name.strip(), " ".join(value.replace(",", ", ").split())) for name, _, value in found if name.strip())


def hides(style: str) -> bool:
    """Returns whether a style could hide what it is for by itself: whether anything in it may."""
    look = dressed(Look(), style, ())
    return look.doubtful or not is_clear(look)


def is_plain(style: str) -> bool:
    """Returns whether a style hides nothing, whatever stands around it and whatever other styles say."""
    return not hides(style) and not any(
        name in (*_PAINTS, *_BOXES, "opacity")
        or "overflow" in name
        or (name == "font-size" and not _FIXED.search(value))
        for name, value in declarations(style)
    )


def is_clear(look: Look) -> bool:
    """Returns whether text of a look can surely be read."""
    contrast = min((_contrast(*pair) for pair in look.colors), default=0.0)
    return look.pixels >= SMALLEST_PX and look.opacity >= FAINTEST and contrast >= LEAST_CONTRAST


def dressed(look: Look, own: str, others: tuple[SheetRule, ...]) -> Look:
    """Returns the look of an element.

    Args:
        look: That of what it stands in.
        own: Its own style.
        others: The rules of sheets that could be for it, whichever would win.
    """
    base = look.colors
    for style in (*(rule.style for rule in others), own):
        declared = declarations(style)
        look = _boxed(look, declared)
        for name, value in declared:
            look = _with(look, name, value)
    always = [declarations(rule.style) for rule in others if rule.always]
    colors: set[tuple[Color, Color]] = set()
    for back in _set(_BACKS, own, always):
        for front in _set(_FRONTS, own, always):
            colors |= _painted(base, (*back, *front))
    for rule in others:
        if not rule.always:
            colors |= _painted(frozenset(colors), declarations(rule.style))
    return look._replace(colors=frozenset(colors), doubtful=look.doubtful or len(colors) > _MOST_PAIRS)


def _set(names: tuple[str, ...], own: str, others: list[Declared]) -> list[Declared]:
    """Returns each way in which some properties may be set: by an element's own style, or else by any rule."""
    first = [tuple(each for each in declarations(own) if each[0] in names)]
    rest = [tuple(each for each in declared if each[0] in names) for declared in others]
    found = [each for each in (first if first[0] else rest) if each]
    return found or [()]


def _with(look: Look, name: str, value: str) -> Look:
    """Returns a look with one more declaration, but for colours."""
    if len(value) > _LONGEST_VALUE and name != "font-family":
        return look._replace(doubtful=True)
    if name == "font":
        return _in_font(look, value)
    if name == "font-size":
        return _sized(look, value)
    if name == "opacity":
        return _opaque(look, value)
    return look if _is_harmless(name, value, look.pixels) else look._replace(doubtful=True)


def _in_font(look: Look, value: str) -> Look:
    font = _FONT.fullmatch(value)
    if not font:
        return look if _SYSTEM_FONT.fullmatch(value) else look._replace(doubtful=True)
    look = _with(look, "font-size", font[2])
    return _with(look, "line-height", font[3]) if font[3] else look


def _opaque(look: Look, value: str) -> Look:
    number = re.fullmatch(r"(\d*\.?\d+)(%?)", value)
    if number is None:
        return look._replace(doubtful=look.doubtful or not re.fullmatch(_GENERAL, value))
    return look._replace(opacity=look.opacity * min(1.0, float(number[1]) / (100 if number[2] else 1)))


def _is_harmless(name: str, value: str, pixels: float) -> bool:
    """Returns whether a declaration hides nothing by itself; what `overflow` cuts off is found with its box."""
    if name in _PAINTS:
        return _is_paint(name, value)
    if name == "line-height" or name in _BOXES:
        return _is_wide(name, value, pixels)
    if name in _OVERFLOWS or name.startswith("--") or _FOR_WORD_ALONE.fullmatch(name):
        return True
    allowed = _ALLOWED.get(name)
    words = re.split(r" (?![^()]*\))", value.replace(", ", ","))
    return bool(allowed and all(map(allowed.fullmatch, words)))


def _sized(look: Look, value: str) -> Look:
    number = _NUMBER.fullmatch(value)
    if number and (number[2] or not float(number[1])):
        amount, unit = float(number[1]), number[2]
        share = {"em": 1.0, "rem": 1.0, "ex": 0.5, "%": 0.01}.get(unit)
        base = 16.0 if unit == "rem" else look.pixels
        pixels = amount * (base * share if share else _SIZES.get(unit, 1.0))
        return look._replace(pixels=min(pixels, look.pixels) if share and amount < 1 else pixels)
    if not _KEYWORDS.fullmatch(value):
        return look._replace(doubtful=True)
    return look._replace(
        pixels=look.pixels * 0.83 if value == "smaller" else 9.0 if "xx-small" in value else look.pixels
    )


def _is_wide(name: str, value: str, pixels: float) -> bool:
    """Returns whether a line or a box has room for text."""
    if _WIDE.fullmatch(value):
        return True
    number = _NUMBER.fullmatch(value)
    if not number:
        return False
    amount, unit = float(number[1]), number[2]
    if unit == "%":
        return amount >= (60 if name == "line-height" else 10)
    if not unit:
        return name == "line-height" and amount >= 0.6
    room = amount * (pixels * (0.5 if unit == "ex" else 1) if unit in ("em", "rem", "ex") else _SIZES[unit])
    return room >= (40 if "width" in name else SMALLEST_PX)


def _boxed(look: Look, declared: Declared) -> Look:
    """Returns a look with whether a box around it is limited, and whether what does not fit is cut off."""
    limited = any(
        name in _BOXES and not _WIDE.fullmatch(value) and not _is_broad(name, value) for name, value in declared
    )
    boxed = look.boxed or limited
    cut = [value for name, value in declared if name in _OVERFLOWS]
    allowed = r"(?:visible|auto|inherit|initial|unset)(?: (?:visible|auto))?"
    clips = any(not re.fullmatch(allowed if boxed else rf"{allowed}|hidden(?: (?:hidden|auto))?", each) for each in cut)
    return look._replace(boxed=boxed, doubtful=look.doubtful or clips)


def _is_broad(name: str, value: str) -> bool:
    number = _NUMBER.fullmatch(value)
    return "width" in name and number is not None and number[2] == "px" and float(number[1]) >= _BROAD_PX


def _painted(colors: frozenset[tuple[Color, Color]], declared: Declared) -> frozenset[tuple[Color, Color]]:
    for name, value in declared:
        if name in ("background", "background-color") and (found := _color(value)):
            colors = frozenset((front, _blended(found, back)) for front, back in colors)
    for name, value in declared:
        if name == "color" and (found := _color(value)):
            colors = frozenset((_blended(found, back), back) for _, back in colors)
    return colors


def _is_paint(name: str, value: str) -> bool:
    if value in _SAME or (name != "color" and value in ("none", "transparent", "none transparent")):
        return True
    return _color(value) is not None


def _blended(found: tuple[float, float, float, float], back: Color) -> Color:
    alpha = found[3]
    red, green, blue = (round(at * alpha + below * (1 - alpha)) for at, below in zip(found, back, strict=False))
    return red, green, blue


def _color(value: str) -> tuple[float, float, float, float] | None:
    """Returns a colour as red, green, blue (0 to 255) and how opaque it is (0 to 1)."""
    value = value.replace(", ", ",")
    value = value.removesuffix(" none").removesuffix(" repeat scroll 0% 0%").removesuffix(" repeat")
    if value == "transparent":
        return 0, 0, 0, 0
    if value in _NAMED:
        value = f"#{_NAMED[value]}"
    if _HEX.fullmatch(value):
        digits = value[1:] if len(value) > 5 else "".join(2 * digit for digit in value[1:])
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        return red, green, blue, int(digits[6:8] or "ff", 16) / 255
    if found := _RGB.fullmatch(value):
        red, green, blue = (min(255, round(_share(found[at], 255))) for at in (1, 2, 3))
        return red, green, blue, min(1.0, _share(found[4], 1) if found[4] else 1.0)
    if found := _HSL.fullmatch(value):
        hue, full, light = float(found[1]) % 360 / 30, float(found[2]) / 100, float(found[3]) / 100
        part = full * min(light, 1 - light)
        red, green, blue = (
            round(255 * (light - part * max(-1, min((at + hue) % 12 - 3, 9 - (at + hue) % 12, 1)))) for at in (0, 8, 4)
        )
        return red, green, blue, min(1.0, _share(found[4], 1) if found[4] else 1.0)
    return None


def _share(number: str, whole: float) -> float:
    try:
        return float(number.removesuffix("%")) * (whole / 100 if number.endswith("%") else 1)
    except ValueError:
        return 0.0


def _contrast(one: Color, other: Color) -> float:
    """Returns the contrast of two colours, from 1 to 21, as the WCAG define it."""
    first, second = sorted((_luminance(one), _luminance(other)))
    return (second + 0.05) / (first + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def rules(sheet: str) -> tuple[list[SheetRule], str]:
    """Returns the rules of a style sheet, and what in it is none."""
    plain = _ESCAPE.sub(_meant, _STRINGS.sub('""', _NOTES.sub(" ", sheet)))
    found: list[SheetRule] = []
    open_: list[tuple[str, list[str]]] = []
    rest: list[str] = []
    text, groups = "", 0  # how many at-rules are open
    for sign in re.split("([{};])", plain):
        if sign not in ("{", "}", ";"):
            text = sign
            continue
        if sign == "{":
            open_.append((" ".join(text.split()), []))
            groups += open_[-1][0].startswith("@")
        elif not open_:
            rest += [] if re.match(r"\s*@(?:import|charset|namespace|layer)", text) else [text]
        else:
            open_[-1][1].append(text)
            if sign == "}":
                prelude, declared = open_.pop()
                groups -= prelude.startswith("@")
                style = ";".join(declared)
                rule = SheetRule(tuple(x.strip() for x in prelude.split(",")), style, not groups)
                found += [rule] if style.strip("; \t\r\n\f") else []
        text = ""
    ended = ((prelude, ";".join((*declared, text))) for prelude, declared in open_)
    found += [SheetRule((prelude,), style, always=False) for prelude, style in ended if style.strip("; \t\r\n\f")]
    return found, " ".join((*rest, "" if open_ else text))


def added(css: str) -> Iterator[str]:
    """Yields every text in a style or a sheet that it could add to a mail, and each thing that it would fetch.

    Names of fonts that programs write are none.
    """
    plain = _NOTES.sub(" ", css)
    for found in _STRINGS.finditer(plain):
        said = _ESCAPE.sub(_meant, found[1] or found[2] or "")
        if fold(said) and " ".join(fold(said.lower())) not in _FONTS and not said.startswith("#default#"):
            yield said
    yield from (f"url({linked})" for linked in _LINKED.findall(_STRINGS.sub("''", plain)) if fold(linked))
    if "@counter-style" in plain:
        yield from re.findall(r"(?:symbols|prefix|suffix|pad|negative)\s*:([^;}]*)", _STRINGS.sub(" ", plain))


def notes(css: str) -> list[str]:
    """Returns the notes in a sheet."""
    return _NOTES.findall(css)


def attributes(css: str) -> list[str]:
    """Returns the names of attributes that a sheet would show."""
    return [name.lower() for name in _ATTRIBUTE.findall(css)]


def _meant(found: re.Match[str]) -> str:
    """Returns the character that an escape stands for; one that would end a declaration is none."""
    if not found[1]:
        return found[2] if found[2] and found[2] not in "{};" else ""
    number = int(found[1], 16)
    sign = chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return " " if sign in "{};\"'\\" else sign
