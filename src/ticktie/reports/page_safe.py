"""A release written anew by an allow-list: its text and look kept, all that acts or fetches left out.

Nothing of the source's markup is copied: each tag is either one of a list, with attributes of a list, or it is
dropped; text is decoded and escaped again. Tags go through one by one and unbalanced as they stand, so that a
browser builds the same tree from them as from the source; none of them can close the page's own elements, which
have names that no tag of the list has.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from ticktie.readers.markup import BLANK, unescape
from ticktie.reports.page_css import clean_style

# Their content is no text of the release.
RAW = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
# Their content is text, but not displayed.
HIDDEN = frozenset(["svg", "math", "object", "template", "ix:header"])

_KEPT = frozenset(
    (
        "a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font "
        "h1 h2 h3 h4 h5 h6 hr i ins kbd li nobr ol p pre q s samp small span strike strong sub sup table tbody "
        "td tfoot th thead tr tt u ul var wbr"
    ).split()
)
_RENAMED = {
    **dict.fromkeys(
        "address article aside details fieldset figcaption figure footer header hgroup legend main nav section "
        "summary".split(),
        "div",
    ),
    **dict.fromkeys(("dir", "menu"), "ul"),
    "acronym": "abbr",
    **dict.fromkeys(HIDDEN, "tt-hidden"),
}
_NAMES = {**{name: name for name in _KEPT}, **_RENAMED}
_ATTRIBUTES = frozenset(
    (
        "align valign width height colspan rowspan bgcolor border cellpadding cellspacing color face size nowrap "
        "noshade dir lang start value type clear hidden span rules frame char charoff reversed"
    ).split()
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
# A tag without its `<`, in the shapes that releases are full of: `<` and `>` not even in quotes.
QUICK_TAG = r"""/?[a-z][^<>"']*+(?:(?:"[^"<>]*+"|'[^'<>]*+')[^<>"']*+)*+>"""
# A tag as browsers read it, however broken: a `<` does not end it, and a quote only counts behind a `=`.
WHOLE_TAG = (
    r"""(/?)([a-z][^\s/>]*+)((?:[\s/]++|(?:=[^\s/>=]*+|[^\s/>=]++)"""
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+)*+)>"""
)
_WHOLE_TAG = re.compile(f"<{WHOLE_TAG}", re.IGNORECASE)
# Everything in the source that is no text. The last alternatives leave to `_special` what needs a closer look.
_MARKUP = re.compile(
    rf"""<(?:
      (?P<raw>{"|".join(RAW)})(?=[\s/>])
    | {QUICK_TAG}
    | (?P<comment>!--|[!?]|/(?![a-z]))
    | (?P<long>/?[a-z])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE) for name in RAW}
_GREATER = re.compile(">")
_COMMENT_END = re.compile(r"--!?>")
_BLANK_LAST = re.compile(r"(?:\s|&nbsp;|&#160;|&#xa0;)\Z", re.IGNORECASE)
_ENDED_TAG = re.compile(r"</?([a-z][^\s/<>]*+)([^<>]*+)>", re.IGNORECASE)
_DOCTYPE = re.compile(r"(?>\s*+<(?:!--.*?--|\?[^>]*+)>)*+\s*+<!doctype\s++html([^>]*+)>", re.IGNORECASE | re.DOTALL)
_OLD = re.compile(r"dtd html (?:2|3|4\.0 (?:transitional|frameset)|4\.01 (?:transitional|frameset)[^\"']*[\"']\s*$)")
_MIDDLE = re.compile(r"dtd (?:html 4\.01|xhtml 1\.0) (?:transitional|frameset)")


@dataclass(frozen=True, slots=True)
class Wrap:
    """A range of the source to be wrapped wherever it holds text.

    Attributes:
        first: what is written before the first piece of text in the range: a tag without its end.
        again: what is written before each further piece.
        last: the end of the last piece's tag.
    """

    start: int
    end: int
    first: str
    again: str
    last: str


@dataclass(frozen=True, slots=True)
class Body:
    """A release written anew.

    Attributes:
        html: what goes inside the page's own container.
        style: for the container: what the source says of its `<body>`.
        wrapped: which ranges held text, by their index.
    """

    html: str
    style: str
    wrapped: frozenset[int]


def write_body(text: str, wraps: Sequence[Wrap], *, closing: str = "</mark>") -> Body:
    """Return the HTML of a release with some ranges wrapped; `wraps` are in order and do not overlap."""
    return _Writer(text, wraps, closing, unescape).write()


def write_plain(text: str, wraps: Sequence[Wrap], *, closing: str = "</mark>") -> Body:
    """Return a text release as one `<pre>`, with some ranges wrapped."""
    writer = _Writer(text, wraps, closing, str)
    writer.write_text(0, len(text))
    return Body(f"<pre>\n{writer.finish()}</pre>", "", frozenset(writer.wrapped))


def doctype(text: str) -> str:
    """Return a doctype by which browsers lay the page out as they do the source: none for the rules of old.

    >>> doctype("<html>"), doctype("<!DOCTYPE html><html>")
    ('', '<!DOCTYPE html>')
    """
    found = _DOCTYPE.match(text)
    said = found[1].lower() if found else ""
    if found is None or _OLD.search(said):
        return ""
    if _MIDDLE.search(said):
        return '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">'
    return "<!DOCTYPE html>"


class _Writer:
    """The state of one writing: what was written, and which range comes next."""

    def __init__(self, text: str, wraps: Sequence[Wrap], closing: str, decode: Callable[[str], str]) -> None:
        self.text = text
        self.decode = decode
        self.wraps = wraps
        self.closing = closing
        self.next = 0
        # Where in `parts` the last tag of each range stands.
        self.wrapped: dict[int, int] = {}
        self.parts: list[str] = []
        self.style = ""
        self.tags: dict[str, str] = {}

    def write(self) -> Body:
        position, end = 0, len(self.text)
        while position < end:
            position = self._run(position, end)
        return Body(self.finish(), self.style, frozenset(self.wrapped))

    def _run(self, start: int, end: int) -> int:
        """Write from `start`; return where to go on: behind what needed a closer look, or the end."""
        text, parts, tags = self.text, self.parts, self.tags
        position = start
        for match in _MARKUP.finditer(text, start):
            begin, stop = match.span()
            if begin > position:
                self.write_text(position, begin)
            if match.lastgroup is not None:
                return self._special(match.lastgroup, match, begin)
            raw = match[0]
            written = tags.get(raw)
            if written is None:
                written = tags[raw] = self._tag(raw)
            if written:
                parts.append(written)
            position = stop
        self.write_text(position, end)
        return end

    def _special(self, kind: str, match: re.Match[str], begin: int) -> int:
        """Pass over a comment or raw element, or write a tag with quotes; return the place behind it."""
        text, end = self.text, len(self.text)
        if kind == "comment":
            is_bogus = match["comment"] != "!--"
            ended = (_GREATER if is_bogus else _COMMENT_END).search(text, begin + 2)
            return ended.end() if ended else end
        tag = _WHOLE_TAG.match(text, begin)
        if tag is None:  # a tag that nothing ends swallows the rest
            return end
        if kind == "raw":
            ended = _RAW_END[match["raw"].lower()].search(text, tag.end())
            return ended.end() if ended else end
        self.parts.append(self._tag_of(tag[1], tag[2], tag[3]))
        return tag.end()

    def _tag(self, raw: str) -> str:
        found = _ENDED_TAG.fullmatch(raw)
        return self._tag_of("/" if raw[1] == "/" else "", found[1], found[2]) if found else ""

    def _tag_of(self, slash: str, name: str, attributes: str) -> str:
        name = name.lower()
        if name == "body" and not slash and not self.style:
            self.style = _body_style(attributes)
        if name == "img" and not slash:
            return _image(attributes)
        kept = _NAMES.get(name)
        if kept is None:
            return ""
        return f"</{kept}>" if slash else f"<{kept}{''.join(_attributes(kept, attributes))}>"

    def write_text(self, start: int, end: int) -> None:
        """Write the text between two places of the source, wrapped where a range says so."""
        wraps = self.wraps
        while self.next < len(wraps) and wraps[self.next].end <= start:
            self.next += 1
        index = self.next
        while index < len(wraps) and wraps[index].start < end:
            wrap = wraps[index]
            low, high = max(wrap.start, start), min(wrap.end, end)
            low, high = _trimmed(self.text, low, high)
            if low < high:
                self._write_run(start, low)
                self._open(index, wrap)
                self._write_run(low, high)
                self.parts.append(self.closing)
                start = high
            index += 1
        if start < end:
            self._write_run(start, end)

    def _open(self, index: int, wrap: Wrap) -> None:
        above = self.wrapped.get(index)
        if above is not None:
            self.parts[above] += ">"
        self.wrapped[index] = len(self.parts)
        self.parts.append(wrap.first if above is None else wrap.again)

    def finish(self) -> str:
        """Return what was written, the last tag of each range ended."""
        for index, place in self.wrapped.items():
            self.parts[place] += self.wraps[index].last
        return "".join(self.parts)

    def _write_run(self, start: int, end: int) -> None:
        raw = self.text[start:end]
        if "\r" in raw:
            raw = raw.replace("\r\n", "\n").replace("\r", "\n")
        self.parts.append(escape_text(self.decode(raw) if "&" in raw else raw))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without the blanks at its ends."""
    found = BLANK.match(text, start, end)
    start = found.end() if found else start
    while start < end and (text[end - 1] == ";" or text[end - 1].isspace()):
        blank = _BLANK_LAST.search(text, max(start, end - 8), end)
        if blank is None:
            break
        end = blank.start()
    return start, end


def escape_text(text: str) -> str:
    """Return text as it is written in HTML; a carriage return would else be taken for a line end."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def _pairs(attributes: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for name, *values in _ATTRIBUTE.findall(attributes):
        name = name.lower()
        if name not in seen:  # the first counts
            seen.add(name)
            yield name, unescape("".join(values))


def _attributes(tag: str, attributes: str) -> Iterator[str]:
    if not attributes:
        return
    for name, value in _pairs(attributes):
        if name == "style":
            value = clean_style(value)
            if value:
                yield f' style="{escape(value)}"'
        elif name in _ATTRIBUTES:
            yield f' {name}="{escape(value)}"'
        elif name == "href" and tag == "a":
            yield ' class="tt-link"'


def _image(attributes: str) -> str:
    """Return an image that stands in the document itself; others would be fetched, so they are left out."""
    said = dict(_pairs(attributes))
    source = said.get("src", "")
    if not _IMAGE.fullmatch(source):
        return ""
    style = clean_style(said.get("style", ""))
    kept = {"src": source, "alt": said.get("alt", ""), "style": style}
    kept.update((name, said[name]) for name in ("width", "height", "border", "align") if name in said)
    return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in kept.items()) + ">"


def _body_style(attributes: str) -> str:
    said = dict(_pairs(attributes))
    style = "".join(
        f"{name}:{said[key]};" for key, name in (("bgcolor", "background-color"), ("text", "color")) if key in said
    )
    return clean_style(style + said.get("style", ""))
