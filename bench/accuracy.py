"""How the tool's verdicts compare with those of careful readers: `python -m bench.accuracy`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import releases, showing
from bench.annotations import Annotated, Locator, equivalent_relation, read_gold, same_relation
from ticktie.errors import TicktieError
from ticktie.model import FigureResult, TieOut, Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """One annotated figure against the tool's.

    Attributes:
        release: name without suffix; `order` is the 1-based number among the annotated figures.
        result: what the tool says; None where it does not see the figure.
        context: the tool's sentence with the figure marked, or the annotated quote.
        relation: "same", "equivalent" or "other" where both say tied, else "".
    """

    release: str
    order: int
    gold: Annotated
    result: FigureResult | None
    context: str
    relation: str

    @property
    def verdict(self) -> Verdict | None:
        """What the tool says; None where it does not see the figure."""
        return self.result.verdict if self.result else None

    @property
    def right(self) -> bool:
        """Whether the tool's verdict is one that a careful reader gives."""
        return self.verdict in self.gold.allowed

    @property
    def found_exception(self) -> bool:
        """Whether reader and tool both take exception."""
        return self.gold.verdict is Verdict.EXCEPTION and self.verdict is Verdict.EXCEPTION

    @property
    def false_exception(self) -> bool:
        """Whether the tool takes exception where no reader would."""
        return self.verdict is Verdict.EXCEPTION and not self.right

    @property
    def wrong_tied(self) -> bool:
        """Whether the tool proves what no reader would call proved."""
        return self.verdict is Verdict.TIED and not self.right


# What `--show` can print, and which scores belong to it.
VIEWS: dict[str, Callable[[Score], bool]] = {
    "misses": lambda score: not score.right or score.relation == "other",
    "verdicts": lambda score: not score.right,
    "relations": lambda score: score.relation == "other",
    "equivalent": lambda score: score.relation == "equivalent",
    "false": lambda score: score.false_exception or score.wrong_tied,
    "exceptions": lambda score: Verdict.EXCEPTION in (score.gold.verdict, score.verdict),
    "unseen": lambda score: score.result is None,
    "all": lambda score: True,
}


def score_release(name: str, figures: Iterable[Annotated], result: TieOut) -> list[Score]:
    """Compare every annotated figure of a release with the tool's."""
    locator, places = Locator(result), showing.Places(result)
    scores = []
    for order, gold in enumerate(figures, start=1):
        found = locator.find(gold)
        context = places.describe(found.figure.id) if found else gold.quote
        scores.append(Score(name, order, gold, found, context, _relation(gold, found)))
    return scores


def _relation(gold: Annotated, found: FigureResult | None) -> str:
    if found is None or found.proof is None or found.verdict is not Verdict.TIED or gold.verdict is not Verdict.TIED:
        return ""
    if same_relation(gold, found.proof):
        return "same"
    return "equivalent" if equivalent_relation(gold, found.proof, found.kind) else "other"


HEADERS = (
    "release",
    "verdicts right",
    "same relation",
    "equivalent",
    "with equivalent",
    "exceptions found",
    "false exceptions",
    "wrong tied",
    "not seen",
)


def summary_row(name: str, scores: list[Score]) -> tuple[object, ...]:
    """Return one row of the summary: counts over some annotated figures."""
    tied = sum(score.gold.verdict is Verdict.TIED for score in scores)
    same = sum(score.relation == "same" for score in scores)
    equivalent = sum(score.relation == "equivalent" for score in scores)
    return (
        name,
        showing.share(sum(score.right for score in scores), len(scores)),
        showing.share(same, tied),
        equivalent,
        showing.share(same + equivalent, tied),
        f"{sum(s.found_exception for s in scores)}/{sum(s.gold.verdict is Verdict.EXCEPTION for s in scores)}",
        sum(score.false_exception for score in scores),
        sum(score.wrong_tied for score in scores),
        sum(score.result is None for score in scores),
    )


def miss_lines(score: Score) -> str:
    """Return what a developer needs to see why a figure was judged otherwise."""
    gold, result = score.gold, score.result
    also = "".join(f"|{verdict}" for verdict in sorted(gold.allowed - {gold.verdict}))
    kind = f" {result.kind}" if result else ""
    said = score.verdict or "NOT SEEN"
    relation = f" ({score.relation} relation)" if score.relation else ""
    return "\n".join(
        (
            f"{score.release} #{score.order}  {gold.figure}  gold {gold.verdict}{also} / tool {said}{kind}{relation}",
            f"    {score.context}",
            f"    gold: {gold.expression or '–'}   {gold.derivation}",
            f"    tool: {showing.proof_line(result.proof) if result else 'no figure here'}",
        )
    )


def score_folder(folder: Path, gold_folder: Path, only: str) -> list[Score]:
    """Score every annotated release (those in PDF are left out); where one fails, none of its figures is seen."""
    scores: list[Score] = []
    for path in sorted(gold_folder.glob("*.json")):
        name, figures = read_gold(path)
        release = folder / name
        if release.suffix in (*releases.SUFFIXES, ".pdf") and only in name:
            try:
                scores += score_release(release.stem, figures, releases.tie_out(release))
            except TicktieError as error:
                print(f"{error.code} {error}", file=sys.stderr)
                scores += (
                    Score(release.stem, n, gold, None, gold.quote, "") for n, gold in enumerate(figures, start=1)
                )
    return scores


def as_json(scores: list[Score]) -> str:
    """Return all scores as JSON, one object a figure."""
    entries = [
        {
            "release": score.release,
            "order": score.order,
            "figure": score.gold.figure,
            "quote": score.gold.quote,
            "gold": score.gold.verdict,
            "tool": score.verdict,
            "right": score.right,
            "relation": score.relation,
            "expression": score.gold.expression,
            "proof": showing.proof_line(score.result.proof) if score.result else None,
        }
        for score in scores
    ]
    return json.dumps(entries, indent=1, ensure_ascii=False)


def main() -> None:
    """Score the annotated releases and print the summary."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    releases.add_folder_options(parser, gold=True)
    parser.add_argument("--show", choices=tuple(VIEWS), help="print these figures with quote and formulas")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every score to FILE")
    options = parser.parse_args()
    scores = score_folder(options.releases, options.gold, options.only)
    if options.show:
        for score in filter(VIEWS[options.show], scores):
            print(miss_lines(score))
        print()
    names = dict.fromkeys(score.release for score in scores)
    rows = [summary_row(name, [score for score in scores if score.release == name]) for name in names]
    print(showing.table(HEADERS, [*rows, summary_row("all", scores)]))
    if options.json:
        options.json.write_text(as_json(scores) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
