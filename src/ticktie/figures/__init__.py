"""Every number of a document: figures of the prose, numbers of table cells, scale clauses."""

from ticktie.figures.cells import CellNumber, read_cell
from ticktie.figures.currency import currency_named, iso_code
from ticktie.figures.grammar import find_figures
from ticktie.figures.measures import Measure, row_measure
from ticktie.figures.scale import ScaleClause, excepts, find_scale, local_dollar

__all__ = [
    "CellNumber",
    "Measure",
    "ScaleClause",
    "currency_named",
    "excepts",
    "find_figures",
    "find_scale",
    "iso_code",
    "local_dollar",
    "read_cell",
    "row_measure",
]
