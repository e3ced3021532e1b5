"""What a page weighs: little enough for the slowest line of an outpost, and all of it from this server."""

import pytest

from pages import ALL, STATUSES

# Of bytes, with everything that a first visit loads, as it is before it is compressed.
MOST = 100_000


@pytest.mark.parametrize(("name", "path"), ALL)
def test_a_first_visit_is_light(standing, enter, language, name, path):
    person = enter(standing, name, language=language)
    responses = []
    person.page.on("response", responses.append)
    status = STATUSES.get(path, 200)
    with person.expecting(status):
        person.go(path, status=status)
        person.page.wait_for_load_state("networkidle")
    weights = {response.url: len(response.body()) for response in responses}
    # Without a window a browser asks for no icon.
    icon = person.page.locator("link[rel=icon]").evaluate("link => link.href")
    weights[icon] = len(person.context.request.get(icon).body())
    assert sum(weights.values()) < MOST, weights
