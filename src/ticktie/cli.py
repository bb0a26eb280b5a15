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

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
STANDARD_INPUT = Path("-")
SETTINGS_FILE = Path("ticktie.toml")

format_option = click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)


@click.group(
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  ticktie check release.htm                     tie out a release
  ticktie check --verbose draft.txt             and list what nothing proves
  ticktie check --format json 'drafts/*.htm'    one line of JSON for each release
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
@format_option
@click.option("--fail-on", type=click.Choice(["error", "rounding", "never"]), help="Least finding for exit status 1.")
@click.option("--select", multiple=True, metavar="CODES", help="Run only these rules (FT001) or families (FT).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules or families out.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file.  [default: ./ticktie.toml, if any]")
@click.option("-v", "--verbose", "--all", "verbose", is_flag=True, help="List unsupported figures too.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file, whole or not at all.")
def check(
    files: tuple[str, ...],
    shape: str,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    verbose: bool,
    output: Path | None,
) -> int:
    """Tie out releases: say for every figure whether it is tied, an exception or unsupported.

    FILES are HTML or text; patterns such as 'drafts/*.htm' work, - reads standard input.
    """
    from ticktie.reports.files import refuse_inputs

    settings = _settings(config, fail_on=fail_on, select=select, ignore=ignore)
    paths = _expand(files)
    if output:
        refuse_inputs(output, paths)
    colour = shape == "text" and output is None and _has_colour()
    reports, status = [], OK
    for path in _with_progress(paths):
        try:
            tie_out = _tie_out(path, settings)
        except TicktieError as error:
            _complain(error)
            status = FAILED
            continue
        report = _report(tie_out, path, shape, colour=colour, verbose=verbose)
        status = max(status, _status(tie_out, settings))
        if output:
            reports.append(report)
        else:
            _print(report if shape == "json" or path is paths[-1] else f"{report}\n")
    if output:
        _write(output, reports, shape, failed=status == FAILED)
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
@click.argument("file")
@format_option
def statements(file: str, shape: str) -> int:
    """List the statements of a release: columns with periods, captions, figures."""
    from ticktie.reports.listing import list_tables
    from ticktie.reports.machine import tables_to_json

    document, tables = _tables(_one(file))
    _print(f"{tables_to_json(document, tables)}\n" if shape == "json" else list_tables(tables))
    return OK


@cli.command()
@click.argument("file")
@click.argument("figure")
def explain(file: str, figure: str) -> int:
    """Show every tie of one FIGURE with its arithmetic.

    FIGURE is an id of a figure (n7) or cell (t2.r1.c1), or the figure as printed (28%), for all that are printed so.
    """
    from ticktie.config import Settings
    from ticktie.errors import SettingsError
    from ticktie.reports.explain import explain as explained
    from ticktie.reports.explain import find_printed

    tie_out = _tie_out(_one(file), Settings())
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


def _tie_out(path: Path, settings: "Settings") -> "TieOut":
    from ticktie.pipeline import check as tie_out

    source, name = _source(path)
    return tie_out(source, name=name, settings=settings)


def _tables(path: Path) -> tuple["Document", tuple["Table", ...]]:
    from ticktie.pipeline import statements as tables

    source, name = _source(path)
    return tables(source, name=name)


def _report(tie_out: "TieOut", path: Path, shape: str, *, colour: bool, verbose: bool) -> str:
    if shape == "json":
        from ticktie.reports.machine import to_json

        return f"{to_json(tie_out)}\n"
    from ticktie.reports.terminal import render

    name = tie_out.document.source.name if path == STANDARD_INPUT else str(path)
    return render(tie_out, name=name, colour=colour, unsupported=verbose)


def _status(tie_out: "TieOut", settings: "Settings") -> int:
    from ticktie.config import FailOn
    from ticktie.model import Severity

    if settings.fail_on is FailOn.NEVER:
        return OK
    counted = (Severity.ERROR,) if settings.fail_on is FailOn.ERROR else tuple(Severity)
    return FOUND if any(finding.severity in counted for finding in tie_out.findings) else OK


def _write(output: Path, reports: list[str], shape: str, *, failed: bool) -> None:
    from ticktie.reports.files import write_whole

    if failed:
        _complain(UnreadableError(f"{output}: not written, since an input could not be read; leave that input out"))
    else:
        write_whole(output, ("" if shape == "json" else "\n").join(reports).encode("utf-8", "replace"))


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
