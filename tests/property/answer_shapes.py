"""Genuine answers as programs and people write them, in pieces: what was typed, what introduces a quotation, the rest.

Made after how programs write; no mail was copied. `SHAPES` has each under its name.
"""

from __future__ import annotations

import base64
import quopri
from codecs import BOM_UTF16_LE
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape

import msgspec

from coachvault.practice.signoff import Request
from coachvault.signoff.letters import Asking, mail
from coachvault.texts.languages import language_of
from tests.unit.signoff.mails import (
    ADA,
    CODE,
    DATE,
    KIM,
    NAME,
    REQUEST,
    breaks,
    divs,
    flowed,
    joined,
    part,
    quote,
    wrapped,
)

SENDER = "Kim Vale"
Pieces = tuple[tuple[str, str], ...]
TYPED, INTRO, QUOTED, HEAD, OPEN, CLOSE, TAIL = "typed", "intro", "quoted", "head", "open", "close", "tail"


@dataclass(frozen=True)
class Shape:
    """An answer in pieces.

    Args:
        plain: Its plain text, piece by piece; none where it is HTML alone.
        html: Its HTML; none where it is plain text alone.
        language: That of the request.
        flow: What `text/plain` has besides its charset.
        fields: Further header fields, or others in place of the usual.
        parts: What stands beside, each a whole part.
        before: What stands before the first part, where there are several.
        after: What stands behind the last one.
        lost: Whether the text went through a charset that has not all of its letters.
        alternatives: Further forms, each a whole part.
        broken: What a broken encoding of the last text leaves out, and how: a key of `BREAKS`.
    """

    plain: Pieces = ()
    html: Pieces = ()
    language: str = "en"
    flow: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    parts: tuple[bytes, ...] = ()
    before: str = ""
    after: str = ""
    lost: str = ""
    alternatives: tuple[bytes, ...] = ()
    broken: tuple[str, str] = ("", "")

    def bytes_in(self, charset: str = "utf-8", encoding: str = "8bit") -> bytes:
        """Returns the mail; what the charset has not is lost, as gateways lose it."""
        request = asked(self.language)[0]
        subject = f"Re: {language_of(self.language).mail.subject} ({CODE})"
        fields = {"From": ADA, "To": KIM, "Subject": subject, "Date": DATE, "MIME-Version": "1.0"} | self.fields
        head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value).encode()
        assert request.code == CODE
        texts = [
            _part(
                "".join(text for _, text in pieces),
                f"text/{kind}; charset={charset}{more}",
                (charset, encoding),
                self.lost,
            )
            for kind, pieces, more in (("plain", self.plain, self.flow), ("html", self.html, ""))
            if pieces
        ]
        if self.broken[0]:
            texts[-1] += _broken(texts[-1], *self.broken, charset)
        texts += self.alternatives
        whole = texts[0] if len(texts) == 1 else _multipart("alternative", texts, "=_alt")
        if self.parts or self.before or self.after:
            whole = _multipart("mixed", [whole, *self.parts], "=_mixed", self.before, self.after)
        return head + whole


def _part(text: str, content: str, written: tuple[str, str], lost: str) -> bytes:
    charset, encoding = written
    text = text.encode(lost, "replace").decode(lost) if lost else text
    data = text.encode(charset, "replace")
    data = (
        base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data) if encoding[0] == "q" else data
    )
    return f"Content-Type: {content}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + data


BREAKS = {"padding": "base64", "plain": "base64", "defect": "base64", "odd": "base64", "soft": "quoted-printable"}
"""The encoding that each way to break one is for."""


def _broken(before: bytes, how: str, said: str, charset: str) -> bytes:
    """Returns what stands behind a text in an encoding: behind its padding, outside it, or as if it went on."""
    told = said.encode("utf-8" if how == "plain" and charset == "utf-16" else charset, "replace")
    if how == "soft":
        return b"=\r" + told + b"\n"
    padding = b"" if before.rstrip().endswith(b"=") else b"ICA=\n"
    coded = base64.b64encode((b"\n" if charset != "utf-16" else b"\n\0") + told.removeprefix(BOM_UTF16_LE))
    ways = {"padding": coded, "plain": told, "defect": coded[:5] + b"#!" + coded[5:], "odd": _odd(coded)}
    return padding + ways[how] + b"\n"


def _odd(coded: bytes) -> bytes:
    """Returns Base64 of the same with one byte more, which is half a letter in a charset of two."""
    return base64.b64encode(base64.b64decode(coded) + b"\xff")


def _multipart(kind: str, parts: list[bytes], boundary: str, before: str = "", after: str = "") -> bytes:
    above = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{before}\n'.encode()
    return above + joined(tuple(parts), boundary) + after.encode()


@cache
def asked(language: str) -> tuple[Request, str]:
    """Returns the request in a language, with the mail kept, and the body of that mail."""
    request = msgspec.structs.replace(REQUEST, language=language)
    text = mail(Asking(request, "R7", NAME, SENDER, ()))
    return msgspec.structs.replace(request, sent=text), text.partition("\n\n")[2]


def yes(language: str) -> str:
    return f"{language_of(language).request.approve} {CODE}"


def _plain(typed: str, intro: str, quoted: str, tail: str = "") -> Pieces:
    return ((TYPED, f"{typed}\n\n"), (INTRO, f"{intro}\n"), (QUOTED, quoted), (TAIL, tail))


def _html(typed: str, intro: str, quoted: str, around: tuple[str, str], tail: str = "") -> Pieces:
    above = ((HEAD, "<html><head></head><body>"), (TYPED, typed), (OPEN, around[0]), (INTRO, intro), (QUOTED, quoted))
    return (*above, (CLOSE, around[1]), (TAIL, f"{tail}</body></html>\n"))


INTRODUCTIONS: dict[str, tuple[str, str]] = {
    "Gmail, English": ("en", "On Mon, Nov 23, 2026 at 1:05 PM Kim Vale <kim@vale.example> wrote:"),
    "Gmail, British": ("en", "On Mon, 23 Nov 2026 at 13:05, Kim Vale <kim@vale.example> wrote:"),
    "Gmail, German": ("de", "Am Mo., 23. Nov. 2026 um 13:05 Uhr schrieb Kim Vale <kim@vale.example>:"),
    "Gmail, French": ("fr", "Le lun. 23 nov. 2026 à 13:05, Kim Vale <kim@vale.example> a écrit :"),
    "Gmail, Spanish": ("es", "El lun, 23 nov 2026 a las 13:05, Kim Vale (<kim@vale.example>) escribió:"),
    "Gmail, Italian": ("en", "Il giorno lun 23 nov 2026 alle ore 13:05 Kim Vale <kim@vale.example> ha scritto:"),
    "Gmail, Dutch": ("en", "Op ma 23 nov 2026 om 13:05 schreef Kim Vale <kim@vale.example>:"),
    "Gmail, Swedish": ("en", "Den mån 23 nov. 2026 kl 13:05 skrev Kim Vale <kim@vale.example>:"),
    "Gmail, Danish": ("en", "Den man. 23. nov. 2026 kl. 13.05 skrev Kim Vale <kim@vale.example>:"),
    "Gmail, Norwegian": ("en", "man. 23. nov. 2026 kl. 13:05 skrev Kim Vale <kim@vale.example>:"),
    "Gmail, Finnish": ("en", "ma 23. marrask. 2026 klo 13.05 Kim Vale (kim@vale.example) kirjoitti:"),
    "Gmail, Polish": ("en", "pon., 23 lis 2026 o 13:05 Kim Vale <kim@vale.example> napisał(a):"),
    "Gmail, Czech": ("en", "po 23. 11. 2026 v 13:05 odesílatel Kim Vale <kim@vale.example> napsal:"),
    "Gmail, Portuguese": ("en", "Kim Vale <kim@vale.example> escreveu (segunda, 23/11/2026 à(s) 13:05):"),
    "Gmail, Russian": ("en", "пн, 23 нояб. 2026 в 13:05, Kim Vale <kim@vale.example>:"),
    "Gmail, Turkish": ("en", "Kim Vale <kim@vale.example>, 23 Kas 2026 Pzt, 13:05 tarihinde şunu yazd\u0131:"),
    "Gmail, Japanese": ("en", "2026年11月23日(月) 13:05 Kim Vale <kim@vale.example>:"),
    "Gmail, Hungarian": ("en", "Kim Vale <kim@vale.example> ezt írta (időpont: 2026. nov. 23., H, 13:05):"),
    "Apple, English": ("en", f"On 23 Nov 2026, at 13:05, {KIM} wrote:"),
    "Apple, American": ("en", f"On Nov 23, 2026, at 1:05\u202fPM, {KIM} wrote:"),
    "Apple, German": ("de", f"Am 23.11.2026 um 13:05 schrieb {KIM}:"),
    "Apple, French": ("fr", f"Le 23 nov. 2026 à 13:05, {KIM} a écrit :"),
    "Apple, Spanish": ("es", f"El 23 nov 2026, a las 13:05, {KIM} escribió:"),
    "Apple, Italian": ("en", f"Il giorno 23 nov 2026, alle ore 13:05, {KIM} ha scritto:"),
    "Apple, Dutch": ("en", f"Op 23 nov 2026, om 13:05 heeft {KIM} het volgende geschreven:"),
    "Apple, Swedish": ("en", f"23 nov. 2026 kl. 13:05 skrev {KIM}:"),
    "Thunderbird, English": ("en", "On 11/23/26 13:05, Kim Vale wrote:"),
    "Thunderbird, German": ("de", "Am 23.11.26 um 13:05 schrieb Kim Vale:"),
    "Thunderbird, French": ("fr", "Le 23/11/2026 à 13:05, Kim Vale a écrit :"),
    "Thunderbird, Spanish": ("es", "El 23/11/26 a las 13:05, Kim Vale escribió:"),
    "Thunderbird, Italian": ("en", "Il 23/11/26 13:05, Kim Vale ha scritto:"),
    "Thunderbird, Dutch": ("en", "Op 23-11-2026 om 13:05 schreef Kim Vale:"),
    "Thunderbird, Polish": ("en", "W dniu 23.11.2026 o 13:05, Kim Vale pisze:"),
    "Thunderbird, Czech": ("en", "Dne 23. 11. 26 v 13:05 Kim Vale napsal(a):"),
    "Thunderbird, Finnish": ("en", "Kim Vale kirjoitti 23.11.2026 klo 13.05:"),
    "KMail": ("de", "On Montag, 23. November 2026 13:05:07 MEZ Kim Vale wrote:"),
    "mutt": ("en", "On Mon, Nov 23, 2026 at 01:05:07PM +0100, Kim Vale wrote:"),
    "Fastmail": ("en", "On Mon, 23 Nov 2026, at 1:05 PM, Kim Vale wrote:"),
    "Roundcube": ("de", "Am 2026-11-23 13:05, schrieb Kim Vale:"),
    "Evolution": ("en", "On Mon, 2026-11-23 at 13:05 +0100, Kim Vale wrote:"),
    "K-9": ("en", "On 23 November 2026 13:05:07 CET, Kim Vale <kim@vale.example> wrote:"),
    "Proton": ("en", f"On Monday, November 23rd, 2026 at 1:05 PM, {KIM} wrote:"),
    "Zoho": ("en", f"---- On Mon, 23 Nov 2026 13:05:07 +0100 {KIM} wrote ----"),
    "HEY": ("en", "On November 23, 2026, Kim Vale <kim@vale.example> wrote:"),
    "Spark": ("en", "On 23 Nov 2026 at 13:05 +0100, Kim Vale <kim@vale.example>, wrote:"),
}
"""How a quotation is introduced: the language of the request, and the line."""

BLOCKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "English": ("en", ("From:", "Sent:", "To:", "Subject:"), "Monday, November 23, 2026 1:05 PM"),
    "German": ("de", ("Von:", "Gesendet:", "An:", "Betreff:"), "Montag, 23. November 2026 13:05"),
    "French": ("fr", ("De :", "Envoyé :", "À :", "Objet :"), "lundi 23 novembre 2026 13:05"),
    "Spanish": ("es", ("De:", "Enviado el:", "Para:", "Asunto:"), "lunes, 23 de noviembre de 2026 13:05"),
    "Italian": ("en", ("Da:", "Inviato:", "A:", "Oggetto:"), "lunedì 23 novembre 2026 13:05"),
    "Dutch": ("en", ("Van:", "Verzonden:", "Aan:", "Onderwerp:"), "maandag 23 november 2026 13:05"),
    "Swedish": ("en", ("Från:", "Skickat:", "Till:", "Ämne:"), "den 23 november 2026 13:05"),
    "Danish": ("en", ("Fra:", "Sendt:", "Til:", "Emne:"), "23. november 2026 13:05"),
    "Finnish": ("en", ("Lähettäjä:", "Lähetetty:", "Vastaanottaja:", "Aihe:"), "maanantai 23. marraskuuta 2026 13.05"),
    "Polish": ("en", ("Od:", "Wysłano:", "Do:", "Temat:"), "poniedziałek, 23 listopada 2026 13:05"),
    "Czech": ("en", ("Od:", "Odesláno:", "Komu:", "Předmět:"), "pondělí 23. listopadu 2026 13:05"),
    "Russian": ("en", ("От:", "Отправлено:", "Кому:", "Тема:"), "23 ноября 2026 13:05"),
    "Portuguese": ("en", ("De:", "Enviada em:", "Para:", "Assunto:"), "segunda-feira, 23 de novembro de 2026 13:05"),
    "Norwegian": ("en", ("Fra:", "Sendt:", "Til:", "Emne:"), "mandag 23. november 2026 13:05"),
}
"""The header block of an older mail, as Outlook writes it."""

FOOTERS = {
    "en": ("Sent from my iPhone", "Get Outlook for iOS<https://aka.ms/o0ukef>"),
    "de": ("Von meinem iPhone gesendet", "Outlook für Android<https://aka.ms/AAb9ysg> herunterladen"),
    "fr": ("Envoyé de mon iPhone", "Télécharger Outlook pour Android<https://aka.ms/AAb9ysg>"),
    "es": ("Enviado desde mi iPhone", "Obtener Outlook para iOS<https://aka.ms/o0ukef>"),
}
POLITE = {
    "en": ("Hi Kim,", "Best regards,\nAda"),
    "de": ("Liebe Kim,", "Viele Grüße\nAda"),
    "fr": ("Bonjour Kim,", "Cordialement,\nAda"),
    "es": ("Hola Kim:", "Saludos,\nAda"),
}


def politely(language: str) -> str:
    above, below = POLITE[language]
    return f"{above}\n\n{yes(language)}\n\n{below}"


def _block(name: str) -> str:
    language, labels, when = BLOCKS[name]
    values = (KIM, when, ADA, f"{language_of(language).mail.subject} ({CODE})")
    return "".join(f"{label} {value}\n" for label, value in zip(labels, values, strict=True))


def _block_html(name: str) -> str:
    rows = (row.partition(":") for row in _block(name).splitlines())
    return "<br>\n".join(f"<b>{escape(label)}:</b>{escape(value)}" for label, _, value in rows)


def gmail(name: str, typed: Callable[[str], str] = yes) -> Shape:
    language, intro = INTRODUCTIONS[name]
    body, said = asked(language)[1], typed(language)
    told = escape(intro).replace("kim@vale.example", '<a href="mailto:kim@vale.example">kim@vale.example</a>')
    html = _html(
        f'<div dir="ltr">{divs(said)}</div><br>',
        f'<div dir="ltr" class="gmail_attr">{told}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px'
        ' 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
        f"{breaks(body)}<br>\n",
        ('<div class="gmail_quote gmail_quote_container">', "</blockquote></div>"),
    )
    short = "\n".join(wrapped(intro, 76))
    return Shape(_plain(said, f"{short}\n", quote(body)), html, language)


def iphone(name: str) -> Shape:
    language, intro = INTRODUCTIONS[name]
    text = quote(f"{intro}\n\n\ufeff{asked(language)[1]}", 1000)
    return Shape(_plain(f"{yes(language)}\n\n{FOOTERS[language][0]}", "", text), language=language)


def iphone_html(name: str) -> Shape:
    language, intro = INTRODUCTIONS[name]
    body = asked(language)[1]
    html = _html(
        f'{divs(yes(language))}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{FOOTERS[language][0]}</div>',
        f'<div dir="ltr"><br><blockquote type="cite">{escape(intro)}<br><br></blockquote></div>'
        '<blockquote type="cite"><div dir="ltr">\ufeff',
        divs(body, "p"),
        ("", "</div></blockquote>"),
    )
    return Shape(html=html, language=language)


def apple_mail(name: str) -> Shape:
    language, intro = INTRODUCTIONS[name]
    body, said = asked(language)[1], politely(language)
    html = _html(
        f'{divs(said)}<br id="lineBreakAtBeginningOfMessage">',
        f'<div><br><blockquote type="cite"><div>{escape(intro)}</div><br class="Apple-interchange-newline">',
        f"<div>{divs(body)}</div>",
        ("", "</blockquote></div><br>"),
    )
    text = flowed(f"{intro}\n\n{body}", 1, joined=True)
    plain = ((TYPED, f"{flowed(said, joined=True)}\n"), (QUOTED, text))
    return Shape(plain, html, language, "; format=flowed; delsp=yes")


def thunderbird(name: str, bottom: bool = False) -> Shape:
    language, intro = INTRODUCTIONS[name]
    typed, quoted = (TYPED, f"{flowed(politely(language))}\n"), (QUOTED, flowed(asked(language)[1], 1))
    plain: Pieces = ((INTRO, f"{intro}\n"), quoted, typed) if bottom else (typed, (INTRO, f"{intro}\n"), quoted)
    return Shape(plain, language=language, flow="; format=flowed")


def thunderbird_html(name: str) -> Shape:
    language, intro = INTRODUCTIONS[name]
    html = _html(
        f"<p>{breaks(yes(language))}</p>",
        f'<div class="moz-cite-prefix">{escape(intro)}<br>\n</div>\n<blockquote type="cite" cite="mid:1@vale">\n',
        f'<pre wrap="" class="moz-quote-pre">{escape(asked(language)[1])}</pre>',
        ("", "</blockquote>"),
    )
    return Shape(html=html, language=language)


def attributed(name: str, mark: str = "> ", width: int = 76) -> Shape:
    language, intro = INTRODUCTIONS[name]
    return Shape(_plain(yes(language), intro, quote(asked(language)[1], width, mark)), language=language)


def _paragraphs(text: str) -> str:
    return "".join(f"<p class=MsoNormal>{escape(line) or '&nbsp;'}<o:p></o:p></p>\n" for line in text.splitlines())


OUTLOOK_HEAD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->"
    "<style><!--\n/* Style Definitions */\np.MsoNormal, li\n\t{margin:0in;\n\tfont-size:11.0pt;\n\tfont-family:"
    '"Calibri",sans-serif;}\n@page WordSection1\n\t{size:8.5in 11.0in;\n\tmargin:1.0in 1.0in 1.0in 1.0in;}\n--></style>'
    "</head>\n<body lang=EN-US link=blue>"
)


def outlook(name: str) -> Shape:
    language = BLOCKS[name][0]
    body, said = asked(language)[1], politely(language)
    html = (
        (HEAD, OUTLOOK_HEAD),
        (TYPED, f"<div class=WordSection1>{_paragraphs(said)}"),
        (OPEN, "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'>"),
        (INTRO, f"<p class=MsoNormal>{_block_html(name)}<o:p></o:p></p></div>"),
        (QUOTED, _paragraphs(body)),
        (CLOSE, "</div>"),
        (TAIL, "</body></html>\n"),
    )
    return Shape(_plain(said, f" \n\n{_block(name)} \n", body), html, language)


def outlook_plain(name: str, rule: str = "-----Original Message-----") -> Shape:
    language = BLOCKS[name][0]
    return Shape(_plain(yes(language), f"{rule}\n{_block(name)}", asked(language)[1]), language=language)


def outlook_web(name: str, footer: str = "") -> Shape:
    language = BLOCKS[name][0]
    body, said = asked(language)[1], yes(language) + (f"\n\n{footer}" if footer else "")
    html = _html(
        '<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style>'
        f'<div class="elementToProof" style="font-family: Calibri; color: rgb(0,0,0)">{divs(said)}</div>',
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
        f"{_block_html(name)}</font>\n<div>&nbsp;</div>\n</div>",
        f'<div class="BodyFragment"><div class="PlainText">{breaks(body)}</div></div>',
        ('<div id="appendonsend"></div>\n<hr style="display:inline-block;width:98%" tabindex="-1">', ""),
    )
    return Shape(_plain(said, f"________________________________\n{_block(name)}", body), html, language)


def yahoo(language: str, intro: str) -> Shape:
    body = asked(language)[1]
    html = _html(
        f'<div class="ydp1yahoo-style-wrap" style="font-family:Helvetica; font-size:16px;">{divs(yes(language))}</div>',
        f'<div style="font-size:13px;color:#26282a;"><div>{escape(intro)}</div><div><br></div>',
        f"<div>{breaks(body)}</div>",
        ('<div id="yahoo_quoted_1" class="yahoo_quoted">', "</div></div>"),
    )
    return Shape(_plain(f" {yes(language)}", f"    {intro}  \n ", f" {body}  "), html, language)


def proton(typed: Callable[[str], str]) -> Shape:
    intro, said = INTRODUCTIONS["Proton"][1], f"{typed('en')}\n\nSent with Proton Mail secure email."
    html = _html(
        f'<div style="font-family: Arial, sans-serif; font-size: 14px;">{divs(said)}</div>',
        f'{escape(intro)}<br><blockquote class="protonmail_quote" type="cite">',
        breaks(asked("en")[1]),
        ('<div class="protonmail_quote">', "</blockquote><br></div>"),
    )
    return Shape(_plain(said, f"{intro}\n", quote(asked("en")[1], 1000)), html)


def gmx(language: str) -> Shape:
    rows = (
        "<b>Gesendet:</b>&nbsp;Montag, 23. November 2026 um 13:05 Uhr<br>\n<b>Von:</b>&nbsp;&quot;Kim Vale&quot;"
        " &lt;kim@vale.example&gt;<br>\n<b>An:</b>&nbsp;ada.marsh@example.org<br>\n<b>Betreff:</b>&nbsp;Zustimmung"
    )
    html = _html(
        f'<div style="font-family: Verdana;font-size: 12.0px;">{divs(yes(language))}</div>',
        f'<div style="margin:0 0 10px 0;">{rows}</div>',
        f'<div name="quoted-content">{breaks(asked(language)[1])}</div>',
        ('<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px;">', "</div>"),
    )
    return Shape(html=html, language=language)


def alone(typed: str, language: str = "en") -> Shape:
    """An answer without a quotation, as the request asks for it."""
    return Shape(((TYPED, f"{typed}\n"),), language=language)


def alone_html(typed: str, language: str = "en") -> Shape:
    return Shape(html=((HEAD, "<html><body>"), (TYPED, divs(typed)), (TAIL, "</body></html>")), language=language)


STYLES = {
    "pasted in Apple Mail": (
        "caret-color: rgb(0, 0, 0); color: rgb(0, 0, 0); font-family: Helvetica; font-size: 12px;"
        " letter-spacing: normal; orphans: auto; text-align: start; text-indent: 0px; text-transform: none;"
        " white-space: normal; widows: auto; word-spacing: 0px; -webkit-text-stroke-width: 0px; float: none;"
        " display: inline !important;"
    ),
    "Samsung": "font-size:100%;color:#000000;background-color:#ffffff",
    "a dark screen": "color: rgb(255, 255, 255); background-color: rgb(0, 0, 0);",
    "Outlook's blue": "font-size:11.0pt;font-family:'Calibri',sans-serif;color:#1F497D;mso-fareast-language:EN-US",
    "a web mailer": "position: relative; min-height: 20px; line-height: 1.5; max-width: 100%; opacity: 1",
    "large print": "font-size:x-large;line-height:normal;margin:0 0 0 -2px;padding:1em",
}


def styled(style: str) -> Shape:
    typed = f'<div dir="auto" style="{style}"><span lang=EN-GB>{yes("en")}</span></div>'
    return Shape(html=((HEAD, "<html><body>"), (TYPED, typed), (TAIL, "</body></html>")))


def inline(name: str) -> Shape:
    """The line is typed where the request asks for it, between quoted lines."""
    language, intro = INTRODUCTIONS[name]
    lines = quote(asked(language)[1]).splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.rstrip().endswith(yes(language)))
    pieces = ((INTRO, f"{intro}\n"), (QUOTED, "".join(lines[: at + 1])), (TYPED, f"\n{yes(language)}\n\n"))
    return Shape((*pieces, (QUOTED, "".join(lines[at + 1 :]))), language=language)


def changed(shape: Shape, change: Callable[[str], str]) -> Shape:
    """Returns a shape whose quotation a program has changed."""

    def each(pieces: Pieces) -> Pieces:
        return tuple((name, change(text) if name == QUOTED else text) for name, text in pieces)

    return replace(shape, plain=each(shape.plain), html=each(shape.html))


def _attached(name: str) -> str:
    return f'Content-Disposition: attachment; filename="{name}"\n'


DISCLAIMER = "This email and any files transmitted with it are confidential and meant for the addressee alone."


def _shapes() -> Iterator[tuple[str, Shape]]:
    yield from _by_program()
    mutt, en = attributed("mutt"), yes("en")
    yield "bottom-posting", thunderbird("Thunderbird, English", bottom=True)
    yield "bottom-posting, German", thunderbird("Thunderbird, German", bottom=True)
    for name in ("mutt", "Gmail, German", "Apple, French", "Thunderbird, Spanish"):
        yield f"inline, {name}", inline(name)
    for language in POLITE:
        yield f"the line alone, {language}", alone(yes(language), language)
        yield f"politely alone, {language}", alone(politely(language), language)
        yield f"alone in HTML, {language}", alone_html(yes(language), language)
        yield f"alone from a telephone, {language}", alone(f"{yes(language)}\n\n{FOOTERS[language][0]}", language)
        yield (
            f"with a signature, {language}",
            alone(f"{yes(language)}\n\n-- \nAda Marsh\nHead of Logistics\n+43 1 2", language),
        )
    hands = (
        en.lower(),
        en.upper(),
        f"{en}.",
        f"{en}!",
        f"“{en}”",
        f"*{en}*",
        f"- {en}",
        f"{en} 👍",
        f"[EXTERNAL] {en}",
        f"1. {en}",
    )
    typed = (
        en.replace("-", " "),
        en.replace("-", ""),
        en.replace("-", "–"),
        en.replace(" ", "\u00a0"),
        f"\u200b{en}",
        f"{en} :)",
    )
    for said in (
        *hands,
        *typed,
        "I approve: K7QM-3FZP",
        "I approve (K7QM-3FZP)",
        "l approve".replace("l", "I") + " k7qm 3fzp,",
    ):
        yield f"typed as {said!r}", alone(said)
    for name, style in STYLES.items():
        yield f"styled: {name}", styled(style)
    yield "marks without spaces", attributed("Thunderbird, English", ">")
    yield "a reply to a reply", attributed("mutt", "> > ")
    yield "bars", changed(mutt, lambda text: text.replace("> ", "| "))
    yield "narrow", attributed("Gmail, English", "> ", 40)
    yield "one word a line", attributed("Gmail, English", "> ", 12)
    yield "wide", attributed("Gmail, German", "> ", 998)
    yield "flattened dashes", changed(mutt, lambda text: text.replace("–", "-"))
    yield "dashes doubled", changed(mutt, lambda text: text.replace("–", "--"))
    yield "round bullets", changed(mutt, lambda text: text.replace("- writes", "• writes").replace("- asks", "• asks"))
    yield "hard spaces", changed(mutt, lambda text: text.replace("> The", "> \u00a0The").replace(" week", "\u00a0week"))
    yield "zero width", changed(mutt, lambda text: text.replace("week", "we\u200bek"))
    yield "soft hyphens", changed(mutt, lambda text: text.replace("quarter", "quar\u00adter"))
    yield "curly quotes", changed(gmail("Gmail, French"), lambda text: text.replace("'", "’").replace("&#x27;", "’"))
    for charset in ("ascii", "latin-1", "cp1250", "koi8-r"):
        yield f"letters lost in {charset}", replace(attributed("mutt"), lost=charset)
        yield f"letters lost in {charset}, German", replace(attributed("Roundcube"), lost=charset)
    yield (
        "S/MIME",
        replace(
            mutt,
            parts=(part(b"0\x80", 'application/pkcs7-signature; name="smime.p7s"', "base64", _attached("smime.p7s")),),
        ),
    )
    yield (
        "PGP/MIME",
        replace(mutt, parts=(part("-----BEGIN PGP SIGNATURE-----\n", "application/pgp-signature", "7bit"),)),
    )
    yield "a logo", replace(gmail("Gmail, English"), parts=(part(b"\x89PNG\r\n\x1a\n", "image/png", "base64"),))
    yield (
        "a card",
        replace(
            mutt, parts=(part("BEGIN:VCARD\nEND:VCARD\n", 'text/vcard; name="a.vcf"', "7bit", _attached("a.vcf")),)
        ),
    )
    yield "a preamble", replace(mutt, before="This is a multi-part message in MIME format.")
    yield "a disclaimer", alone(f"{en}\n\n{DISCLAIMER}")
    yield "a disclaimer below a quotation", replace(mutt, plain=(*mutt.plain, (TAIL, f"\n{DISCLAIMER}\n")))
    yield "a banner", alone(f"CAUTION: This email originated outside the organization.\n\n{en}")
    yield "a virus scanner", alone(f"{en}\n\nVirus-free. www.scanner.example")
    yield "a list", alone(f"{en}\n_______________________\nteam mailing list\nteam@lists.example")
    yield "a topic", replace(mutt, fields={"Thread-Topic": f"Your consent, please ({CODE})"})
    for prefix in ("RE: ", "AW: ", "Antw: ", "SV: ", "[EXTERNAL] Re: ", "Re: Re: ", "Rif: ", "Odp: ", ""):
        subject = f"{prefix}Your consent, please ({CODE})"
        yield f"subject {prefix!r}", replace(mutt, fields={"Subject": subject})
    for sender in ("ada.marsh@example.org", '"Marsh, Ada" <ada.marsh@example.org>', "Ada <ada.marsh@example.org>"):
        yield f"from {sender}", replace(mutt, fields={"From": sender})


def _by_program() -> Iterator[tuple[str, Shape]]:
    for name in INTRODUCTIONS:
        if name.startswith("Gmail"):
            yield name, gmail(name)
            yield f"{name}, plain", attributed(name)
        elif name.startswith("Apple"):
            yield f"iPhone: {name}", iphone(name)
            yield f"iPhone, HTML: {name}", iphone_html(name)
            yield f"Apple Mail: {name}", apple_mail(name)
        elif name.startswith("Thunderbird"):
            yield name, thunderbird(name)
            yield f"{name}, HTML", thunderbird_html(name)
        else:
            yield name, attributed(name)
    for name, (language, _, _) in BLOCKS.items():
        yield f"Outlook, {name}", outlook(name)
        yield f"Outlook, {name}, HTML", replace(outlook(name), plain=())
        yield f"Outlook on the web, {name}", outlook_web(name)
        yield f"Outlook, {name}, plain", outlook_plain(name)
        yield f"Outlook on a telephone, {name}", outlook_web(name, FOOTERS[language][1])
        yield f"Outlook, {name}, without a rule", outlook_plain(name, "")
    yield "T-Online", outlook_plain("German", "-----Original-Nachricht-----")
    yield "Samsung", outlook_plain("German", "-------- Ursprüngliche Nachricht --------")
    yield "Zimbra", outlook_plain("French", "----- Mail original -----")
    yield "Yahoo", yahoo("en", f"On Monday, 23 November 2026 at 13:05:07 CET, {KIM} wrote:")
    yield "Yahoo, German", yahoo("de", f"Am Montag, 23. November 2026 um 13:05:07 MEZ hat {KIM} Folgendes geschrieben:")
    yield "Yahoo, French", yahoo("fr", f"Le lundi 23 novembre 2026 à 13:05:07 UTC+1, {KIM} a écrit :")
    yield "Yahoo, Spanish", yahoo("es", f"El lunes, 23 de noviembre de 2026, 13:05:07 CET, {KIM} escribió:")
    yield "Proton Mail", proton(yes)
    yield "Proton Mail, politely", proton(politely)
    yield "Gmail, politely", gmail("Gmail, English", politely)
    yield "Gmail, politely, German", gmail("Gmail, German", politely)
    yield "GMX", gmx("de")
    yield "WEB.DE, English", gmx("en")


SHAPES: dict[str, Shape] = dict(_shapes())
