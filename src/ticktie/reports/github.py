"""Workflow commands that GitHub shows as annotations on the lines of a release."""

from ticktie.model import Severity, TieOut
from ticktie.reports.positions import Places, Position
from ticktie.reports.quoting import clean

LEVELS = {Severity.ERROR: "error", Severity.ROUNDING: "warning"}


def to_annotations(tie_out: TieOut, *, path: str = "") -> str:
    """Return one line for each finding and failure, and one with the counts; nothing of a release starts a command.

    Args:
        tie_out: what was found.
        path: the release's path in the repository; by default its name.
    """
    places = Places.of(tie_out)
    file = path or tie_out.document.source.name
    lines = []
    for finding in tie_out.findings:
        position = places.of_finding(finding)
        advice = f" Suggested: {finding.suggestion}" if finding.suggestion else ""
        title = f"{finding.rule} {finding.name}" + ("" if position.in_text else f", {position.place}")
        lines.append(_command(LEVELS[finding.severity], file, title, f"{finding.message}{advice}", position))
    for failure in tie_out.failures:
        lines.append(_command("error", file, "E901", f"{failure}. This is a bug in ticktie."))
    coverage = tie_out.coverage
    counts = (
        f"{coverage.figures} figures: {coverage.tied} tied, {coverage.exception} exceptions, "
        f"{coverage.unsupported} unsupported; {coverage.cells_in_ties} of {coverage.cells} cells in ties"
    )
    lines.append(_command("notice", file, "ticktie", counts))
    return "".join(f"{line}\n" for line in lines)


def _command(level: str, file: str, title: str, message: str, position: Position | None = None) -> str:
    properties = {"file": file}
    if position is not None and position.in_text:
        properties |= {"line": str(position.line), "endLine": str(position.end_line)}
        if position.line == position.end_line:
            properties |= {"col": str(position.column), "endColumn": str(position.end_column)}
    properties["title"] = title
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {shown}::{_data(message)}"


def _data(text: str) -> str:
    return clean(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
