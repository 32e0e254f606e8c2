"""A certificate of destruction: at a terminal, as text, and as one page to print; nothing in it is loaded.

It is in English, in plain words, with its days written out (docs/adr/0046-who-reads-in-which-language.md).
"""

from __future__ import annotations

from datetime import date
from html import escape

from coachvault.practice.certificate import Certificate
from coachvault.render.as_text.layout import fields
from coachvault.render.as_text.retention import copy_line
from coachvault.render.printed.frame import framed
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day

_TITLE = "Certificate of destruction"


def text(value: Certificate, vault_id: str) -> str:
    """Returns the certificate as plain text."""
    remarks = "\n".join(_remarks(value))
    return f"{_TITLE}\n\n{fields(_pairs(value, vault_id))}\n\n{remarks}\n\n{_SIGN}\n"


def page(value: Certificate, vault_id: str) -> str:
    """Returns the certificate as an HTML page of one side of paper."""
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(shown)}</td></tr>" for name, shown in _pairs(value, vault_id) if shown
    )
    remarks = "".join(f"<p>{escape(each)}</p>" for each in _remarks(value))
    sign = escape(_SIGN).replace("\n", "<br>")
    body = f'<table>{rows}</table>\n{remarks}\n<p class="sign">{sign}</p>'
    return framed(_TITLE, _TITLE, body, _STYLE, width=42)


def line(value: Certificate) -> tuple[str, str, str, str]:
    """Returns the certificate as a list shows it."""
    return f"{value.at:%Y-%m-%d}", value.subject, value.series.value, value.state


def _pairs(value: Certificate, vault_id: str) -> list[tuple[str, str]]:
    return [
        ("records", f"{value.series.value} of {value.subject}, client {value.client}"),
        ("period", f"{_day(value.first_day)} to {_day(value.last_day)}"),
        ("quantity", value.quantity),
        ("decided by", value.authority),
        ("due", _day(value.due) if value.due else "never"),
        ("reason", value.reason),
        ("method", value.method.value),
        ("date", f"{_day(value.at)}, {value.at:%H:%M %z}, by this machine's clock"),
        ("carried out by", value.performed_by),
        ("witness", value.witness or "none"),
        ("legal holds", value.holds),
        ("vault", vault_id),
        ("state", value.state),
        *(("known copy" if number == 0 else "", copy_line(copy, _day)) for number, copy in enumerate(value.copies)),
    ]


def _day(day: date) -> str:
    return long_day(day, language_of("en"))


def _remarks(value: Certificate) -> list[str]:
    return [each for each in ("" if value.copies else "No copy of this vault is known.", value.remark) if each]


_SIGN = (
    "Signature of the person who carried it out: ________________________\n"
    "Signature of the witness: ________________________"
)

_STYLE = """\
table { border-collapse: collapse; }
th { text-align: left; vertical-align: top; font-weight: normal; color: #444; padding: .2em 1.5em .2em 0; }
td { vertical-align: top; padding: .2em 0; overflow-wrap: anywhere; }
.sign { margin-top: 3em; line-height: 3; }
@media print { body { margin: 0; } }"""
