"""Settings: which rules run and what makes a check fail; from `ticktie.toml` and from options."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from ticktie.errors import SettingsError

MAX_SETTINGS_BYTES = 1_000_000


class FailOn(StrEnum):
    """The least severe finding that makes `ticktie check` end with status 1."""

    ERROR = "error"
    ROUNDING = "rounding"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a check does.

    Attributes:
        select: codes ("FT001") or families ("FT") of the rules that run; empty for all.
        ignore: codes or families that do not run, although selected.
        fail_on: the least severe finding that fails a check.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = FailOn.ERROR

    def runs(self, code: str) -> bool:
        """Whether the rule with this code runs.

        >>> Settings(select=("FT",), ignore=("FT002",)).runs("FT001")
        True
        """
        selected = not self.select or code.startswith(self.select)
        return selected and not (self.ignore and code.startswith(self.ignore))


KEYS = tuple(field.name for field in fields(Settings))


def load_settings(path: Path) -> Settings:
    """Read `ticktie.toml`; an unknown key or a wrong value is an error that names the file and the cure."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SETTINGS_BYTES + 1)
        if len(data) > MAX_SETTINGS_BYTES:
            raise SettingsError(f"{path}: is larger than a settings file can be; name a TOML file of a few lines")
        table = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); name a settings file that exists") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{path}: is not valid TOML ({error}); mend that line") from None
    return _settings(table, path)


def _settings(table: dict[str, Any], path: Path) -> Settings:
    settings = Settings()
    for key, value in table.items():
        if key not in KEYS:
            raise SettingsError(f"{path}: unknown key {key!r}; {_cure(key, KEYS)}")
        if key == "fail_on":
            settings = replace(settings, fail_on=_fail_on(value, path))
        elif key == "select":
            settings = replace(settings, select=_codes(value, key, path))
        else:
            settings = replace(settings, ignore=_codes(value, key, path))
    return settings


def _fail_on(value: object, path: Path) -> FailOn:
    if not isinstance(value, str) or value not in tuple(FailOn):
        raise SettingsError(f'{path}: fail_on is {value!r}; write "error", "rounding" or "never"')
    return FailOn(value)


def _codes(value: object, key: str, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise SettingsError(f'{path}: {key} must be a list of rule codes; write {key} = ["FT001", "RC"]')
    return tuple(value)


def known_codes(codes: Iterable[str], known: Iterable[str]) -> None:
    """Raise SettingsError for a code that is neither a rule's code nor the beginning (family) of one."""
    listed = tuple(known)
    for code in codes:
        if not code or not any(name.startswith(code) for name in listed):
            raise SettingsError(f"unknown rule code {code!r}; {_cure(code, listed)} (list them with: ticktie rule)")


def _cure(word: str, known: Iterable[str]) -> str:
    listed = tuple(known)
    near = get_close_matches(word, listed, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(listed)}"
