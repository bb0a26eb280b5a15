"""What a hostile release holds is dead on its page: nothing but tags and attributes of the lists is written."""

import random
import re
from pathlib import Path

import pytest

import ticktie
from ticktie.reports.html import write_page
from ticktie.reports.page_css import clean_style
from ticktie.reports.page_safe import Wrap, doctype, write_body

HOSTILE = """<!DOCTYPE html><html><head><title>x</title><meta http-equiv="refresh" content="0;url=http://evil/">
<base href="http://evil/"><link rel="stylesheet" href="http://evil/a.css"><style>@import "http://evil/b.css";
p { background: url(http://evil/c.png) }</style><script>pwned()</script></head>
<body onload="pwned()" background="http://evil/d.png" style="color:#123456;position:fixed">
<p onclick=pwned() style="color:red;background:url(http://evil/e.png);behavior:url(#x)">Revenue was $7 million.</p>
<img src=x onerror="pwned()"><img src="http://evil/f.png"><img src="data:image/svg+xml;base64,AAAA">
<a href="javascript:pwned()">link</a><a href=" java&#115;cript:pwned()">link</a><a href="http://evil/">out</a>
<form action="http://evil/"><input name=a value=secret><button formaction="http://evil/">go</button></form>
<iframe src="http://evil/"><script>pwned()</script></iframe><object data="http://evil/">old</object>
<embed src="http://evil/"><svg onload="pwned()"><script>pwned()</script><a xlink:href="javascript:pwned()">s</a></svg>
<math><mtext><img src=x onerror=pwned()></mtext></math><video src="http://evil/v" autoplay></video>
<table background="http://evil/g.png"><tr><td onmouseover='pwned()'>1</td></tr></table>
<noscript><p title="</noscript><img src=x onerror=pwned()>"></noscript>
<template><script>pwned()</script></template><textarea></textarea><script>pwned()</script></textarea>
<isindex prompt=x><frameset onload=pwned()><plaintext></tt-release></tt-page></body></html><mark onclick=pwned()>"""
ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|input|button|meta|base|link|style|svg|math|video|template|textarea|title|"
    r"frameset|plaintext|noscript|isindex|body|html|head|tt-release|tt-page)\b|\son\w+\s*=|javascript:|evil|url\(|"
    r"\ssrc=|\shref=|\saction=",
    re.IGNORECASE,
)


def written(source: str) -> str:
    return write_body(source, ()).html


def test_nothing_of_a_hostile_release_acts_or_fetches() -> None:
    found = [match[0] for match in ACTIVE.finditer(re.sub(r">[^<]*", ">", written(HOSTILE)))]
    assert found == []


def test_hostile_release_keeps_its_figures_and_its_words() -> None:
    page = write_page(ticktie.check(HOSTILE.encode(), name="hostile.htm")).decode()
    assert re.search(r'Revenue was <mark [^<>]*data-t="○">\$7 million</mark>\.', page)
    assert page.count("<script") == 2
    assert page.count("</tt-release>") == 1


def test_page_forbids_all_but_its_own_script_and_styles() -> None:
    page = write_page(ticktie.check(b"<html><p>Revenue was $7 million.</p>", name="a.htm")).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    said = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert said.pop("script-src").startswith("'sha256-")
    assert said == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color: red; font-family: 'Times New Roman', serif", "color:red;font-family:'Times New Roman', serif"),
        ("background:url(x)", ""),
        ("background:URL ('x')", ""),
        ("background:u\\72l(x)", ""),
        ("background:image-set('x' 1x)", ""),
        ("width:expression(alert(1))", ""),
        ("width:calc(1px)", ""),
        ("color:re/**/d", ""),
        ("position:fixed;top:0", "top:0"),
        ("position:sticky", ""),
        ("position:relative", "position:relative"),
        ("position:absolute !important", "position:absolute !important"),
        ("-moz-binding:none;behavior:none;--x:1;content:'a'", ""),
        ("color:red}body{color:blue", ""),
        ("color:rgb(1, 2, 3);background-color:#ccEEFF", "color:rgb(1, 2, 3);background-color:#ccEEFF"),
    ],
)
def test_styles_only_say_how_text_looks(style: str, kept: str) -> None:
    assert clean_style(style) == kept


def test_structure_and_look_are_kept() -> None:
    source = (
        '<table border=1 cellpadding="2"><tr><td align="right" colspan=2 style="padding:1px" nowrap>'
        '<font face="Times" size=2 color="#000">5</font></td></tr></table>'
    )
    assert written(source) == (
        '<table border="1" cellpadding="2"><tr><td align="right" colspan="2" style="padding:1px" nowrap="">'
        '<font face="Times" size="2" color="#000">5</font></td></tr></table>'
    )


def test_look_of_the_body_goes_to_the_container() -> None:
    body = write_body('<body bgcolor="#ffffee" text=navy style="font-family:Arial">x', ())
    assert body.style == "background-color:#ffffee;color:navy;font-family:Arial"


def test_links_stay_as_text_that_looks_like_a_link() -> None:
    assert written('<a href="http://x/" name=y>there</a><a name=y>here</a>') == (
        '<a class="tt-link">there</a><a>here</a>'
    )


def test_image_in_the_document_itself_is_kept_and_others_are_not() -> None:
    assert written('<img src="data:image/png;base64,iVBO" alt="a &quot;b" onload=x width=5>') == (
        '<img src="data:image/png;base64,iVBO" alt="a &quot;b" style="" width="5">'
    )
    assert written('<img src="logo.png" alt="Acme">') == ""


def test_text_is_decoded_and_escaped_again() -> None:
    assert written("&lt;b&gt; &amp;lt; &nbsp;&mdash; 3 < 4 &#60;script&#62;") == (
        "&lt;b&gt; &amp;lt; \xa0— 3 &lt; 4 &lt;script&gt;"
    )


def test_attribute_values_cannot_leave_their_quotes() -> None:
    assert written("<td align='\"><script>x</script>'>5</td>") == (
        '<td align="&quot;&gt;&lt;script&gt;x&lt;/script&gt;">5</td>'
    )


def test_comments_and_raw_elements_are_left_out() -> None:
    assert written("a<!-- <b>x</b> -->b<style>c</style>d<!-->e<?xml x?>f<script>g</scripT >h") == "abdefh"


def test_blanks_between_cells_are_not_wrapped() -> None:
    source = "<tr><td>$</td> <td> 5&nbsp;</td></tr>"
    body = write_body(source, [Wrap(0, len(source), "<mark a", "<mark b", " c>")])
    assert body.html == "<tr><td><mark a>$</mark></td> <td> <mark b c>5</mark>\xa0</td></tr>"


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("<html>", ""),
        ("<!DOCTYPE html>", "<!DOCTYPE html>"),
        ("<?xml version='1.0'?>\n<!-- x -->\n<!doctype HTML >", "<!DOCTYPE html>"),
        ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">', ""),
        ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', ""),
        (
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">',
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">',
        ),
    ],
)
def test_page_is_laid_out_by_the_rules_of_the_source(start: str, kept: str) -> None:
    assert doctype(f"{start}<body>") == kept


def test_doctype_behind_many_comments_is_found_in_time() -> None:
    assert doctype("<!-- -->" * 20_000 + "<p>") == ""


PIECES = (
    "<|>|<!--|-->|--!>|<!-->|<script>|</script>|<style|\"|'|<b|</td>|<table>|<p |&|&#|&#13;|\r|<title>|<textarea>|"
    "<svg>|<pre>\n|&nbsp|<!|<?|</|</3>|<img src=x onerror=pwned()>|<xmp>|<plaintext>|<x y='|<script \"|"
    '<td x=\'>\' y="<">|<mark>|</mark>|<tt-release>|</tt-body>|<p a"=" b>'
).split("|")


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_markup_broken_at_random_is_still_written_with_its_text(start: int) -> None:
    example = (Path(__file__).parents[2] / "examples" / "release.htm").read_text(encoding="utf-8")
    for seed in range(start, start + 50):
        chance = random.Random(seed)
        text = example
        for _ in range(chance.randint(1, 25)):
            place = chance.randrange(len(text))
            end = place + chance.randrange(40) if chance.random() < 0.3 else place
            text = text[:place] + (chance.choice(PIECES) if end == place else "") + text[end:]
        page = write_page(ticktie.check(text.encode(), name="broken.htm")).decode()  # raises if the text differs
        release = page.partition("<tt-body")[2].partition(">")[2].rpartition("</tt-body>")[0]
        assert ACTIVE.search(re.sub(r">[^<]*", ">", release)) is None
