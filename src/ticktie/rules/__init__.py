"""The rules, each a function that proposes ties; importing this package registers them all."""

from ticktie.rules import footing
from ticktie.rules.base import RULES, Release, Rule

__all__ = ["RULES", "Release", "Rule", "footing"]
