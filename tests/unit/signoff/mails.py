"""Answers as real programs write them: each builder takes what the client wrote and the mail that is answered."""

from __future__ import annotations

import base64
import quopri
import textwrap
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import escape

import msgspec

from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import parse_paragraphs, text_of
from coachvault.practice.release import Release, ReleasePlace
from coachvault.practice.signoff import Proposal, Recipient, Request, SignoffMethod
from coachvault.signoff.letters import Asking, mail

CODE = "K7QM-3FZP"
NAME = "Ada Marsh"
ADA = "Ada Marsh <ada.marsh@example.org>"
ADDRESS = "ada.marsh@example.org"
KIM = "Kim Vale <kim@vale.example>"
SUBJECT = f"Re: Your consent, please ({CODE})"
DATE = "Mon, 23 Nov 2026 14:30:00 +0100"
NOON = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
YES = f"I approve {CODE}"
PARAGRAPHS = parse_paragraphs(
    "Ada has led the team in Linz since May. She plans the week on Mondays, keeps to the plan, and tells the others"
    " early when it has to change.\n\n"
    "Next she would like fewer meetings, one clear goal a quarter – and feedback from Jörg Weiß, her manager.\n\n"
    "- writes every decision down\n- asks for help early\n\n"
    "We agreed on three more talks until the end of March."
)
PROPOSAL = Proposal(1, PARAGRAPHS, Recipient(Code("otter"), "Rosalind Vance", "Acme"), "yearly talk", date(2027, 2, 21))
REQUEST = Request(CODE, Code("heron"), SignoffMethod.EMAIL, PROPOSAL, NOON, sent_to=ADDRESS)
REQUEST = msgspec.structs.replace(REQUEST, sent=mail(Asking(REQUEST, "R7", NAME, "Kim Vale", ())))
RELEASE = Release(ReleasePlace(7, Code("heron"), 1, bytes(16)), PROPOSAL, (REQUEST,))


def letter(request: Request = REQUEST) -> str:
    """Returns the body of the mail that asks."""
    return mail(Asking(request, "R7", NAME, "Kim Vale", ())).partition("\n\n")[2]


ORIGINAL = letter()
TEXT = text_of(PARAGRAPHS)
Builder = Callable[[str, str], bytes]


def head(content: str, *, sender: str = f"From: {ADA}", dated: str = f"Date: {DATE}", encoding: str = "8bit") -> str:
    """Returns the header of a mail, with a blank line after it; the lines `From` and `Date` may be any lines."""
    lines = [
        "Return-Path: <ada.marsh@example.org>",
        "Received: from mail.example.org (mail.example.org [192.0.2.7])\n\tby mx.vale.example with ESMTPS id 4XyZ",
        sender,
        f"To: {KIM}",
        f"Subject: {SUBJECT}",
        dated,
        "Message-ID: <20261123133000.1@example.org>",
        "In-Reply-To: <20261123120500.1@vale.example>",
        "MIME-Version: 1.0",
        f"Content-Type: {content}",
        f"Content-Transfer-Encoding: {encoding}",
    ]
    return "".join(f"{line}\n" for line in lines if line) + "\n"


def encoded(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if encoding == "quoted-printable" else data


def single(
    text: str,
    content: str = "text/plain; charset=utf-8",
    *,
    charset: str = "utf-8",
    encoding: str = "8bit",
    sender: str = f"From: {ADA}",
    dated: str = f"Date: {DATE}",
) -> bytes:
    """Returns a mail of one part."""
    above = head(content, sender=sender, dated=dated, encoding=encoding).encode()
    return above + encoded(text.encode(charset), encoding)


def part(
    data: str | bytes, content: str = "text/plain; charset=utf-8", encoding: str = "8bit", more: str = ""
) -> bytes:
    """Returns a part of a larger mail; `more` are further lines of its header."""
    above = f"Content-Type: {content}\nContent-Transfer-Encoding: {encoding}\n{more}\n"
    return above.encode() + encoded(data.encode() if isinstance(data, str) else data, encoding)


def multipart(kind: str, *parts: bytes, boundary: str = "=_0001") -> bytes:
    """Returns a mail of several parts."""
    return head(f'multipart/{kind}; boundary="{boundary}"').encode() + joined(parts, boundary)


def nested(kind: str, *parts: bytes, boundary: str) -> bytes:
    """Returns a part that is made of parts."""
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode() + joined(parts, boundary)


def joined(parts: tuple[bytes, ...], boundary: str) -> bytes:
    return b"".join(f"--{boundary}\n".encode() + each + b"\n" for each in parts) + f"--{boundary}--\n".encode()


def alternative(plain: str, html: str, encoding: str = "quoted-printable") -> bytes:
    return multipart(
        "alternative", part(plain, encoding=encoding), part(html, "text/html; charset=utf-8", encoding=encoding)
    )


def wrapped(text: str, width: int) -> list[str]:
    """Returns the lines of a text, each broken at spaces only, as mail programs do."""
    return [
        short
        for line in text.splitlines()
        for short in (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""])
    ]


def quote(text: str, width: int = 72, mark: str = "> ") -> str:
    """Returns a text as a quotation, wrapped anew."""
    return "\n".join((mark + line).rstrip(" ") for line in wrapped(text, width)) + "\n"


def flowed(text: str, depth: int = 0, *, joined: bool = False, width: int = 66) -> str:
    """Returns a text as `format=flowed`; with `joined` as `DelSp=yes`."""
    mark = ">" * depth + (" " if depth else "")
    soft = "  \n" if joined else " \n"
    lines = []
    for line in text.splitlines():
        stuffed = f" {line}" if not depth and line.startswith((" ", ">", "From ")) else line
        lines.append(soft.join(mark + short for short in wrapped(stuffed, width)))
    return "\n".join(lines) + "\n"


def divs(text: str, tag: str = "div", blank: str = "<br>") -> str:
    """Returns a text as HTML, one element a line."""
    return "".join(f"<{tag}>{escape(line) or blank}</{tag}>\n" for line in text.splitlines())


def breaks(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.splitlines())


def block(names: tuple[str, str, str, str], when: str, subject: str = f"Your consent, please ({CODE})") -> str:
    """Returns the header of an older mail as Outlook writes it: sender, day, receiver, subject."""
    values = (KIM, when, ADA, subject)
    return "".join(f"{name} {value}\n" for name, value in zip(names, values, strict=True))


EN = block(("From:", "Sent:", "To:", "Subject:"), "Monday, November 23, 2026 1:05 PM")
DE = block(("Von:", "Gesendet:", "An:", "Betreff:"), "Montag, 23. November 2026 13:05")
FR = block(("De :", "Envoyé :", "À :", "Objet :"), "lundi 23 novembre 2026 13:05")
ES = block(("De:", "Enviado el:", "Para:", "Asunto:"), "lunes, 23 de noviembre de 2026 13:05")

GMAIL_EN = "On Mon, Nov 23, 2026 at 1:05 PM Kim Vale <kim@vale.example>\nwrote:\n"
GMAIL_DE = "Am Mo., 23. Nov. 2026 um 13:05 Uhr schrieb Kim Vale <\nkim@vale.example>:\n"
GMAIL_FR = "Le lun. 23 nov. 2026 à 13:05, Kim Vale <kim@vale.example> a\nécrit\u00a0:\n"
GMAIL_ES = "El lun, 23 nov 2026 a las 13:05, Kim Vale (<kim@vale.example>)\nescribió:\n"


def gmail_html(written: str, original: str, attribution: str = GMAIL_EN) -> str:
    told = escape(" ".join(attribution.split())).replace(
        "kim@vale.example", '<a href="mailto:kim@vale.example">kim@vale.example</a>'
    )
    return (
        f'<div dir="ltr">{divs(written)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{told}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px'
        f' 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{breaks(original)}<br>\n</blockquote></div>\n'
    )


def gmail(attribution: str) -> Builder:
    def build(written: str, original: str) -> bytes:
        plain = f"{written}\n\n{attribution}\n{quote(original)}"
        return alternative(plain, gmail_html(written, original, attribution))

    return build


def gmail_html_only(written: str, original: str) -> bytes:
    return single(gmail_html(written, original), "text/html; charset=utf-8", encoding="quoted-printable")


def apple_mail(written: str, original: str) -> bytes:
    quoted = flowed(f"On 23 Nov 2026, at 13:05, {KIM} wrote:\n\n{original}", 1, joined=True)
    content = "text/plain;\n\tcharset=utf-8;\n\tformat=flowed;\n\tdelsp=yes"
    return single(f"{flowed(written, joined=True)}\n{quoted}\n", content, encoding="quoted-printable")


def apple_mail_html(written: str, original: str) -> bytes:
    html = (
        f'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        f'<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">{divs(written)}<br id="lineBreak">'
        f'<div><br><blockquote type="cite"><div>On 23 Nov 2026, at 13:05, Kim Vale &lt;kim@vale.example&gt; wrote:'
        f'</div><br class="Apple-interchange-newline"><div>{divs(original)}</div></blockquote></div><br></body></html>'
    )
    return single(html, "text/html; charset=utf-8", encoding="quoted-printable")


def iphone(footer: str, attribution: str) -> Builder:
    def build(written: str, original: str) -> bytes:
        quoted = quote(f"{attribution}\n\n\ufeff{original}", 1000)
        return single(f"{written}\n\n{footer}\n\n{quoted}", encoding="quoted-printable")

    return build


def outlook_desktop_html(written: str, original: str) -> str:
    rows = "<br>\n".join(f"<b>{n}:</b> {escape(v)}" for n, _, v in (row.partition(": ") for row in EN.splitlines()))

    def paragraphs(text: str) -> str:
        return "".join(f"<p class=MsoNormal>{escape(x) or '&nbsp;'}<o:p></o:p></p>\n" for x in text.splitlines())

    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
        "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->"
        "<style><!--\np.MsoNormal\n\t{margin:0in;\n\tfont-size:11.0pt;}\n--></style></head>\n"
        f"<body lang=EN-US link=blue><div class=WordSection1>{paragraphs(written)}"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'>"
        f"<p class=MsoNormal>{rows}<o:p></o:p></p></div></div>"
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p>{paragraphs(original)}</div></body></html>\n"
    )


def outlook_desktop(written: str, original: str) -> bytes:
    html = part(outlook_desktop_html(written, original).encode("cp1252"), "text/html; charset=windows-1252")
    plain = part(f"{written}\n\n \n\n{EN}\n \n\n{original}".encode("cp1252"), 'text/plain; charset="Windows-1252"')
    return multipart("alternative", plain, html)


def outlook_desktop_html_only(written: str, original: str) -> bytes:
    return single(
        outlook_desktop_html(written, original),
        'text/html; charset="Windows-1252"',
        charset="cp1252",
        encoding="quoted-printable",
    )


def older_mail(between: str, header: str) -> Builder:
    """A program that sets a line and a header above the unmarked older mail."""

    def build(written: str, original: str) -> bytes:
        plain = f"{written}\n\n{between}\n{header}\n{original}" if between else f"{written}\n\n{header}\n{original}"
        return single(plain, encoding="quoted-printable")

    return build


def outlook_web_html(written: str, original: str, footer: str = "") -> str:
    rows = "<br>\n".join(f"<b>{n}:</b> {escape(v)}" for n, _, v in (row.partition(": ") for row in EN.splitlines()))
    return (
        '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n'
        '<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style>\n</head>\n'
        f'<body dir="ltr">\n<div class="elementToProof">{divs(written)}</div>\n{footer}'
        '<div id="appendonsend"></div>\n<hr style="display:inline-block;width:98%" tabindex="-1">\n'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">{rows}</font>\n<div>&nbsp;</div>\n</div>\n'
        f'<div class="BodyFragment"><div class="PlainText">{breaks(original)}</div></div>\n</body>\n</html>\n'
    )


def outlook_web(written: str, original: str) -> bytes:
    plain = f"{written}\n________________________________\n{EN}\n{original}"
    return alternative(plain, outlook_web_html(written, original), "base64")


def outlook_web_html_only(written: str, original: str) -> bytes:
    return single(outlook_web_html(written, original), "text/html; charset=utf-8", encoding="base64")


def outlook_phone(footer: str) -> Builder:
    def build(written: str, original: str) -> bytes:
        told = f"{footer}\n________________________________\n"
        html = f'<div id="ms-outlook-mobile-signature">{escape(footer)}</div>\n'
        return alternative(f"{written}\n\n{told}{EN}\n{original}", outlook_web_html(written, original, html))

    return build


def thunderbird(attribution: str) -> Builder:
    def build(written: str, original: str) -> bytes:
        text = f"{flowed(written)}\n{attribution}\n{flowed(original, 1)}"
        return single(text, "text/plain; charset=UTF-8; format=flowed")

    return build


def thunderbird_html(written: str, original: str) -> bytes:
    html = (
        '<!DOCTYPE html>\n<html>\n  <head>\n    <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n'
        f"  </head>\n  <body>\n    <p>{breaks(written)}</p>\n"
        '    <div class="moz-cite-prefix">On 11/23/26 13:05, Kim Vale wrote:<br>\n    </div>\n'
        '    <blockquote type="cite" cite="mid:1@vale.example">\n      <pre wrap="" class="moz-quote-pre">'
        f"{escape(original)}</pre>\n    </blockquote>\n    <br>\n  </body>\n</html>\n"
    )
    return single(html, "text/html; charset=UTF-8")


YAHOO_ATTRIBUTION = f"On Monday, 23 November 2026 at 13:05:07 CET, {KIM} wrote:"


def yahoo_html(written: str, original: str) -> str:
    return (
        f'<html><head></head><body><div class="ydp1yahoo-style-wrap" style="font-size:16px;">{divs(written)}</div>'
        f'<div id="yahoo_quoted_1" class="yahoo_quoted"><div style="font-size:13px;"><div>{escape(YAHOO_ATTRIBUTION)}'
        f"</div><div><br></div><div><br></div><div>{breaks(original)}</div></div></div></body></html>"
    )


def yahoo(written: str, original: str) -> bytes:
    plain = f" {written}\n\n    {YAHOO_ATTRIBUTION}  \n \n {original}  "
    return alternative(plain, yahoo_html(written, original))


def yahoo_html_only(written: str, original: str) -> bytes:
    return single(yahoo_html(written, original), "text/html; charset=UTF-8", encoding="quoted-printable")


def proton(written: str, original: str) -> bytes:
    attribution = f"On Monday, November 23rd, 2026 at 1:05 PM, {KIM} wrote:"
    footer = "Sent with Proton Mail secure email."
    html = (
        f'<div style="font-family: Arial, sans-serif; font-size: 14px;">{divs(written)}</div>'
        f'<div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with'
        f' <a target="_blank" href="https://proton.me/mail/home">Proton Mail</a> secure email.</div></div>'
        f'<div class="protonmail_quote">{escape(attribution)}<br><blockquote class="protonmail_quote" type="cite">'
        f"{breaks(original)}</blockquote><br></div>"
    )
    return alternative(f"{written}\n\n{footer}\n\n{attribution}\n\n{quote(original, 1000)}", html, "base64")


def gmx_html(written: str, original: str) -> str:
    rows = (
        "<b>Gesendet:</b>&nbsp;Montag, 23. November 2026 um 13:05 Uhr<br>\n"
        "<b>Von:</b>&nbsp;&quot;Kim Vale&quot; &lt;kim@vale.example&gt;<br>\n"
        "<b>An:</b>&nbsp;ada.marsh@example.org<br>\n<b>Betreff:</b>&nbsp;Ihre Zustimmung, bitte"
    )
    return (
        f'<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">{divs(written)}'
        '<div>&nbsp;\n<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px;">\n'
        f'<div style="margin:0 0 10px 0;">{rows}</div>\n<div name="quoted-content">{breaks(original)}</div>\n'
        "</div>\n</div>\n</div></body></html>"
    )


def gmx(written: str, original: str) -> bytes:
    return single(gmx_html(written, original), "text/html; charset=UTF-8", encoding="quoted-printable")


GMX_HEADER = (
    'Gesendet: Montag, 23. November 2026 um 13:05 Uhr\nVon: "Kim Vale" <kim@vale.example>\n'
    "An: ada.marsh@example.org\nBetreff: Ihre Zustimmung, bitte\n"
)
SAMSUNG_HEADER = (
    f"Von: {KIM} \nDatum: 23.11.26  13:05  (GMT+01:00) \nAn: {ADA} \nBetreff: Ihre Zustimmung, bitte ({CODE}) \n"
)
ZIMBRA_HEADER = f"De: {KIM}\nÀ: {ADA}\nEnvoyé: Lundi 23 Novembre 2026 13:05:07\nObjet: Votre accord\n"
T_ONLINE_HEADER = f"Betreff: Ihre Zustimmung, bitte ({CODE})\nDatum: 2026-11-23T13:05:07+0100\nVon: {KIM}\nAn: {ADA}\n"


def attributed(attribution: str, mark: str = "> ", width: int = 76) -> Builder:
    """A program that writes plain text with `>`."""

    def build(written: str, original: str) -> bytes:
        return single(f"{written}\n\n{attribution}\n{quote(original, width, mark)}")

    return build


mutt = attributed("On Mon, Nov 23, 2026 at 01:05:07PM +0100, Kim Vale wrote:")


def in_charset(charset: str, encoding: str, named: str = "") -> Builder:
    def build(written: str, original: str) -> bytes:
        text = f"{written}\n\nOn Mon, Nov 23, 2026 at 1:05 PM Kim Vale wrote:\n{quote(original)}"
        known = text.replace("–", "-") if charset == "iso-8859-1" else text
        content = f"text/plain; charset={named or charset}" if named != "-" else "text/plain"
        return single(known, content, charset=charset, encoding=encoding)

    return build


def changed(base: Builder, change: Callable[[bytes], bytes]) -> Builder:
    return lambda written, original: change(base(written, original))


def with_attachments(written: str, original: str) -> bytes:
    text = f"{written}\n\nOn 23.11.26 13:05, Kim Vale wrote:\n{quote(original)}"
    return multipart(
        "mixed",
        part(text),
        part(b"%PDF-1.7 I do NOT approve", 'application/pdf; name="a.pdf"', "base64", attached("a.pdf")),
        part(b"\x89PNG\r\n\x1a\n", 'image/png; name="a.png"', "base64", attached("a.png")),
        part("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "text/calendar; method=REPLY", "7bit", attached("a.ics")),
        part("A text of its own.\n", 'text/plain; name="a.txt"', "7bit", attached("a.txt")),
        part(b'x\x9f>"', 'application/ms-tnef; name="winmail.dat"', "base64", attached("winmail.dat")),
    )


def attached(name: str) -> str:
    return f'Content-Disposition: attachment; filename="{name}"\n'


def smime(written: str, original: str) -> bytes:
    text = part(f"{written}\n\nOn 23.11.26 13:05, Kim Vale wrote:\n{quote(original)}", encoding="quoted-printable")
    signature = part(b"0\x80\x06", 'application/pkcs7-signature; name="smime.p7s"', "base64", attached("smime.p7s"))
    return multipart('signed; protocol="application/pkcs7-signature"; micalg=sha-256', text, signature)


def pgp_mime(written: str, original: str) -> bytes:
    inner = part(f"{written}\n\nOn 23.11.26 13:05, Kim Vale wrote:\n{quote(original)}", encoding="base64")
    signature = part(
        "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n",
        'application/pgp-signature; name="OpenPGP_signature.asc"',
        "7bit",
    )
    mixed = nested("mixed", nested("mixed", inner, boundary="=_0003"), boundary="=_0002")
    return multipart('signed; micalg="pgp-sha512"; protocol="application/pgp-signature"', mixed, signature)


def with_picture_in_html(written: str, original: str) -> bytes:
    picture = part(b"\x89PNG\r\n\x1a\n", "image/png", "base64", "Content-ID: <logo>\nContent-Disposition: inline\n")
    html = part(gmail_html(written, original) + '<img src="cid:logo">', "text/html; charset=utf-8")
    plain = part(f"{written}\n\n{GMAIL_EN}\n{quote(original)}")
    return multipart("alternative", plain, nested("related", html, picture, boundary="=_0002"))


def renamed(sender: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(f"From: {ADA}".encode(), sender.encode(), 1)


PROGRAMS: dict[str, Builder] = {
    "Gmail": gmail(GMAIL_EN),
    "Gmail, German": gmail(GMAIL_DE),
    "Gmail, French": gmail(GMAIL_FR),
    "Gmail, Spanish": gmail(GMAIL_ES),
    "Gmail, HTML only": gmail_html_only,
    "Apple Mail": apple_mail,
    "Apple Mail, HTML": apple_mail_html,
    "iPhone": iphone("Sent from my iPhone", f"On 23 Nov 2026, at 13:05, {KIM} wrote:"),
    "iPhone, German": iphone("Von meinem iPhone gesendet", f"Am 23.11.2026 um 13:05 schrieb {KIM}:"),
    "iPhone, French": iphone("Envoyé de mon iPhone", f"Le 23 nov. 2026 à 13:05, {KIM} a écrit\u00a0:"),
    "iPhone, Spanish": iphone("Enviado desde mi iPhone", f"El 23 nov 2026, a las 13:05, {KIM} escribió:"),
    "Outlook": outlook_desktop,
    "Outlook, HTML only": outlook_desktop_html_only,
    "Outlook, plain": older_mail("-----Original Message-----", EN),
    "Outlook, German": older_mail("", DE),
    "Outlook, German, plain": older_mail("-----Ursprüngliche Nachricht-----", DE),
    "Outlook, French": older_mail("", FR),
    "Outlook, French, plain": older_mail("-----Message d'origine-----", FR),
    "Outlook, Spanish": older_mail("", ES),
    "Outlook, Spanish, plain": older_mail("-----Mensaje original-----", ES),
    "Outlook on the web": outlook_web,
    "Outlook on the web, HTML only": outlook_web_html_only,
    "Outlook for Android": outlook_phone("Get Outlook for Android<https://aka.ms/AAb9ysg>"),
    "Outlook for iOS": outlook_phone("Get Outlook for iOS<https://aka.ms/o0ukef>"),
    "Thunderbird": thunderbird("On 11/23/26 13:05, Kim Vale wrote:"),
    "Thunderbird, German": thunderbird("Am 23.11.26 um 13:05 schrieb Kim Vale:"),
    "Thunderbird, French": thunderbird("Le 23/11/2026 à 13:05, Kim Vale a écrit\u00a0:"),
    "Thunderbird, Spanish": thunderbird("El 23/11/26 a las 13:05, Kim Vale escribió:"),
    "Thunderbird, HTML": thunderbird_html,
    "Yahoo": yahoo,
    "Yahoo, HTML only": yahoo_html_only,
    "Proton Mail": proton,
    "GMX": gmx,
    "GMX, plain": older_mail("", GMX_HEADER),
    "T-Online": older_mail("-----Original-Nachricht-----", T_ONLINE_HEADER),
    "Samsung": older_mail("-------- Ursprüngliche Nachricht --------", SAMSUNG_HEADER),
    "Zimbra, French": older_mail("----- Mail original -----", ZIMBRA_HEADER),
    "Orange, French": attributed(f"> Message du 23/11/26 13:05\n> De : {KIM}\n> A : {ADA}\n> Copie à : \n> "),
    "KMail": attributed("On Montag, 23. November 2026 13:05:07 MEZ Kim Vale wrote:"),
    "mutt": mutt,
    "Fastmail": attributed("On Mon, 23 Nov 2026, at 1:05 PM, Kim Vale wrote:"),
    "marks without spaces": attributed("On 23.11.26 13:05, Kim Vale wrote:", ">"),
    "a reply to a reply": attributed("On 23.11.26 13:05, Kim Vale wrote:", "> > "),
    "base64": in_charset("utf-8", "base64"),
    "UTF-16": in_charset("utf-16", "base64"),
    "UTF-8 with a byte order mark": in_charset("utf-8-sig", "base64", "utf-8"),
    "Windows-1252": in_charset("windows-1252", "8bit"),
    "UTF-8 that is named otherwise": in_charset("utf-8", "8bit", "us-ascii"),
    "8bit without a charset": in_charset("utf-8", "8bit", "-"),
    "CRLF": changed(mutt, lambda data: data.replace(b"\n", b"\r\n")),
    "mbox": changed(mutt, lambda data: b"From ada.marsh@example.org Mon Nov 23 14:30:00 2026\n" + data),
    "RFC 2047": changed(mutt, renamed("From: =?utf-8?Q?Ada_M=C3=A4rsh?= <ada.marsh@example.org>")),
    "RFC 2047, two words": changed(
        mutt, renamed("From: =?iso-8859-1?Q?Ada?= =?utf-8?B?TcOkcnNo?=\n <Ada.Marsh@Example.ORG>")
    ),
    "RFC 2047, unknown charset": changed(mutt, renamed("From: =?x-klingon?Q?Ada?= <ada.marsh@example.org>")),
    "a bare address": changed(mutt, renamed("From: ada.marsh@example.org")),
    "a comment": changed(mutt, renamed("From: ada.marsh@example.org (Ada Marsh)")),
    "attachments": with_attachments,
    "a picture in HTML": with_picture_in_html,
    "S/MIME": smime,
    "PGP/MIME": pgp_mime,
}
