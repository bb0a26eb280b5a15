"""What the page's writer checks before it returns: the marks stripped, the text is the release's."""

import re

from ticktie.errors import InternalError
from ticktie.readers.markup import unescape
from ticktie.reports.page_safe import QUICK_TAG, RAW, WHOLE_TAG

_MARK = re.compile(r"<mark [^<>]*>|</mark>")
_TAG = re.compile(r"<[^<>]*>")
_RAW_NAMES = "|".join(RAW)
# What of a source is no text, written another way than in the writer: in one expression.
_NO_TEXT = re.compile(
    rf"<!(?=--)(?s:.*?)(?:--!?>|\Z)|<(?:[!?]|/(?![a-z]))[^>]*+(?:>|\Z)"
    rf"|(?=<(?P<raw>{_RAW_NAMES})[\s/>])<{WHOLE_TAG}(?s:.*?)(?:</(?P=raw)(?=[\s/>])[^>]*+>|\Z)"
    rf"|<{QUICK_TAG}|<{WHOLE_TAG}|<(?=/?[a-z])(?s:.*)",
    re.IGNORECASE,
)


def text_of_source(text: str, *, is_html: bool) -> str:
    """Return the text of a release: its text nodes decoded and joined, line ends as line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not is_html:
        return text
    return "".join(unescape(piece) for piece in _text_pieces(text))


def _text_pieces(text: str) -> list[str]:
    pieces, position = [], 0
    for match in _NO_TEXT.finditer(text):
        pieces.append(text[position : match.start()])
        position = match.end()
    pieces.append(text[position:])
    return pieces


def text_of_page(body: str) -> str:
    """Return the text of what was written."""
    return unescape(_TAG.sub("", body))


def without_marks(body: str) -> str:
    """Return what was written without the tags of its marks."""
    return _MARK.sub("", body)


def assert_faithful(body: str, text: str, *, is_html: bool) -> None:
    """Raise InternalError unless what was written, its marks stripped, has the text of the release.

    Args:
        body: the release written anew, with marks.
        text: the release as it was read.
        is_html: whether it is HTML.
    """
    bare = without_marks(body if is_html else body.removeprefix("<pre>\n"))
    if text_of_page(bare) != text_of_source(text, is_html=is_html):
        raise InternalError("the text of the marked release is not the text of the release; nothing was written")
