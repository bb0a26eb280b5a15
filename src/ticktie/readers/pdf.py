"""PDF files: what their pages show, in the order in which it is read, written down in HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ticktie.errors import UnreadableError
from ticktie.readers.pdf_columns import in_reading_order
from ticktie.readers.pdf_glyphs import Page, Rule, read_pages
from ticktie.readers.pdf_grid import PageTable, read_table
from ticktie.readers.pdf_html import write_paragraph, write_table
from ticktie.readers.pdf_lines import Line, lines_of
from ticktie.readers.pdf_pages import without_running_lines
from ticktie.readers.pdf_prose import margins_of, may_go_on, paragraphs_of
from ticktie.readers.pdf_tables import begins_with_figures, find_regions
from ticktie.readers.rendition import Rendition


@dataclass(slots=True)
class Prose:
    """Lines of one paragraph, each with the number of its page."""

    lines: list[tuple[int, Line]]


@dataclass(slots=True)
class Figures:
    """A table, and what it was read from: lines with the numbers of their pages, and the rules that are drawn."""

    table: PageTable
    lines: list[tuple[int, Line]]
    rules: list[Rule]


Block = Prose | Figures


def render_pdf(data: bytes) -> Rendition:
    """Return what the pages of a PDF show, without the headers, footers and numbers of pages.

    Raises:
        UnreadableError: the file is damaged, needs a password, or has no text on its pages.
        TooLargeError: there is more than can be read.
    """
    pages = [(page, lines_of(page.glyphs)) for page in read_pages(data)]
    blank = sum(1 for page, _ in pages if not page.glyphs)
    if blank == len(pages):
        raise UnreadableError("is a scanned PDF without text; make its text readable (OCR), or name the HTML")
    blocks: list[Block] = []
    for (page, _), lines in zip(pages, without_running_lines(pages), strict=True):
        found = _blocks(page, lines)
        if blocks and found:
            _join_pages(blocks, found)
        blocks += found
    to = Rendition()
    to.markup("<html><body>\n")
    for block in blocks:
        if isinstance(block, Figures):
            write_table(to, block.table)
        else:
            write_paragraph(to, block.lines)
    to.markup("</body></html>\n")
    if blank:
        to.remarks.append(f"{blank} of {len(pages)} pages have no text and are not read")
    return to


def _blocks(page: Page, lines: Sequence[Line]) -> list[Block]:
    return [
        block for group in in_reading_order(lines, page.width) for block in _in_column(page.number, group, page.rules)
    ]


def _in_column(page: int, lines: Sequence[Line], rules: Sequence[Rule]) -> list[Block]:
    """Return the paragraphs and tables of lines that stand in one column."""
    blocks: list[Block] = []
    regions = find_regions(lines)
    edges = [*((region.first, region.last) for region in regions), (len(lines), len(lines))]
    tabular = {at for region in regions for at in range(region.first, region.last)}
    margins = margins_of([line for at, line in enumerate(lines) if at not in tabular])
    start = 0
    for region, (first, last) in zip([*regions, None], edges, strict=True):
        blocks += [Prose([(page, line) for line in held]) for held in paragraphs_of(lines[start:first], margins)]
        if region is not None:
            held = [(page, line) for line in lines[region.first : region.last]]
            blocks.append(Figures(read_table(held, rules), held, list(rules)))
        start = last
    return blocks


def _join_pages(before: list[Block], after: list[Block]) -> None:
    """Join what goes on at the beginning of the next page: a paragraph, or a table."""
    last, first = before[-1], after[0]
    if isinstance(last, Prose) and isinstance(first, Prose):
        one, other = last.lines[-1][1], first.lines[0][1]
        alike = one.bold is other.bold and abs(one.height - other.height) < 0.12 * one.height
        if alike and may_go_on(one.text, other.text):
            last.lines += first.lines
            del after[0]
    elif isinstance(last, Figures) and isinstance(first, Figures) and begins_with_figures(first.lines):
        joined = _joined(last, first)
        if joined.table.columns == max(last.table.columns, first.table.columns):
            before[-1] = joined
            del after[0]


def _joined(one: Figures, other: Figures) -> Figures:
    """Return two tables as one, the second one moved right below the first one."""
    down = one.lines[-1][1].y1 + other.lines[0][1].height / 2 - other.lines[0][1].y0
    lines = one.lines + [(page, replace(line, y0=line.y0 + down, y1=line.y1 + down)) for page, line in other.lines]
    rules = one.rules + [replace(rule, y=rule.y + down) for rule in other.rules]
    return Figures(read_table(lines, rules), lines, rules)
