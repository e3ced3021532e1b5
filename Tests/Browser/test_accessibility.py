"""Every page by axe, by the rules of WCAG 2.2 at level AA: in both languages, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bureau import OFFICER, SECRETARY
from grid import Grid
from pages import ALL, STATUSES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# In the dark a page is the same but for its colours.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def violations(page, rules):
    """What axe finds, a line each: the rule, where, and what is wrong with it."""
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}\n  {node['html'][:300]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page):
    found = violations(page, {"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark, {line}" for line in violations(page, {"type": "rule", "values": COLOUR_RULES})]
    page.emulate_media(color_scheme="light")
    assert not found, "\n".join([page.url, *found])


@pytest.mark.parametrize(("name", "path"), ALL)
def test_a_page_is_accessible(reader, name, path):
    person = reader(name)
    status = STATUSES.get(path, 200)
    with person.expecting(status):
        person.go(path, status=status)
        assert_accessible(person.page)


def test_an_error_page_is_accessible(reader):
    person = reader(SECRETARY)
    with person.expecting(404):
        person.go("/nowhere", status=404)
        assert_accessible(person.page)


def test_a_sign_in_that_is_refused_is_accessible(bureau, enter, language):
    person = enter(bureau, language=language)
    person.go("/sign-in")
    person.fill("signInName", "1101")
    with person.expecting(401):
        person.page.get_by_label(person.words("password"), exact=True).fill("not-this-one-1")
        person.press("signIn")
        person.page.get_by_role("alert").wait_for()
        assert_accessible(person.page)


def test_a_grid_with_errors_is_accessible(bureau, enter, language):
    person = enter(bureau, OFFICER, language=language)
    person.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
    grid = Grid(person)
    grid.type("CG-01-A01", "99", "1", "1", "1", "1")
    assert_accessible(person.page)
    with person.expecting(422):
        person.press("saveScores")
        person.page.get_by_role("alert").wait_for()
        assert_accessible(person.page)


def test_a_form_with_errors_is_accessible(bureau, enter, language):
    person = enter(bureau, SECRETARY, language=language)
    person.go("/cycles/{open}/adjustments")
    with person.expecting(422):
        person.press("recordAdjustment")
        person.page.locator(".field.wrong").first.wait_for()
        assert_accessible(person.page)


def test_an_import_with_errors_is_accessible(bureau, enter, language):
    person = enter(bureau, SECRETARY, language=language)
    person.go("/imports?list=scores")
    sheet = "责任区编号,层级,评分人,履职与纪律,服务群众,市容秩序,普法说理,带头作用,说明\nCG-01-A99,群众评,甲,99,1,1,1,1,\n"
    person.page.locator("input[type=file]").set_input_files(
        {"name": "scores.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    with person.expecting(422):
        person.press("importButton")
        person.page.get_by_role("alert").wait_for()
        assert_accessible(person.page)
