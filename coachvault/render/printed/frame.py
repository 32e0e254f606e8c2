"""The frame of every page that is printed here: nothing in it is loaded, and nothing runs."""

from __future__ import annotations

_FRAME = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 12pt/1.5 Georgia, serif; max-width: {width}em; margin: 2em auto; padding: 0 1em; }}
body {{ color: #000; background: #fff; }}
{style}
</style>
<h1>{heading}</h1>
{body}
</html>
"""


def framed(title: str, heading: str, body: str, style: str, width: int, language: str = "en") -> str:
    """Returns a page.

    Args:
        title: The window's title, escaped.
        heading: The heading on paper, escaped.
        body: What follows, as HTML.
        style: Its own rules.
        width: How wide it is at most, in em.
        language: Of its text, as in `en`.
    """
    return _FRAME.format(title=title, heading=heading, body=body, style=style, width=width, language=language)
