"""Which lines of a mail are the request's own, word for word and in its order; all others are the client's.

Nothing is known of how programs introduce, mark or wrap a quotation: lines of the request are found whole, whatever
stands before or around them. Decided in docs/adr/0041-what-is-not-ours-is-shown.md.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

from coachvault.mails.folding import LINKED, damaged, fold
from coachvault.mails.mail import MailForm
from coachvault.practice.signoff import Request

FEWEST_WORDS, FEWEST_LINES = 5, 3
"""A copy has so many words; and so many lines, where nothing marks it as quoted."""
_ALIKE = 0.6
_MOST_COMPARED, _MOST_TOLD = 20_000, 5
BETWEEN = "\x1f"
_TERMS = 3
_SUBJECT = "Subject: "
Placed = dict[int, tuple[int, int]]


class SentLines:
    """A request, line by line.

    Args:
        request: The request.
        texts: What went out; the same in each form in which it may have, line for line.
    """

    def __init__(self, request: Request, texts: tuple[str, ...]) -> None:
        self.request = request
        rows = [row for row in zip(*(text.split("\n") for text in texts), strict=True) if fold(row[0])]
        self.forms = [[line.strip() for line in form] for form in zip(*rows, strict=True)]
        self.lines = self.forms[0]
        self.subject = next((line.removeprefix(_SUBJECT) for line in self.lines[:2] if line.startswith(_SUBJECT)), "")
        self.shapes = [{tuple(fold(each)) for line in row for each in (line, *damaged(line))} for row in rows]
        text = [line.strip() for paragraph in request.paragraphs for line in paragraph.split("\n") if fold(line)]
        at = next(at for at in range(len(rows)) if self.lines[at : at + len(text)] == text)
        end = at + len(text)
        self.text = frozenset(range(at, end))
        self.marks = frozenset(each for each in (at - 1, end) if self.lines[each : each + 1] in self._marks(request))
        first = at - (at - 1 in self.marks)
        self.terms = frozenset(range(max(0, first - _TERMS), first))
        self.approving = next((at for at in range(end, len(rows)) if self.lines[at].endswith(request.code)), -1)

    @staticmethod
    def _marks(request: Request) -> tuple[list[str], list[str]]:
        return [f"[BEGIN {request.code}]"], [f"[END {request.code}]"]


asked_of = lru_cache(maxsize=8)(SentLines)


class ReadForm:
    """A form of a mail as words, and which of its lines are the client's.

    Args:
        form: The form.
        asked: The request that it may quote.
    """

    def __init__(self, form: MailForm, asked: SentLines) -> None:
        self.form, self.lines, self.asked = form, form.lines, asked
        folded = [fold(line.text) for line in self.lines]
        self.words = [word for words in folded for word in words]
        self.line_of = [at for at, words in enumerate(folded) for _ in words]
        self.first = [bisect_left(self.line_of, at) for at in range(len(self.lines) + 1)]
        self.found = self._found()
        self.copies = self._copies()
        self.ours = bytearray(len(self.words))
        for placed in self.copies:
            start, end = _span(placed)
            self.ours[start:end] = b"\1" * (end - start)
        self.theirs = [at for at, words in enumerate(folded) if self._is_theirs(at, words)]
        self.set_off = self._set_off()

    @cached_property
    def seen(self) -> frozenset[int]:
        """The numbers of the request's lines that are quoted."""
        return frozenset(number for placed in self.copies for number in placed)

    def depth_of(self, word: int) -> int:
        """Returns how deep a word is quoted."""
        return self.lines[self.line_of[word]].depth

    def _is_theirs(self, at: int, words: list[str]) -> bool:
        whole = all(self.ours[self.first[at] : self.first[at + 1]])
        return not whole or (not words and any(map(str.isalnum, self.lines[at].text)))

    def _set_off(self) -> frozenset[int]:
        """Returns the lines of copies that look otherwise than most: they may be hidden, or have other colours.

        Whoever does that to a line of the text says something about it.
        """
        theirs = set(self.theirs)
        looks = {
            at: (self.lines[at].doubtful, self.lines[at].painted)
            for at in range(len(self.lines))
            if at not in theirs and self.first[at] < self.first[at + 1]
        }
        words: Counter[tuple[bool, str]] = Counter()
        for at, look in looks.items():
            words[look] += self.first[at + 1] - self.first[at]
        usual = max(words, key=words.__getitem__, default=None)
        return frozenset(at for at, look in looks.items() if look != usual)

    def _found(self) -> dict[int, Placed]:
        """Returns which lines of the request stand where, by the word with which they begin."""
        text, starts = BETWEEN + BETWEEN.join(self.words) + BETWEEN, [0]
        for word in self.words:
            starts.append(starts[-1] + len(word) + 1)
        found: dict[int, Placed] = {}
        for number, shapes in enumerate(self.asked.shapes):
            for shape in shapes:
                needle = BETWEEN + BETWEEN.join(shape) + BETWEEN
                at = text.find(needle)
                while at >= 0:
                    start = bisect_left(starts, at)
                    found.setdefault(start, {})[number] = (start, start + len(shape))
                    at = text.find(needle, at + len(needle) - 1)
        return found

    def _copies(self) -> list[Placed]:
        """Returns the longest runs of the request's lines, from the left, as far as they are copies for sure."""
        found, copies, last = self.found, [], 0
        after: dict[tuple[int, int], tuple[int, int] | None] = {}
        reach: dict[tuple[int, int], int] = {}
        for start in sorted(found, reverse=True):
            for number, (_, end) in found[start].items():
                following = self._following(end, number, reach)
                after[start, number] = following
                reach[start, number] = reach[following] if following else end
        for start in sorted(found):
            if start < last:
                continue
            key: tuple[int, int] | None = max(((start, number) for number in found[start]), key=reach.__getitem__)
            placed: Placed = {}
            while key:
                placed[key[1]] = found[key[0]][key[1]]
                key = after[key]
            end = max(each[1] for each in placed.values())
            if end - start >= FEWEST_WORDS and (
                len(placed) >= FEWEST_LINES or all(map(self.depth_of, range(start, end)))
            ):
                copies.append(placed)
                last = end
        return copies

    def _following(self, end: int, number: int, reach: dict[tuple[int, int], int]) -> tuple[int, int] | None:
        """Returns the line with which a run goes on; never from quoted words to a line that is typed below them."""
        keys = [(end, number + 1), *([(end, number + 2)] if number + 1 in self.asked.marks else [])]
        key = next((key for key in keys if key in reach), None)
        if key and self.asked.approving in (number, number + 1) and self.depth_of(end - 1) != self.depth_of(end):
            return None
        return key

    def differences(self) -> list[str]:
        """Returns how text and terms are quoted otherwise than proposed; nothing where they are not quoted."""
        asked, seen = self.asked, self.seen
        text, terms = asked.text | (asked.marks if seen & asked.marks else frozenset()), asked.terms
        if not seen & (asked.text | asked.marks):
            return [told for number in sorted(asked.text | terms)[:20] if (told := self._otherwise(number))]
        quoted = [
            {each: placed[each] for each in text & placed.keys()} for placed in self.copies if text & placed.keys()
        ]
        others = [terms & placed.keys() for placed in self.copies if terms & placed.keys()]
        if all(placed.keys() == text for placed in quoted) and all(placed == terms for placed in others):
            held = {at for placed in quoted for at in range(*self._held(placed))}
            return [f"added: “{self.lines[at].text.strip()[:200]}”" for at in self.theirs if at in held]
        block = text | (terms if others else frozenset())
        missing = [self._otherwise(at) or f"missing: “{asked.lines[at]}”" for at in sorted(block - seen)[:_MOST_TOLD]]
        return missing or ["something stands between its lines, or they changed places"]

    def _held(self, placed: Placed) -> tuple[int, int]:
        start, end = _span(placed)
        return self.line_of[start], self.line_of[end - 1] + 1

    def _otherwise(self, number: int) -> str:
        """Returns how a line of the request is quoted with other words, if more than half of it is."""
        wanted = fold(self.asked.lines[number])[:400]
        rest = [word for word, ours in zip(self.words, self.ours, strict=True) if not ours][:_MOST_COMPARED]
        best, at = 0.0, 0
        for start in range(0, max(1, len(rest) - len(wanted) // 2), max(1, len(wanted) // 4)):
            shared = sum((Counter(rest[start : start + len(wanted)]) & Counter(wanted)).values()) / len(wanted)
            best, at = (shared, start) if shared > best else (best, at)
        if best < _ALIKE or len(wanted) < FEWEST_WORDS:
            return ""
        window = rest[max(0, at - len(wanted) // 4) : at + len(wanted) * 3 // 2]
        steps = difflib.SequenceMatcher(None, wanted, window, autojunk=False).get_opcodes()
        told = [
            f"“{' '.join(wanted[a:b])}” → “{' '.join(window[c:d][:20])}”"
            for kind, a, b, c, d in steps
            if kind != "equal" and (kind != "insert" or 0 < a < len(wanted))
        ]
        return f"“{self.asked.lines[number][:60]}”: {', '.join(told[:_MOST_TOLD])}"

    def typography(self) -> Counter[str]:
        """Returns the signs and links that copies lost (-) or gained (+), which no word depends on.

        Of a copy that begins or ends within a line, only what its whole lines gained: the rest is shown.
        """
        changed: Counter[str] = Counter()
        theirs = set(self.theirs)
        for placed in self.copies:
            start, end = _span(placed)
            first, last = self._held(placed)
            is_whole = (self.first[first], self.first[last]) == (start, end)
            here = _signs(self.lines[at].text for at in range(first, last) if at not in theirs)
            sent = [_signs(form[number] for number in placed) for form in self.asked.forms]
            found = sorted((_exchanged(here, there) for there in sent), key=_total)[0]
            changed |= found if is_whole else Counter({sign: found[sign] for sign in found if sign[0] == "+"})
        return changed


def _span(placed: Placed) -> tuple[int, int]:
    return min(start for start, _ in placed.values()), max(end for _, end in placed.values())


def _signs(lines: Iterable[str]) -> Counter[str]:
    text = " ".join(lines)
    return Counter(LINKED.findall(text)) + Counter("".join(LINKED.sub("", text).split()))


def _total(signs: Counter[str]) -> int:
    return signs.total()


def _exchanged(here: Counter[str], there: Counter[str]) -> Counter[str]:
    gained, lost = here - there, there - here
    return Counter({f"+{sign}": gained[sign] for sign in gained} | {f"-{sign}": lost[sign] for sign in lost})
