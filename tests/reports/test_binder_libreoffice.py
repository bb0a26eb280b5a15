"""Binders recalculated by LibreOffice: the numbers of its copy equal ours, and show as printed."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import ticktie
from bench.binders import cached_values
from ticktie.reports.binder_plan import Plan, plan_binder
from ticktie.reports.excel import write_planned

SHARED = Path(__file__).parents[3] / "shared" / "releases"
EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("000_2443463a50d0992e.txt", "nike-2025-05-31.htm", "adobe-2024-03-01.htm", "fosrich-2023.md")
SOFFICE = shutil.which("soffice")
# The last token of a CSV filter's options asks for every sheet, the ninth for cells as shown.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice's soffice")


def releases() -> list[Path]:
    return [EXAMPLES / "release.htm", *(SHARED / name for name in NAMES)]


def converted(folder: Path, kind: str) -> None:
    """Convert all workbooks of a folder, recalculated on load, with a profile of our own."""
    assert SOFFICE is not None
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    always = (
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item>"
    )
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{always}</oor:items>",
        encoding="utf-8",
    )
    command = [SOFFICE, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", kind]
    books = sorted(str(path) for path in folder.glob("*.xlsx"))
    subprocess.run([*command, "--outdir", str(folder / "out"), *books], check=True, capture_output=True, timeout=280)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Plan]]:
    if not SHARED.is_dir():
        pytest.skip(f"no releases in {SHARED}")
    folder = tmp_path_factory.mktemp("binders")
    plans = {}
    for path in releases():
        plans[path.stem] = plan = plan_binder(ticktie.check(path))
        data, _ = write_planned(plan)
        # What is stored is spoilt, so that only a recalculation can give it back.
        (folder / f"{path.stem}.xlsx").write_bytes(spoilt(data))
        (folder / f"{path.stem}.ours").write_bytes(data)
    converted(folder, "ods")
    return folder, plans


def spoilt(data: bytes) -> bytes:
    """Return a workbook whose formulas have a wrong stored value."""
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb"(</f><v>)[^<]*", rb"\g<1>987654321", part) if "worksheets" in name else part)
    return made.getvalue()


@pytest.mark.timeout(600)
def test_recalculated_values_equal_the_stored_ones(made: tuple[Path, dict[str, Plan]]) -> None:
    folder, plans = made
    compared = 0
    for stem in plans:
        ours = cached_values((folder / f"{stem}.ours").read_bytes())
        theirs = cached_values((folder / "out" / f"{stem}.ods").read_bytes())
        assert list(theirs) == list(ours)
        for name, rows in ours.items():
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, int | float):
                        assert theirs[name][at][column] == pytest.approx(value, rel=1e-9, abs=1.1e-9), (stem, name, at)
                        compared += 1
    assert compared > 2000


@pytest.mark.timeout(600)
def test_figures_show_as_they_are_printed(made: tuple[Path, dict[str, Plan]]) -> None:
    folder, plans = made
    converted(folder, CSV)
    shown = different = 0
    for stem, plan in plans.items():
        for table in plan.tables:
            path = folder / "out" / f"{stem}-{table.sheet}.csv"
            rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            for cell in table.table.cells:
                place = plan.spots[cell.id]
                shown += 1
                different += squeezed(rows[place.row][place.column]) != squeezed(cell.text)
    assert shown > 800
    assert different == 0


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
