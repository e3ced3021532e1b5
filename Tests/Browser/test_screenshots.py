"""Pictures of the main pages, for whoever reviews how they look: scripts/browser ZHIBU --screenshots FOLDER."""

import pytest

from bureau import OFFICER
from grid import Grid
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


@pytest.mark.screenshots
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_picture_is_taken_of_what_would_be_pasted(request, reader, language, screen, colours):
    folder = request.config.option.screenshots
    person = reader(OFFICER, viewport=SCREENS[screen], color_scheme=colours)
    person.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
    grid = Grid(person)
    grid.type("CG-01-A03", "18", "22", "27", "13", "9")
    lines = [
        ["序号", "责任区编号", "责任区名称", "履职与纪律", "服务群众", "市容秩序", "普法说理", "带头作用", "合计", "名次", "评语"],
        ["1", "CG-01-A03", "槐荫社区责任区", "19.5", "25", "25", "14", "10", "93.5", "1", "整改及时"],
        ["2", "CG-01-A01", "清溪大道责任区", "10", "15", "15", "12", "9", "61", "3", ""],
        ["3", "CG-01-A02", "清溪大道责任区", "21", "20", "20", "15", "8", "84", "2", ""],
        ["合计", "", "", "50.5", "60", "60", "41", "27", "238.5", "", ""],
    ]
    grid.paste("CG-01-A01", 0, "\r\n".join("\t".join(line) for line in lines))
    name = f"paste-{language}-{screen}-{colours}.png"
    person.page.screenshot(path=folder / name, full_page=True)
    grid.preview.panel.screenshot(path=folder / f"panel-{name}")
