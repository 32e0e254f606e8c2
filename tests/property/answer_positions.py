"""Where a sentence may stand in an answer: each position takes a shape and a sentence, and gives the shape with it.

None where the shape has no such place.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from html import escape

from tests.property.answer_shapes import CLOSE, HEAD, INTRO, OPEN, QUOTED, TAIL, TYPED, Pieces, Shape, yes
from tests.unit.signoff.mails import CODE, breaks, part

Position = Callable[[Shape, str], Shape | None]


def _lines(
    name: str, change: Callable[[list[str], str], list[str]], written: Callable[[str], str] = lambda sentence: sentence
) -> Position:
    """A change of the lines of one piece of plain text; the first of that name."""

    def put(shape: Shape, sentence: str) -> Shape | None:
        at = next((at for at, (piece, text) in enumerate(shape.plain) if piece == name and text.strip()), None)
        if at is None:
            return None
        lines = change(shape.plain[at][1].split("\n"), sentence)
        if not any(written(sentence) in line for line in lines):
            return None
        pieces = [*shape.plain]
        pieces[at] = (name, "\n".join(lines))
        return replace(shape, plain=tuple(pieces))

    return put


def _before(lines: list[str], sentence: str) -> list[str]:
    return [sentence, *lines]


def _after(lines: list[str], sentence: str) -> list[str]:
    return [*lines[:-1], sentence, *lines[-1:]] if not lines[-1] else [*lines, sentence]


def _at_yes(shift: int) -> Callable[[list[str], str], list[str]]:
    def put(lines: list[str], sentence: str) -> list[str]:
        at = next((at for at, line in enumerate(lines) if CODE in line), len(lines) - 1) + shift
        return [*lines[:at], sentence, *lines[at:]]

    return put


def _on_yes(between: str, *, first: bool = False) -> Callable[[list[str], str], list[str]]:
    def put(lines: list[str], sentence: str) -> list[str]:
        return [(f"{sentence}{between}{x}" if first else f"{x}{between}{sentence}") if CODE in x else x for x in lines]

    return put


def _within(mark: str, share: float) -> Callable[[list[str], str], list[str]]:
    """Below a quoted line, with the mark of that line and more."""

    def put(lines: list[str], sentence: str) -> list[str]:
        at = int(len(lines) * share)
        own = lines[at][: len(lines[at]) - len(lines[at].lstrip("> "))]
        return [*lines[: at + 1], f"{own}{mark}{sentence}", *lines[at + 1 :]]

    return put


def _bare_within(share: float) -> Callable[[list[str], str], list[str]]:
    def put(lines: list[str], sentence: str) -> list[str]:
        at = int(len(lines) * share)
        return [*lines[: at + 1], "", sentence, "", *lines[at + 1 :]]

    return put


def _on_line(share: float, between: str = " ", *, first: bool = False) -> Callable[[list[str], str], list[str]]:
    def put(lines: list[str], sentence: str) -> list[str]:
        at = next((at for at in range(int(len(lines) * share), len(lines)) if lines[at].strip("> ")), None)
        if at is None:
            return lines
        line = lines[at]
        own = line[: len(line) - len(line.lstrip("> "))]
        lines[at] = f"{own}{sentence}{between}{line[len(own) :]}" if first else f"{line}{between}{sentence}"
        return lines

    return put


def _at_mark(mark: str, shift: int) -> Callable[[list[str], str], list[str]]:
    def put(lines: list[str], sentence: str) -> list[str]:
        at = next((at for at, line in enumerate(lines) if mark in line), 0)
        own = lines[at][: len(lines[at]) - len(lines[at].lstrip("> "))]
        return [*lines[: at + shift], f"{own}{sentence}", *lines[at + shift :]]

    return put


def _html(name: str, change: Callable[[str, str], str]) -> Position:
    """A change of one piece of the HTML; the sentence comes escaped."""

    def put(shape: Shape, sentence: str) -> Shape | None:
        if not any(piece == name for piece, _ in shape.html):
            return None
        told = escape(sentence)
        html: Pieces = tuple((piece, change(text, told) if piece == name else text) for piece, text in shape.html)
        return replace(shape, html=html)

    return put


def _ahead(wrapped: str) -> Callable[[str, str], str]:
    return lambda text, told: wrapped.replace("@", told) + text


def _behind(wrapped: str) -> Callable[[str, str], str]:
    return lambda text, told: text + wrapped.replace("@", told)


def _middle(wrapped: str) -> Callable[[str, str], str]:
    """Behind an element or a line break near the middle of a quotation."""

    def put(text: str, told: str) -> str:
        at = next(
            (at + len(end) for end in ("</p>", "<br>", "</div>", "\n") if (at := text.find(end, len(text) // 2)) >= 0),
            len(text),
        )
        return text[:at] + wrapped.replace("@", told) + text[at:]

    return put


def _style(rule: str) -> Callable[[str, str], str]:
    return lambda text, told: f"<style>.w{{{rule}}}</style>{text}<div class=w>{told}</div>"


def _adds(sheet: str) -> Callable[[str, str], str]:
    return lambda text, told: f"<style>{sheet.replace('@', _bare(told))}</style>{text}<p>x</p>"


def _bare(told: str) -> str:
    return told.replace("'", "").replace('"', "")


def _field(name: str, value: str) -> Position:
    def put(shape: Shape, sentence: str) -> Shape | None:
        told = sentence.encode().hex()
        coded = "=?utf-8?Q?" + "".join(f"={told[at : at + 2]}" for at in range(0, len(told), 2)) + "?="
        return replace(shape, fields={**shape.fields, name: value.replace("@", coded, 1)})

    return put


def _beside(content: str, more: str = "", wrapped: str = "@", encoding: str = "8bit") -> Position:
    return lambda shape, sentence: replace(
        shape, parts=(*shape.parts, part(wrapped.replace("@", sentence), content, encoding, more))
    )


def _in_charset(name: str) -> Position:
    """A further part in a charset that is on no list."""

    def put(shape: Shape, sentence: str) -> Shape:
        data = sentence.encode(name, "replace")
        return replace(shape, parts=(*shape.parts, part(data, f"text/plain; charset={name}", "base64")))

    return put


def _only_plain(shape: Shape, sentence: str) -> Shape | None:
    return _lines(TYPED, _after)(shape, sentence) if shape.html else None


def _forwarded(shape: Shape, sentence: str) -> Shape:
    inner = f"From: Ada <ada.marsh@example.org>\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n{sentence}\n"
    return replace(shape, parts=(*shape.parts, part(inner, "message/rfc822")))


def _alternative(content: str) -> Position:
    return lambda shape, sentence: replace(
        shape, alternatives=(part(f"{yes(shape.language)}\n\n{sentence}\n", content),)
    )


def _wrapped_in_html(shape: Shape, sentence: str) -> Shape | None:
    """Letter by letter, each in an element of its own."""
    letters = "".join(f"<span>{escape(letter)}</span>" for letter in sentence)
    return _html(TYPED, lambda text, _: f"{text}<p>{letters}</p>")(shape, sentence)


def _as_file_name(shape: Shape, sentence: str) -> Shape | None:
    if any(mark in sentence for mark in '"\\;') or not sentence.isascii():
        return None
    name = f'Content-Disposition: attachment; filename="{sentence}"\n'
    return replace(shape, parts=(*shape.parts, part(b"%PDF-1.7", "application/pdf", "base64", name)))


def _broken(how: str) -> Position:
    """Behind the last text, where its encoding is broken; the other encodings cannot be broken so."""
    return lambda shape, sentence: replace(shape, broken=(how, sentence))


def _coded(sentence: str) -> str:
    return f"=?utf-8?B?{b64encode(sentence.encode()).decode()}?="


def _header(lines: Callable[[str], str], content: str = "image/png", body: str = "x") -> Position:
    """A further part in whose header the sentence stands; what is not ASCII is coded."""

    def put(shape: Shape, sentence: str) -> Shape | None:
        if any(mark in sentence for mark in '"\\\\;'):
            return None
        told = sentence if sentence.isascii() else _coded(sentence)
        return replace(shape, parts=(*shape.parts, part(body, content.replace("@", told), more=lines(told))))

    return put


def _raw_part(lines: str) -> Position:
    """A further part, as it stands in the mail."""
    return lambda shape, sentence: replace(shape, parts=(*shape.parts, lines.replace("@", sentence).encode()))


def _attached_mail(head: str = "", encoding: str = "8bit") -> Position:
    def put(shape: Shape, sentence: str) -> Shape:
        told = sentence if sentence.isascii() or not head else _coded(sentence)
        inner = f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n{'x' if head else told}\n"
        return replace(shape, parts=(*shape.parts, part(inner, "message/rfc822", encoding, head.replace("@", told))))

    return put


def _hyphened(sentence: str) -> str:
    return "-".join(sentence.split())


def _one_token(shape: Shape, sentence: str) -> Shape:
    """The sender's name and address, without a space."""
    told = _hyphened(sentence)
    name = f'"{told}"' if told.isascii() else _coded(told)
    return replace(shape, fields={**shape.fields, "From": f"{name}<ada.marsh@example.org>"})


def _as_comment(shape: Shape, sentence: str) -> Shape | None:
    told = _hyphened(sentence)
    return replace(shape, fields={**shape.fields, "From": f"ada.marsh@example.org({told})"}) if told.isascii() else None


def _link(name: str, before: str = "") -> Position:
    """A link whose address says the sentence, in a line of a piece; with words before it in the first line."""

    def change(lines: list[str], sentence: str) -> list[str]:
        at = next((at for at in range(len(lines) // 2, len(lines)) if lines[at].strip("> ")), 0)
        lines[at] += f" <https://a.example/{_hyphened(sentence)}/>"
        first = next(at for at, line in enumerate(lines) if line.strip("> "))
        return [*lines[:first], f"{before}{lines[first]}", *lines[first + 1 :]]

    return _lines(name, change, _hyphened)


def _link_in_the_subject(shape: Shape, sentence: str) -> Shape | None:
    told = _hyphened(sentence)
    subject = f"Re: Your consent, please ({CODE}) <https://a.example/{told}/>"
    return replace(shape, fields={**shape.fields, "Subject": subject}) if told.isascii() else None


def _behind_padding_in_the_subject(shape: Shape, sentence: str) -> Shape:
    first, then = (b64encode(each.encode()).decode() for each in (f"Re: Your consent, please ({CODE}) ", sentence))
    first = first if first.endswith("=") else f"{first}ICA="
    return replace(shape, fields={**shape.fields, "Subject": f"=?utf-8?B?{first}{then}?="})


POSITIONS: dict[str, Position] = {
    "first of all": _lines(TYPED, _before),
    "above the line": _lines(TYPED, _at_yes(0)),
    "below the line": _lines(TYPED, _at_yes(1)),
    "last of what is typed": _lines(TYPED, _after),
    "in the greeting": _lines(TYPED, lambda lines, told: [f"Hi Kim, {told}", "", *lines]),
    "in the closing": _lines(TYPED, lambda lines, told: [*lines, f"Best regards, {told}", "Ada", ""]),
    "below the mark of a signature": _lines(TYPED, lambda lines, told: [*lines, "-- ", "Ada Marsh", told, ""]),
    "below a drawn line": _lines(TYPED, lambda lines, told: [*lines, "________________", told, ""]),
    "below a telephone's line": _lines(TYPED, lambda lines, told: [*lines, "Sent from my iPhone", told, ""]),
    "in a telephone's line": _lines(TYPED, lambda lines, told: [*lines, f"Sent from my iPhone {told}", ""]),
    "on the line": _lines(TYPED, _on_yes(" ")),
    "on the line, after a comma": _lines(TYPED, _on_yes(", ")),
    "before the line, on it": _lines(TYPED, _on_yes(" ", first=True)),
    "on the line, behind a line separator": _lines(TYPED, _on_yes("\u2028")),
    "on the line, behind a form feed": _lines(TYPED, _on_yes("\x0c")),
    "on the line, behind NEL": _lines(TYPED, _on_yes("\x85")),
    "on the line, far to the right": _lines(TYPED, _on_yes(" " * 200)),
    "on the line, in brackets": _lines(TYPED, lambda lines, told: _on_yes(" (")(lines, f"{told})")),
    "above the introduction": _lines(INTRO, _before),
    "as an introduction": _lines(INTRO, lambda lines, told: [f"On 23 Nov 2026 {told} wrote:", *lines]),
    "before the introduction, on it": _lines(INTRO, _on_line(0, first=True)),
    "behind the introduction, on it": _lines(INTRO, _on_line(0)),
    "below the introduction": _lines(INTRO, _after),
    "as a header line": _lines(INTRO, lambda lines, told: [*lines[:-1], f"Note: {told}", *lines[-1:]]),
    "as a subject line": _lines(INTRO, lambda lines, told: [*lines[:-1], f"Subject: {told}", *lines[-1:]]),
    "first of the quotation, at its level": _lines(QUOTED, lambda lines, told: [f"{_mark(lines)}{told}", *lines]),
    "in the quotation, at its level": _lines(QUOTED, _within("", 0.5)),
    "early in the quotation, at its level": _lines(QUOTED, _within("", 0.2)),
    "late in the quotation, at its level": _lines(QUOTED, _within("", 0.85)),
    "in the quotation, a level deeper": _lines(QUOTED, _within("> ", 0.6)),
    "in the quotation, with a bar": _lines(QUOTED, _within("| ", 0.4)),
    "in the quotation, unmarked": _lines(QUOTED, _bare_within(0.5)),
    "early in the quotation, unmarked": _lines(QUOTED, _bare_within(0.1)),
    "late in the quotation, unmarked": _lines(QUOTED, _bare_within(0.9)),
    "behind a quoted line": _lines(QUOTED, _on_line(0.5)),
    "before a quoted line": _lines(QUOTED, _on_line(0.6, first=True)),
    "behind a quoted line, far to the right": _lines(QUOTED, _on_line(0.3, " " * 300)),
    "behind a quoted line and a vertical tab": _lines(QUOTED, _on_line(0.7, "\x0b")),
    "behind a quoted line and a paragraph separator": _lines(QUOTED, _on_line(0.7, "\u2029")),
    "above the text's first mark": _lines(QUOTED, _at_mark("[BEGIN", 0)),
    "below the text's first mark": _lines(QUOTED, _at_mark("[BEGIN", 1)),
    "above the text's last mark": _lines(QUOTED, _at_mark("[END", 0)),
    "below the text's last mark": _lines(QUOTED, _at_mark("[END", 1)),
    "behind the text's last mark": _lines(
        QUOTED, lambda lines, told: [f"{x} {told}" if "[END" in x else x for x in lines]
    ),
    "above the line that is quoted": _lines(QUOTED, _at_mark(CODE, 0)),
    "last of the quotation, at its level": _lines(QUOTED, lambda lines, told: [*lines, f"{_mark(lines)}{told}", ""]),
    "below the quotation": _lines(QUOTED, lambda lines, told: [*lines, "", told, ""]),
    "below the quotation and a mark": _lines(QUOTED, lambda lines, told: [*lines, "-- ", told, ""]),
    "in the plain text alone": _only_plain,
    "HTML: above what is typed": _html(TYPED, _ahead("<div>@</div>")),
    "HTML: below what is typed": _html(TYPED, _behind("<div>@</div>")),
    "HTML: in a table": _html(TYPED, _behind("<table><tr><td>@</td></tr></table>")),
    "HTML: in a list": _html(TYPED, _behind("<ul><li>@</li></ul>")),
    "HTML: preformatted": _html(TYPED, _behind("<pre>@</pre>")),
    "HTML: struck through": _html(TYPED, _behind("<p><s>@</s></p>")),
    "HTML: not displayed": _html(TYPED, _behind("<div style='display:none'>@</div>")),
    "HTML: not visible": _html(TYPED, _behind("<div style='visibility:hidden'>@</div>")),
    "HTML: without size": _html(TYPED, _behind("<span style='font-size:0'>@</span>")),
    "HTML: white": _html(TYPED, _behind("<font color='#ffffff'>@</font>")),
    "HTML: transparent": _html(TYPED, _behind("<p style='opacity:0'>@</p>")),
    "HTML: elsewhere": _html(TYPED, _behind("<p style='position:absolute;left:-9999px'>@</p>")),
    "HTML: hidden": _html(TYPED, _behind("<p hidden>@</p>")),
    "HTML: hidden by a sheet": _html(TYPED, _style("display:none")),
    "HTML: added by a sheet": _html(
        TYPED, lambda text, told: f"<style>p:after{{content:'{told.replace(chr(39), '')}'}}</style>{text}"
    ),
    "HTML: a comment": _html(TYPED, _behind("<!-- @ -->")),
    "HTML: for Outlook alone": _html(TYPED, _behind("<!--[if mso]><p>@</p><![endif]-->")),
    "HTML: for all but Outlook": _html(TYPED, _behind("<![if !mso]><p>@</p><![endif]>")),
    "HTML: the title": _html(
        HEAD,
        lambda text, told: text.replace("<head>", f"<head><title>{told}</title>") if "<head>" in text else text + told,
    ),
    "HTML: in place of a picture": _html(TYPED, _behind("<img src='cid:a' alt=\"@\">")),
    "HTML: a tooltip": _html(TYPED, _behind("<a href='https://a.example' title=\"@\">here</a>")),
    "HTML: a label": _html(TYPED, _behind('<span aria-label="@">x</span>')),
    "HTML: a template": _html(TYPED, _behind("<template><p>@</p></template>")),
    "HTML: without scripts": _html(TYPED, _behind("<noscript>@</noscript>")),
    "HTML: a field": _html(TYPED, _behind("<textarea>@</textarea>")),
    "HTML: a value": _html(TYPED, _behind('<input value="@">')),
    "HTML: an option": _html(TYPED, _behind("<select><option>@</option></select>")),
    "HTML: folded away": _html(TYPED, _behind("<details><summary>x</summary>@</details>")),
    "HTML: in a drawing": _html(TYPED, _behind("<svg><text>@</text></svg>")),
    "HTML: a frame": _html(TYPED, _behind('<iframe srcdoc="@"></iframe>')),
    "HTML: letter by letter": _wrapped_in_html,
    "HTML: below a set of frames": _html(TAIL, lambda text, told: f"<frameset>{told}</frameset>{text}"),
    "HTML: below the end": _html(TAIL, _behind("@")),
    "HTML: above the quotation": _html(OPEN, _ahead("<p>@</p>")),
    "HTML: before the introduction": _html(INTRO, _ahead("@ ")),
    "HTML: behind the introduction": _html(INTRO, _behind(" @<br>")),
    "HTML: first of the quotation": _html(QUOTED, _ahead("<div>@</div>")),
    "HTML: in the quotation": _html(QUOTED, _middle("<div>@</div>")),
    "HTML: in the quotation, on a line": _html(QUOTED, _middle("<b>@</b>")),
    "HTML: in the quotation, a level deeper": _html(QUOTED, _middle("<blockquote>@</blockquote>")),
    "HTML: in the quotation, struck through": _html(QUOTED, _middle("<del>@</del>")),
    "HTML: in the quotation, not displayed": _html(QUOTED, _middle("<div style='display:none'>@</div>")),
    "HTML: last of the quotation": _html(QUOTED, _behind("<div>@</div>")),
    "HTML: below the quotation": _html(CLOSE, _behind("<p>@</p>")),
    "behind the subject": _field("Subject", f"Re: Your consent, please ({CODE}) @"),
    "as the subject": _field("Subject", "@"),
    "as the sender's name": _field("From", "@ <ada.marsh@example.org>"),
    "as the name to answer to": _field("Reply-To", "@ <ada.marsh@example.org>"),
    "as a comment of the mail": _field("Comments", "@"),
    "as keywords": _field("Keywords", "@"),
    "as the organisation": _field("Organization", "@"),
    "as the topic": _field("Thread-Topic", "@"),
    "in a further part": _beside("text/plain; charset=utf-8"),
    "in a further part, in HTML": _beside("text/html; charset=utf-8", wrapped="<p>@</p>"),
    "in an unknown charset": _beside("text/plain; charset=x-klingon"),
    "in a charset of Python's": _beside("text/plain; charset=unicode_escape"),
    "in UTF-7": _in_charset("utf-7"),
    "in EBCDIC": _in_charset("cp500"),
    "in UTF-32": _in_charset("utf-32"),
    "in an attached text": _beside("text/plain; charset=utf-8", 'Content-Disposition: attachment; filename="a.txt"\n'),
    "in an attached page": _beside(
        "text/html; charset=utf-8", 'Content-Disposition: attachment; filename="a.html"\n', "<p>@</p>"
    ),
    "in a calendar": _beside("text/calendar; charset=utf-8", wrapped="BEGIN:VCALENDAR\nSUMMARY:@\nEND:VCALENDAR"),
    "in enriched text": _beside("text/enriched; charset=utf-8"),
    "as a file's name": _as_file_name,
    "in a mail that is attached": _forwarded,
    "in a third form": _alternative("text/plain; charset=utf-8"),
    "in a form of another kind": _alternative("text/x-watch-html; charset=utf-8"),
    "before the parts": lambda shape, sentence: replace(shape, before=sentence),
    "behind the parts": lambda shape, sentence: replace(shape, after=sentence),
    "HTML: in quotation marks, as data": _html(TYPED, _behind('<p>Say "Data: @" or</p>')),
    "HTML: in quotation marks, as an address of data": _html(TYPED, _behind('<p>="data:image/png;base64,@"</p>')),
    "HTML: the address of a picture": _html(TYPED, _behind('<img src="https://a.example/@">')),
    "HTML: a picture that is a text": _html(TYPED, _behind('<img src="data:image/svg+xml,<svg><text>@</text></svg>">')),
    "HTML: an object that is a text": _html(TYPED, _behind('<object data="data:text/plain,@"></object>')),
    "HTML: a frame that is a text": _html(TYPED, _behind('<iframe src="data:text/html,<p>@</p>"></iframe>')),
    "HTML: a film's picture": _html(TYPED, _behind('<video poster="https://a.example/@"></video>')),
    "HTML: a background": _html(TYPED, _behind('<table background="https://a.example/@"><tr><td>x</table>')),
    "HTML: a picture in a drawing": _html(TYPED, _behind('<svg><image href="https://a.example/@" /></svg>')),
    "HTML: a description": _html(TYPED, _behind('<span aria-description="@">x</span>')),
    "HTML: a table's short name": _html(TYPED, _behind('<table><tr><th abbr="@">x</table>')),
    "HTML: added by a sheet, in two strings": _html(TYPED, _adds('p:before{content:"@" " "}')),
    "HTML: added by a sheet, behind an escape": _html(TYPED, _adds("p:before{content:'\\\\20 @'}")),
    "HTML: added by a sheet, for some alone": _html(
        TYPED, lambda text, told: f"<style>@media screen{{p:before{{content:'{_bare(told)}'}}}}</style>{text}"
    ),
    "HTML: added by a list's mark": _html(TYPED, _adds("li{list-style-type:'@'}")),
    "HTML: added by quotation marks": _html(TYPED, _adds("q{quotes:'@' 'x'}")),
    "HTML: added by a counter": _html(
        TYPED, lambda text, told: f"<style>@counter-style x{{system:cyclic;symbols:'{_bare(told)}'}}</style>{text}"
    ),
    "HTML: added from an attribute": _html(
        TYPED, lambda text, told: f'<style>p:after{{content:attr(data-x)}}</style>{text}<p data-x="{told}">x</p>'
    ),
    "HTML: added by its own style": _html(TYPED, _behind("<ul style=\"list-style:'@'\"><li>x</ul>")),
    "behind the padding": _broken("padding"),
    "behind the padding, as it is": _broken("plain"),
    "behind the padding, with a defect": _broken("defect"),
    "before half a letter": _broken("odd"),
    "where a line goes on": _broken("soft"),
    "behind the padding, in the subject": _behind_padding_in_the_subject,
    "as the sender's name, without a space": _one_token,
    "as a comment of the address": _as_comment,
    "in a link in the subject": _link_in_the_subject,
    "in a link on a quoted line": _link(QUOTED),
    "in a link in a quotation behind words": _link(QUOTED, "PS "),
    "in a link that is typed": _link(TYPED),
    "as a picture's name": _header(lambda told: f'Content-Disposition: inline; filename="{told}"\n'),
    "as a picture's other name": _header(
        lambda told: 'Content-Disposition: inline; filename="a.png"\n', 'image/png; name="@"'
    ),
    "as a file's long name": _header(lambda told: f'Content-Disposition: attachment; filename="{"x" * 300} {told}"\n'),
    "as a text's name": _header(lambda told: f'Content-Disposition: inline; filename="{told}"\n', "text/plain"),
    "as a part's description": _header(lambda told: f"Content-Description: {told}\n", "text/plain"),
    "as a further setting": _header(lambda told: f'Content-Disposition: attachment; note="{told}"\n'),
    "below the settings of a part": _header(lambda told: f"Content-Disposition: inline\n {told}\n", "text/plain"),
    "as an attached mail's name": _attached_mail('Content-Disposition: attachment; filename="@.eml"\n'),
    "as an attached mail's description": _attached_mail("Content-Description: @\n"),
    "in an attached mail, encoded as a whole": _attached_mail(encoding="base64"),
    "in a report": _raw_part("Content-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nNote: @\n"),
    "in a part without a blank line": _raw_part("Content-Type: text/plain; charset=utf-8\n@\n"),
    "in a part without a blank line, as a field": _raw_part("Content-Type: text/plain; charset=utf-8\nNote: @\n"),
    "in a part without a blank line, on a setting": _raw_part("Content-Type: text/plain;\n charset=utf-8;\n x=@\n"),
    "in a part without a header": _raw_part("@\n"),
    "quoted in HTML alone": _html(QUOTED, lambda text, told: f"{text}{breaks('')}<blockquote>{told}</blockquote>"),
}


def _mark(lines: list[str]) -> str:
    return "> " if any(line.startswith(">") for line in lines) else ""


SENTENCES = (
    "Only if you take out the sentence about Mondays.",
    "But not to Acme, please.",
    "No.",
    "Rejected",
    "Approval Pending Legal Review",
    "Please leave out the second paragraph",
    "Without paragraph two",
    "Only sentence 1",
    "I take that back",
    "Wait until Friday",
    "not yet",
    "Ask me again before it goes out!",
    "Nur ohne den zweiten Absatz.",
    "Bitte noch nicht weitergeben",
    "Sauf le deuxième paragraphe",
    "Sin la segunda frase, por favor",
    "Het tweede stuk moet eruit",
    "第二段落を削除してください",
    "Только без второго абзаца",
    "👎",
)
