# Two commands do everything on a fresh machine: `make demo` and `make test`.
# Portable POSIX make; the only thing needed is Python 3.11, 3.12 or 3.13.
.POSIX:
.SUFFIXES:
.PHONY: help env converter demo test lint format templates snapshots docs images bench campaign build wheel-test clean

BIN = .venv/bin
SORTIE = sortie

help:
	@echo 'make demo       install, then write the convention of Mellois en Poitou in sortie/'
	@echo 'make test       install what the tests need, then run them all'
	@echo 'make lint       ruff, ruff format --check, mypy'
	@echo 'make format     let ruff put the code in order'
	@echo 'make env        the development environment in .venv/ (every extra)'
	@echo 'make converter  LibreOffice and the fonts (Debian as root; prints the command elsewhere)'
	@echo 'make templates  build templates/<kind>.docx, their texts and the generated pages again'
	@echo 'make snapshots  write the reviewed texts of every document again (tests/documents/snapshots/)'
	@echo 'make docs       write the generated pages of the guide again'
	@echo 'make images     take the pictures of pages again (docs/images/)'
	@echo 'make bench      measure: rendering, then PDF (about 10 minutes)'
	@echo 'make campaign   hostile and damaged files, 50 MB of each shape, kills: about two hours; the suite plays a share'
	@echo 'make build      wheel and sdist in dist/'
	@echo 'make wheel-test install the wheel in an empty environment and use it'
	@echo 'make clean      remove what these commands wrote'

.venv/.core: pyproject.toml
	@test -x $(BIN)/python || { python=$$(sh .ci/python.sh) && "$$python" -m venv .venv; }
	@echo 'Installation de ctg-docs dans .venv ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/.dev: .venv/.core
	@echo 'Installation des outils de développement ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev]'
	@touch $@

env: .venv/.dev

converter:
	@sh .ci/paquets-debian.sh

demo: .venv/.core
	@$(BIN)/ctg-docs generate examples/mellois-en-poitou convention -o $(SORTIE) --force
	@echo && echo 'La convention est ici :' && ls -d "$$(pwd)/$(SORTIE)"/*.docx

test: .venv/.dev converter
	$(BIN)/python -m pytest -n auto -q

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

templates: .venv/.dev
	$(BIN)/python -m ctg_docs.documents
	$(BIN)/python docs/build.py

snapshots: .venv/.dev
	UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -n auto -q tests/documents/test_kinds.py

docs: .venv/.dev
	$(BIN)/python docs/build.py

images: .venv/.dev converter
	$(BIN)/python docs/images.py

bench: .venv/.dev converter
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.pdf
	$(BIN)/python -m benchmarks.complet

campaign: .venv/.dev
	$(BIN)/python -m tests.engine.test_random_templates 2000
	$(BIN)/python -m tests.campaign.test_hostile
	$(BIN)/python -m tests.campaign.mutations
	$(BIN)/python -m tests.documents.test_orphelines
	$(BIN)/python -m tests.campaign.fifty
	$(BIN)/python -m tests.campaign.kills 200

build: .venv/.dev
	$(BIN)/python -m hatchling build -d dist

wheel-test:
	@bash .ci/wheel.sh

clean:
	rm -rf .venv dist build $(SORTIE) .pytest_cache .mypy_cache .ruff_cache .hypothesis
