"""Results: proofs, findings, coverage and the whole tie-out."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ticktie.model.document import Document
from ticktie.model.figure import Figure, Kind, Verdict
from ticktie.model.period import Period
from ticktie.model.quick import quick
from ticktie.model.statement import Table
from ticktie.model.tie import Outcome, Tie


class Severity(StrEnum):
    """ROUNDING where the last printed digit is off by one for a reason of rounding, ERROR otherwise."""

    ROUNDING = "rounding"
    ERROR = "error"


class Cause(StrEnum):
    """What explains an exception."""

    ROUNDED_OPERANDS = "rounded_operands"
    TRUNCATED = "truncated"
    TRANSPOSED = "transposed"
    DIGIT = "digit"
    PERIOD = "period"
    SIGN = "sign"
    DIRECTION = "direction"
    SCALE = "scale"
    POINTS = "points"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What explains an exception, and what would mend it.

    Attributes:
        suggestion: the corrected text, in the form in which the figure is printed.
        steps: by how many units of the last printed digit the figure is off.
        digits: number of significant digits printed; the more, the less can a near miss be chance.
        note: what a cause without a name of its own is, in words; "" where nothing is known.
    """

    cause: Cause
    severity: Severity
    suggestion: str
    steps: int
    digits: int
    note: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Proof:
    """A tie with its outcome.

    Attributes:
        id: "k1", "k2", …
        recomputed: midpoint of what the formula gives, in the target's unit; None where open.
        diagnosis: for a tie that disagrees, why.
    """

    id: str
    tie: Tie
    outcome: Outcome
    recomputed: Fraction | None
    diagnosis: Diagnosis | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule of presentation says about words: a weekday, a period label, a draft mark.

    There is no figure to recompute, hence no tie; the rule decides by itself.

    Attributes:
        rule: code of the rule ("PR002").
        outcome: AGREES where the words are right, DISAGREES where they are a finding.
        message: one sentence for the reviewer.
        block: id of the block; `start` and `end` index into its text (0, 0 for a table as a whole).
        stated: the words as printed; `suggestion` what they should be, or "".
    """

    rule: str
    outcome: Outcome
    message: str
    block: str
    start: int
    end: int
    stated: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure or cell that took part, with its text as printed."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An exception, told to a reviewer.

    Attributes:
        id: "f1", …; `rule` and `name` as in docs/rules; `message` one sentence.
        stated: as printed; `recomputed` and `suggestion` in the same form.
        figures: ids of the prose figures or cells that are blamed.
        evidence: every figure and cell of the failed formula.
    """

    id: str
    rule: str
    name: str
    severity: Severity
    cause: Cause
    message: str
    stated: str
    recomputed: str
    suggestion: str
    figures: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@quick
@dataclass(frozen=True, slots=True)
class FigureResult:
    """A prose figure with its verdict and the proof that gave it."""

    figure: Figure
    kind: Kind
    verdict: Verdict
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over one document; `cells_in_ties` are cells that take part in a judged tie."""

    figures: int
    tied: int
    exception: int
    unsupported: int
    cells: int
    cells_in_ties: int
    ties: int


@dataclass(frozen=True, slots=True)
class Supporting:
    """A document that was given to prove figures of a release: its statements are facts, and are not tied out.

    Attributes:
        entity: the company, where the document says it.
        tables: with ids that no table of the release has: "s1t1", "s1t2" … of the first document, "s2t1" … .
    """

    document: Document
    entity: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class TieOut:
    """Everything that `ticktie.check` returns.

    Attributes:
        entity: the company, where the document says it.
        period_end: the last day that the release reports on.
        proofs: every tie that was judged, in a fixed order.
        failures: one line for each rule that failed (E901): a bug in ticktie, its ties are open.
        supporting: the documents whose statements proved or refuted figures, too.
    """

    document: Document
    entity: str
    period_end: Period | None
    tables: tuple[Table, ...]
    figures: tuple[FigureResult, ...]
    proofs: tuple[Proof, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    failures: tuple[str, ...] = ()
    supporting: tuple[Supporting, ...] = ()
