# Manifattura: `make run` and `make test` do everything on a fresh machine that has Python 3.11+, Node 20+ and make.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
UV ?= uv

FRONTEND := $(shell find frontend -type f 2>/dev/null) package.json package-lock.json
STATIC := $(shell find src/manifattura -path '*/static/*' -type f -not -path '*/static/ui/dist/*' 2>/dev/null)
CATALOGUES := $(shell find locale -name '*.po' 2>/dev/null)

.PHONY: help run demo test test-ready test-crash test-pressure bench-clickday bench-pages check check-style check-types check-imports check-templates check-packages format \
	bench messages assets chromium lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STAMPS)/first $(STAMPS)/base assets ## set everything up and start the site (PORT=8000, DATABASE_URL, MANIFATTURA_DATA)
	@exec $(BIN)/manifattura run

demo: $(STAMPS)/base ## throw the demo's data away and build the demo city again
	@$(BIN)/manifattura demo --reset

# A dozen processes read the same modules, and pytest rewrites the asserts of each test: once, also on a machine whose habit is
# to keep nothing compiled.
export PYTHONDONTWRITEBYTECODE :=

CORES = $(shell getconf _NPROCESSORS_ONLN)

# Processes of pytest, each with a database of its own: two for each processor, because browsers and databases make them wait.
# Each costs ten seconds of processor before its first test.
PROCESSES ?= $(shell expr 2 \* $(CORES))

# The rules, which need no database and wait for nothing, must be covered by their own tests; tracing all the others would only
# slow them.
RULES = $(wildcard tests/*/domain)
PYTEST = $(BIN)/pytest --maxprocesses 8 --dist worksteal

test: $(STAMPS)/dev assets chromium ## run every check and every test (DATABASE_URL for another PostgreSQL)
	@$(MAKE) --jobs=$(CORES) check test-ready
	@$(PYTEST) -n $(CORES) $(RULES) --cov --cov-report=term-missing:skip-covered
	@$(PYTEST) -n $(PROCESSES) $(RULES:%=--ignore=%) $(ARGS)

# What the processes of pytest would otherwise do each for itself, or wait for: the migrated database, the tests made ready to run.
test-ready: $(STAMPS)/dev
	@$(BIN)/python -m tests.prepare
	@$(BIN)/pytest --collect-only -qq > $(STAMPS)/collected.log 2>&1 || { cat $(STAMPS)/collected.log; exit 1; }

ROUNDS ?= 50
test-pressure: $(STAMPS)/dev assets ## fill a site with two hundred people, slow clients and a cache in front: refusals in time, nothing leaked
	@PRESSURE=1 $(BIN)/pytest -n 0 tests/pressure $(ARGS)

test-crash: $(STAMPS)/dev assets ## kill parts of the site under load, fill its disk, set its clock back (ROUNDS=50, SEED=…)
	@ROUNDS=$(ROUNDS) $(BIN)/pytest -s -n 0 tests/crash $(ARGS)

check: $(STAMPS)/dev ## style, types, import contracts, templates, dependencies, lock files
	@$(MAKE) --keep-going check-style check-types check-imports check-templates check-packages
	@echo "check: all in order"

check-style:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not laid out: run make format." >&2; exit 1; }

check-types:
	@$(BIN)/mypy --no-error-summary

check-imports:
	@$(BIN)/lint-imports --no-cache > $(STAMPS)/imports.log 2>&1 || { cat $(STAMPS)/imports.log; exit 1; }

check-templates:
	@find src -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2 || { echo "Some templates are not laid out: run make format." >&2; exit 1; }
	@$(BIN)/djlint --quiet --lint src

check-packages:
	@$(BIN)/deptry --no-ansi src > $(STAMPS)/deptry.log 2>&1 || { cat $(STAMPS)/deptry.log; exit 1; }
	@$(BIN)/python -m tools.check_locks
	@$(BIN)/pip check > $(STAMPS)/packages.log 2>&1 || { cat $(STAMPS)/packages.log; exit 1; }

format: $(STAMPS)/dev ## lay out Python files and templates
	@$(BIN)/ruff check --fix-only --quiet . || true
	@$(BIN)/ruff format --quiet .
	@find src -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 || true

bench: $(STAMPS)/dev assets ## measure: every file of bench/ but the click day
	@for file in $(filter-out %bench_clickday.py,$(wildcard bench/bench_*.py)); do [ -e "$$file" ] || continue; echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

bench-pages: $(STAMPS)/dev assets ## measure the public pages: kept for everybody, and made anew
	@$(BIN)/python bench/bench_pages.py $(ARGS)

bench-clickday: $(STAMPS)/dev assets ## measure a click day; ARGS="--clients 256", "--clients 1000", "--readers 0.9"
	@$(BIN)/python bench/bench_clickday.py $(ARGS)

messages: $(STAMPS)/base ## collect the texts into locale/ and compile them
	@$(BIN)/manifattura messages

assets: $(STAMPS)/assets ## build style sheets, scripts and translations

chromium:
	@$(BIN)/python -m tools.chromium

lock: ## write the lock files again from requirements/*.in (needs uv)
	@for name in base dev; do $(UV) pip compile --quiet --python-version 3.11 --universal --generate-hashes \
		--no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt || exit 1; done

clean: ## remove what was installed and built (the data folder stays)
	rm -rf $(VENV) $(STAMPS) node_modules build src/manifattura/ui/static/ui/dist .mypy_cache .ruff_cache .pytest_cache
	find locale -name '*.mo' -delete 2>/dev/null || true

# The first time Python's packages and the front end are fetched side by side: neither waits for the other.
$(STAMPS)/first:
	@$(MAKE) --silent --jobs=2 $(STAMPS)/base $(STAMPS)/build
	@touch $@

$(STAMPS)/venv:
	@mkdir -p $(STAMPS)
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or later is needed: install it (package python3), then run make again." >&2; exit 1; }
	@$(BIN)/python -c 'import pip' >/dev/null 2>&1 || { rm -rf $(VENV); echo "Making the Python environment …"; \
		$(PYTHON) -m venv $(VENV) >$(STAMPS)/venv.log 2>&1 || { rm -rf $(VENV); \
		echo "Python cannot make a virtual environment: install its venv module (package python3-venv), then run make again." >&2; exit 1; }; }
	@touch $@

# Without looking for what packages need: the lock files name everything. pip would take "coverage[toml]" of a package for another
# than the "coverage" that is locked, and refuse it as not locked the day a newer one comes out.
$(STAMPS)/base: requirements/base.txt pyproject.toml $(STAMPS)/venv
	@echo "Installing the Python packages …"
	@$(PIP) --no-deps --require-hashes -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/base
	@echo "Installing the packages for tests …"
	@$(PIP) --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/node: package.json package-lock.json
	@mkdir -p $(STAMPS)
	@command -v node >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || { \
		echo "Node 20 or later is needed to build the style sheets and scripts: install it (packages nodejs and npm), then run make again." >&2; exit 1; }
	@command -v npm >/dev/null 2>&1 || { \
		echo "npm is needed to fetch the front-end packages: install it (package npm), then run make again." >&2; exit 1; }
	@echo "Installing the front-end packages …"
	@npm ci --ignore-scripts --no-audit --no-fund --update-notifier=false --loglevel=error
	@touch $@

$(STAMPS)/build: $(STAMPS)/node $(FRONTEND)
	@echo "Building style sheets and scripts …"
	@npm run --silent build
	@touch $@

$(STAMPS)/assets: $(STAMPS)/base $(STAMPS)/build $(STATIC) $(CATALOGUES)
	@$(BIN)/manifattura messages --compile
	@MANIFATTURA_MODE=demo $(BIN)/manifattura manage collectstatic --noinput --clear --verbosity 0
	@touch $@
