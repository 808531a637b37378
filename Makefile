# make demo: see Candour at work. make test: set up and test. make check: style, types, imports. make bench: figures.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
ARGS ?=

.PHONY: demo test test-long check bench fuzz model lock wheel clean

demo: $(VENV)/.demo
	$(BIN)/candour demo $(ARGS)

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(ARGS)

# The stories that take a minute or more each, which `test` leaves out.
test-long: $(VENV)/.dev
	$(BIN)/python -m pytest -m long $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# One after another, since each wants the machine for itself; it takes several minutes.
bench: $(VENV)/.dev
	$(BIN)/python -m bench.store
	$(BIN)/python -m bench.store_kill
	$(BIN)/python -m bench.mail_speed
	$(BIN)/python -m bench.mail_memory
	$(BIN)/python -m bench.against_helpdesk
	$(BIN)/python -m bench.footprint
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.mail_kill
	$(BIN)/python -m bench.crashes
	$(BIN)/python -m bench.chat_acks
	$(BIN)/python -m bench.reading tests/nlp/data/*.jsonl
	$(BIN)/python -m bench.against_presidio
	$(BIN)/python -m training.score kept_back

wheel: $(VENV)/.dev
	$(BIN)/python -m build --no-isolation --wheel

# The environment is made anew from the locked, hashed requirements whenever they change.
$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Candour needs Python 3.11 or later")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what was tested (requirements/dev.txt); the first time takes a minute or two ..."
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.demo

$(VENV)/.demo: requirements/demo.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Candour needs Python 3.11 or later")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what was tested (requirements/demo.txt); the first time takes a minute or two ..."
	@$(PIP) install --require-hashes --requirement requirements/demo.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Hostile mails for the parser, found by coverage (bench/fuzz_mail.py); for ten minutes, unless ARGS say otherwise.
fuzz: $(VENV)/.dev
	@$(PIP) install --require-hashes --requirement requirements/fuzz.txt
	$(BIN)/python -m bench.fuzz_mail $(ARGS)

# What reading has learned, anew from training/reports: the weights and the calibration in nlp/weights.
model: $(VENV)/.dev
	$(BIN)/python -m training

# Needs uv; run it to take newer versions, then run the tests.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade --extra demo --output-file requirements/demo.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements/demo.txt --output-file requirements/run.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements/dev.txt --extra teams --output-file requirements/teams.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements/demo.txt --extra demo --extra teams --group dev --output-file requirements/dev.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --constraint requirements/dev.txt --extra demo --extra teams --group dev --group fuzz --output-file requirements/fuzz.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis candour-demo
