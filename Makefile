# `make demo` and `make test` work on a machine that has make and git, and nothing else: they install by apt what the
# system lacks, and everything else into .venv.

PYTHON_BIN := .venv/bin/python
# Debian keeps mariadbd where an ordinary user's PATH does not look.
export PATH := $(PATH):/usr/sbin:/sbin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs bench base dev

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: base ## one pattern of each type, and the status page, out of nothing (ARGS=--once: and then end)
	@$(PYTHON_BIN) -m patrond demo $(ARGS)

test: dev ## all tests, against a MariaDB of their own (ARGS="tests/queue -k reserve": some of them)
	@.ci/machine test
	@$(PYTHON_BIN) -m pytest -n 2 --dist worksteal $(ARGS)

check: dev ## whether the tree is clean: format, lint, types, layers, documents
	$(PYTHON_BIN) -m ruff format --check .
	$(PYTHON_BIN) -m ruff check .
	$(PYTHON_BIN) -m mypy
	.venv/bin/lint-imports
	$(PYTHON_BIN) -m pytest tests/docs

format: dev ## put the format right, and what ruff can repair
	$(PYTHON_BIN) -m ruff check --fix .
	$(PYTHON_BIN) -m ruff format .

docs: dev ## make anew what is made from the program: settings, commands, states, the man page
	$(PYTHON_BIN) -m patrond.config.reference yaml > etc/patrond.yaml
	$(PYTHON_BIN) -m patrond.config.reference markdown > docs/settings.md
	$(PYTHON_BIN) -m patrond.master.states_document > docs/states.md
	$(PYTHON_BIN) -m patrond.cli.reference

bench: dev ## measure: each script of bench/ in turn
	@.ci/machine bench
	@missed=; for script in bench/*.py; do echo "== $$script"; $(PYTHON_BIN) "$$script" || missed="$$missed $$script"; done; \
	[ -z "$$missed" ] || { echo "These missed a bar:$$missed" >&2; exit 1; }

base:
	@.ci/machine base
	@.ci/venv base

dev:
	@.ci/machine base
	@.ci/venv dev
