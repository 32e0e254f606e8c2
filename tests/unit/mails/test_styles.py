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


OF_PROGRAMS = """
overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space
word-wrap: break-word; -webkit-nbsp-mode: space; -webkit-line-break: after-white-space
font-family: Aptos, Aptos_EmbeddedFont, Aptos_MSFontService, Calibri, Helvetica, sans-serif
font-size: 12pt; color: rgb(0, 0, 0)
text-align:left; background-color:rgb(255,255,255); margin:0in; font-family:Calibri,sans-serif
font-size:11pt; line-height: 107%
font-family:Helvetica Neue, Helvetica, Arial, sans-serif; font-size:16px
font-family: Arial, sans-serif; font-size: 14px; color: rgb(0, 0, 0)
background-color: rgb(255, 255, 255)
font-family: Verdana, Arial, Helvetica, sans-serif; font-size: 10pt
margin:0px 0px 0px 0.8ex; border-left:1px solid rgb(204,204,204); padding-left:1ex
font-size:small
font-family:tahoma,sans-serif; font-size:small; color:#444444
font-family: -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto; font-size: 16px; line-height: 1.5
color: #333
font-family: -moz-fixed; font-size: 13px
white-space: pre-wrap
padding-left:5px; padding-right:5px; border-left:solid #1010ff 2px; margin-left:5px; width:100%
font-family: SamsungOne, sans-serif; font-size:1em
font-size: medium; white-space: pre-wrap
font-family: Verdana; font-size: 12.0px
margin: 10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5
display:block; line-height:1.4
font-size:11.0pt; font-family:"Calibri",sans-serif; mso-fareast-language:EN-US
min-height:1em
font-family: arial,helvetica,sans-serif; font-size: 10pt
font-size: 10pt; font-family: Verdana,Geneva,sans-serif
color: rgb(0, 0, 0); font-family: -apple-system, BlinkMacSystemFont, sans-serif
text-size-adjust: auto; caret-color: rgb(0,0,0)
mso-margin-top-alt:auto; mso-margin-bottom-alt:auto
margin:0cm; margin-bottom:.0001pt; font-size:11.0pt; tab-stops:36.0pt; mso-element:para-border-div
margin-left:36.0pt; text-indent:-18.0pt; mso-list:l0 level1 lfo1
color:#e8eaed; background-color:#202124
color:blue; text-decoration:underline
direction:ltr; unicode-bidi:isolate
font-size:12pt; color:#000000
overflow:hidden; text-overflow:ellipsis
display:inline-block; width:98%
max-width:100%; overflow:auto
font-family: arial, helvetica, sans-serif; font-size: 12pt; color: #000000
padding:0px; margin:0px; outline:none; -webkit-user-select:text
"""


@pytest.mark.parametrize("style", OF_PROGRAMS.strip().splitlines())
def test_what_programs_write_hides_nothing(style: str) -> None:
    assert not hides(style)


@pytest.mark.parametrize("css", ["'\\", "a{", "/*", "url(", "@media x{", "attr(", "rgb(", "\\4 ", "a{}", '"'])
def test_a_long_sheet_takes_no_long_time(css: str) -> None:
    for sheet in (css * 20_000, f"{css * 5_000}{'}' * 5_000}"):
        rules(sheet), list(added(sheet)), attributes(sheet), declarations(sheet)
