# The commands of this repository. `make demo` shows the program at work; `make test` checks everything.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test browser faults bench tsan fuzz lint format packages golden

BINARY := .build/release/zhibu
DEMO_DATABASE := demo/zhibu.sqlite
SOURCES := Package.swift $(shell find Sources seeds -type f)

help:
	@echo 'make demo      build, make a demo database if there is none, run a month in the terminal, serve it'
	@echo 'make test      lint, build, and pass every test'
	@echo 'make browser   try the console in a browser: keyboard, phone, no script, no connection; some minutes'
	@echo 'make faults    try kills, power cuts, full and failing disks, clocks that leap: some minutes'
	@echo 'make bench     measure it beside what it is held against (docs/benchmarks.md); half an hour'
	@echo 'make tsan      the tests under ThreadSanitizer; fails on any report'
	@echo 'make fuzz      made-up input for every parser, FUZZ_SECONDS each (60)'
	@echo 'make lint      the linters alone'
	@echo 'make format    format the sources'
	@echo 'make golden    write the golden copy of the OpenAPI document anew, room by room, for review'

demo: packages $(BINARY)
	@scripts/demo $(BINARY) $(DEMO_DATABASE)

# Built only when a source is newer, so that a second start does not wait for the build system. The Swift library is
# linked in: the binary runs on any Debian 12 that has libsqlite3.
$(BINARY): $(SOURCES)
	swift build -c release --product zhibu --static-swift-stdlib -Xlinker -s
	@touch $@

# A few tests at a time: with all of them at once, as the library would have it, a test waits longer for its turn than
# the servers it talks to have patience.
test: packages lint $(BINARY)
	swift build --build-tests --explicit-target-dependency-import-check error
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 swift test --skip-build
	scripts/smoke $(BINARY)
	scripts/contract $(BINARY)
	scripts/browser $(BINARY)
	scripts/faults $(BINARY) -m quick

# Its options by BROWSER: make browser BROWSER='-k phone', or BROWSER='--screenshots folder'
browser: packages $(BINARY)
	scripts/browser $(BINARY) $(BROWSER)

faults: packages $(BINARY)
	scripts/faults $(BINARY)

# Its options by BENCH: make bench BENCH='--sizes 1000,10000 --output table.md'
bench: packages $(BINARY)
	@scripts/bench $(BENCH)

tsan: packages
	scripts/tsan

fuzz: packages
	scripts/fuzz

lint: packages
	scripts/lint

format:
	swift-format format --in-place --recursive --parallel Package.swift Sources Tests

golden: $(BINARY)
	$(BINARY) openapi --by-room Tests/Fixtures/openapi

packages:
	@scripts/install-packages
