"""The frame of a printed page loads and runs nothing."""

from __future__ import annotations

import re

from coachvault.render.printed.frame import framed


def test_a_page_has_what_it_is_given_and_nothing_from_elsewhere() -> None:
    html = framed("In the window", "On paper", "<p>The body {left} as it is.</p>", "p { color: #111; }", 40)
    assert "<title>In the window</title>" in html
    assert "<h1>On paper</h1>" in html
    assert "<p>The body {left} as it is.</p>" in html
    assert "p { color: #111; }" in html
    assert "max-width: 40em" in html
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"<script|(?:src|href)=|url\(|@import|\{\{|\}\}", html)
