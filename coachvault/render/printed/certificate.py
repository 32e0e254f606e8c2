"""A certificate of destruction: at a terminal, as text, and as one page to print; nothing in it is loaded."""

from __future__ import annotations

from html import escape

from coachvault.practice.certificate import Certificate
from coachvault.render.as_text.layout import fields
from coachvault.render.as_text.retention import copy_line
from coachvault.render.printed.frame import framed

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
    due = value.due.isoformat() if value.due else "never"
    return [
        ("records", f"{value.series.value} of {value.subject}, client {value.client}"),
        ("inclusive dates", f"{value.first_day} to {value.last_day}"),
        ("quantity", value.quantity),
        ("authority", value.authority),
        ("due", due),
        ("reason", value.reason),
        ("method", value.method.value),
        ("date", f"{value.at:%Y-%m-%d %H:%M %z}, by this machine's clock"),
        ("performed by", value.performed_by),
        ("witness", value.witness or "none"),
        ("holds", value.holds),
        ("vault", vault_id),
        ("state", value.state),
        *(("known copy" if number == 0 else "", copy_line(copy)) for number, copy in enumerate(value.copies)),
    ]


def _remarks(value: Certificate) -> list[str]:
    return [each for each in ("" if value.copies else "No copy of this vault is known.", value.remark) if each]


_SIGN = (
    "Signature of the person who performed it: ________________________\n"
    "Signature of the witness: ________________________"
)

_STYLE = """\
table { border-collapse: collapse; }
th { text-align: left; vertical-align: top; font-weight: normal; color: #444; padding: .2em 1.5em .2em 0; }
td { vertical-align: top; padding: .2em 0; overflow-wrap: anywhere; }
.sign { margin-top: 3em; line-height: 3; }
@media print { body { margin: 0; } }"""
