"""What styles do to text: what is not surely harmless may hide it."""

from __future__ import annotations

import pytest

from coachvault.mails.styles import (
    Look,
    SheetRule,
    added,
    attributes,
    declarations,
    dressed,
    hides,
    is_clear,
    is_plain,
    rules,
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", False),
        ("color:red", False),
        ("left:0", True),
        ("position:absolute", True),
        ("position:relative", False),
        ("opacity:.1", True),
        ("opacity:1", False),
        ("text-indent:-999px", True),
        ("text-indent:0", False),
        ("/*x*/ font: 12px a", False),
        ("font: 0/0 a", True),
        ("font: 1px a", True),
        ("font-size: 1px", True),
        ("font-size: small", False),
        ("font-size: calc(1px)", True),
        ("color: var(--x)", True),
        ("color: #fefefe", True),
        ("color: rgba(0, 0, 0, .05)", True),
        ("color: hsl(0, 0%, 100%)", True),
        ("color: #1f497d", False),
        ("color: white; background: #000", False),
        ("background: #000", True),
        ("background: #000; color: #010101", True),
        ("text-indent: -9em", True),
        ("letter-spacing: -1em", False),
        ("letter-spacing: -9em", True),
        ("margin: -20px 0 0 -300px", True),
        ("width: 0; overflow: hidden", True),
        ("height: 0; overflow: hidden", True),
        ("max-height: 100%; overflow: hidden", False),
        ("clip-path: inset(100%)", True),
        ("transform: scale(0)", True),
        ("filter: opacity(0)", True),
        ("text-transform: uppercase", False),
        ("-webkit-text-fill-color: transparent", True),
        ("mso-hide: all", True),
        ("mso-fareast-language: EN-US", False),
        (r"d\\69splay: none", True),
        ("display: none !important", True),
        ("--x: none", False),
        ("display: flex; flex-direction: column", False),
        ("caret-color: rgb(0, 0, 0); word-spacing: 0px; -webkit-text-stroke-width: 0px", False),
    ],
)
def test_a_style_hides_unless_it_surely_does_not(style: str, expected: bool) -> None:
    assert hides(style) is expected


def test_colours_are_those_of_all_around() -> None:
    dark = dressed(Look(), "background:#000;color:#fff", ())
    assert is_clear(dark)
    assert not is_clear(dressed(dark, "background:#fff", ()))
    assert not is_clear(dressed(dark, "", (SheetRule((), "color:#000", always=True),)))


def test_sizes_and_opacity_add_up() -> None:
    half = dressed(Look(), "font-size:50%", ())
    assert is_clear(half)
    assert not is_clear(dressed(half, "font-size:.5em", ()))
    assert not is_clear(dressed(dressed(Look(), "opacity:.7", ()), "opacity:.7", ()))


@pytest.mark.parametrize("style", ["margin:0;font-size:11pt", "font-weight:bold", "line-height:1.4"])
def test_some_styles_hide_nothing_whatever_is_around(style: str) -> None:
    assert is_plain(style)


@pytest.mark.parametrize("style", ["color:red", "width:100px", "font-size:80%", "display:none", "opacity:.9"])
def test_others_depend_on_what_is_around(style: str) -> None:
    assert not is_plain(style)


def test_a_sheet_is_its_rules_and_what_is_none() -> None:
    found, rest = rules("@charset 'x'; a, b{color:red} @media print{c{margin:0}} nor this; d{top:0")
    assert [rule for rule in found if rule.style] == [
        SheetRule(("a", "b"), "color:red", always=True),
        SheetRule(("c",), "margin:0", always=False),
        SheetRule(("d",), "top:0", always=False),
    ]
    assert rest.split() == ["nor", "this"]


def test_escapes_and_notes_are_read_as_browsers_do() -> None:
    assert declarations(r"d\69splay:no/**/ne") == (("display", "no ne"),)
    assert list(added(r"content:'a\62 c'")) == ["abc"]
    assert attributes("content:attr(Title)") == ["title"]
