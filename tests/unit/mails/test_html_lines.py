"""All text of an HTML mail is a line of it; what could hide it only makes it doubtful."""

from __future__ import annotations

from itertools import product

import pytest

from coachvault.mails.html_lines import HIDDEN, IN_A_STYLE, MOST_DOUBTFUL_RULES, PICTURE, html_lines


def texts(html: str) -> list[str]:
    return [line.text for line in html_lines(html)]


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
        ("<style>.x{text-decoration:line-through}</style><p class=x>one", ["~~one~~"]),
    ],
)
def test_a_line_ends_where_a_reader_sees_it_end(html: str, lines: list[str]) -> None:
    assert texts(html) == lines


@pytest.mark.parametrize(
    "html",
    [
        "<script>one</script>",
        "<head><title>one</title></head>",
        "<!-- one -->",
        "<!--[if mso]><p>one</p><![endif]-->",
        "<p hidden>one</p>",
        "<p style='DISPLAY: none'>one</p>",
        "<p style='font-size:0px'>one</p>",
        "<p style='visibility:hidden'>one</p>",
        "<p style='color:#fff'>one</p>",
        "<font color=white>one</font>",
        "<p style='margin-left:-9999px'>one</p>",
        "<p style='transform:scale(0)'>one</p>",
        "<style>p.x, td{display:none}</style><p class=x>one</p>",
        "<style>@media screen{.x{opacity:0}}</style><p class=x>one</p>",
        "<p>a</p><noscript>one</noscript>",
        "<template>one</template>",
        "<textarea>one</textarea>",
        "<input value=one>",
        "<svg><text>one</text></svg>",
    ],
)
def test_what_may_be_hidden_is_a_line_that_is_doubtful(html: str) -> None:
    seen = [line for line in html_lines(f"{html}<p>seen</p>") if "one" in line.text]
    assert [(line.place, line.doubtful) for line in seen] == [(HIDDEN, True)]


@pytest.mark.parametrize(
    "html",
    [
        "<p style='font-size:0.8em; color: rgb(0, 0, 0); margin:0 0 0 .8ex; border-left:1px solid #ccc'>one</p>",
        "<p class=MsoNormal style='mso-fareast-language:EN-US'><span lang=EN-US>one<o:p></o:p></span></p>",
        "<style>p{margin:0;font-size:11pt} a:hover{display:none}</style><p>one</p>",
        "<p style='color:white;background:#000'>one</p>",
    ],
)
def test_what_programs_write_is_not_doubtful(html: str) -> None:
    assert [(line.text, line.doubtful) for line in html_lines(html)] == [("one", False)]


def test_what_a_style_sheet_says_is_a_line() -> None:
    found = html_lines("<style>p:after{content:'not yet'} /* nor this */</style><p>one")
    assert [(line.text, line.place) for line in found] == [
        ("one", HIDDEN),
        ("not yet", IN_A_STYLE),
        ("nor this", IN_A_STYLE),
    ]


def test_many_rules_that_could_hide_make_all_doubtful() -> None:
    rules = "".join(f".x{number}{{display:none}}" for number in range(MOST_DOUBTFUL_RULES + 1))
    assert [line.doubtful for line in html_lines(f"<style>{rules}</style><p>one")] == [True]


def test_in_a_long_mail_fewer_such_rules_are_enough() -> None:
    html = f"<style>{'.x{display:none}' * 20}</style><p>one</p>{'<br>' * 5_000}"
    assert [line.doubtful for line in html_lines(html)] == [True]


@pytest.mark.parametrize("selector", ["a ~ p", "p:not(:hover)", "a b c d e p", "x" * 300, "p:nope"])
def test_a_selector_that_is_slow_or_unknown_could_be_for_everything(selector: str) -> None:
    assert [line.doubtful for line in html_lines(f"<style>{selector}{{display:none}}</style><p>one")] == [True]


def test_depth_counts_blockquotes_and_marks() -> None:
    found = html_lines("<p>one</p><blockquote>two<blockquote>three</blockquote></blockquote><p>&gt; four</p>")
    assert [(line.text, line.depth) for line in found] == [("one", 0), ("two", 1), ("three", 2), ("four", 1)]


def test_what_the_parser_drops_is_a_line_all_the_same() -> None:
    assert any("zebra" in line for line in texts("<frameset><p>zebra</p></frameset>"))
    assert any("zebra" in line for line in texts("<a <p>zebra</p>"))


def test_what_is_nested_deeply_is_read() -> None:
    assert texts("<b>" * 600 + "one" + "</b>" * 600) == ["one"]


def test_rules_are_for_classes_in_any_case() -> None:
    assert [line.doubtful for line in html_lines("<style>.X{display:none}</style><p class=x>one")] == [True]


@pytest.mark.parametrize(
    "css",
    [
        "p:after{content:'zebra'}",
        'p:before{content:"ze" "bra"}',
        r"p:after{content:'\7a ebra'}",
        "p:after{content:url(zebra.png)}",
        "@counter-style x{system:cyclic;symbols:zebra} li{list-style:x}",
        "@counter-style x{system:cyclic;symbols:'zebra'}",
        "q{quotes:'zebra' 'x'}",
        "li{list-style-type:'zebra'}",
        "p{background:url(zebra.svg)}",
        "/* zebra */",
        "@import 'zebra.css';",
        "zebra",
    ],
)
def test_whatever_a_sheet_adds_is_a_line(css: str) -> None:
    assert "zebra" in "".join(texts(f"<style>{css}</style><p>one")).replace(" ", "")


def test_whatever_an_element_s_own_style_adds_is_a_line() -> None:
    assert texts("<p style=\"list-style-type:'zebra'\">one") == ["one", "zebra"]


def test_what_a_sheet_shows_of_an_attribute_is_a_line() -> None:
    assert any("zebra" in line for line in texts("<style>p:after{content:attr(data-x)}</style><p data-x=zebra>one"))


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://a.example/zebra.png'>",
        "<img srcset='zebra.png 2x'>",
        "<video poster=zebra.png></video>",
        "<object data='data:text/plain,zebra'></object>",
        "<img src='data:image/svg+xml;base64,PHN2Zz48dGV4dD56ZWJyYTwvdGV4dD48L3N2Zz4='>",
        "<table background=zebra.png><tr><td>one</table>",
        "<svg><image href=zebra.png /></svg>",
    ],
)
def test_what_is_shown_from_elsewhere_is_named(html: str) -> None:
    assert any("zebra" in line.text for line in html_lines(html) if line.place == PICTURE)


def test_a_picture_that_is_in_the_mail_is_named_by_its_kind() -> None:
    assert [line.text for line in html_lines("<img src='data:image/png;base64,AAAA'>")] == ["<img> image/png"]


def test_words_in_another_colour_are_marked_and_links_are_not() -> None:
    found = html_lines("<p>one <font color=red>two</font></p><p><a style='color:blue' href=x>three</a></p>")
    assert [(line.text, bool(line.painted)) for line in found] == [("one two", True), ("three", False)]
    whole, part = html_lines("<p style='color:red'>one two</p><p>one <font color=red>two</font></p>")
    assert whole.painted != part.painted


def test_words_on_another_background_are_marked() -> None:
    found = html_lines("<p>one <span style='background:yellow'>two</span></p><p>three</p><p><mark>four</mark></p>")
    assert [(line.text, bool(line.painted)) for line in found] == [("one two", True), ("three", False), ("four", True)]


@pytest.mark.parametrize(
    "sheet",
    [
        "P {margin-top:0;margin-bottom:0;}",
        "p.MsoNormal, li.MsoNormal {margin:0cm; font-family:'Calibri',sans-serif; mso-fareast-language:EN-US}",
        "a:link, span.MsoHyperlink {mso-style-priority:99; color:#0563C1; text-decoration:underline}",
        "@page WordSection1 {size:612.0pt 792.0pt; margin:70.85pt 2.0cm} div.WordSection1 {page:WordSection1}",
        "@media (prefers-color-scheme: dark){body{background:#000;color:#fff}} :root{color-scheme:light dark}",
        "a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}",
        "#outlook a{padding:0} .ExternalClass{width:100%} img{border:0;-ms-interpolation-mode:bicubic}",
        "@media only screen and (max-width:600px){.mobile{display:none!important}}",
        ".protonmail_signature_block-empty{display:none} .preheader{display:none;max-height:0}",
    ],
)
def test_a_sheet_of_a_program_makes_nothing_doubtful(sheet: str) -> None:
    found = html_lines(f"<style>{sheet}</style><body class=x><div class=WordSection1><p class=MsoNormal>one</p></div>")
    assert [(line.text, line.doubtful) for line in found] == [("one", False)]


LETTERS = "senohpolyx" * 9
"""Those of the word that is looked for, which must not stand in for it."""
AROUND = [
    "",
    f"<!-- {LETTERS} -->",
    f"<!-- <{LETTERS}> -->",
    f"<!-- <{LETTERS} -->",
    f"< {LETTERS} >",
    f"<!{LETTERS}>",
    f"<?{LETTERS}>",
    f"</ {LETTERS}>",
    f"<!doctype {LETTERS}>",
    f"&lt;{LETTERS}&gt;",
    f"<b title={LETTERS}>",
    *(
        f"<{name}><{LETTERS}></{name}>"
        for name in ("script", "style", "title", "textarea", "xmp", "iframe", "template")
    ),
]
DROPPED = [
    "<frameset><p>{}</p></frameset>",
    "<frameset><script>{}</script></frameset>",
    '<div class="<!--<p>{}</p>',
    '<div class="<script>{}',
    "<div title='<!-- {}",
    "<div <!--{}",
    "<?<!--{}",
    "<input value=<!--{}",
]


@pytest.mark.parametrize("dropped", DROPPED)
def test_what_a_parser_drops_is_a_line_whatever_letters_stand_around(dropped: str) -> None:
    lost = [
        above
        for above in AROUND
        if not any("xylophones" in line for line in texts(above + dropped.format("xylophones")))
    ]
    assert lost == []


TAGS = "script textarea frameset select svg math table template title plaintext noscript xmp iframe noembed head p xml"
BEGINS = [
    *('<div class="', "<div title='", "<div ", "<input value=", "<!--", "<!-- x -->", "<!--[if mso]>", "<![CDATA["),
    *("<?", "<!", "</", "-->", "x > ", "</script>"),
    *(f"<{name}>" for name in TAGS.split()),
]


@pytest.mark.parametrize("first", BEGINS)
def test_the_last_words_of_a_page_are_a_line_whatever_was_begun_and_not_ended(first: str) -> None:
    begun = [f"{first}{second}{tag}xylophones" for second, tag in product(["", *BEGINS], ["", "<p>"])]
    assert [page for page in begun if not any("xylophones" in line for line in texts(page))] == []
