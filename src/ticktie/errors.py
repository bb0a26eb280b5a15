"""The only exceptions a user sees; each has a stable code."""


class TicktieError(Exception):
    """We could not run. `str()` is one line that says where, why and what to do.

    Attributes:
        code: "E101" …; listed in docs/errors.md.
    """

    code = "E100"


class UnreadableError(TicktieError):
    """The file is missing, empty, a folder, or not a kind that can be read."""

    code = "E101"


class TooLargeError(TicktieError):
    """The input is larger or deeper than what is read in bounded time and memory."""

    code = "E102"


class SettingsError(TicktieError):
    """An option or a key of ticktie.toml is unknown or has a wrong value."""

    code = "E103"


class InternalError(TicktieError):
    """A rule failed; its ties stay open. This is a bug in ticktie."""

    code = "E901"
