"""Binders recalculated in process, and what writing them costs: `python -m bench.binders`.

Every live difference must equal the tool's, every cached value the recalculated one, and no cell may be an error.
"""

import argparse
import sys
from collections.abc import Iterator
from fractions import Fraction
from statistics import median
from time import process_time
from typing import Any

from bench import releases
from ticktie.judge import recompute
from ticktie.model import (
    Cell,
    Change,
    Constant,
    Expression,
    Interval,
    PercentChange,
    Product,
    Proof,
    Quotient,
    Sum,
    Term,
    TieOut,
)
from ticktie.reports.binder_formula import Place, ten
from ticktie.reports.binder_number import number_of
from ticktie.reports.binder_plan import plan_binder
from ticktie.reports.excel import write_binder, write_planned

# Of the magnitude of a value: what binary floating point loses.
NOISE = 1e-9
# A difference is rounded to at least so many places.
DIFFERENCE_NOISE = 1.1e-6


def as_printed(expression: Expression) -> Fraction:
    """Return what a formula gives in full units when every operand is taken as printed; written for this check."""
    match expression:
        case Term(figure):
            return Fraction(figure.value or 0)
        case Constant(value):
            return value
        case Sum(parts):
            return sum((weight * as_printed(part) for weight, part in parts), Fraction(0))
        case Product(left, right):
            return as_printed(left) * as_printed(right)
        case Quotient(above, below):
            return as_printed(above) / as_printed(below)
        case Change(current, prior):
            return as_printed(current) - as_printed(prior)
        case PercentChange(current, prior):
            return 100 * (as_printed(current) / as_printed(prior) - 1)


def expected(proof: Proof) -> tuple[Fraction, Fraction]:
    """Return what a tie gives and its difference, both in the unit that its target is printed in."""
    tie = proof.tie
    number = number_of(tie.target)
    assert number is not None
    unit = ten(number.power)
    stated, given = Fraction(tie.target.value or 0), as_printed(tie.formula) * Fraction(tie.unit_factor)
    apart = abs(stated) - abs(given) if tie.magnitude else stated - given
    return given / unit, apart / unit


def faults(tie_out: TieOut) -> Iterator[str]:
    """Yield what is wrong with the formulas of a binder; nothing where all is well."""
    import formualizer

    plan = plan_binder(tie_out)
    data, live = write_planned(plan)
    cached = cached_values(data)
    book = formualizer.Workbook.from_bytes(data)

    def recalculated(place: Place) -> Any:
        return book.evaluate_cell(place.sheet, place.row + 1, place.column + 1)

    proofs = {proof.id: proof for proof in tie_out.proofs}
    for key, places in live.items():
        proof = proofs[key]
        given, apart = expected(proof)
        interval = recompute(proof.tie.formula)
        assert interval is not None
        if not (interval * Interval.point(proof.tie.unit_factor)).holds(
            as_printed(proof.tie.formula) * Fraction(proof.tie.unit_factor)
        ):
            yield f"{key}: the formula as printed lies outside what the judge took"
        for place, right, what in zip(places, (given, apart), ("result", "difference"), strict=True):
            for value, how in ((recalculated(place), "recalculated"), (value_at(cached, place), "cached")):
                noise = NOISE * max(1.0, abs(float(given))) + (DIFFERENCE_NOISE if what == "difference" else 0)
                if not isinstance(value, int | float) or abs(value - float(right)) > noise:
                    yield f"{key} at {place}: {how} {what} {value!r}, not {float(right)}"


def cached_values(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the values of all cells of a workbook as they are stored, by sheet, rows from the first."""
    import io

    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def value_at(values: dict[str, list[list[Any]]], place: Place) -> Any:
    """Return the stored value of one cell; None where it is empty."""
    rows = values[place.sheet]
    inside = place.row < len(rows) and place.column < len(rows[place.row])
    return rows[place.row][place.column] if inside else None


def wrong_numbers(tie_out: TieOut) -> Iterator[str]:
    """Yield the cells whose number in the sheet, in full units, is not the figure's value."""
    values = cached_values(write_binder(tie_out))
    plan = plan_binder(tie_out)
    for table in tie_out.tables:
        for cell in table.cells:
            standing = plan.standings.get(cell.id)
            if standing is not None and not _is_value(value_at(values, standing.place), standing.number.power, cell):
                yield f"{cell.id}: {cell.text!r} stands as {value_at(values, standing.place)!r}"


def _is_value(number: Any, power: int, cell: Cell) -> bool:
    right = float(Fraction(cell.value or 0) / ten(power))
    return isinstance(number, int | float) and abs(number - right) <= NOISE * max(1.0, abs(right))


def main() -> None:
    """Check the binder of every release, and time it against the check of the release."""
    parser = argparse.ArgumentParser(prog="python -m bench.binders", description=__doc__)
    releases.add_folder_options(parser)
    options = parser.parse_args()
    ratios, ties, bad = [], 0, 0
    for path in releases.find_releases(options.releases, options.only):
        releases.tie_out(path)
        started = process_time()
        tie_out = releases.tie_out(path)
        checked = process_time()
        write_binder(tie_out)
        ratios.append((process_time() - checked) / (checked - started))
        ties += plan_binder(tie_out).ties
        for fault in (*faults(tie_out), *wrong_numbers(tie_out)):
            bad += 1
            print(f"{path.name}: {fault}")
    if not ratios:
        raise SystemExit("no release could be checked")
    print(f"{len(ratios)} binders, {ties} ties with two live formulas each, {bad} faults")
    spread = f"median {median(ratios):.2f}, least {min(ratios):.2f}, most {max(ratios):.2f}"
    print(f"processor time of writing against checking: {spread}")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
