"""Agreement of the prose with the tables: amounts and counts."""

from collections.abc import Iterator

from ticktie.model import Kind, Tie
from ticktie.rules.base import Choice, Release, rule, ties_of


@rule("AG001", name="prose-amount-does-not-agree", tick="A", choice=Choice.BEST)
def prose_amount_does_not_agree(release: Release) -> Iterator[Tie]:
    """Propose, for every amount and count of the prose, the line of the tables that its words name.

    ## What it does
    Agrees the amount to a printed cell, to a period that follows from printed ones (first quarter = six months −
    second quarter), or to two or three lines that share out the subject.

    ## Why it matters
    The release and its tables are drafted by different people, in different scales.

    ## Example
    | Three Months Ended September 30, | 2007  |
    | Revenue                          | 7,219 |

    "Revenue was $7.3 million" <- AG001: the table prints 7,219 thousand, $7.2 million

    ## Not flagged
    An amount whose words are no caption, though some number of the document equals it: it is unsupported, not tied.

    ## Source
    PCAOB AS 6101 (comfort letters: comparing amounts); XBRL Calculations 1.1 for the intervals.
    """
    yield from ties_of(release, "AG001", Kind.LEVEL)
    yield from ties_of(release, "AG001", Kind.COUNT)
