"""Office files are zip packages: their parts, read in bounded time and memory."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from ticktie.errors import TooLargeError, UnreadableError

MAX_PARTS = 10_000
MAX_PART_BYTES = 48 * 1024 * 1024
MAX_PACKAGE_BYTES = 512 * 1024 * 1024

_ENCRYPTED = 0x1
# Names that would lead out of a folder, were the package unpacked.
_ESCAPING = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")


class Package:
    """An opened package; nothing is unpacked before it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Look at the directory of a package.

        Raises:
            UnreadableError: it is damaged, encrypted, or names parts that lie outside of it.
            TooLargeError: what it unpacks to is more than can be read.
        """
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
            raise UnreadableError(f"is a damaged Word, Excel or zip file ({error}); save it anew") from None
        self.entries: dict[str, zipfile.ZipInfo] = {}
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_PACKAGE_BYTES:
            raise TooLargeError(f"unpacks to more than {MAX_PACKAGE_BYTES:,} bytes; cut the release out of it")
        for info in infos:
            if info.flag_bits & _ENCRYPTED:
                raise UnreadableError("is encrypted; save it without a password")
            if info.filename in self.entries or _ESCAPING.search(info.filename):
                raise UnreadableError(f"holds the part {info.filename[:80]!r} twice or outside of itself; save it anew")
            self.entries[info.filename] = info

    def __contains__(self, part: str) -> bool:
        return part in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part; raise UnreadableError where it is damaged, TooLargeError where too large."""
        info = self.entries[part]
        if info.file_size > MAX_PART_BYTES:
            raise TooLargeError(f"{part} unpacks to more than {MAX_PART_BYTES:,} bytes; cut the release out of it")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
            raise UnreadableError(f"is damaged at {part} ({error}); save it anew") from None

    def written(self, changed: dict[str, bytes]) -> bytes:
        """Return a package in which the changed parts replace the old ones, or come last where they are new.

        All other parts keep their bytes, their order, dates and compression.
        """
        output = BytesIO()
        with zipfile.ZipFile(output, "w") as copy:
            for name, info in self.entries.items():
                copy.writestr(info, changed[name] if name in changed else self._zip.read(info))
            for name in changed:
                if name not in self.entries:
                    info = zipfile.ZipInfo(name)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    copy.writestr(info, changed[name])
        return output.getvalue()
