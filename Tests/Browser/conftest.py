"""What all tests of the console share: the program, a bureau to try it on, a browser, and people who sit at it."""

import os
import pathlib
import types

import pytest
from playwright.sync_api import sync_playwright

from bounds import pytest_runtest_protocol  # a hook
from bureau import MADE, Bureau
from clock import MachineClock
from person import Person
from preloaded import build
from server import accounts_of, run
from words import LANGUAGES

# Chromium without a window to draw: the same pages and scripts, for half of the time.
CHROMIUM = "/usr/bin/chromium-headless-shell"
# What browsers lack that offices have: every test goes without.
OLD_BROWSER = pathlib.Path(__file__).with_name("old_browser.js")


def pytest_addoption(parser):
    group = parser.getgroup("browser")
    group.addoption("--zhibu", default=os.environ.get("ZHIBU", ".build/release/zhibu"), help="the program to try")
    group.addoption("--screenshots", type=pathlib.Path, metavar="FOLDER", help="take pictures of the pages instead")


def pytest_collection_modifyitems(config, items):
    """Pictures are taken when asked for, and nothing else then."""
    wanted = config.option.screenshots is not None
    left_out = [item for item in items if (item.get_closest_marker("screenshots") is not None) != wanted]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def zhibu(request):
    return str(pathlib.Path(request.config.option.zhibu).resolve(strict=True))


@pytest.fixture(scope="session")
def made(zhibu, tmp_path_factory):
    """The demo bureau at rest, and the passwords of its people. To be copied, not opened."""
    folder = tmp_path_factory.mktemp("made")
    library = build("clock", folder)
    clock = MachineClock(folder, library, MADE)
    database = folder / "bureau.sqlite"
    said = run(zhibu, "demo", "--database", database, env={**os.environ, **clock.environment})
    assert said.returncode == 0, said.stderr
    return types.SimpleNamespace(database=database, library=library, passwords=accounts_of(said.stdout))


@pytest.fixture(scope="session")
def standing(zhibu, made, tmp_path_factory):
    """A bureau that is only read."""
    with Bureau(zhibu, made, tmp_path_factory.mktemp("standing")) as bureau:
        yield bureau


@pytest.fixture
def bureau(zhibu, made, tmp_path):
    """A bureau of the test's own, to change."""
    with Bureau(zhibu, made, tmp_path) as bureau:
        yield bureau


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def sit_down(chromium, bureau, name, language, **options):
    """A browser, in which somebody has signed in."""
    locale = {"zh-CN": "zh-CN", "en": "en-GB"}[language]
    context = chromium.new_context(locale=locale, timezone_id="Asia/Shanghai", **options)
    context.add_init_script(path=OLD_BROWSER)
    if name is not None:
        cookies = (cookie.split("=", 1) for cookie in bureau.session(name).split("; "))
        context.add_cookies([{"name": key, "value": value, "url": bureau.address} for key, value in cookies])
    return context


@pytest.fixture
def enter(chromium):
    """Sits somebody down at a browser: enter(bureau, "1101") has signed in, enter(bureau) has not.

    Whatever their pages complain of fails the test.
    """
    people = []

    def enter(bureau, name=None, language="zh-CN", **options):
        context = sit_down(chromium, bureau, name, language, **options)
        bureau.guests.append(context)
        people.append(Person(bureau, context, language, name))
        return people[-1]

    yield enter
    # A bureau of the test's own may be gone by now, and has seen its guests out.
    for person in people:
        person.bureau.see_out()
    assert_content(people)


@pytest.fixture(scope="session")
def desks(chromium, standing):
    """The browsers of those who only read, which many tests share."""
    contexts = {}

    def desk(name, language, **options):
        key = (name, language, repr(options))
        if key not in contexts:
            contexts[key] = sit_down(chromium, standing, name, language, **options)
        return contexts[key]

    return desk


@pytest.fixture(scope="session")
def weights():
    """Of what many pages load."""
    return {}


@pytest.fixture
def reader(standing, desks, language):
    """Somebody who reads, and changes nothing: reader("1101").

    Whatever their pages complain of fails the test.
    """
    people = []

    def reader(name, **options):
        people.append(Person(standing, desks(name, language, **options), language, name))
        return people[-1]

    yield reader
    for person in people:
        person.page.close()
    assert_content(people)


@pytest.fixture(scope="session")
def passing():
    """Those who go from page to page, each in one tab of their browser, by who they are and what they sit at."""
    return {}


@pytest.fixture
def visitor(standing, desks, passing, language):
    """Somebody who looks at one page and does nothing there: visitor("1101"). Where the page before was looked at they
    go on to the next, in the tab that they have: opening one takes longer than reading a page.

    Whatever their pages complain of fails the test; after that they take another tab.
    """
    people = {}

    def visitor(name, **options):
        key = (name, language, repr(options))
        if key not in passing:
            passing[key] = Person(standing, desks(name, language, **options), language, name)
        people[key] = passing[key]
        return passing[key]

    yield visitor
    complaining = [key for key, person in people.items() if person.watch.complaints]
    for key in complaining:
        passing.pop(key).page.close()
    assert_content(people.values())


def assert_content(people):
    complaints = [complaint for person in people for complaint in person.watch.complaints]
    assert not complaints, "\n".join(complaints)
