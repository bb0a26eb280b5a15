"""Settings: which rules run."""

from pathlib import Path

import pytest

from ticktie.config import FailOn, Settings, known_codes, load_settings
from ticktie.errors import SettingsError


def test_all_rules_run_by_default() -> None:
    assert Settings().runs("FT001")


def test_ignored_rules_do_not_run_although_selected() -> None:
    settings = Settings(select=("FT", "RC001"), ignore=("FT002",))
    assert [code for code in ("FT001", "FT002", "RC001", "RC002") if settings.runs(code)] == ["FT001", "RC001"]


def test_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "ticktie.toml"
    path.write_text('select = ["FT"]\nignore = ["FT003"]\nfail_on = "rounding"\n')
    assert load_settings(path) == Settings(select=("FT",), ignore=("FT003",), fail_on=FailOn.ROUNDING)


def test_settings_file_may_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "ticktie.toml"
    path.write_text("")
    assert load_settings(path) == Settings()


@pytest.mark.parametrize("code", ["FT9", "ft001", ""])
def test_code_that_begins_no_rule_is_an_error(code: str) -> None:
    with pytest.raises(SettingsError, match="unknown rule code"):
        known_codes([code], ["FT001", "FT002"])
