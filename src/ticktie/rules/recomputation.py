"""Recomputation of what the prose computes: changes, percentages, points, ratios, per-share amounts, multiples."""

from collections.abc import Iterator

from ticktie.model import Kind, Tie
from ticktie.rules.base import Choice, Release, rule, ties_of


@rule("RC001", name="percent-change-does-not-recompute", tick="R", choice=Choice.BEST)
def percent_change_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose, for every percent change of the prose, the change between the two amounts it speaks of.

    ## What it does
    Recomputes current / comparative − 1 from the printed amounts, each within its rounding, or agrees
    the figure to a percentage that the table itself prints.

    ## Why it matters
    Percentages are worked out by hand, often from amounts that were rounded before, and are repeated in headlines.

    ## Example
    | Three Months Ended September 30, | 2007  | 2006  |
    | Revenue                          | 7,219 | 2,946 |

    "Revenue increased 146%" <- RC001: 7,219 / 2,946 − 1 is 145.04 %

    ## Not flagged
    Percentages whose subject or periods the words do not settle; guidance; constant currency without a table.

    ## Source
    PCAOB AS 2305 (recomputation); XBRL Calculations 1.1 for the intervals.
    """
    yield from ties_of(release, "RC001", Kind.PERCENT_CHANGE)


@rule("RC002", name="change-does-not-recompute", tick="R", choice=Choice.BEST)
def change_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose, for every change in an amount that the prose states, the difference of the two amounts.

    ## What it does
    Recomputes current − comparative from the printed amounts, or agrees it to a change that the table prints.

    ## Why it matters
    A difference of two rounded amounts is not the rounded difference: 10.4 − 8.5 = 1.9, but 10,419 − 8,453 = 1,966.

    ## Example
    | Three Months Ended September 30, | 2007    | 2006     |
    | Net loss                         | (8,453) | (10,419) |

    "a decrease of $1.9 million" <- RC002: 10,419 − 8,453 is 1,966, so $2.0 million

    ## Not flagged
    Drivers ("due to a $4.0 million increase in …") whose words are no caption; changes against a period that is
    not printed.

    ## Source
    PCAOB AS 2305 (recomputation).
    """
    yield from ties_of(release, "RC002", Kind.CHANGE)


@rule("RC003", name="point-change-does-not-recompute", tick="R", choice=Choice.BEST)
def point_change_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose, for every change in points or basis points, the difference of the two percentages.

    ## What it does
    Recomputes the difference of two printed percentages, or of two margins computed from printed amounts.

    ## Why it matters
    Points, percent and basis points are confused more often than any other units.

    ## Example
    | Quarter             | Q3   | Q2   |
    | Net interest margin | 3.22%| 3.07%|

    "expanded by 25 basis points" <- RC003: 3.22 − 3.07 is 15 basis points

    ## Not flagged
    Margins that the document neither prints nor lets one compute.

    ## Source
    PCAOB AS 2305 (recomputation).
    """
    yield from ties_of(release, "RC003", Kind.POINTS)


@rule("RC004", name="ratio-does-not-recompute", tick="R", choice=Choice.BEST)
def ratio_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose, for every share, margin or rate of the prose, the quotient of the two amounts or the printed percentage.

    ## What it does
    Recomputes "10% of revenue", "a gross margin of 45.3%", "an effective tax rate of 29.5%".

    ## Why it matters
    A ratio can be right of the wrong base: 0.27 % of assets is not 0.27 % of loans.

    ## Example
    | Three Months Ended | 2007  |
    | Revenue            | 7,219 |
    | Gross loss         | (756) |

    "or 12% of revenue" <- RC004: 756 / 7,219 is 10.47 %

    ## Not flagged
    Adjusted margins without an adjusted base; ratios whose base the words do not name.

    ## Source
    PCAOB AS 2305 (recomputation); Reg. G for non-GAAP measures.
    """
    yield from ties_of(release, "RC004", Kind.RATIO)


@rule("RC005", name="per-share-amount-does-not-agree", tick="A", choice=Choice.BEST)
def per_share_amount_does_not_agree(release: Release) -> Iterator[Tie]:
    """Propose, for every per-share amount of the prose, the printed one, or the amount beside it ÷ weighted shares.

    ## What it does
    Agrees basic and diluted amounts to the statement; where the words say neither, both are looked at.

    ## Why it matters
    Earnings per share is the figure of a release that is corrected most often.

    ## Example
    | Three Months Ended      | 2024 |
    | Diluted earnings/share  | 0.88 |

    "$0.98 per diluted share" <- RC005: the statement prints 0.88

    ## Not flagged
    Dividends and prices per share that are in no table.

    ## Source
    ASC 260.
    """
    yield from ties_of(release, "RC005", Kind.PER_SHARE)


@rule("RC006", name="multiple-does-not-agree", tick="A", choice=Choice.BEST)
def multiple_does_not_agree(release: Release) -> Iterator[Tie]:
    """Propose, for every multiple of the prose ("1.5x"), the one that a table prints.

    ## What it does
    Agrees leverage and coverage multiples to the table.

    ## Why it matters
    Multiples are covenant figures.

    ## Example
    | Net debt to adjusted EBITDA | 3.2x |

    "Net debt to adjusted EBITDA was 3.3x" <- RC006: the table prints 3.2x

    ## Not flagged
    Multiples that no table prints.

    ## Source
    PCAOB AS 2305.
    """
    yield from ties_of(release, "RC006", Kind.MULTIPLE)
