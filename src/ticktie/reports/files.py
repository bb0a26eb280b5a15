"""Output files: written whole or not at all, and never over an input."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ticktie.errors import SettingsError


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """Raise SettingsError where the output is one of the inputs, by whatever name, or a folder."""
    if output.is_dir():
        raise SettingsError(f"{output}: is a folder; name a file to write")
    if output.exists() and any(path.exists() and output.samefile(path) for path in inputs):
        raise SettingsError(f"{output}: is an input; name another file to write")


def write_whole(output: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that no reader ever sees half of it."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, output)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise SettingsError(
            f"{output}: cannot be written ({error.strerror}); name a file in a folder you own"
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
