"""Whether a mail agrees to exactly what was asked, and all that it says besides, for the coach to read.

Strict where it says yes: one line that approves, typed outside every quotation, and a quotation that is whole if there
is one. All the rest is shown with its place; no list decides what may be left out. Decided in
docs/adr/0041-what-is-not-ours-is-shown.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import timedelta
from itertools import accumulate

import msgspec

from coachvault.mails.folding import LINKED, QUOTES, UNSEEN, fold
from coachvault.mails.lines import Line, may_introduce
from coachvault.mails.mail import ADDRESSES, MailForm, MailReply
from coachvault.practice.signoff import Request
from coachvault.signoff.block import Block, without_blocks
from coachvault.signoff.codes import bare, is_possible, read_alike
from coachvault.signoff.quoting import BETWEEN, ReadForm, asked_of
from coachvault.texts.languages import every_language

EARLIEST = timedelta(days=1)
MOST_SHOWN, LARGEST_SHOWN, LONGEST_YES = 400, 64 * 1024, 300
OURS, YES, TYPOGRAPHY = "your text, unchanged", "the line that approves", "signs in the quotation"
OTHERWISE, BESIDE, OLDER = "difference", "beside the sign-off", "in an older mail"
SET_OFF = "set off from the rest of your text"
_OUTSIDE = re.compile(
    r"^\s*[\[(*]+\s*(?:ext|extern|external|externe|externo|externa|esterno)(?: e?-?mail)?\s*[\])*]+\s*:?", re.IGNORECASE
)
_GLAD = "👍👌🙏✅✔☑🙂😊😀😃😄☺❤♥💚💙💛💜🧡🎉👏🤝💪\U0001f3fb-\U0001f3ff"
_MARKS = r".\u00b7\u2010-\u2015\u2212\-"
_BEFORE = re.compile(
    rf"(?:[\s'*(\[{{<>|#+\u2022\u2023\u2219\u25aa\u25cb\u25cf\u25e6\u00a1{_MARKS}{_GLAD}]|\d\d?[.)]\s)*"
)
_BETWEEN = re.compile(rf"\s*+[:,;={_MARKS}]?\s*+#?[\s'*(\[{{<{_GLAD}]*+")
_WITHIN = re.compile(rf"[\s'{_MARKS}]*+")
_AFTER = re.compile(rf"(?:[\s'*)\]}}>!,{_GLAD}]|\.(?!\s*\.))*")
"""What is forgiven before the phrase, between it and the code, within the code, and behind it."""
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))
_SMILES = re.compile(r"[:;]-?[)d](?!\w)|<3")
_FACE = re.compile(r"\S_+\S")
_UNTICKED = re.compile(r"\[\s*\]|\(\s*\)")
_CODE = re.compile(r"([^0-9a-z]*)([0-9a-z](?:[^0-9a-z]*[0-9a-z]){7})(?![0-9a-z])(.*)$")
_NAMED = re.compile(r"(?<![0-9A-Za-z])(?=([0-9A-Za-z]{4}[\W_]{0,3}[0-9A-Za-z]{4})(?![0-9A-Za-z]))")
_LABELLED = re.compile(r"\W{0,4}[^\W\d_][\w .'’()-]{0,24}?\s?:\W{0,20}\w")
_RULED = re.compile(r"[-_=–—]{2,}.*[^\W_]")
_DRAWN = "-_=–— \t>*"
_HEADER_LINES = 3
_ANSWERING = re.compile(
    r"\A(?:(?:re|aw|antw|sv|vs|rép|r|rif|res|odp|ynt|wg|fw|fwd|tr|rv)(?:\[\d+\])?\s*:\s*"
    r"|[\[(](?:ext|extern|external|externe)[\])]:?\s*)+",
    re.IGNORECASE,
)
_PHRASES = tuple(
    dict.fromkeys(each.approve for language in every_language() for each in (language.request, language.earlier))
)


class MailVerdict(msgspec.Struct, frozen=True):
    """What a mail says to a request.

    Args:
        refusal: Why it does not agree, without a word of the client's; empty where it agrees to what was asked.
        view: All of the mail in its order, the request's own lines folded away.
        quotes_text: Whether it repeats the text, whole and unchanged, and not only the code.
        is_on_top: Whether the line that approves comes first, so that all else stands below it.
    """

    refusal: str
    view: tuple[Line, ...]
    quotes_text: bool = False
    is_on_top: bool = False


class _Said(msgspec.Struct, frozen=True):
    """Where a form approves (a line, or -1), whether nothing else stands on that line, and why it does not."""

    at: int
    alone: bool = False
    refusal: str = ""


NO_LINE = "The answer has no line that approves."
_NOT_BY_ITSELF = "A line of the answer names the code and says more or other than that it approves."
MAY_BE_HIDDEN = "The line that approves may be hidden in the mail."
_IN_QUOTATION = "The line that approves stands only in what the answer quotes."
_IN_OLDER = "The line that approves stands below what looks like an older mail."
_IN_OURS = "The line that approves stands only where the request has it."
_OTHER_CODE = "The line that approves names another code."
_TWICE = "The line that approves stands there more than once."
TOO_MUCH = "The answer says or quotes more than anybody reads."
CHANGED = "The answer quotes the text otherwise than it was proposed."


def approved_codes(forms: tuple[MailForm, ...]) -> list[str]:
    """Returns the codes that lines of a mail approve, bare; those that are typed outside every quotation come first."""
    lines = [line for form in forms if not form.beside for line in form.lines]
    lines.sort(key=lambda line: (line.depth, line.doubtful))
    return list(dict.fromkeys(said[0] for line in lines if (said := approves(line.text))))


def judge(reply: MailReply, request: Request, texts: tuple[str, ...], name: str) -> MailVerdict:
    """Returns what a mail says to a request.

    Args:
        reply: The mail.
        request: The request.
        texts: What went out, in each form in which it may have.
        name: The party's name, as the mail's header fields may have it.
    """
    asked = asked_of(request, texts)
    readings = [ReadForm(form, asked) for form in reply.forms]
    spoken = [each for each in readings if not each.form.beside]
    said = {id(each): said_in(each) for each in spoken}
    is_on_top = bool(spoken) and all(said[id(each)].at == min(_spoken_lines(each), default=0) for each in spoken)
    if any(len(each.theirs) > MOST_SHOWN for each in readings):
        return MailVerdict(TOO_MUCH, (), is_on_top=is_on_top)
    seen = [each for each in spoken if each.form.is_html] or spoken  # where there is HTML, that is what a person saw
    refusal = next((said[id(each)].refusal for each in seen if said[id(each)].refusal), "" if spoken else NO_LINE)
    if any(each.refusal == _NOT_BY_ITSELF for each in said.values()):
        refusal = _NOT_BY_ITSELF
    differences = dict.fromkeys(told for each in spoken for told in each.differences())
    refusal = refusal or (CHANGED if differences else "")
    signs: Counter[str] = Counter()
    for each in spoken:
        signs |= each.typography()
    changed = " ".join(f"{sign} ({count})" for sign, count in sorted(signs.items()))
    view = list(_view(readings, said, name))
    view += [Line(told, place=OTHERWISE) for told in differences] + [Line(changed, place=TYPOGRAPHY)] * bool(signs)
    shown = [each.text for each in view if each.place not in (OURS, YES)]
    if len(shown) > MOST_SHOWN or sum(map(len, shown)) > LARGEST_SHOWN:
        refusal, view = TOO_MUCH, []
    quotes = any(asked.text <= placed.keys() for each in spoken for placed in each.copies)
    return MailVerdict(refusal, tuple(view), quotes, is_on_top)


def _spoken_lines(read: ReadForm) -> list[int]:
    return [at for at, line in enumerate(read.lines) if line.text.strip()]


def said_around(
    forms: tuple[MailForm, ...], request: Request, name: str, opened: Collection[Block] = ()
) -> tuple[Line, ...]:
    """Returns all that is said besides a block: around it, and within it between its letters.

    Args:
        forms: Every text of the mail or the file that carries it.
        request: The request that the block answers.
        name: The party's name.
        opened: The blocks that were opened; any other is shown as what it is.
    """
    found: dict[str, Line] = {}
    for form in forms:
        for each in without_blocks("\n".join(line.text for line in form.lines), opened).split("\n"):
            text = each.strip()
            is_said = fold(text) or any(map(str.isalnum, text))
            if is_said and not _is_ours(form.beside, text, request, (name, "")):
                found.setdefault(text, Line(text, place=form.beside or BESIDE))
    return tuple(found.values())


def approves(text: str) -> tuple[str, bool] | None:
    """Returns the code that a line approves, bare, if it does nothing else, and whether all other signs are forgiven.

    Forgiven is what hands, keyboards and gateways do; no word is.
    """
    plain = QUOTES.sub("'", UNSEEN.sub("", LINKED.sub("", _OUTSIDE.sub("", text[: LONGEST_YES + 1]))))
    plain = unicodedata.normalize("NFKC", plain).casefold().replace("_", " ")
    if len(text) > LONGEST_YES or "~~" in text or "?" in plain:
        return None
    for phrase in _PHRASES:
        first, _, rest = phrase.casefold().partition("'")
        said = first.replace(" ", r"\s+") + (rf"\W?\s?{rest}" if rest else "")
        found = re.fullmatch(rf"(\W*+(?:\d\d?[.)]\s\W*+)?){said}\b(.*)", plain)
        code = _CODE.match(found[2]) if found else None
        if found and code and is_possible(code[2]) and not any(map(str.isalnum, code[3])):
            forgiven = _is_forgiven(found[1], code[1], re.sub("[0-9a-z]", "", code[2]), _SMILES.sub("", code[3]))
            means_more = LINKED.search(text) or _UNTICKED.search(plain) or _FACE.search(text)
            return read_alike(code[2]), forgiven and not means_more
    return None


def _is_forgiven(before: str, between: str, within: str, after: str) -> bool:
    """Returns whether the signs around and in a phrase and its code are such as nobody means anything with."""
    opened = before + between
    paired = all(opened.count(first) == after.count(last) for first, last in _PAIRS)
    fits = zip((_BEFORE, _BETWEEN, _WITHIN, _AFTER), (before, between, within, after), strict=True)
    hesitates = ".." in "".join((opened, within))
    return paired and not hesitates and all(pattern.fullmatch(signs) for pattern, signs in fits)


def said_in(read: ReadForm) -> _Said:
    """Returns where a form approves what was asked, or why it does not."""
    asked, older, found, why = read.asked, older_from(read), [], NO_LINE
    code, subject = bare(asked.request.code), BETWEEN.join(fold(f"({asked.request.code})"))
    for at in read.theirs:
        line, said = read.lines[at], approves(read.lines[at].text)
        typed = not (line.depth or line.doubtful or at > older)
        if said is None:
            if typed and _names(line.text, code) and subject not in BETWEEN.join(fold(line.text)):
                return _Said(-1, refusal=_NOT_BY_ITSELF)
        elif line.doubtful:
            why = MAY_BE_HIDDEN
        elif not typed or _is_within(read, at):
            why = _IN_QUOTATION if line.depth else _IN_OLDER if at > older else _IN_OURS
        elif said[0] != code:
            return _Said(-1, refusal=_OTHER_CODE)
        else:
            found.append(_Said(at, said[1]))
    if len(found) == 1:
        return found[0]
    return _Said(-1, refusal=_TWICE if found else why)


def older_from(read: ReadForm) -> int:
    """Returns at which line an older mail begins that nothing marks: a copied line, a header block, a rule with words.

    Too early costs one more mail, too late nothing: all of it is shown.
    """
    labels, theirs = 0, set(read.theirs)
    for at, line in enumerate(read.lines):
        said = line.text.strip()
        labels = labels + 1 if line.depth == 0 and _LABELLED.match(line.text[:200]) else 0
        unmarked = line.depth == 0 and (at + 1 == len(read.lines) or read.lines[at + 1].depth == 0)
        ruled = (
            bool(_RULED.match(said[:LONGEST_YES]))
            and said[-2:] == 2 * said[-1:]
            and said[-1] in _DRAWN
            and "PGP SIGNED" not in said
        )
        is_ours = at not in theirs and read.first[at] < read.first[at + 1]
        begins = is_ours or ((ruled or may_introduce(said)) and not approves(said))
        if unmarked and (begins or labels == _HEADER_LINES):
            return at - 2 if labels == _HEADER_LINES else at
    return len(read.lines)


def _is_within(read: ReadForm, at: int) -> bool:
    """Returns whether a line stands, unmarked, right below or above a line that stands there in the request."""
    asked, first, last = read.asked.approving, read.first[at], read.first[at + 1]
    above = any(placed.get(asked - 1, (0, -1))[1] == first for placed in read.found.values())
    below = asked + 1 in read.found.get(last, {})
    return (above and not read.depth_of(first - 1)) or (below and not read.depth_of(last))


def _names(text: str, code: str) -> bool:
    return any(
        read_alike(found) == code for found in _NAMED.findall(unicodedata.normalize("NFKC", UNSEEN.sub("", text)))
    )


def _view(readings: list[ReadForm], said: dict[int, _Said], name: str) -> Iterator[Line]:
    """Yields all of a mail; of a second form only the lines that the first does not say as well."""
    first: list[list[str]] | None = None
    links: set[str] = set()
    for read in sorted(readings, key=lambda each: each.form.beside != "subject"):
        words = [fold(read.lines[at].text) or [read.lines[at].text] for at in read.theirs]
        if read.form.beside:
            yield from _beside(read, name)
        elif first is None:
            yield from _spoken(read, said[id(read)], frozenset())
            first, links = words, {link for at in read.theirs for link in LINKED.findall(read.lines[at].text)}
        else:
            same = dict(zip(read.theirs, _repeat(first, words), strict=True))
            twins = {at for at in read.theirs if same[at] and links >= set(LINKED.findall(read.lines[at].text))}
            kind = " of the formatted form" if read.form.is_html else " of the plain form"
            shown = _spoken(read, said[id(read)], twins)
            yield from (line._replace(place=line.place + kind) for line in shown if line.place not in (OURS, YES))


def _spoken(read: ReadForm, said: _Said, twins: Collection[int]) -> Iterator[Line]:
    older, theirs = older_from(read), set(read.theirs)
    for at, line in enumerate(read.lines):
        place = line.place or (f"quoted, level {line.depth}" if line.depth else OLDER if at >= older else "")
        if at == said.at and said.alone:
            yield Line(line.text.strip(), place=YES)
        elif at in theirs and at not in twins:
            where = "in the answer" if said.at < 0 else "above the line" if at < said.at else "below the line"
            yield Line(line.text.strip(), place=place or where)
        elif at in read.set_off:
            yield Line(line.text.strip(), place=f"{place + ', ' if place else ''}{SET_OFF}")
        elif at not in theirs and fold(line.text):
            yield Line("", place=OURS)


def _beside(read: ReadForm, name: str) -> Iterator[Line]:
    for at in read.theirs:
        text, place = read.lines[at].text, read.lines[at].place or read.form.beside
        if not _is_ours(read.form.beside, text, read.asked.request, (name, read.asked.subject)):
            yield Line(text.strip(), place=place)


def _is_ours(field: str, text: str, request: Request, said: tuple[str, str]) -> bool:
    """Returns whether a header field has no other words than the request's subject, or the party's name and address."""
    name, ours = said
    if LINKED.search(text) or UNSEEN.search(text):
        return False
    if field in ADDRESSES:
        return set(fold(text.casefold())) <= set(fold(f"{name}, <{request.sent_to}>.".casefold()))
    if field not in ("subject", "thread-topic"):
        return False
    return Counter(fold(_ANSWERING.sub("", text, count=1).casefold())) <= Counter(fold(ours.casefold()))


def _repeat(first: list[list[str]], other: list[list[str]]) -> list[bool]:
    """Returns which lines of another form say just what whole lines of the first one say."""
    whole = [word for words in first for word in words]
    edges = {0, *accumulate(map(len, first))}
    return [any(whole[at : at + len(x)] == x and at + len(x) in edges for at in edges) for x in other]
