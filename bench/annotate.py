"""Reading a release by eye: a sheet to read, and annotations checked by arithmetic.

    python -m bench.annotate sheet RELEASE > sheet.txt
    python -m bench.annotate build RELEASE ANSWERS.jsonl > bench/gold/NAME.json

The sheet shows the release as the tool reads it, each figure of the prose with its number, and says
nothing of what the tool thinks of it. The answers are one JSON object a line, see bench/gold/README.md.
"""

import argparse
import ast
import json
import operator
import re
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench import releases
from bench.annotations import CONSTANTS, literals_of, occurrences, squeeze
from ticktie.model import Block, Figure, TieOut, Verdict
from ticktie.printing import NUMBER, plain

OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
KEPT = ("verdict", "also", "expr", "cause", "derivation")


def evaluate(expression: str) -> Fraction:
    """Return the exact value of an expression of numbers, + - * / and brackets.

    Raises:
        ValueError: for anything else, a division by zero too.

    >>> evaluate("(22,579 - 17,561) / 17,561 * 100") == Fraction(501800, 17561)
    True
    """

    def value(node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(value=int() | float()):
                return Fraction(ast.get_source_segment(ungrouped, node) or "")
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -value(operand)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
                return OPERATORS[type(sign)](value(left), value(right))
        raise ValueError(f"{expression!r} is no plain arithmetic")

    ungrouped = re.sub(r"(?<=\d),(?=\d{3})", "", expression).strip()
    try:
        return value(ast.parse(ungrouped, mode="eval").body)
    except (SyntaxError, ZeroDivisionError) as error:
        raise ValueError(f"{expression!r}: {error}") from error


def rounds_to(expression: str, figure: str) -> bool:
    """Whether the expression, by magnitude, is the figure within half a unit of its last printed digit.

    >>> rounds_to("(22,579 - 17,561) / 17,561 * 100", "28%"), rounds_to("5018/17561*100", "29%")
    (False, True)
    """
    printed = NUMBER.search(figure)
    if printed is None:
        raise ValueError(f"{figure!r} has no digits: write the annotation's figure in digits or leave `expr` out")
    digits = printed[0].replace(",", "")
    places = len(digits.partition(".")[2])
    return abs(abs(evaluate(expression)) - Fraction(digits)) <= Fraction(1, 2 * 10**places)


def sheet(result: TieOut) -> Iterator[str]:
    """Yield the lines of a release to be read: blocks, numbered figures `[12: 7%]`, tables row by row."""
    numbers = {one.figure.id: n for n, one in enumerate(result.figures, start=1)}
    figures: dict[str, list[Figure]] = {}
    for one in result.figures:
        figures.setdefault(one.figure.block, []).append(one.figure)
    for block in result.document.blocks:
        if block.grid is not None:
            yield f"{block.id} table"
            yield from ("    " + " | ".join(cell.text for cell in row.cells) for row in block.grid.rows)
            continue
        text = block.text
        for figure in sorted(figures.get(block.id, ()), key=lambda one: -one.start):
            text = f"{text[: figure.start]}[{numbers[figure.id]}: {figure.text}]{text[figure.end :]}"
        yield f"{block.id} {block.kind}: {text}"


def build(result: TieOut, answers: list[dict[str, Any]]) -> tuple[dict[str, object], list[str]]:
    """Return the annotation file's content, and what its arithmetic does not bear out."""
    blocks = {block.id: block for block in result.document.blocks}
    printed = literals_of(result.document.source.text)
    entries: list[dict[str, object]] = []
    doubts: list[str] = []
    for answer in answers:
        block, text, nth = _place(result, blocks, answer)
        entry: dict[str, object] = {"at": block.extent.start, "figure": text, "nth": nth}
        entry.update((key, answer[key]) for key in KEPT if answer.get(key))
        entries.append(entry)
        doubts.extend(f"{block.id} {text}: {doubt}" for doubt in _doubts(entry, printed))
    source = result.document.source
    content: dict[str, object] = {"release": source.name, "sha256": source.sha256, "figures": entries}
    return content, doubts


def _place(result: TieOut, blocks: dict[str, Block], answer: dict[str, Any]) -> tuple[Block, str, int]:
    if "n" not in answer:
        return blocks[answer["block"]], answer["figure"], answer.get("nth", 1)
    figure = result.figures[answer["n"] - 1].figure
    block = blocks[figure.block]
    before = len(squeeze(block.text[: figure.start])[0])
    places = occurrences(squeeze(figure.text)[0], squeeze(block.text)[0])
    return block, figure.text, places.index(before) + 1


def _doubts(entry: dict[str, Any], printed: frozenset[Fraction]) -> Iterator[str]:
    verdict = Verdict(entry["verdict"])
    expression = entry.get("expr", "")
    if verdict is Verdict.UNSUPPORTED:
        return
    if not expression:
        yield f"{verdict} without an expression"
        return
    fits = rounds_to(expression, entry["figure"])
    if fits != (verdict is Verdict.TIED):
        yield f"{verdict}, and {expression} = {float(evaluate(expression)):.5g}"
    for literal in sorted(literals_of(expression) - CONSTANTS - printed):
        yield f"{plain(literal, places=6)} is not printed in the release"


def main(arguments: list[str] | None = None) -> int:
    """Write the sheet or the annotations to standard output; doubts go to standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench.annotate", description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=("sheet", "build"))
    parser.add_argument("release", type=Path)
    parser.add_argument("answers", type=Path, nargs="?")
    options = parser.parse_args(arguments)
    result = releases.tie_out(options.release)
    if options.action == "sheet":
        print(*sheet(result), sep="\n")
        return 0
    if options.answers is None:
        parser.error("build asks for the answers")
    answers = [json.loads(line) for line in options.answers.read_text(encoding="utf-8").splitlines() if line.strip()]
    content, doubts = build(result, answers)
    print(*doubts, sep="\n", file=sys.stderr)
    print(json.dumps(content, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
