"""The marked release: one HTML file that shows a release as it looks, each figure ticked, with the proofs beside it."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from ticktie.model import TieOut
from ticktie.reports.page_check import assert_faithful
from ticktie.reports.page_data import page_data
from ticktie.reports.page_marks import TICK_WORDS, Mark, marks_of
from ticktie.reports.page_safe import Body, Wrap, doctype, write_body, write_plain
from ticktie.reports.quoting import clean

# The longest line, in characters, that a text release's page does not wrap.
MAX_TEXT_COLUMNS = 150

_PAGE = """{doctype}<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{panel}
<script type="application/json" id="tt-data">{data}</script>
<script>{script}</script>
<tt-page role="main" aria-label="The release, each figure marked" tabindex="-1">
{legend}
<tt-release class="{kind}"><tt-body style="{body_style}">{body}</tt-body></tt-release>
</tt-page>
</body>
</html>
"""
_PANEL = """<tt-panel id="tt-panel" role="complementary" aria-label="Tie-out">
<noscript><p>{summary}. Without scripts the marks stand, but not their proofs.</p></noscript>
</tt-panel>
"""


def write_page(tie_out: TieOut) -> bytes:
    """Return a release with its figures marked, as one self-contained HTML file.

    The same tie-out gives the same bytes. Nothing of the release runs in it and it fetches nothing.

    Raises:
        InternalError: the text of the page would not be the text of the release.
    """
    source = tie_out.document.source
    is_html = source.is_markup
    marks = marks_of(tie_out)
    write = write_body if is_html else write_plain
    body = write(source.text, list(_wraps(marks)))
    assert_faithful(body.html, source.text, is_html=is_html)
    return _page(tie_out, marks, body, is_html=is_html).encode("utf-8", "replace")


def _page(tie_out: TieOut, marks: tuple[Mark, ...], body: Body, *, is_html: bool) -> str:
    source = tie_out.document.source
    script = _asset("page.js")
    rules = doctype(source.text) if is_html else "<!DOCTYPE html>"
    return _PAGE.format(
        doctype=rules,
        policy=_policy(script),
        title=escape(clean(f"{source.name}: ticked and tied")),
        style=_asset("page.css"),
        panel=_PANEL.format(summary=summary(tie_out)),
        data=page_data(tie_out, marks),
        script=script,
        legend=_legend(tie_out),
        kind=("tt-html" if rules else "tt-html tt-old") if is_html else "tt-text",
        body_style=escape(body.style if is_html else f"--columns:{_columns(source.text)}"),
        body=body.html,
    )


def _wraps(marks: Iterable[Mark]) -> Iterable[Wrap]:
    for number, mark in enumerate(marks):
        rest = f'class="tt tt-{mark.status}" data-i="{number}"'
        last = f' data-t="{mark.tick}">' if mark.tick else ">"
        yield Wrap(mark.span.start, mark.span.end, f'<mark id="{escape(mark.id)}" {rest}', f"<mark {rest}", last)


def _columns(text: str) -> int:
    """Return how many columns a text release needs: those of its longest line that is not wrapped prose."""
    lengths = (len(line.rstrip()) for line in text.expandtabs().splitlines())
    return max((length for length in lengths if length <= MAX_TEXT_COLUMNS), default=0)


def summary(tie_out: TieOut) -> str:
    """Return the counts of a tie-out as one line."""
    counts = tie_out.coverage
    return (
        f"{counts.figures} figures: {counts.tied} tied, {counts.exception} exceptions, "
        f"{counts.unsupported} unsupported; {counts.cells_in_ties} of {counts.cells} cells in {counts.ties} ties"
    )


def _legend(tie_out: TieOut) -> str:
    """Return the tick legend that stands on paper, where there is no panel."""
    ticks = ", ".join(f"<b>{tick}</b> {words}" for tick, words in TICK_WORDS.items())
    source = tie_out.document.source
    return (
        f'<tt-legend aria-hidden="true"><b>{escape(clean(source.name))}</b>, SHA-256 {source.sha256}. '
        f"{summary(tie_out)}. Ticks: {ticks}.</tt-legend>"
    )


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return files("ticktie.reports").joinpath(name).read_text(encoding="utf-8")
