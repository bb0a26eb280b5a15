"""Tables to statements: columns with periods, rows with captions, cells with values, lines that foot."""

from ticktie.statements.context import Context, reporting_context
from ticktie.statements.tables import understand_tables

__all__ = ["Context", "reporting_context", "understand_tables"]
