# `make help` lists what there is.
PORT = 8000
DATA_DIR = data
DATA = ../shared/data
python = .venv/bin/python

.DEFAULT_GOAL = help
.PHONY: help environment demo test run worker bench search-quality kill-test messages lock format

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

environment:
	@scripts/environment.sh

demo: environment  ## Vraagbaak with sample content: make demo [PORT=8000] [DATA_DIR=data]
	@$(python) -m scripts.demo --port "$(PORT)" --data-dir "$(DATA_DIR)"

test:  ## linters, types, import order and all tests, with all they need
	@scripts/test_parts.sh
	@MAY_INSTALL=1 scripts/environment.sh
	@$(python) -m scripts.checks

run: environment  ## the development server on the same data, with debug on: make run [PORT=8000] [DATA_DIR=data]
	@DEBUG=1 DATA_DIR="$(DATA_DIR)" BASE_URL="http://localhost:$(PORT)" $(python) manage.py runserver "$(PORT)"

worker: environment  ## the worker beside `make run`, for the search index and the mails
	@DEBUG=1 DATA_DIR="$(DATA_DIR)" $(python) manage.py worker

bench: environment  ## measures engines side by side on generated content: make bench [ARGUMENTS="--pages 2000,20000"]
	@$(python) -m bench $(ARGUMENTS)

search-quality: environment  ## how often the right page comes up: make search-quality [DATA=../shared/data] [ARGUMENTS=--misses]
	@$(python) -m quality --data "$(DATA)" $(ARGUMENTS)

kill-test: environment  ## kills writers of the search index at random moments: make kill-test [ARGUMENTS="--times 100"]
	@$(python) -m tests.vraagbaak.search.kill_writers $(ARGUMENTS)

messages: environment  ## brings the message catalogues up to date with the code
	@$(python) -m scripts.catalogues write

lock: environment  ## writes requirements.lock anew from pyproject.toml
	@"$$(scripts/find_uv.sh $(python))" pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--group dev pyproject.toml -o requirements.lock

format: environment  ## writes the code as the linters want it
	@$(python) -m ruff check --fix --exit-zero .
	@$(python) -m ruff format .
