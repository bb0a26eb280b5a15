"""One sentence beside one table, as a release of the second quarter of 2025, and what becomes of its figures."""

import ticktie
from ticktie.model import FigureResult

OPENING = (
    "Exampleton, July 24, 2025 – Example Corp today announced financial results for its second quarter ended "
    "June 30, 2025, a quarter in which all of its plants ran without interruption."
)
TWO_QUARTERS = ("Three Months Ended June 30, 2025", "Three Months Ended June 30, 2024")
TITLE = "CONDENSED STATEMENTS OF INCOME (in thousands)"

Found = tuple[str, str]


def table(title: str, *rows: str, columns: tuple[str, ...] = TWO_QUARTERS) -> str:
    """Return a table in Markdown of rows that are written "caption | figure | figure"."""
    rule = "|---" * (len(columns) + 1) + "|"
    return "\n".join([title, "", f"| | {' | '.join(columns)} |", rule, *(f"| {row} |" for row in rows)])


INCOME = table(
    TITLE,
    "Revenue | $ 12,345 | $ 9,876",
    "Cost of revenue | 7,100 | 5,900",
    "Gross profit | 5,245 | 3,976",
    "Operating expenses | 4,000 | 3,500",
    "Operating income | 1,245 | 476",
    "Income tax expense | 311 | 74",
    "Net income | $ 934 | $ 402",
)


def results_of(sentence: str, *tables: str, note: str = "") -> dict[str, FigureResult]:
    """Return the results of a release by the text of their figure; a note stands below the tables."""
    release = "\n\n".join(["# Example Corp Reports Second Quarter Results", OPENING, sentence, *tables, note])
    return {one.figure.text: one for one in ticktie.check(release.encode(), name="release.md").figures}


def found_in(result: FigureResult) -> Found:
    """Return the verdict with the correction: ("tied", ""), ("exception", "$5 million")."""
    diagnosis = result.proof.diagnosis if result.proof else None
    return result.verdict.value, diagnosis.suggestion if diagnosis else ""


def found_of(sentence: str, figure: str, *tables: str, note: str = "") -> Found:
    """Return the verdict on one figure of a sentence or a note, with the correction."""
    return found_in(results_of(sentence, *tables, note=note)[figure])
