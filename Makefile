# Everything here works as the first command after `git clone`, with Python 3.11, make and network only.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n 2
# Applies to build tools too, where `pip install -c` would not.
PIP := PIP_CONSTRAINT=$(CURDIR)/requirements.lock PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

.PHONY: help demo test check docs pictures accuracy lock clean

help:  ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml requirements.lock
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml requirements.lock
	$(PIP) --editable '.[dev]'
	@touch $(VENV)/.run $@

demo: $(VENV)/.run  ## Set up, and tie out the example release.
	$(BIN)/ticktie check --fail-on never examples/release.htm

test: $(VENV)/.dev  ## Set up, and run all tests.
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.dev  ## Lint and check types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src

docs: $(VENV)/.dev  ## Write docs/rules from the docstrings, and the outputs in README.md.
	$(BIN)/python tools/write_docs.py

pictures: $(VENV)/.dev  ## Take the pictures in docs/pictures from the real outputs (Chromium, LibreOffice).
	$(BIN)/python tools/pictures.py

accuracy: $(VENV)/.dev  ## Measure how often it is right on the releases in ../shared (some minutes).
	$(BIN)/python -m bench.results

lock: $(BIN)/python  ## Pin the newest versions that pyproject.toml allows.
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet --upgrade hatchling '.[dev]'
	$(VENV)/lock/bin/pip freeze --exclude ticktie | tr 'A-Z_' 'a-z-' > requirements.lock
	rm -rf $(VENV)/lock

clean:  ## Remove the environment and all caches.
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
