#!/usr/bin/env bash
# What `make test` runs: style, types, contracts, then every test on every core, the very slow ones last.
set -euo pipefail
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/lint-imports
.venv/bin/pytest -n 2 --dist loadgroup "$@"
