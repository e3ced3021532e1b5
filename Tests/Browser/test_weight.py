"""What a browser loads with a page, and the longest one; each page is weighed where it is opened on a phone."""

from bureau import SECRETARY
from imports import preview_members
from weight import MOST, parts, weight


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
    assert sum(weight(person, person.page.content(), weights).values()) < MOST
