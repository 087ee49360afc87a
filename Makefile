# Everything a person does with this repository. `make` alone shows the list.
.DEFAULT_GOAL := help
.PHONY: help run test test-all bench faults attack lint format translations pictures fonts lock
SHELL := /bin/sh
BIN := .venv/bin
# Tests in parallel; TEST_WORKERS=0 runs them in one process, for a debugger.
TEST_WORKERS ?= 2
# For example: make test TESTS=tests/plans
TESTS ?=

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: ## Set up what is missing, load the demo if there is no plan yet, serve, and say READY
	@scripts/run

test: ## Set up and check everything: style, types, imports, unit, page, browser and PostgreSQL tests
	@scripts/bootstrap test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(TEST_WORKERS) -m "not slow" $(TESTS)

test-all: ## The same, and the soak tests that take minutes each
	@scripts/bootstrap test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(TEST_WORKERS) $(TESTS)

lint: ## Style, types and templates only: a minute less than the tests
	@scripts/bootstrap test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet templates

format: ## Let ruff set the code
	@scripts/bootstrap test
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

translations: ## Collect the texts of the interface, merge them into the catalogues and compile these
	@scripts/bootstrap test
	@scripts/translations

pictures: ## Take the pictures of the README anew
	@scripts/bootstrap test
	$(BIN)/python scripts/pictures.py

fonts: ## Cut the fonts anew from their npm packages (needs npm)
	@scripts/bootstrap test
	$(BIN)/python scripts/vendor_fonts.py

lock: ## Pin newer versions of the libraries
	@scripts/bootstrap test
	@scripts/lock

bench: ## Measure pages, saves and exports, also on a plan ten times as big; writes build/bench.json
	@scripts/bootstrap test
	@$(BIN)/python -m tests.bench

# This writes build/faults.json once it exists. Until then it fails: nothing was measured.
faults: ## Not built yet: kill, cut and fill, and see that nothing typed is lost
	@echo "make faults is not built yet: it will kill processes, cut connections and fill the disk. Nothing was measured." >&2; exit 1

attack: ## Ask every page as everybody, mix ids, weaken each guard, try secrets, measure times (20 minutes)
	@scripts/bootstrap test
	$(BIN)/python -m tests.attack
