"""Imports go one way, from the model up to the command line."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "ticktie"

# Each layer may import the layers before it, and itself where it is a package.
LAYERS = (
    ("model",),
    ("errors",),
    ("collector", "config", "printing"),
    ("readers", "figures"),
    ("statements",),
    ("claims",),
    ("judge",),
    ("rules",),
    ("diagnose", "slips"),
    ("verdicts",),
    ("bases", "levels", "misread", "settled", "supporting"),
    ("reports",),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
RANK = {module: rank for rank, layer in enumerate(LAYERS) for module in layer}
TOUCH_FILES = ("readers", "reports", "cli", "config")
ONLY_STANDARD = ("model", "errors", "printing", "judge")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of all modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_is_below_it(path: Path) -> None:
    layer = layer_of(path)
    assert layer in RANK, f"{layer} has no place in LAYERS"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "ticktie" or len(parts) < 2 or parts[1].startswith("__"):
            continue
        below = RANK[parts[1]] < RANK[layer]
        assert below or parts[1] == layer, f"{layer} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_lowest_layers_import_nothing_but_the_standard_library(path: Path) -> None:
    if layer_of(path) in ONLY_STANDARD:
        outside = {name.split(".")[0] for name in imported(path)} - set(sys.stdlib_module_names)
        assert outside <= {"ticktie"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_readers_reports_and_the_command_line_touch_files(path: Path) -> None:
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    if layer_of(path) not in TOUCH_FILES:
        assert not called & {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    assert "print" not in called or layer_of(path) == "cli"


def test_any_exception_is_caught_in_one_place() -> None:
    broad = [
        path.name
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or getattr(node.type, "id", "") == "Exception")
    ]
    assert broad == ["pipeline.py"]
