# Everything a newcomer needs: `make demo` to see it, `make test` to trust it. `make help` lists the rest.

PYTHON ?= python3
# One more than the two cores of CI: much of a test is waiting for the database.
WORKERS ?= 3
VENV := .venv
BIN := $(VENV)/bin
SET_UP := $(VENV)/.set-up
COVERAGE := --cov=domain --cov=storage --cov=bot --cov-report=term:skip-covered --cov-fail-under=90

.DEFAULT_GOAL := help
.PHONY: help setup demo tour run test coverage check lint bench chaos migration lock clean

help:  ## this list
	@echo "make TARGET [ARGS=\"...\"]"
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: $(SET_UP)  ## make .venv with the locked dependencies and the command `jianding`

$(SET_UP): requirements.lock pyproject.toml sandbox/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Jianding needs Python 3.11 or newer; \`$(PYTHON)\` is: $$($(PYTHON) --version 2>&1)."; \
	  echo "Name a newer one, for example: make $(firstword $(MAKECMDGOALS) setup) PYTHON=python3.12"; exit 1; } >&2
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e ./sandbox
	@echo "Making the typefaces of documents (once, a minute) …"; $(BIN)/python -m bot.documents.typefaces
	@touch $@

# `trap :` lets the shell outlive a Ctrl-C, so that the program's own farewell is the last word.
demo: setup  ## the whole centre on this machine, no token needed (RESET=1 starts afresh)
	@trap : INT; $(BIN)/jianding demo $(if $(RESET),--reset) $(ARGS) || [ $$? -eq 130 ]

tour: setup  ## the whole story of one batch, played by itself (ARGS="--out DIR" keeps its papers)
	@$(BIN)/jianding tour $(ARGS)

run: setup  ## against Telegram, with your settings (docs/settings.md)
	@trap : INT; $(BIN)/jianding run $(ARGS) || [ $$? -eq 130 ]

test: setup  ## all tests (ARGS="tests/people -k name" runs some, DATE="2028-02-29 23:50" as if it were then in Shanghai)
	$(BIN)/python $(if $(DATE),-m tests.on_day "$(DATE)") -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

coverage: setup  ## all tests, and how much of the program they reach (half as long again)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(COVERAGE)

check: lint  ## style, types, layers, and the project's own rules
	$(BIN)/python -m pytest tests/project

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: setup  ## how fast: registration turns against a bare echo bot
	@$(BIN)/jianding bench $(ARGS)

chaos: setup  ## how safe: kill -9 at random points, then count what was lost or doubled
	@$(BIN)/jianding chaos $(ARGS)

migration: setup  ## write the next migration from the tables (NAME="create training"): read it, then test
	@$(BIN)/python -m storage.drafting $(NAME)

lock: setup  ## resolve pyproject.toml afresh into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" --no-emit-package jianding-sandbox --extra dev pyproject.toml -o requirements.lock

clean:  ## remove what was made here, except the data in var/
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
