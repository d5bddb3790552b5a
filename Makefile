# shilu: set up, show, check and measure. Needs Python 3.11 and make; pip does the rest.

PYTHON ?= python3.11
BIN := .venv/bin
BENCH := .venv-bench/bin
INSTALL := -m pip install --quiet --disable-pip-version-check

.PHONY: demo test slow lint bench format requirements examples known clean

demo: .venv/ready  ## Read a damaged page and show its record
	$(BIN)/shilu read examples/visit-mirrored.txt

test: .venv/tested  ## Run all tests
	$(BIN)/pytest

slow: .venv/tested  ## Run the tests that take minutes
	$(BIN)/pytest -m slow

lint: .venv/tested  ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict src

format: .venv/tested  ## Put the source into the style that lint checks
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv-bench/ready  ## Time each stage, and the peers beside it
	$(BENCH)/python benchmarks/stages.py
	$(BENCH)/python benchmarks/page_peers.py

examples: .venv/tested  ## Make the damaged example pages again from the clean ones
	$(BIN)/python scripts/build_examples.py

known: .venv/tested  ## Write anew the known failures of the examples, and the READMEs' demo
	$(BIN)/python tests/example_pages.py
	$(BIN)/python scripts/fill_readme.py

.venv/ready: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) --no-deps --require-hashes -r requirements/run.txt
	$(BIN)/python $(INSTALL) --no-build-isolation --no-deps --editable .
	touch $@

.venv/tested: .venv/ready requirements/dev.txt
	$(BIN)/python $(INSTALL) --no-deps --require-hashes -r requirements/dev.txt
	touch $@

.venv-bench/ready: requirements/bench.txt pyproject.toml
	$(PYTHON) -m venv .venv-bench
	$(BENCH)/python $(INSTALL) --no-deps --require-hashes -r requirements/bench.txt
	$(BENCH)/python $(INSTALL) --no-build-isolation --no-deps --editable .
	touch $@

requirements:  ## Pin the newest versions anew (needs uv)
	cd requirements && for name in run dev bench data; do \
	  uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	    --no-header --no-annotate $$name.in --output-file $$name.txt; done

clean:  ## Remove what make has made
	rm -rf .venv .venv-bench .mypy_cache .pytest_cache .ruff_cache .hypothesis
