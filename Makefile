# Two commands: `make run` and `make test`. Each sets up all it needs.
SHELL := /bin/bash
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin

.PHONY: run test setup lock bench coverage docs clean

run: .venv/.ready
	$(BIN)/throughgate demonstrate

test: .venv/.ready
	bash .ci/test.sh

bench: .venv/.ready
	$(BIN)/python -m benchmarks

coverage: .venv/.ready
	$(BIN)/python -m tests.coverage

docs: .venv/.ready
	$(BIN)/python docs/generate.py

setup: .venv/.ready

# The lock names packages and their hashes, never where they were fetched from.
lock: $(UV)
	$(UV) pip compile --universal --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements.lock

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.ready: requirements.lock pyproject.toml | $(UV)
	@echo "Setting up the environment (once) …"
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

clean:
	rm -rf .venv .tools node_modules .throughgate
