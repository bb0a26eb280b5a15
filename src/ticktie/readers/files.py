"""A file's bytes, or one clear line that says why there are none."""

from pathlib import Path

from ticktie.errors import TooLargeError, UnreadableError

MAX_FILE_BYTES = 100_000_000


def load(path: Path) -> bytes:
    """Return the bytes of a file; raise UnreadableError or TooLargeError, whose one line names the cure."""
    try:
        if path.is_dir():
            raise UnreadableError(f"{path}: is a folder; name the files in it, as in '{path}/*.htm'")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise TooLargeError(f"{path}: has {size:,} bytes, more than {MAX_FILE_BYTES:,}; cut the release out of it")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(f"{path}: {reason}; name a release that can be read") from None
    if len(data) > MAX_FILE_BYTES:
        raise TooLargeError(f"{path}: never ends; name a file of at most {MAX_FILE_BYTES:,} bytes")
    return data
