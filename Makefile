# barograph: `make demo` shows it, `make test` checks it. Both set up .venv by themselves.
PYTHON ?= python3
PY := .venv/bin/python
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help demo test check install lock data bench bench-coder bench-index clean

help: ## show this
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/installed ## set up .venv with all that is needed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "barograph needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/installed

demo: install ## read the sample corpus, print traces, write demo/report.html
	@$(PY) -m barograph demo

check: install ## style, types, and who may import whom
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()"

test: check ## all checks and tests
	@$(PY) -m pytest -n 2

lock: install ## renew requirements.lock from pyproject.toml
	@$(PY) -m pip install --quiet uv && $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock

bench: install ## print the benchmarks (needs BAROGRAPH_DATA)
	@for name in coder minimal_pairs speakers certainty figures times stories bulk store imports; do echo "== $$name"; $(PY) -m bench.$$name || exit 1; done

bench-coder: install ## print the coder's benchmark as one table (needs BAROGRAPH_DATA)
	@$(PY) -m bench.coder --all

bench-index: install ## print the index's benchmarks, attacks and scale (needs BAROGRAPH_DATA; an hour)
	@mkdir -p build
	@test -f build/headlines.duckdb || $(PY) -m barograph read "$${BAROGRAPH_DATA:-../shared/data}/headlines_2007_2012.parquet" --outlet reuters.com --db build/headlines.duckdb
	@$(PY) -m bench.index --db build/headlines.duckdb
	@$(PY) -m bench.attacks
	@$(PY) -m bench.scale --folder build/scale

clean: ## remove what make made
	rm -rf .venv demo dist build
