"""The rules, each a function that proposes ties; importing this package registers them all."""

from ticktie.rules import (
    agreement,
    articulation,
    capital,
    footing,
    per_share,
    presentation,
    recomputation,
    supported,
    table_agreement,
    table_recomputation,
)
from ticktie.rules.base import RULES, Choice, Release, Rule

__all__ = [
    "RULES",
    "Choice",
    "Release",
    "Rule",
    "agreement",
    "articulation",
    "capital",
    "footing",
    "per_share",
    "presentation",
    "recomputation",
    "supported",
    "table_agreement",
    "table_recomputation",
]
