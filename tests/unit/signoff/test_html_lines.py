"""The lines that a reader of an HTML mail sees, and which of them are quoted."""

from __future__ import annotations

import pytest

from coachvault.signoff.html_lines import DEEPEST, MOST_TAGS, UNREADABLE, html_lines


def shown(html: str) -> list[str]:
    return [line.text for line in html_lines(html) if line.text]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("one<br>two", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<table><tr><td>one</td><td>two</td></tr></table>", ["one", "two"]),
        ("  one \n two\t", ["one two"]),
        ("<pre>one\n  two</pre>", ["one", "two"]),
        ("a&amp;b &lt;c&gt;", ["a&b <c>"]),
        ("<b>one</b><i>two</i>", ["onetwo"]),
        ("one<img src='cid:a' alt='a picture'>two", ["one a picture two"]),
        ("<del>one</del> two", ["~~one~~ two"]),
        ("<span style='text-decoration: line-through'>one</span>", ["~~one~~"]),
    ],
)
def test_a_line_ends_where_a_reader_sees_it_end(html: str, lines: list[str]) -> None:
    assert shown(html) == lines


@pytest.mark.parametrize(
    "html",
    [
        "<script>one</script>",
        "<style>one</style>",
        "<head><title>one</title></head>",
        "<!-- one -->",
        "<p hidden>one</p>",
        "<p style='DISPLAY: none'>one</p>",
        "<p style='font-size:0px'>one</p>",
        "<p style='visibility:hidden'>one <b>two</b></p>",
    ],
)
def test_what_nobody_sees_is_no_line(html: str) -> None:
    assert shown(f"{html}<p>seen</p>") == ["seen"]


def test_small_print_is_seen() -> None:
    assert shown("<p style='font-size:0.8em'>one</p>") == ["one"]


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        ("<p>one</p><blockquote>two</blockquote>three", [False, True, False]),
        ("one<div class='gmail_quote'>two</div>three", [False, True, False]),
        ("one<div id='divRplyFwdMsg'>two</div>three", [False, True, True]),
        ("one<a id='appendonsend'></a>two", [False, True]),
        ("one<div>two</div>", [False, False]),
    ],
)
def test_what_a_program_marks_as_quoted_is_quoted(html: str, quoted: list[bool]) -> None:
    assert [line.quoted for line in html_lines(html) if line.text] == quoted


@pytest.mark.parametrize("html", ["<a <p>one</p>", "one <b", f"{'<b>' * (MOST_TAGS + 1)}one"])
def test_what_cannot_be_read_says_so(html: str) -> None:
    assert shown(html) == [UNREADABLE]


def test_what_is_nested_deeply_is_read() -> None:
    assert shown("<b>" * (DEEPEST + 10) + "one" + "</b>" * (DEEPEST + 10)) == ["one"]


def test_a_picture_in_the_text_itself_is_not_read() -> None:
    assert shown(f"<img src='data:image/png;base64,{'A' * 1_000}<'>one") == ["one"]
