"""What mail programs and people write out of habit around an answer: dimmed where it is shown, and never left out.

In any language. Each list is one text, its entries between bars; all are in small letters.
"""

from __future__ import annotations


def _entries(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.replace("\n", " ").split("|"))


GREETINGS = _entries("""
hi | hello | hey | dear | good morning | good afternoon | good evening | hallo | liebe | lieber | guten morgen | guten
tag | guten abend | sehr geehrte | sehr geehrter | moin | servus | grüezi | bonjour | bonsoir | salut | cher | chère |
hola | buenos días | buenas tardes | estimado | estimada | ciao | buongiorno | beste | hej | hei | dzień dobry | ahoj
| olá | merhaba
""")
"""Alone, or before the names that the vault has."""

TITLES = frozenset(_entries("herr | frau | dr | mr | mrs | ms | mme | m | sra | sr | there | coach"))

CLOSINGS = frozenset(
    _entries("""
best | best regards | best wishes | kind regards | kindest regards | warm regards | regards | thanks | many thanks |
thank you | thank you very much | cheers | sincerely | yours sincerely | all the best | danke | vielen dank |
herzlichen dank | besten dank | viele grüße | liebe grüße | beste grüße | herzliche grüße | freundliche grüße | gruß |
mit freundlichen grüßen | lg | vg | mfg | merci | merci beaucoup | cordialement | bien cordialement | bien à vous |
bonne journée | à bientôt | gracias | muchas gracias | saludos | saludos cordiales | un saludo | atentamente | un
abrazo | cordiali saluti | grazie | met vriendelijke groet | groeten | vänliga hälsningar | mvh | med venlig hilsen |
ystävällisin terveisin | pozdrawiam | s pozdravem
""")
)

DEVICES = frozenset(
    _entries("""
sent | from | my | with | by | via | the | get | for | on | and | iphone | ipad | ios | android | mobile | phone |
device | tablet | galaxy | samsung | pixel | huawei | xiaomi | outlook | mail | email | secure | app | windows | gmail
| yahoo | gmx | web.de | proton | protonmail | smartphone | handy | gesendet | mit | von | meinem | meinem/meiner |
mir | für | der | aus | herunterladen | envoyé | de | mon | depuis | à | partir | télécharger | obtenir | pour |
orange | enviado | desde | mi | meu | do | obtener | para | inviato | da | mio | scarica | per | verzonden | verstuurd
| vanaf | mijn | voor | skickat | från | min | sendt | fra | lähetetty | wysłane | z | odesláno | 5g | 4g | lte
""")
)
"""Of which a line consists that a telephone or a mail program adds."""

INTRODUCES = _entries("""
wrote | schrieb | a écrit | escribió | ha scritto | schreef | geschreven | skrev | kirjoitti | napisał | napsal |
escreveu | написал | пишет | şunu yazd | írta | έγραψε | a scris | 写道 | のメール | 작성
""")
"""In a line with a digit that ends as an introduction of a quotation does."""

LABELS = frozenset(
    _entries("""
from | sent | date | to | cc | subject | von | gesendet | datum | an | betreff | de | envoyé | à | a | objet | para |
asunto | enviado | enviado el | fecha | da | inviato | oggetto | data | van | verzonden | aan | onderwerp | från |
skickat | till | ämne | fra | sendt | til | emne | lähettäjä | lähetetty | vastaanottaja | aihe | od | wysłano | do |
temat | odesláno | komu | předmět | от | отправлено | кому | тема | reply-to | antwort an | répondre à | kopie | copie
""")
)
"""Before a colon and a value, in the header block of an older mail."""

NOTICES = _entries("""
this is a multi-part message in mime format | this is a cryptographically signed message in mime format | this is an
openpgp/mime signed message (rfc 4880 and 3156) | this email and any files transmitted with it are confidential | this
message is confidential | this e-mail is confidential | this email is confidential | think before you print |
please consider the environment before printing this email | please consider the environment before printing this
e-mail | diese
nachricht ist vertraulich | diese e-mail enthält vertrauliche informationen | ce message est confidentiel | este mensaje
es confidencial | original message | ursprüngliche nachricht | original-nachricht | message d'origine | mensaje
original | virus-free | font definitions | style definitions | virus-free. www.avast.com | virus-free.www.avast.com |
virus-free. www.avg.com | virus-free.www.avg.com
""")
"""Whole lines that gateways, firms and programs add, without the signs around them; what goes on says more."""
