"""Output files: written whole or not at all, and never over an input."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ticktie.errors import SettingsError


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """Raise SettingsError where the output is one of the inputs, by whatever name, or a folder."""
    if output.is_dir():
        raise SettingsError(f"{output}: is a folder; name a file to write")
    if output.exists() and any(path.exists() and output.samefile(path) for path in inputs):
        raise SettingsError(f"{output}: is an input; name another file to write")


def write_all(outputs: Sequence[tuple[Path, bytes]]) -> None:
    """Write files whole, or none of them: each goes to a temporary file beside it first.

    Raises:
        SettingsError: one of them cannot be written; the message names it.
    """
    ready: list[tuple[str, Path]] = []
    output = Path()
    try:
        for output, data in outputs:
            ready.append((_temporary(output, data), output))
        for temporary, output in ready:
            os.replace(temporary, output)
    except OSError as error:
        raise SettingsError(
            f"{output}: cannot be written ({error.strerror}); name a file in a folder you own"
        ) from None
    finally:
        for temporary, _ in ready:
            Path(temporary).unlink(missing_ok=True)


def _temporary(output: Path, data: bytes) -> str:
    """Write a temporary file beside an output and return its path; leave none behind where that fails."""
    handle, temporary = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
