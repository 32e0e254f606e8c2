"""Finding what reaches a person: mail addresses, telephone numbers, links to a profile, bank accounts.

Years, dates, times, marks out of ten and amounts are digits too, so a telephone number has to look like one. All
patterns are for text as `wording.read` makes it plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

MAIL = "A mail address."
LINK = "A link or handle that leads to one person."
ACCOUNT = "The number of a bank account."
PHONE = "A telephone number."
KNOWN = "A telephone number in your roster."

_SHORTEST_KNOWN = 6
_SHORTEST_PHONE, _LONGEST_PHONE = 7, 15
_SHORTEST_LABELLED = 6
_SURE = 9

_AT = r"(?:\s?@\s?|\s{0,2}[(\[{<]\s?(?:at|@|arroba|arobase|klammeraffe)\s?[)\]}>]\s{0,2})"
_DOT = r"(?:\.|\s{0,2}[(\[{<]\s?(?:dot|\.|punkt|point|punto)\s?[)\]}>]\s{0,2})"
_MAIL = re.compile(
    rf"(?<![\w.+%'-])[\w.+%'-]*\w(?:{_AT}[\w-]+(?:{_DOT}[a-z][\w-]*)+|@[\w-]+)"
    r"|(?<![\w.+-])\w[\w.+-]*\s(?:at|arroba|arobase)\s[\w-]+(?:\s(?:dot|punkt|point|punto)\s[a-z]{2,})+\b"
)
_HOSTS = (
    r"linkedin\.com/(?:in|pub)|xing\.com/(?:profile|people)|instagram\.com|facebook\.com|fb\.com|fb\.me|"
    r"twitter\.com|x\.com|t\.me|telegram\.me|wa\.me|github\.com|"
    r"gitlab\.com|calendly\.com|bsky\.app/profile|about\.me|linktr\.ee|m\.me|"
    r"pinterest\.\w+|snapchat\.com/add|vk\.com|malt\.\w+/profile|join\.skype\.com/invite|researchgate\.net/profile|"
    r"orcid\.org|paypal\.me|venmo\.com|medium\.com"
)
_LINK = re.compile(
    rf"(?<![\w.-])(?:https?://)?(?:[a-z]{{1,3}}\.)?(?:{_HOSTS})/+[@~\w%+-][\w.%+~-]*"
    r"|(?:https?://|www\.)\S{1,200}?/(?:[@~]|(?:in|u|user|users|profile|profiles|people|person|team|member)/)[\w.%+~-]+"
    r"|(?<!\w)(?:mailto|tel|sms|skype|facetime|callto|sip|xmpp|whatsapp|signal|sgnl|tg):/{0,2}[\w+@][\w.@+-]{2,}"
    r"|(?<![\w@./])@[a-z][\w.]{2,}(?:@[\w.-]+)?"
)
_COUNTRIES = {
    15: "no",
    16: "be",
    18: "dk fi nl",
    19: "mk si",
    20: "at ba ee lt lu xk",
    21: "ch hr li lv",
    22: "bg cr de gb ge ie me rs va",
    23: "ae gi il",
    24: "ad cz es md ro sa se sk tn",
    25: "pt",
    26: "is tr",
    27: "fr gr it mc sm",
    28: "al cy hu pl",
    29: "br ua",
    31: "mt",
}
_LENGTHS = {country: length for length, countries in _COUNTRIES.items() for country in countries.split()}
_COUNTRY = re.compile(r"(?<![a-z0-9])([a-z]{2})[ -]?\d{2}")
_ACCOUNT = re.compile(r"[a-z]{2}(?:[ \n-]{0,2}[a-z0-9]){13,29}")
_FEWEST_DIGITS = 9

_DAY, _MONTH, _CLOCK = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:[01]?\d|2[0-3])"
_DATES = re.compile(
    rf"""
    (?<!\d)(?<!\d[./-])(?:
        (?:19|20)\d\d([-/.]){_MONTH}\1{_DAY}
      | {_DAY}(?:[./-]|\.[ ]){_MONTH}(?:[./-]|\.[ ])(?:19|20)\d\d
      | {_MONTH}[/-]{_DAY}[/-](?:19|20)\d\d
      | {_DAY}[ ]{_MONTH}[ ](?:19|20)\d\d
      | {_MONTH}[./-](?:19|20)\d\d
      | {_CLOCK}[:h][0-5]\d(?::[0-5]\d)?
      | {_CLOCK}\.[0-5]\d\s?-\s?{_CLOCK}\.[0-5]\d
      | {_DAY}([./-]){_MONTH}\2\d\d\s?-\s?{_DAY}\2{_MONTH}\2\d\d
      )(?!\d|[./-]\d)
  | (?<!\d)(?<!\d[./\ -])(?:
        {_DAY}([./-]){_MONTH}\3\d\d
      | {_MONTH}([/-]){_DAY}\4\d\d
      | {_CLOCK}\.[0-5]\d
      )(?!\d|[./\ -]{{1,2}}\d\d(?!\d))
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"(?<![a-z0-9])(?<!\d[.,/-])(?:\+\s?)?[(]?\d(?:(?:\s?[-./()\\]{1,3}\s?|[ \n])?\d)+(?![a-z0-9]|[.,]\d)"
)
_PIECE = re.compile(r"(?:(?!\n|[ ]\(?0[1-9][\d]).)+")
_MONEY = re.compile(r"[€$£¥%]|\b(?:eur|usd|chf|gbp|euros?|dollars?|francs?|franken|pounds?|pesos?|mio|million\w*|k)\b")
_LABEL = re.compile(
    r"\b(?:tel|tele|telefon\w*|telephone|telefono|phone|mobile?|mobil\w*|handy\w*|cell|cellphone|fax|whatsapp|signal"
    r"|threema|portable|movil|durchwahl|rufnummer\w*|(?:call|ring|reach)\s(?:me|him|her|us|them)|dial|erreichbar"
    r"|joignable|appele[rz]|llamar\w*|llama\w*|sms)\b[^\w\n]{0,4}"
    r"(?:(?:is|at|on|under|unter|au|al|en|number|no|nr|nummer|numero|ist|est|es|the|le|el|home|work|privat)\b[^\w\n]{0,3})*$"
)
_SHAPES = (
    re.compile(r"\+\s?\(?[1-9].*", re.DOTALL),
    re.compile(r"00[1-9 ].*", re.DOTALL),
    re.compile(r"\(?0[1-9].*", re.DOTALL),
    re.compile(r"\((?!(?:19|20)\d\d\))\d{2,5}\)\s?\d.*", re.DOTALL),
    re.compile(r"1?[-. ]?\(?[2-9]\d{2}[).]?[-. ]?[2-9]\d{2}[-. ]\d{4}"),
    re.compile(r"[6789]\d{2}(?P<part>[ .-])\d{3}(?P=part)\d{3}|[6789]\d{2}(?: \d{2}){3}|[6789]\d{8}"),
    re.compile(r"\d{3}-(?!\d\d00)\d{4}"),
    re.compile(r"[1-9]\d{9,}"),
)


class Reached(msgspec.Struct, frozen=True):
    """A place that reaches somebody.

    Args:
        start: Where it begins in the plain text.
        stop: Where it ends.
        thing: What it is, without spaces and marks.
        what: What it is, as a sentence.
    """

    start: int
    stop: int
    thing: str
    what: str


def digits_of(text: str) -> str:
    """Returns the digits of a telephone number without what differs between countries; empty for too few."""
    digits = "".join(mark for mark in text.replace("(0)", "") if mark.isdecimal()).lstrip("0")
    return digits if len(digits) >= _SHORTEST_KNOWN else ""


def contacts_in(plain: str, known: frozenset[str]) -> list[Reached]:
    """Returns what reaches a person, in order; of two in one place the longer.

    Args:
        plain: The text, plain.
        known: Digits of numbers in the roster (`digits_of`): found however they are written.
    """
    found = [
        *(_reached(match, MAIL) for match in _MAIL.finditer(plain)),
        *(_reached(match, LINK) for match in _LINK.finditer(plain)),
        *_accounts(plain),
        *_phones(plain, known),
    ]
    kept: list[Reached] = []
    for each in sorted(found, key=lambda each: (each.start, -each.stop)):
        if not kept or each.start >= kept[-1].stop:
            kept.append(each)
    return kept


def _reached(match: re.Match[str], what: str) -> Reached:
    return Reached(match.start(), match.end(), "".join(match[0].split()), what)


def _accounts(plain: str) -> Iterator[Reached]:
    """Finds IBANs by country and length; whether the check digits are right does not matter to a reader."""
    for country in _COUNTRY.finditer(plain):
        length, match = _LENGTHS.get(country[1], 0), _ACCOUNT.match(plain, country.start())
        if match is None:
            continue
        places = [match.start() + place for place, mark in enumerate(match[0]) if mark.isalnum()]
        if not 0 < length <= len(places):
            continue
        stop = places[length - 1] + 1
        thing = "".join(plain[place] for place in places[:length])
        whole = stop == len(plain) or not plain[stop].isalnum()
        if whole and sum(mark.isdecimal() for mark in thing) >= _FEWEST_DIGITS:
            yield Reached(match.start(), stop, thing, ACCOUNT)


def _phones(plain: str, known: frozenset[str]) -> Iterator[Reached]:
    for match in _NUMBER.finditer(plain):
        ours = digits_of(match[0])
        if ours and any(number in ours or number.endswith(ours) for number in known):
            yield Reached(match.start(), match.end(), ours, KNOWN)
    dateless = _DATES.sub(lambda match: "#" * len(match[0]), plain)
    for match in _NUMBER.finditer(dateless):
        for start, stop in _runs(dateless, *match.span()):
            if _is_phone(dateless, start, stop):
                yield Reached(start, stop, digits_of(dateless[start:stop]) or dateless[start:stop], PHONE)


def _runs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Parts what is too long for one number: at the ends of lines, and before a group that begins with a zero."""
    if _digits(text[start:stop]) <= _LONGEST_PHONE:
        yield start, stop
    else:
        yield from (piece.span() for piece in _PIECE.finditer(text, start, stop))


def _digits(text: str) -> int:
    return sum(mark.isdecimal() for mark in text)


def _is_phone(text: str, start: int, stop: int) -> bool:
    number, digits = text[start:stop], _digits(text[start:stop])
    before, after = text[max(0, start - 40) : start], text[stop : stop + 12]
    if _MONEY.match(after.lstrip()) or _MONEY.search(before[-5:]):
        return False
    if digits > _LONGEST_PHONE:
        return any(shape.fullmatch(number) for shape in _SHAPES[:3])
    if digits >= _SHORTEST_LABELLED and _LABEL.search(before):
        return True
    later = re.search(r"[ \n]0[1-9]", number)
    whole = any(shape.fullmatch(number) for shape in _SHAPES)
    return digits >= _SHORTEST_PHONE and (whole or bool(later and _digits(number[later.start() :]) >= _SURE))
