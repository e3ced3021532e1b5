"""Pictures of the main pages, for whoever reviews how they look: scripts/browser ZHIBU --screenshots FOLDER."""

import pytest

from pages import MAIN

SCREENS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}


@pytest.mark.screenshots
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("title", MAIN)
def test_a_picture_is_taken(request, reader, language, title, screen, colours):
    folder = request.config.option.screenshots
    name, path = MAIN[title]
    person = reader(name, viewport=SCREENS[screen], color_scheme=colours)
    person.go(path)
    person.page.screenshot(path=folder / f"{title}-{language}-{screen}-{colours}.png", full_page=True)
