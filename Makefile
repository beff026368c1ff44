# Every command that continuous integration runs, runnable by hand. `make` alone lists them.
#
# Two environments, each made on first use: .venv holds what a user gets, .venv-dev what a developer
# needs besides. A stamp file beside each result makes a second run quick.

USER := .venv/bin
DEV := .venv-dev/bin
USER_READY := .venv/.installed
DEV_READY := .venv-dev/.installed
SMOKE_PASSED := build/smoke/.passed

PACKAGED := pyproject.toml README.md LICENSE constraints.txt \
	$(shell find src examples -type f -not -path '*/__pycache__/*' 2>/dev/null)

# Many tests start Placet anew. Where bytecode is not kept, each of them compiles all of it.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup demo test format lint layers types docs wheel-smoke unit branches coverage release-crash release-model mutation bench bench-peers fuzz reference real-table reading-table lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

# ------------------------------------------------------------------------------------ to use it

demo: $(USER_READY) ## plan a visit and lay its papers in build/demo
	$(USER)/placet demo --out build/demo

$(USER_READY): $(PACKAGED) scripts/create-venv.sh
	@scripts/create-venv.sh .venv
	@echo "Installing Placet into .venv ..."
	@$(USER)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt .
	@touch $@

# --------------------------------------------------------------------------------- to change it

setup: $(DEV_READY) ## make .venv-dev, and find or install Chromium, PostgreSQL and strace
	@scripts/ensure-chromium.sh
	@scripts/ensure-postgresql.sh
	@scripts/ensure-strace.sh

$(DEV_READY): pyproject.toml constraints.txt scripts/create-venv.sh
	@scripts/create-venv.sh .venv-dev
	@echo "Installing Placet and its development tools into .venv-dev ..."
	@$(DEV)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# The unit tests come last, and all of them, so that the output closes with their count.
test: setup lint layers types docs wheel-smoke branches unit ## everything below, as continuous integration runs it

format: $(DEV_READY) ## rewrite the code in the house format
	$(DEV)/ruff format
	$(DEV)/ruff check --fix

lint: $(DEV_READY) ## is the code in the house format and style?
	$(DEV)/ruff format --check
	$(DEV)/ruff check

layers: $(DEV_READY) ## does every import run the right way?
	$(DEV)/lint-imports --no-logo

types: $(DEV_READY) ## do the types hold?
	$(DEV)/mypy

docs: $(DEV_READY) ## build the documentation into build/site
	NO_MKDOCS_2_WARNING=1 $(DEV)/mkdocs build --strict --quiet --site-dir build/site

wheel-smoke: $(SMOKE_PASSED) ## does the built wheel work in an empty environment?

$(SMOKE_PASSED): $(PACKAGED) scripts/smoke-test-wheel.sh | $(DEV_READY)
	@scripts/smoke-test-wheel.sh $(DEV)/python build/smoke
	@touch $@

# Each worker keeps to its half until it has done with it, so that what a folder's tests share is made in one of them.
PYTEST := $(DEV)/python -m pytest -n 2 --dist worksteal

unit: $(DEV_READY) ## run the tests
	$(PYTEST)

branches: $(DEV_READY) ## do the tests take every branch of the rule of agreement, its door and its signatures?
	$(PYTEST) -q --cov --cov-report=term $(NARROW)

# Not those that play whole histories, draw bytes or windows by lot, or look at envelopes and dates: every branch is
# taken without them, and measuring makes them several times as long.
LONG = %_model.py %_machine.py %_wrong_rules.py %_fuzz.py %_codes.py %_deceptive.py %_groups.py %_common_dates.py \
	$(wildcard tests/agreement/*_pouch*.py tests/agreement/*_dates_*.py)
NARROW = $(filter-out $(LONG),$(wildcard tests/agreement/test_*.py))

coverage: $(DEV_READY) ## before a release: run the tests and measure what they reach of everything (three times as long)
	$(PYTEST) --cov=placet --cov-fail-under=95 --cov-report=term

release-crash: $(DEV_READY) ## before a release: twenty thousand power cuts and ten thousand kills (an hour)
	PLACET_IMAGES=20000 PLACET_KILLS=10000 $(DEV)/python -m pytest tests/crash --durations=5
release-model: $(DEV_READY) ## play the random histories of the joint file that a release has to stand (about 20 minutes); SHARE=20: a twentieth
	$(DEV)/python -m scripts.play_histories --share $(SHARE)

SHARE := 1

mutation: $(DEV_READY) ## change the rule of agreement in small ways and see whether a test notices; SAMPLE=80: only so many, drawn by lot
	$(DEV)/python -m scripts.mutate $(MODULES) $(if $(SAMPLE),--sample $(SAMPLE))

reference: $(DEV_READY) ## write the generated pages of docs/ and the outputs of the tutorial anew
	$(DEV)/python -m scripts.write_reference
	$(DEV)/python scripts/run_tutorial.py --write

real-table: $(DEV_READY) ## plan the published programmes in ../shared and write what came of it into docs/
	$(DEV)/python scripts/write_real_table.py

reading-table: $(DEV_READY) ## read the published programmes in ../shared in every layout and write how much was right into docs/
	$(DEV)/python -m scripts.write_reading_table

# On two cores that nobody else uses. FIGURES=--quick for a look, FIGURES=--again for the page alone.
FIGURES :=

bench: $(DEV_READY) ## measure every figure that has an aim, and write docs/reference/figures.md (half an hour; FIGURES=--quick for a look, FIGURES="--only days" for a part)
	$(DEV)/python -m scripts.write_figures $(FIGURES)

# The peers are no dependencies of ours: they have an environment of their own, and pins of their own. What cannot be
# had on this machine is named in the table. PEERS=--quick for a look, PEERS='--only core-dense --turns 7' for a part.
PEERS :=
PEERS_READY := build/peers/.installed

bench-peers: $(PEERS_READY) ## measure Placet against its peers on what all of them can say, and write docs/reference/peers.md (hours; PEERS=--quick for a look)
	build/peers/venv/bin/python -m benchmarks.peers.table --write $(PEERS)

$(PEERS_READY): pyproject.toml benchmarks/peers/constraints.txt scripts/create-venv.sh scripts/ensure-peers.sh
	@scripts/ensure-peers.sh
	@scripts/create-venv.sh build/peers/venv
	@echo "Installing Placet and its peers into build/peers/venv ..."
	@build/peers/venv/bin/python -m pip install --quiet --disable-pip-version-check \
		-c constraints.txt -c benchmarks/peers/constraints.txt -e '.[peers]'
	@touch $@

# Atheris is no dependency of ours: it has an environment of its own. A finding is a file crash-… in build/fuzz.
SECONDS := 60
TARGETS := canonical header entry signed-header body card opening signature question deceptive

fuzz: ## try every parser of foreign bytes for a minute each; SECONDS=3600 TARGETS=entry for longer, or one
	@scripts/create-venv.sh build/fuzz/venv
	@build/fuzz/venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' 'atheris>=3,<4'
	@set -e; for target in $(TARGETS); do \
		echo "== $$target"; \
		build/fuzz/venv/bin/python -m tests.fuzz.run $$target -max_total_time=$(SECONDS) -max_len=8192 \
			-timeout=10 -artifact_prefix=build/fuzz/ -print_final_stats=1 -verbosity=0; \
	done

# Both files come from pyproject.toml and name no host. Two, because pip refuses a local folder in
# hash mode: constraints.txt for `pip install -c constraints.txt .`, requirements.lock (with hashes)
# for `pip install --require-hashes -r requirements.lock && pip install --no-deps .`.
# UV_PYTHON is unset because it would point uv at another environment than the one meant.
LOCK := env -u UV_PYTHON build/uv/bin/uv pip compile --quiet --upgrade --universal \
	--python-version 3.11 --no-header --no-annotate --no-emit-index-url pyproject.toml
OURS := --extra dev --extra postgres
PEERS_PINS := benchmarks/peers/constraints.txt

lock: ## choose the newest allowed version of every dependency, anew
	@scripts/create-venv.sh build/uv
	@build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) $(OURS) --output-file constraints.txt
	$(LOCK) $(OURS) --generate-hashes --output-file requirements.lock
	$(LOCK) --extra peers --constraints constraints.txt --output-file $(PEERS_PINS)
	@grep -vxFf constraints.txt $(PEERS_PINS) > build/uv/peers.txt && mv build/uv/peers.txt $(PEERS_PINS)
	@! grep -n '://' constraints.txt requirements.lock $(PEERS_PINS)

clean: ## remove everything that make made
	rm -rf build .venv .venv-dev .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
