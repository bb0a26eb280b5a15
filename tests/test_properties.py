"""What holds for every input, tried on random ones."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import ticktie
from ticktie import readers
from ticktie.errors import InternalError, TicktieError
from ticktie.figures import find_figures
from ticktie.judge import judge
from ticktie.model import BlockKind, Interval, Outcome, Relation, Sum, Term, Tie
from ticktie.statements import understand_tables

# Too slow is not a failure here (tests/test_hostile.py bounds time), and a busy machine is slow.
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=200, deadline=None)

PIECES = st.sampled_from(
    (
        *(
            "$",
            "(",
            ")",
            "%",
            "—",
            "-",
            "--",
            ".",
            ",",
            ";",
            ":",
            "/",
            "€",
            "£",
            "¥",
            "RMB",
            "NT$",
            "C$",
            "bps",
            "x",
            "±",
        ),
        *("7.2", "7,219", "0", "0.06", "1,234,567", "12", ".5", "2007", "1e9", "007", "1,23", "9" * 40, "½"),
        *(
            "million",
            "billion",
            "thousand",
            "percent",
            "percentage points",
            "basis points",
            "per share",
            "shares",
            "cents",
        ),
        *(
            "Revenue",
            "net loss",
            "increased",
            "decreased",
            "up",
            "down",
            "from",
            "to",
            "compared to",
            "or",
            "and",
            "of",
        ),
        *("approximately", "respectively", "the second quarter", "prior year", "Total", "net of", "Form 10-Q", "times"),
        *(
            "September 30, 2007",
            "Thursday, November 8",
            "three months",
            "Q2",
            "10:30 a.m.",
            "(555) 123-4567",
            "NM",
            "N/A",
        ),
        *(
            "\n",
            "\n\n",
            "  ",
            "          ",
            "\t",
            "|",
            "\u00a0",
            "\u200b",
            "&nbsp;",
            "&#151;",
            "**",
            "\\$",
            "#",
            "-----",
            "=====",
        ),
    )
)
RELEASES = st.lists(st.one_of(PIECES, PIECES, PIECES, st.text(max_size=5)), max_size=80).map(" ".join)
TAGS = st.sampled_from(
    (
        *("<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>"),
        *("<td colspan=3>", "<td rowspan=2>", "<td style='padding-left:20pt'>", "<td style='border-top:1px solid'>"),
        *("<b>", "</b>", "<sup>", "</sup>", "<br>", "<li>", "</li>", "<ul>", "</ul>", "<h1>", "</h1>", "<hr>", "<pre>"),
        *(
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<DOCUMENT>",
            "<TEXT>",
            "</TEXT>",
            "<PAGE>",
            "<S>",
            "<C>",
            "<",
            "&",
            ">",
        ),
    )
)
MARKUP = st.lists(st.one_of(TAGS, TAGS, PIECES), max_size=120).map(lambda pieces: "<html><body>" + "".join(pieces))
ROWS = st.lists(st.lists(PIECES, min_size=1, max_size=5), min_size=1, max_size=12)
INPUTS = st.one_of(RELEASES, MARKUP, ROWS.map(lambda rows: _aligned(rows)), ROWS.map(lambda rows: _html_table(rows)))

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
INTERVALS = st.builds(
    lambda one, other: Interval(Fraction(min(one, other)), Fraction(max(one, other))), NUMBERS, NUMBERS
)


def _aligned(rows: list[list[str]]) -> str:
    """Return the rows as a text table of columns 16 wide."""
    return "\n".join("".join(cell.replace("\n", " ").ljust(16) for cell in row) for row in rows)


def _html_table(rows: list[list[str]]) -> str:
    """Return the rows as an HTML table with a paragraph before it."""
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>Revenue was $5 million.</p><table>{lines}</table></body></html>"


@few
@given(INPUTS)
@example(_aligned([["$", "1e9", "—"], ["$", "$", "$"], ["1,23", "million", "—"]]))  # two tables in one block
def test_figures_and_blocks_stand_where_they_say(text: str) -> None:
    try:
        document = readers.read(text.encode(), "release")
    except TicktieError:
        return
    document, tables = understand_tables(document)
    blocks = {block.id: block for block in document.blocks}
    assert len(blocks) == len(document.blocks)
    for block in document.blocks:
        assert block.text == " ".join(block.text.split())
        assert (block.text == "") == (block.kind is BlockKind.TABLE)
        assert 0 <= block.extent.start <= block.extent.end <= len(document.source.text)
    for figure in find_figures(document):
        assert blocks[figure.block].text[figure.start : figure.end] == figure.text
        assert any(char.isdigit() or char in "½¼¾" for char in figure.text) or figure.text.isalpha()
    for table in tables:
        for cell in table.cells:
            assert 0 <= cell.row < len(table.rows)
            assert 0 <= cell.column < len(table.columns)
            assert 0 <= cell.extent.start <= cell.extent.end <= len(document.source.text)


@few
@given(st.one_of(INPUTS.map(str.encode), st.binary(max_size=2000), INPUTS.map(lambda text: text.encode("utf-16"))))
def test_the_check_ends_in_a_result_or_in_a_ticktie_error_that_is_no_bug(data: bytes) -> None:
    try:
        result = ticktie.check(data, name="release")
    except TicktieError as error:
        told = error
    else:
        told = None
    if told:
        assert not isinstance(told, InternalError)
        assert "\n" not in str(told)
        return
    assert result.failures == ()
    coverage = result.coverage
    assert coverage.tied + coverage.exception + coverage.unsupported == coverage.figures == len(result.figures)


@few
@given(INPUTS)
def test_every_exception_has_a_finding_that_names_it(text: str) -> None:
    try:
        result = ticktie.check(text.encode(), name="release")
    except TicktieError:
        return
    blamed = {figure for finding in result.findings for figure in finding.figures}
    blamed |= {evidence.id for finding in result.findings for evidence in finding.evidence}
    assert {one.figure.id for one in result.figures if one.verdict is ticktie.Verdict.EXCEPTION} <= blamed


@few
@given(INPUTS)
def test_the_same_bytes_give_the_same_result(text: str) -> None:
    try:
        first = ticktie.check(text.encode(), name="release")
    except TicktieError:
        return
    assert ticktie.check(text.encode(), name="release") == first


@many
@given(INTERVALS, INTERVALS, st.fractions(min_value=0, max_value=1), st.fractions(min_value=0, max_value=1))
def test_arithmetic_of_intervals_holds_what_their_points_give(
    one: Interval, other: Interval, left: Fraction, right: Fraction
) -> None:
    a = one.low + left * (one.high - one.low)
    b = other.low + right * (other.high - other.low)
    assert (one + other).holds(a + b)
    assert (one - other).holds(a - b)
    assert (one * other).holds(a * b)
    assert (-one).holds(-a)
    assert abs(one).holds(abs(a))
    if not other.holds(Fraction(0)):
        assert (one / other).holds(a / b)


@many
@given(INTERVALS, INTERVALS)
def test_intervals_meet_in_both_directions_and_each_meets_itself(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)
    assert one.meets(other) == (one - other).holds(Fraction(0))


@many
@given(NUMBERS, st.integers(min_value=-9, max_value=4))
def test_a_printed_number_stands_for_what_rounds_to_it(value: Decimal, decimals: int) -> None:
    interval = Interval.printed(value, decimals)
    assert interval.middle == Fraction(value)
    assert interval.high - interval.low == Fraction(10) ** -decimals


def _figure(identity: str, value: Decimal, decimals: int) -> ticktie.Figure:
    return ticktie.Figure(identity, "b1", 0, 1, str(value), value, decimals, "USD")


@many
@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_rounding_the_parts_of_a_sum_never_makes_it_disagree(parts: list[Decimal]) -> None:
    rounded = [part.quantize(Decimal(1)) for part in parts]
    total = _figure("total", sum(parts, Decimal(0)).quantize(Decimal(1)), 0)
    terms = tuple((1, Term(_figure(f"part{number}", part, 0))) for number, part in enumerate(rounded))
    outcome, _ = judge(Tie("FT001", total, Relation.SUM, Sum(terms)))
    assert outcome in (Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING)


@many
@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8), st.integers(1, 10**6), st.sampled_from((1, -1)))
def test_a_total_that_is_off_by_more_than_all_rounding_disagrees(parts: list[int], excess: int, sign: int) -> None:
    # Each of n parts and the total may be off by half a unit: (n + 1) / 2 in all.
    off = sign * (len(parts) + 1 + excess)
    total = _figure("total", Decimal(sum(parts) + off), 0)
    terms = tuple((1, Term(_figure(f"part{number}", Decimal(part), 0))) for number, part in enumerate(parts))
    outcome, recomputed = judge(Tie("FT001", total, Relation.SUM, Sum(terms)))
    assert (outcome, recomputed) == (Outcome.DISAGREES, sum(parts))
