"""The command line: check, figures, statements, explain, rule, schema; exit status 0, 1 or 2.

Everything but click is imported where it is used, so that `ticktie --help` answers at once.
"""

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ticktie import __version__
from ticktie.errors import TicktieError, UnreadableError

if TYPE_CHECKING:
    from ticktie.config import Settings
    from ticktie.model import Document, Table, TieOut
    from ticktie.reports.outputs import Asked, Checked, Format

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
STANDARD_INPUT = Path("-")
SETTINGS_FILE = Path("ticktie.toml")

format_option = click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
output_option = click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Write a file, its format by its suffix (docs/outputs.md); may be repeated. All files are written, or none.",
)
with_option = click.option(
    "--with", "beside", multiple=True, metavar="FILE", help="Let a further document's statements prove figures; repeat."
)
# Formats that are printed for each release as it comes, and those that hold all releases.
ONE_BY_ONE = ("text", "json")


@click.group(
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  ticktie check release.htm                     tie out a release
  ticktie check --verbose draft.txt             and list what nothing proves
  ticktie check --format json 'drafts/*.htm'    one line of JSON for each release
  ticktie check q2.htm -o q2.html -o q2.xlsx    the marked release, and the binder
  ticktie check draft.docx -o marked.docx       the draft with comments in it
  ticktie check q2.pdf -o marked.pdf            the PDF with every figure highlighted
  ticktie check q2.docx --with q1.htm           let last quarter's release prove figures, too
  ticktie statements '*.htm' -o facts.parquet   the statements as data
  ticktie explain release.htm 28%               how a figure was judged
  ticktie rule FT001                            what a rule does

Exit status: 0 no finding that counts (--fail-on), 1 there is one, 2 could not run.
""",
)
@click.version_option(__version__, message="ticktie %(version)s")
def cli() -> None:
    """Tick and tie an earnings release: recompute every number in it, offline."""


@cli.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "sarif", "junit", "github"]),
    default="text",
    show_default=True,
    help="How to print, and the format of output files whose suffix names none.",
)
@click.option("--fail-on", type=click.Choice(["error", "rounding", "never"]), help="Least finding for exit status 1.")
@click.option("--select", multiple=True, metavar="CODES", help="Run only these rules (FT001) or families (FT).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules or families out.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file.  [default: ./ticktie.toml, if any]")
@click.option("-v", "--verbose", "--all", "verbose", is_flag=True, help="List unsupported figures (and passes) too.")
@output_option
@click.option("--html", "pages", type=click.Path(path_type=Path), multiple=True, help="Write the marked release.")
@click.option("--xlsx", "binders", type=click.Path(path_type=Path), multiple=True, help="Write the binder.")
@with_option
@click.option("--ticks", is_flag=True, help="In a marked Word or PDF file, mark all that is tied, too.")
@click.option("--suggest", is_flag=True, help="In a marked Word file, put suggestions in as tracked changes.")
def check(
    files: tuple[str, ...],
    shape: str,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    verbose: bool,
    outputs: tuple[Path, ...],
    pages: tuple[Path, ...],
    binders: tuple[Path, ...],
    beside: tuple[str, ...],
    ticks: bool,
    suggest: bool,
) -> int:
    """Tie out releases: say for every figure whether it is tied, an exception or unsupported.

    FILES are Word, PDF, HTML or text; patterns such as 'drafts/*.htm' work, - reads standard input. An output file
    that takes the report's own format (out.txt, or out.json with --format json) takes it from standard output.
    """
    from ticktie.reports.outputs import BINDER, BY_NAME, PAGE, Asked, Checked, format_of, refuse_idle

    settings = _settings(config, fail_on=fail_on, select=select, ignore=ignore)
    paths = _expand(files)
    wanted = [(output, format_of(output) or BY_NAME[shape]) for output in outputs]
    wanted += [(output, PAGE) for output in pages] + [(output, BINDER) for output in binders]
    asked = Asked(every=verbose, ticks=ticks, suggest=suggest)
    refuse_idle(wanted, asked)
    _refuse(wanted, paths, beside)
    printed = not any(form.name == shape for _, form in wanted)
    checked, status = [], OK
    for path, tie_out in _tied_out(paths, settings, _expand(beside)):
        if tie_out is None:
            status = FAILED
            continue
        status = max(status, _status(tie_out, settings))
        if wanted or shape not in ONE_BY_ONE:
            checked.append(Checked(tie_out, _called(tie_out, path)))
        if printed and shape in ONE_BY_ONE:
            report = _report(tie_out, path, shape, verbose=verbose)
            _print(report if shape == "json" or path is paths[-1] else f"{report}\n")
    if printed and shape not in ONE_BY_ONE:
        _print(BY_NAME[shape].write(checked, asked).decode())
    _write(wanted, checked, asked, failed=status == FAILED)
    return status


@cli.command()
@click.argument("file")
@format_option
def figures(file: str, shape: str) -> int:
    """List the figures of a release with their verdicts."""
    from ticktie.config import Settings
    from ticktie.reports.listing import list_figures
    from ticktie.reports.machine import figures_to_json

    tie_out = _tie_out(_one(file), Settings())
    _print(f"{figures_to_json(tie_out)}\n" if shape == "json" else list_figures(tie_out))
    return OK


@cli.command()
@click.argument("files", nargs=-1, required=True)
@format_option
@output_option
def statements(files: tuple[str, ...], shape: str, outputs: tuple[Path, ...]) -> int:
    """List the statements of releases: columns with periods, captions, figures.

    With -o, writes their facts instead: facts.csv, facts.parquet, facts.xbrl.json.
    """
    from ticktie.reports.listing import list_tables
    from ticktie.reports.machine import tables_to_json

    paths = _expand(files)
    if outputs:
        return _facts(paths, outputs)
    for path in paths:
        document, tables = _tables(path)
        _print(f"{tables_to_json(document, tables)}\n" if shape == "json" else list_tables(tables))
    return OK


def _facts(paths: Sequence[Path], outputs: Sequence[Path]) -> int:
    """Write the facts of releases in the formats that hold facts."""
    from ticktie.config import Settings
    from ticktie.errors import SettingsError
    from ticktie.reports.outputs import OF_FACTS, Asked, Checked, format_of

    wanted = []
    for output in outputs:
        form = format_of(output)
        if form is None or form.name not in OF_FACTS:
            raise SettingsError(f"{output}: holds no facts; name a .csv, .parquet or .xbrl.json file")
        wanted.append((output, form))
    _refuse(wanted, paths)
    results = list(_tied_out(paths, Settings()))
    checked = [Checked(tie_out, _called(tie_out, path)) for path, tie_out in results if tie_out is not None]
    failed = len(checked) < len(results)
    _write(wanted, checked, Asked(table="facts"), failed=failed)
    return FAILED if failed else OK


@cli.command()
@click.argument("file")
@click.argument("figure")
@with_option
def explain(file: str, figure: str, beside: tuple[str, ...]) -> int:
    """Show every tie of one FIGURE with its arithmetic.

    FIGURE is an id of a figure (n7) or cell (t2.r1.c1), or the figure as printed (28%), for all that are printed so.
    """
    from ticktie.config import Settings
    from ticktie.errors import SettingsError
    from ticktie.reports.explain import explain as explained
    from ticktie.reports.explain import find_printed

    tie_out = _tie_out(_one(file), Settings(), _expand(beside))
    found = find_printed(tie_out, figure)
    if not found:
        raise SettingsError(f"{file}: no figure {figure!r}; list them with: ticktie figures {file}")
    _print(explained(tie_out, found, colour=_has_colour()))
    return OK


@cli.command()
@click.argument("code", required=False)
def rule(code: str | None) -> int:
    """Print a rule's document; without CODE, the list of rules."""
    from ticktie.errors import SettingsError
    from ticktie.rules import RULES

    if code is None:
        _print("".join(f"{listed.code}  {listed.tick:<3} {listed.name}\n" for _, listed in sorted(RULES.items())))
        return OK
    found = RULES.get(code.upper())
    if found is None:
        raise SettingsError(f"unknown rule code {code!r}; list them with: ticktie rule")
    _print(f"# {found.code} {found.name}\n\n{found.document}\n")
    return OK


@cli.command()
def schema() -> int:
    """Print the JSON Schema of `check --format json`."""
    from ticktie.reports.machine import schema as json_schema

    _print(json_schema())
    return OK


def _settings(
    config: Path | None, *, fail_on: str | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> "Settings":
    """Join the settings file and the options; an option takes the place of its key."""
    from dataclasses import replace

    from ticktie.config import FailOn, Settings, known_codes, load_settings
    from ticktie.rules import RULES

    if config is None and SETTINGS_FILE.exists():
        config = SETTINGS_FILE
    settings = load_settings(config) if config else Settings()
    if fail_on:
        settings = replace(settings, fail_on=FailOn(fail_on))
    if select:
        settings = replace(settings, select=_codes(select))
    if ignore:
        settings = replace(settings, ignore=_codes(ignore))
    known_codes((*settings.select, *settings.ignore), RULES)
    return settings


def _codes(options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for option in options for code in option.split(","))


def _expand(files: Sequence[str]) -> list[Path]:
    """Return the files that are named, patterns expanded in order of names; each file once."""
    paths: dict[Path, None] = {}
    for name in files:
        if glob.has_magic(name) and not Path(name).exists():
            matches = sorted(match for match in glob.glob(name, recursive=True) if Path(match).is_file())
            if not matches:
                raise UnreadableError(f"{name}: matches no file; check the pattern and its folder")
            paths.update(dict.fromkeys(map(Path, matches)))
        else:
            paths[Path(name)] = None
    return list(paths)


def _one(file: str) -> Path:
    paths = _expand([file])
    if len(paths) > 1:
        raise UnreadableError(f"{file}: matches {len(paths)} files; name one")
    return paths[0]


def _source(path: Path) -> tuple[bytes | Path, str]:
    """Return what to read and what to call it: standard input for "-"."""
    from ticktie.readers.files import MAX_FILE_BYTES

    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1), "standard input"
    return path, path.name


def _tie_out(path: Path, settings: "Settings", beside: Sequence[Path] = ()) -> "TieOut":
    from ticktie.pipeline import check as tie_out

    source, name = _source(path)
    return tie_out(source, name=name, settings=settings, supporting=beside)


def _tied_out(
    paths: Sequence[Path], settings: "Settings", beside: Sequence[Path] = ()
) -> "Iterator[tuple[Path, TieOut | None]]":
    """Yield each release with its tie-out; None, and one line on standard error, where it cannot be read."""
    for path in _with_progress(paths):
        try:
            yield path, _tie_out(path, settings, beside)
        except TicktieError as error:
            _complain(error)
            yield path, None


def _tables(path: Path) -> tuple["Document", tuple["Table", ...]]:
    from ticktie.pipeline import statements as tables

    source, name = _source(path)
    return tables(source, name=name)


def _called(tie_out: "TieOut", path: Path) -> str:
    """Return what a report calls a release: its path as it was named."""
    return tie_out.document.source.name if path == STANDARD_INPUT else str(path)


def _report(tie_out: "TieOut", path: Path, shape: str, *, verbose: bool) -> str:
    if shape == "json":
        from ticktie.reports.machine import to_json

        return f"{to_json(tie_out)}\n"
    from ticktie.reports.terminal import render

    return render(tie_out, name=_called(tie_out, path), colour=_has_colour(), unsupported=verbose)


def _refuse(wanted: "Sequence[tuple[Path, Format]]", paths: Sequence[Path], beside: Sequence[str] = ()) -> None:
    """Raise SettingsError where an output is an input, asked for twice, or one page for several releases."""
    from ticktie.reports.files import refuse_inputs
    from ticktie.reports.outputs import refuse_twice

    for output, _ in wanted:
        refuse_inputs(output, [*paths, *map(Path, beside)])
    refuse_twice(wanted, len(paths))


def _status(tie_out: "TieOut", settings: "Settings") -> int:
    from ticktie.config import FailOn
    from ticktie.model import Severity

    if settings.fail_on is FailOn.NEVER:
        return OK
    counted = (Severity.ERROR,) if settings.fail_on is FailOn.ERROR else tuple(Severity)
    return FOUND if any(finding.severity in counted for finding in tie_out.findings) else OK


def _write(
    wanted: "Sequence[tuple[Path, Format]]",
    checked: "Sequence[Checked]",
    asked: "Asked",
    *,
    failed: bool,
) -> None:
    """Write all output files, or none where an input could not be read."""
    from ticktie.reports.files import write_all
    from ticktie.reports.outputs import render_all

    if failed:
        for output, _ in wanted:
            why = "since an input could not be read; leave that input out"
            _complain(UnreadableError(f"{output}: not written, {why}"))
    elif wanted:
        write_all(render_all(wanted, checked, asked))


def _with_progress(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the paths, counting them on standard error where that is a terminal and there are several."""
    shown = len(paths) > 1 and sys.stderr.isatty()
    for number, path in enumerate(paths, 1):
        if shown:
            sys.stderr.write(f"\r\x1b[K[{number}/{len(paths)}] {path.name}\r")
            sys.stderr.flush()
        yield path
    if shown:
        sys.stderr.write("\r\x1b[K")


def _has_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print(text: str) -> None:
    """Write to standard output, in UTF-8 or with ? for what the terminal cannot show."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


def _complain(error: TicktieError) -> None:
    _say(f"{error.code} {error}")


def _say(line: str) -> None:
    folded = " ".join(line.split())
    sys.stderr.write(f"ticktie: {folded}\n".encode("ascii", "backslashreplace").decode("ascii"))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status."""
    try:
        status: Any = cli.main(args=list(arguments), prog_name="ticktie", standalone_mode=False)
        return status if isinstance(status, int) else OK
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "ticktie"
        _say(f"{error.format_message().rstrip('.')}; see {command} --help")
    except TicktieError as error:
        _complain(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _say(f"output cannot be written ({error.strerror}); make room or name another place")
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    return FAILED


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))
