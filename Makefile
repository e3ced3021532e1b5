# The commands of this repository. `make demo` shows the program at work; `make test` checks everything.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test quick browser faults postgresql smoke bench tsan fuzz lint format packages golden build tested package \
    try-package keep-release

BINARY := .build/release/zhibu
# What the tests run, and what they are built with: the dependencies are built once for all of them.
TESTED := .build/debug/zhibu
# The Swift tests, for whoever runs them beside `swift test`, which lets in nobody else.
BUNDLE := .build/debug/zhibuPackageTests.xctest --testing-library swift-testing
# What they said, each in a file; and what tells of a failure in it.
TOLD := .build/told
FAILED := ^✘|^(FAILED|ERROR) |^E  
TELL = 2>&1 | tee $(TOLD)/$@
# Where each error was thrown that a test goes through is asked of nobody, and costs a tenth of the time.
export SWT_SWIFT_ERROR_BACKTRACING_ENABLED := 0
DEMO_DATABASE := demo/zhibu.sqlite
PACKAGES := .build/debian
# What the program is built from, for `zhibu --version`; nothing where this is no git checkout.
export ZHIBU_COMMIT := $(shell git describe --always --exclude='*' --abbrev=7 --dirty=+ 2>/dev/null)
SOURCES := Package.swift $(shell find Sources seeds -type f)

help:
	@echo 'make demo      build, make a demo database if there is none, run a month in the terminal, serve it'
	@echo 'make test      lint, build, and pass every test'
	@echo 'make quick     lint, build, and pass a little of everything: two minutes, once it is built'
	@echo 'make browser   try the console in a browser: keyboard, phone, no script, no connection; some minutes'
	@echo 'make faults    try kills, power cuts, full and failing disks, clocks that leap, fail-over: a quarter of an hour'
	@echo 'make postgresql   the tests of Storage and Server on PostgreSQL, as on SQLite; half an hour'
	@echo 'make smoke     try the release binary from another place, as a user would have it'
	@echo 'make package   a Debian package, into $(PACKAGES)'
	@echo 'make try-package   install, upgrade and remove it in a Debian 12 of its own, as root; some minutes'
	@echo 'make keep-release   keep a database of the version that goes out, for the tests of those to come'
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
RELEASE := swift build -c release --product zhibu --static-swift-stdlib --disable-local-rpath -Xlinker -s
$(BINARY): $(SOURCES)
	$(RELEASE)
	@touch $@

# Two at a time, for most of them wait half of their time for something else: each tells what it has to say when it is
# through, and what failed is said again at the very end. The longest begin first.
test: packages lint build
	@scripts/install-packages browser faults parts postgresql workbooks
	@rm -rf $(TOLD) && mkdir -p $(TOLD)
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target tested \
	    || { echo '--- What failed:'; grep -hE '$(FAILED)' $(TOLD)/* | cut -c1-1000 | tail -n 60; exit 1; }

tested: test-browser test-swift test-contract test-faults test-postgresql test-smoke test-workbooks test-parts

.PHONY: test-browser test-swift test-contract test-faults test-postgresql test-smoke test-workbooks test-parts
test-browser:
	scripts/browser $(TESTED) $(TELL)
test-swift:
	swift test --skip-build $(TELL)
# What Storage does, and the server's stories; the whole of both takes as long as on SQLite (`make postgresql`).
test-postgresql:
	scripts/beside-postgresql $(BUNDLE) --filter '^StorageTests\.|^ServerTests\..*Story|^CLITests\.PostgreSQLTests' $(TELL)
test-contract:
	scripts/contract $(TESTED) $(TELL)
test-faults:
	scripts/faults $(TESTED) -m quick $(TELL)
test-smoke:
	scripts/smoke $(TESTED) $(TELL)
test-workbooks:
	scripts/workbooks $(TESTED) $(TELL)
test-parts:
	scripts/package-parts $(TESTED) $(TELL)

# For daily use, without the Swift tests that go over everything by everybody, hash passwords, or wait.
SLOW := ListPlanTests WritePlanTests PageMatrixTests RoleMatrixTests OperationTableTests SpoiledFilesTests \
    OfficeSpreadsheetsTests FormRouteTests ConsoleTests MonthFlowTests LongListTests UploadTests SignInFlowTests \
    AccountFlowTests ConnectionTests DemoTests DemoScriptTests RecordTamperingTests SheetRulesTests OperationTests \
    SignInTests PasswordHashTests ServedTests HealthTests BackupTests SentenceTests ImportLoadTests
quick: packages lint build
	@scripts/install-packages browser faults
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target quick-swift quick-others

.PHONY: quick-swift quick-others
quick-swift:
	swift test --skip-build $(addprefix --skip=,$(SLOW))
quick-others:
	scripts/smoke $(TESTED)
	scripts/faults $(TESTED) -m quick -k 'test_kill or fifty_repeats'
	scripts/browser $(TESTED) -m quick

# What is in C is optimised: half of the tests' time would be the hashing of passwords.
build: packages
	swift build --build-tests --explicit-target-dependency-import-check error -Xcc -O2

postgresql: build
	@scripts/install-packages postgresql
	scripts/beside-postgresql $(BUNDLE) --filter '^(StorageTests|ServerTests)\.|^CLITests\.PostgreSQLTests'

smoke: packages $(BINARY)
	scripts/smoke $(BINARY)

# Built in any case, for the commit that it names.
package: packages
	@scripts/install-packages package
	$(RELEASE)
	scripts/package $(BINARY) $(PACKAGES)

# Once for each version that goes out.
keep-release: packages $(BINARY)
	scripts/keep-release $(BINARY)

try-package: package
	@scripts/install-packages trial
	scripts/try-package "$$(ls -t $(PACKAGES)/zhibu_*.deb | head -n 1)" $(PACKAGES)

# Its options by BROWSER: make browser BROWSER='-k phone', or BROWSER='--screenshots folder'
browser: packages $(BINARY)
	scripts/browser $(BINARY) $(BROWSER)

faults: packages $(BINARY)
	@scripts/install-packages failover
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

golden: build
	$(TESTED) openapi --by-room Tests/Fixtures/openapi

packages:
	@scripts/install-packages
