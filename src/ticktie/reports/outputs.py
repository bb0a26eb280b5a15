"""The files that one run writes, each in the format that its name's suffix says (docs/outputs.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ticktie.errors import SettingsError
from ticktie.model import TieOut
from ticktie.reports.rows import TABLES, TableShape


@dataclass(frozen=True, slots=True)
class Checked:
    """A tie-out with the path of its release, as it was named."""

    tie_out: TieOut
    path: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every format.

    Attributes:
        output: the file to write; its stem names the table of a CSV or Parquet file.
        every: whether passes and unsupported figures are listed too (`--all`).
        table: the table of a CSV or Parquet file whose name names none.
        ticks: whether tied figures are marked in the draft too (`--ticks`).
        suggest: whether suggestions are put into the draft (`--suggest`).
    """

    output: Path = Path("-")
    every: bool = False
    table: str = "figures"
    ticks: bool = False
    suggest: bool = False


Writer = Callable[[Sequence[Checked], Asked], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, the suffixes that ask for it, how it is written, and of how many releases."""

    name: str
    suffixes: tuple[str, ...]
    write: Writer
    single: bool = False


def _page(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.html import write_page

    return write_page(checked[0].tie_out)


def _binder(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.excel import write_binder

    return write_binder(checked[0].tie_out)


def _word(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.word_marks import write_marked_word

    return write_marked_word(checked[0].tie_out, ticks=asked.ticks, suggest=asked.suggest)


def _pdf(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.pdf_marks import write_marked_pdf

    return write_marked_pdf(checked[0].tie_out, ticks=asked.ticks)


def _xbrl_json(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.xbrl_json import to_xbrl_json

    return _encoded(to_xbrl_json(checked[0].tie_out))


def _json(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.machine import to_json

    return _encoded("".join(f"{to_json(one.tie_out)}\n" for one in checked))


def _sarif(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.sarif import to_sarif

    return _encoded(to_sarif([one.tie_out for one in checked], paths=[one.path for one in checked], every=asked.every))


def _junit(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.junit import to_junit

    return _encoded(to_junit([one.tie_out for one in checked], paths=[one.path for one in checked]))


def _github(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.github import to_annotations

    return _encoded("".join(to_annotations(one.tie_out, path=one.path) for one in checked))


def _csv(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.tabular import to_csv

    return to_csv(table_of(asked), [(one.tie_out, one.path) for one in checked])


def _parquet(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.tabular import to_parquet

    return to_parquet(table_of(asked), [(one.tie_out, one.path) for one in checked])


def _text(checked: Sequence[Checked], asked: Asked) -> bytes:
    from ticktie.reports.terminal import render

    reports = (render(one.tie_out, name=one.path, colour=False, unsupported=asked.every) for one in checked)
    return _encoded("\n".join(reports))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


TEXT, JSON = Format("text", (), _text), Format("json", (".json",), _json)
PAGE, BINDER = Format("html", (".html", ".htm"), _page, single=True), Format("xlsx", (".xlsx",), _binder, single=True)
WORD, PDF = Format("docx", (".docx",), _word, single=True), Format("pdf", (".pdf",), _pdf, single=True)
FORMATS = (
    Format("xbrl-json", (".xbrl.json",), _xbrl_json, single=True),
    Format("sarif", (".sarif", ".sarif.json"), _sarif),
    Format("junit", (".junit.xml", ".xml"), _junit),
    Format("github", (".github",), _github),
    Format("csv", (".csv",), _csv),
    Format("parquet", (".parquet",), _parquet),
    PAGE,
    BINDER,
    WORD,
    PDF,
    JSON,
    TEXT,
)
# What `ticktie statements` writes.
OF_FACTS = ("csv", "parquet", "xbrl-json")
BY_NAME = {form.name: form for form in FORMATS}


def format_of(output: Path) -> Format | None:
    """Return the format that a file's suffix asks for, the longest suffix first; None where it asks for none.

    >>> format_of(Path("q2.xbrl.json")).name, format_of(Path("q2.json")).name, format_of(Path("q2.txt"))
    ('xbrl-json', 'json', None)
    """
    name = output.name.lower()
    found = [(len(suffix), form) for form in FORMATS for suffix in form.suffixes if name.endswith(suffix)]
    return max(found, key=lambda one: one[0])[1] if found else None


def table_of(asked: Asked) -> TableShape:
    """Return the table that a CSV or Parquet file's name asks for: `ties.csv`, `q2.facts.parquet`; else the usual one.

    >>> table_of(Asked(Path("out/q2.ties.csv"))).name, table_of(Asked(Path("q2.csv"), table="facts")).name
    ('ties', 'facts')
    """
    return TABLES.get(asked.output.stem.lower().rpartition(".")[2], TABLES[asked.table])


def render_all(
    outputs: Sequence[tuple[Path, Format]], checked: Sequence[Checked], asked: Asked
) -> list[tuple[Path, bytes]]:
    """Return the bytes of every output file; nothing is written before all of them are there.

    Raises:
        SettingsError: a format lacks what it needs (Parquet without DuckDB, a Word file to mark).
    """
    return [(output, form.write(checked, replace(asked, output=output))) for output, form in outputs]


def refuse_idle(outputs: Sequence[tuple[Path, Format]], asked: Asked) -> None:
    """Raise SettingsError where marks are asked for that no output file can bear."""
    forms = [form for _, form in outputs]
    if asked.suggest and WORD not in forms:
        raise SettingsError("--suggest says how a draft is marked, and none is to be; name one with: -o marked.docx")
    if asked.ticks and not (WORD in forms or PDF in forms):
        raise SettingsError("--ticks says how a draft is marked, and none is to be; name one with: -o marked.docx")


def refuse_twice(outputs: Sequence[tuple[Path, Format]], inputs: int) -> None:
    """Raise SettingsError where one file is asked for twice, or one page or binder for several releases."""
    seen: set[Path] = set()
    for output, form in outputs:
        place = output.resolve()
        if place in seen:
            raise SettingsError(f"{output}: asked for twice; give each output a name of its own")
        seen.add(place)
        if form.single and inputs != 1:
            raise SettingsError(f"{output}: {form.name} holds one release, and {inputs} are given; run it for each")
