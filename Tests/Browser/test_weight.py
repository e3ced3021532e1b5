"""What a page weighs: little enough for the slowest line of an outpost, and all of it from this server."""

import re

import pytest

from bureau import SECRETARY
from imports import preview_members
from pages import IN_TURN, STATUSES

# Of bytes, with everything that a first visit loads, as it is before it is compressed.
MOST = 100_000
# The score grid brings besides what a spreadsheet can: its keys, pasting, taking back. That is kept from the first visit on.
MOST_OF_GRID = 110_000
# The year book has all that a branch did in a year: it is opened to be printed, and seldom.
MOST_OF_BOOK = 150_000


def parts(text):
    """What a page names to be loaded with it."""
    return set(re.findall(r'<(?:link|script|img)[^>]* (?:href|src)="([^"]+)"', text))


@pytest.fixture(scope="module")
def weights():
    """Of what many pages share."""
    return {}


@pytest.mark.parametrize(("language", "name", "path"), IN_TURN)
def test_a_first_visit_is_light(standing, desks, language, weights, name, path):
    request = desks(name, language).request
    page = request.get(standing.address + path.format(**standing.places))
    assert page.status == STATUSES.get(path, 200)
    for part in parts(page.text()):
        if part not in weights:
            weights[part] = len(request.get(standing.address + part).body())
    weight = {path: len(page.body())} | {part: weights[part] for part in parts(page.text())}
    most = MOST_OF_GRID if any(part.startswith("/assets/grid-") for part in weight) else MOST
    if "/year-book" in path:
        most = MOST_OF_BOOK
    assert sum(weight.values()) < most, weight


def test_a_browser_loads_what_the_page_names_and_nothing_else(standing, enter):
    person = enter(standing, SECRETARY)
    loaded = []
    person.page.on("response", lambda response: loaded.append(response.url))
    response = person.go("/")
    # Without a window a browser asks for no icon.
    named = {part for part in parts(response.text()) if not part.endswith(".svg")}
    assert len(named) == 2
    seen = {url for url in loaded if not url.endswith(".svg")}
    assert seen == {standing.address + path for path in ["/", *named]}


def test_the_longest_table_of_changes_is_light(standing, enter, weights):
    person = enter(standing, SECRETARY)
    preview_members(person, new=100)
    text = person.page.content()
    shared = sum(len(person.context.request.get(standing.address + part).body()) for part in parts(text))
    assert len(text.encode()) + shared < MOST
