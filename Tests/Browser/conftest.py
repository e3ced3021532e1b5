"""What all tests of the console share: the program, a bureau to try it on, a browser, and people who sit at it."""

import contextlib
import os
import pathlib
import types

import pytest
from playwright.sync_api import sync_playwright

from bureau import MADE, Bureau
from clock import MachineClock
from person import Person
from preloaded import build
from server import accounts_of, run
from words import LANGUAGES

CHROMIUM = "/usr/bin/chromium"


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
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def enter(chromium):
    """Sits somebody down at a browser: enter(bureau, "1101") has signed in, enter(bureau) has not.

    Whatever their pages complain of fails the test.
    """
    people = []

    def sit_down(bureau, name=None, language="zh-CN", **options):
        context = chromium.new_context(
            locale={"zh-CN": "zh-CN", "en": "en-GB"}[language], timezone_id="Asia/Shanghai", **options
        )
        if name is not None:
            cookies = (cookie.split("=", 1) for cookie in bureau.session(name).split("; "))
            context.add_cookies([{"name": key, "value": value, "url": bureau.address} for key, value in cookies])
        people.append(Person(bureau, context, language, name))
        return people[-1]

    yield sit_down
    for person in people:
        with contextlib.suppress(Exception):
            person.context.close()
    complaints = [complaint for person in people for complaint in person.watch.complaints]
    assert not complaints, "\n".join(complaints)
