# The two commands of the README, and the slower checks.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: edition test lint types pytest golden bench screenshots citations corpora clean

edition: $(VENV)/edition
	$(BIN)/edition build
	@echo
	@$(BIN)/edition cite 'gorbachev-response#q4'

test: $(VENV)/test
	$(BIN)/ruff check edition tests
	$(BIN)/ruff format --check edition tests
	$(BIN)/mypy
	$(BIN)/python -m pytest

$(VENV)/edition: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "edition needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/test: $(VENV)/edition pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

# Rewrite the goldens; read the difference before you commit it.
golden: $(VENV)/test
	$(BIN)/python -m pytest -q --update-golden

# Cold time of each command beside `python -c "import lxml.etree, click"`.
bench: $(VENV)/edition
	$(BIN)/python tests/bench.py

# Every document of the shared corpora through every command.
corpora: $(VENV)/test
	$(BIN)/python tests/corpora.py

clean:
	rm -rf build dist $(VENV)
