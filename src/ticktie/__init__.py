"""ticktie: tick and tie an earnings release.

The public interface is `read` (bytes to `Document`) and `check` (bytes to `TieOut`), with the frozen values that
they return. Names are loaded when they are first used, so that `import ticktie` and `ticktie --help` stay quick.

>>> import ticktie
>>> tie_out = ticktie.check(b"Revenue rose 10% to $1.1 million from $1.0 million.", name="draft.txt")
>>> tie_out.document.source.format
'text'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ticktie.config import FailOn, Settings
    from ticktie.errors import InternalError, SettingsError, TicktieError, TooLargeError, UnreadableError
    from ticktie.model import (
        Cause,
        Cell,
        Coverage,
        Document,
        Figure,
        FigureResult,
        Finding,
        Outcome,
        Period,
        Proof,
        Severity,
        Table,
        Tie,
        TieOut,
        Verdict,
    )
    from ticktie.pipeline import check, read

__version__ = "0.1.0"

__all__ = [
    "Cause",
    "Cell",
    "Coverage",
    "Document",
    "FailOn",
    "Figure",
    "FigureResult",
    "Finding",
    "InternalError",
    "Outcome",
    "Period",
    "Proof",
    "Settings",
    "SettingsError",
    "Severity",
    "Table",
    "TicktieError",
    "Tie",
    "TieOut",
    "TooLargeError",
    "UnreadableError",
    "Verdict",
    "check",
    "read",
]

_HOMES = {
    "check": "ticktie.pipeline",
    "read": "ticktie.pipeline",
    "FailOn": "ticktie.config",
    "Settings": "ticktie.config",
    "InternalError": "ticktie.errors",
    "SettingsError": "ticktie.errors",
    "TicktieError": "ticktie.errors",
    "TooLargeError": "ticktie.errors",
    "UnreadableError": "ticktie.errors",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that holds it."""
    if name not in __all__:
        raise AttributeError(f"module 'ticktie' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "ticktie.model")), name)
