"""Values whose slots are set directly are frozen dataclasses in all else."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest

from ticktie.model import Absence, Cell, Extent, Span

CELL = Cell("t1.r1.c1", 0, 0, "7", Decimal(7000), -3, "USD", Extent(10, 11))


def test_a_field_cannot_be_set_again() -> None:
    with pytest.raises(FrozenInstanceError):
        CELL.value = Decimal(8000)  # type: ignore[misc]


def test_fields_left_out_have_their_defaults_and_names_may_be_given() -> None:
    assert CELL.absence is Absence.NONE
    assert Span(end=4, start=2) == Span(2, 4)


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="end"):
        Span(2)  # type: ignore[call-arg]


def test_replace_copy_and_pickle_keep_the_other_fields() -> None:
    assert replace(CELL, row=3).row == 3
    assert replace(CELL, row=3).extent == Extent(10, 11)
    assert copy.deepcopy(CELL) == pickle.loads(pickle.dumps(CELL)) == CELL


def test_the_signature_is_that_of_the_fields() -> None:
    assert list(inspect.signature(Span).parameters) == ["start", "end"]
