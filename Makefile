# GNU make 3.81 or later. The targets are phony: pcss-publish itself knows what is out of date.
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: all pdf epub newsletter check test test-slow validate lint lock benchmark clean help

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
TOOLS  := $(VENV)/tools
SETUP  := pyproject.toml requirements.lock requirements-tools.lock scripts/bootstrap.py scripts/system.py

all: $(READY)
	@$(BIN)/pcss-publish build $(ARGS)

pdf epub newsletter: $(READY)
	@$(BIN)/pcss-publish build -t $@ $(ARGS)

check: $(READY)
	@$(BIN)/pcss-publish check $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest -n auto $(ARGS)

test-slow: $(READY)
	@$(BIN)/python -m pytest -n auto -m slow $(ARGS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

validate: $(READY) $(TOOLS)
	@$(BIN)/pcss-publish build
	@$(BIN)/python scripts/validate.py $(ARGS)

benchmark: $(READY) $(TOOLS)
	@$(BIN)/python benchmarks/run.py $(ARGS)

UV_COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --quiet --custom-compile-command 'make lock' $(ARGS)

lock: $(TOOLS)
	@$(UV_COMPILE) pyproject.toml --extra epub --extra preview --group dev --group build --output-file requirements.lock
	@$(UV_COMPILE) --group validate --group lock --group benchmark --constraint requirements.lock \
		--output-file requirements-tools.lock
	@command -v npm >/dev/null || { echo 'npm is missing: the validators stay locked as they were' >&2; exit 69; }
	@cd scripts/validators && npm install --package-lock-only --ignore-scripts

clean:
	@if [ -x $(BIN)/pcss-publish ]; then $(BIN)/pcss-publish clean; else rm -rf outputs; fi
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests scripts benchmarks -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

help:
	@echo 'make             set up, and build everything in sources/ into outputs/'
	@echo 'make pdf         only the PDFs (epub, newsletter: likewise)'
	@echo 'make check       the findings of every article, without building'
	@echo 'make test        set up, and run the tests'
	@echo 'make test-slow   what takes minutes: builds killed at every moment, the bytes of all test articles'
	@echo 'make lint        ruff and mypy'
	@echo 'make validate    EPUBCheck, Ace, axe, the Nu HTML checker, lint-mail, outloud (and veraPDF); the preview; the press'
	@echo 'make benchmark   time builds against the bare engines and other tools (half an hour)'
	@echo 'make lock        renew the locked requirements (ARGS=--upgrade: to the newest versions)'
	@echo 'make clean       remove products and caches; sources, desk files and the set-up stay'
	@echo 'ARGS="..." is passed on:  make ARGS=sources/one.txt    make test ARGS="-k ledger"'

$(READY): $(SETUP)
	@$(PYTHON) scripts/bootstrap.py $(VENV)

$(TOOLS): $(SETUP)
	@$(PYTHON) scripts/bootstrap.py $(VENV) --tools
