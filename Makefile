# Needs Python 3.11 or newer, and nothing else installed.

PYTHON ?= $(shell for python in python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := build/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --system-certs --quiet

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint bench bench-peers backtest faults soak lock

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/runtime.stamp  ## Install what the program needs into .venv

setup-dev: .venv/dev.stamp  ## The same, with what tests and checks need

run: setup  ## Build the demonstration warehouse and show it in the browser
	$(BIN)/duibiao demo

test: setup-dev  ## Run the tests
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: setup-dev  ## Check style, SQL and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/sqlfluff lint queries loaders
	$(BIN)/mypy

bench: setup-dev  ## Measure speed and memory
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_views
	$(BIN)/python -m tests.bench_pages

backtest: setup-dev  ## Plant faults in invented cities, count what the checks find and whom the list of targets hits
	$(BIN)/python -m tests.backtest
	$(BIN)/python -m tests.backtest_targets

bench-peers: setup-dev  ## The same questions by DuckDB, pandas, polars and SQLite in one run
	$(BIN)/python -m tests.bench_peers

faults: setup-dev  ## Kill loads 200 times, fill disks, damage files: nothing published is lost
	$(BIN)/python -m tests.faults

soak: setup-dev  ## 30 readers for 12 minutes while loads publish again and again
	$(BIN)/python -m tests.soak

lock: build/lock/bin/uv  ## Rewrite the lock files; UPGRADE=--upgrade takes newer versions
	$(COMPILE) $(UPGRADE) --extra build --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

build/lock/bin/uv: | .venv/bin/python
	$(BIN)/python -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and neither python3.11 nor python3 is one." \
		"Install it, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/runtime.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/runtime.stamp
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
